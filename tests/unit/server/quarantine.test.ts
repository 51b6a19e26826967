// A row that cannot be taken in becomes its own quarantine, raw and in words, and holds up nobody.
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { defineRegistry } from '../../../shared/record-types/define-registry.ts';
import { decisionOn, signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { gathering, testRegistry } from '../../support/server/test-registry.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

let test: TestServer;
let huaguo: TestDevice;

beforeAll(async () => {
  test = await startTestServer();
  huaguo = await signInDevice(test, 'huaguo');
});
afterAll(() => test.close());

const nested = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);
const kept = (docId: string) =>
  test.server.store.read(async (view) =>
    (await view.receipts.quarantined()).filter((entry) => entry.docId === docId),
  );

describe('S5 a poison row', () => {
  it.each(['first', 'middle', 'last'])('%s in a push does not hold up the others', async (place) => {
    const [a, b] = [huaguo.draft({}), huaguo.draft({})];
    const poison = huaguo.draft({ place: '\ud800' });
    const rows = place === 'first' ? [poison, a, b] : place === 'middle' ? [a, poison, b] : [a, b, poison];
    const reply = await huaguo.push(rows.map((document) => ({ newDocumentState: document })));
    expect(reply.rows.map((row) => row.id)).toEqual(rows.map((document) => document.id));
    expect(reply.rows.map((row) => row.status)).toEqual(
      rows.map((document) => (document === poison ? 'quarantined' : 'accepted')),
    );
  });

  it('is kept raw with everything unsafe escaped, and answered the same when it comes again', async () => {
    const poison = huaguo.draft({ place: 'a\u0000b\ud800' });
    const verdict = await huaguo.pushOne(poison);
    expect(verdict).toMatchObject({ status: 'quarantined', code: 'unsafeText', fields: ['place'] });
    expect(verdict.message).toBe('The text holds characters that cannot be stored.');
    const [entry] = await kept(poison.id);
    expect(entry?.raw).toContain('a\\u0000b\\ud800');
    expect(await huaguo.pushOne(poison)).toEqual(verdict);
    expect(await kept(poison.id)).toHaveLength(1);
  });
});

describe('each fault has its code and names its field', () => {
  const cases: readonly [string, (device: TestDevice) => unknown, string, readonly string[] | undefined][] = [
    ['21 levels', (d) => d.draft({ deep: nested(30) }), 'tooDeep', ['deep']],
    ['a NUL in a key', (d) => d.draft({ 'a\u0000': 1 }), 'unsafeText', undefined],
    [
      'a number beyond JSON',
      (d) => ({ ...d.draft({}), values: { topic: 'x', attended: Number.MAX_SAFE_INTEGER + 2 } }),
      'invalidValue',
      ['attended'],
    ],
    ['more than 1 MiB', (d) => d.draft({ place: 'x'.repeat(1024 * 1024) }), 'documentTooLarge', undefined],
    [
      '201 keys in one object',
      (d) => d.draft(Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`k${i}`, i]))),
      'malformedDocument',
      ['values'],
    ],
    ['an unknown type', (d) => d.draft({}, { type: 'spell' }), 'unknownType', ['type']],
    ['a type of another collection', (d) => d.draft({}, { type: 'villager' }), 'unknownType', ['type']],
    [
      'a form newer than the server',
      (d) => d.draft({}, { definitionVersion: 2 }),
      'definitionTooNew',
      ['definitionVersion'],
    ],
    [
      'no envelope',
      () => ({ id: '0199f000-0000-7000-8000-aaaaaaaaaaaa', hello: true }),
      'malformedDocument',
      undefined,
    ],
    ['a text instead of a document', () => 'hello', 'malformedDocument', undefined],
    ['photos that are no list', (d) => d.draft({}, { photos: 'none' }), 'malformedDocument', ['photos']],
    ['the 30th of February', (d) => d.draft({}, { occurredOn: '2026-02-30' }), 'invalidDate', ['occurredOn']],
    [
      '29 February of a common year',
      (d) => d.draft({}, { occurredOn: '2025-02-29' }),
      'invalidDate',
      ['occurredOn'],
    ],
    ['year 0', (d) => d.draft({}, { occurredOn: '0000-01-01' }), 'invalidDate', ['occurredOn']],
    [
      'the day before the Republic',
      (d) => d.draft({}, { occurredOn: '1949-09-30' }),
      'invalidDate',
      ['occurredOn'],
    ],
    [
      'a year and a day ahead',
      (d) => d.draft({}, { occurredOn: '2027-10-21' }),
      'invalidDate',
      ['occurredOn'],
    ],
    ['year 9999', (d) => d.draft({}, { occurredOn: '9999-12-31' }), 'invalidDate', ['occurredOn']],
    [
      'words instead of a date',
      (d) => d.draft({}, { occurredOn: 'yesterday' }),
      'invalidDate',
      ['occurredOn'],
    ],
    ['a creation time that is none', (d) => d.draft({}, { createdAt: 'soon' }), 'invalidDate', ['createdAt']],
    ['a missing required value', (d) => d.draft({ topic: '' }), 'invalidValue', ['topic']],
    [
      'a value against a rule',
      (d) => d.draft({ attended: 3, partyMembers: 4 }),
      'invalidValue',
      ['partyMembers'],
    ],
    [
      'a foreign unit',
      (d) => d.draft({}, { orgUnitId: '420303001203' }),
      'recordOutsideScope',
      ['orgUnitId'],
    ],
    ['a unit that does not exist', (d) => d.draft({}, { orgUnitId: '999999' }), 'unknownUnit', ['orgUnitId']],
    [
      'an audience that is not hers',
      (d) => d.draft({}, { audience: [{ unit: '4203', reach: 'below' }] }),
      'recordOutsideScope',
      ['audience'],
    ],
    ['another author', (d) => d.draft({}, { createdBy: 'caijia' }), 'recordOutsideScope', ['createdBy']],
    [
      'a mutation id that is not its stamp',
      (d) => d.draft({}, { edit: { deviceId: 'device-huaguo', seq: 0 } }),
      'malformedDocument',
      ['edit'],
    ],
  ];
  it.each(cases)('%s', async (_name, make, code, fields) => {
    const before = (await huaguo.pull('records')).committed;
    const verdict = await huaguo.pushOne(make(huaguo));
    expect(verdict).toMatchObject({
      status: 'quarantined',
      code,
      ...(fields === undefined ? {} : { fields }),
    });
    expect(verdict.message).toBeTruthy();
    expect((await huaguo.pull('records')).committed).toEqual(before);
  });

  it('says which rule in the words of the definition', async () => {
    const verdict = await huaguo.pushOne(huaguo.draft({ attended: 3, partyMembers: 4 }));
    expect(verdict.message).toContain('not more party members than people');
  });

  it('a key named __proto__ is refused and pollutes nothing', async () => {
    const document = JSON.stringify(huaguo.draft({})).replace(
      '"topic":',
      '"__proto__":{"polluted":true},"topic":',
    );
    const body = `{"pushId":"p","rows":[{"mutationId":"m-proto","newDocumentState":${document}}]}`;
    const response = await huaguo.call('/api/sync/records/push', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(await response.json()).toMatchObject({
      rows: [{ status: 'quarantined', code: 'malformedDocument' }],
    });
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('a hundred thousand levels are too deep, and cost nothing', async () => {
    const depth = 100_000;
    const document = JSON.stringify(huaguo.draft({ deep: 'HERE' })).replace(
      '"HERE"',
      `${'['.repeat(depth)}${']'.repeat(depth)}`,
    );
    const response = await huaguo.call('/api/sync/records/push', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"pushId":"p","rows":[{"mutationId":"m-deep","newDocumentState":${document}}]}`,
    });
    expect(await response.json()).toMatchObject({
      rows: [{ status: 'quarantined', code: 'tooDeep', fields: ['deep'] }],
    });
  });

  it('1e400 is no number', async () => {
    const body = JSON.stringify({
      pushId: 'p',
      rows: [{ mutationId: 'm-1e400', newDocumentState: huaguo.draft({ attended: 4242 }) }],
    }).replace('4242', '1e400');
    const response = await huaguo.call('/api/sync/records/push', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(await response.json()).toMatchObject({
      rows: [{ status: 'quarantined', code: 'invalidValue', fields: ['attended'] }],
    });
  });

  it('a mutation id that no database takes is echoed, not stored', async () => {
    const reply = await huaguo.push([{ mutationId: 'm\u0000\ud800', newDocumentState: huaguo.draft({}) }]);
    expect(reply.rows[0]).toMatchObject({
      mutationId: 'm\u0000\ud800',
      status: 'quarantined',
      code: 'malformedDocument',
    });
  });

  it('an override of the direction of writing is refused in words, on its field', async () => {
    expect(await huaguo.pushOne(huaguo.draft({ place: 'a\u202ebc' }))).toMatchObject({
      status: 'quarantined',
      code: 'invalidValue',
      fields: ['place'],
    });
  });

  it('rare Han, combining forms and right-to-left marks are no fault', async () => {
    const draft = huaguo.draft({ place: '\u{20BB7}野家 e\u0301 é \u200fabc' });
    expect(await huaguo.pushOne(draft)).toMatchObject({ status: 'accepted' });
    expect((await huaguo.pull('records', `ids=${draft.id}`)).documents[0]?.values['place']).toBe(
      draft.values['place'],
    );
  });

  it('collections that only the server writes take nothing', async () => {
    expect(await huaguo.pushOne(huaguo.draft({}), undefined, 'orgUnits')).toMatchObject({
      status: 'quarantined',
      code: 'recordOutsideScope',
    });
    expect(await huaguo.pushOne(huaguo.draft({}), undefined, 'conflicts')).toMatchObject({
      status: 'quarantined',
      code: 'recordOutsideScope',
    });
  });

  it('a closed record takes no edits', async () => {
    const draft = huaguo.draft({});
    await huaguo.pushOne(draft);
    const township = await signInDevice(test, 'township');
    const [stored] = (await township.pull('records', `ids=${draft.id}`)).documents;
    const decision = decisionOn(township, stored, { action: 'void', reason: 'twice' });
    expect(await township.pushOne(decision, undefined, 'decisions')).toMatchObject({ status: 'accepted' });
    expect(await huaguo.pushOne(huaguo.edit(draft, { tags: ['late'] }), draft)).toMatchObject({
      status: 'quarantined',
      code: 'recordClosed',
      master: { reviewState: 'void' },
    });
  });

  it('an edit that cannot be looked at is answered with what stands, so that its device keeps that', async () => {
    const draft = huaguo.draft({ attended: 1 });
    await huaguo.pushOne(draft);
    for (const changes of [{ definitionVersion: 99 }, { type: 'unheard-of' }, { occurredOn: '2026-02-31' }]) {
      const verdict = await huaguo.pushOne(huaguo.edit(draft, changes), draft);
      expect(verdict).toMatchObject({ status: 'quarantined', master: { id: draft.id, rev: 1 } });
    }
    const caijia = await signInDevice(test, 'caijia');
    const unseen = await caijia.pushOne(caijia.edit(draft, { definitionVersion: 99 }), draft);
    expect(unseen).toMatchObject({ status: 'quarantined', code: 'definitionTooNew' });
    expect(unseen).not.toHaveProperty('master');
  });

  it('a newer form that a newer server knows is the same edit when it comes again, and no copied device', async () => {
    let known = testRegistry;
    const renewable = await startTestServer({
      registry: { all: testRegistry.all, get: (id) => known.get(id) },
    });
    onTestFinished(() => renewable.close());
    const device = await signInDevice(renewable, 'huaguo');
    const draft = device.draft({}, { definitionVersion: 2 });
    const refused = await device.pushOne(draft);
    expect(refused).toMatchObject({ status: 'quarantined', code: 'definitionTooNew' });
    known = defineRegistry([{ ...gathering, version: 2, upgrades: [[]] }]);
    expect(await device.pushOne(draft)).toEqual(refused);
    const entries = await renewable.server.store.read((view) => view.receipts.quarantined());
    expect(entries.map(({ code }) => code)).toEqual(['definitionTooNew']);
  });

  it('no content of a row is ever logged', async () => {
    await huaguo.pushOne(huaguo.draft({ topic: '示例秘密', attended: -1 }));
    expect(test.logged.some((line) => line.includes('rowQuarantined'))).toBe(true);
    expect(test.logged.join('\n')).not.toContain('示例秘密');
  });
});
