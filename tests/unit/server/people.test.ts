// People on the server: who may correct, merge and move them, and what the old village's device is told.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figureReplySchema } from '../../../shared/indicators/figures-protocol.ts';
import { ledgerReplySchema } from '../../../shared/ledgers/ledger-protocol.ts';
import { mergedValues } from '../../../shared/people/merged-people.ts';
import { movePerson } from '../../../shared/people/move-person.ts';
import type { SyncedDocument } from '../../../shared/records/record.ts';
import { recordTypes } from '../../../shared/record-types/registry.ts';
import { signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

let test: TestServer;
let huaguo: TestDevice;
let caijia: TestDevice;
let township: TestDevice;
const caijiaVillage = '420303001203';
type LedgerReply = { lines: { cells: (string | number | object)[] }[] };
let keys = 0;
const newKey = (): string => `key-${(keys += 1)}`;

beforeAll(async () => {
  test = await startTestServer({ registry: recordTypes });
  huaguo = await signInDevice(test, 'huaguo');
  caijia = await signInDevice(test, 'caijia');
  township = await signInDevice(test, 'township');
});
afterAll(() => test.close());

async function registered(values: Record<string, unknown> = {}): Promise<SyncedDocument> {
  const { topic: _topic, ...rest } = huaguo.draft({ name: '王示兰', sex: 'female', ...values }).values;
  const draft = huaguo.draft({}, { type: 'person', definitionVersion: 2, values: rest });
  expect(await huaguo.pushOne(draft, undefined, 'people')).toMatchObject({ status: 'accepted' });
  return draft;
}
const edited = (by: TestDevice, person: SyncedDocument, changes: Partial<SyncedDocument>) =>
  by.pushOne(by.edit(person, changes), person, 'people');

describe('a person of a village', () => {
  it('is corrected and merged by the township, not by a neighbour or another county', async () => {
    const [person, twin] = [await registered(), await registered()];
    const changes = { values: mergedValues(twin.values, person.id) };
    expect(await edited(caijia, twin, changes)).toMatchObject({ status: 'quarantined' });
    const stranger = await signInDevice(test, 'other-county');
    expect(await edited(stranger, twin, changes)).toMatchObject({ status: 'quarantined' });
    expect(await edited(township, twin, changes)).toMatchObject({ status: 'accepted', rev: 2 });
    const held = (await huaguo.pull('people', `ids=${twin.id}`)).documents[0];
    expect(held).toMatchObject({ createdBy: 'huaguo', values: { mergedInto: person.id } });
  });

  it('is not corrected by the city', async () => {
    const city = await signInDevice(test, 'city');
    expect(
      await edited(city, await registered(), { values: { name: '王示梅', sex: 'female' } }),
    ).toMatchObject({
      status: 'quarantined',
      code: 'recordOutsideScope',
    });
  });

  it('keeps a number whose check digit fails with a reason only', async () => {
    const pushed = (reason: Record<string, string>) => {
      const values = { name: '王示兰', sex: 'female', idNo: '420399197503080022', ...reason };
      const draft = huaguo.draft({}, { type: 'person', definitionVersion: 2, values });
      return huaguo.pushOne(draft, undefined, 'people');
    };
    expect(await pushed({})).toMatchObject({ status: 'quarantined', code: 'invalidValue', fields: ['idNo'] });
    expect(await pushed({ overrideReason: '证件上就是这个号' })).toMatchObject({ status: 'accepted' });
  });

  it('is refused with a birth date against the number, in words', async () => {
    const draft = huaguo.draft(
      {},
      {
        ...{ type: 'person', definitionVersion: 2 },
        values: { name: '王示兰', sex: 'female', idNo: '420399197503080021', birthDate: '1975-03-09' },
      },
    );
    const verdict = await huaguo.pushOne(draft, undefined, 'people');
    expect(verdict).toMatchObject({ status: 'quarantined', code: 'invalidValue', fields: ['birthDate'] });
  });
});

describe('a move between two villages', () => {
  it('is not the village’s to make', async () => {
    const person = await registered();
    const moved = movePerson(person, { to: caijiaVillage, on: '2026-10-01', hands: true }, newKey);
    expect(await edited(huaguo, person, moved)).toMatchObject({
      status: 'quarantined',
      code: 'recordOutsideScope',
    });
  });

  it('by the township gives the new village the person and the old one a leave', async () => {
    const person = await registered();
    const before = (await huaguo.pull('people')).checkpoint.since;
    const moved = movePerson(person, { to: caijiaVillage, on: '2026-10-01', hands: true }, newKey);
    expect(await edited(township, person, moved)).toMatchObject({ status: 'accepted' });
    const old = await huaguo.pull('people', `since=${before}`);
    expect(old.documents).toEqual([]);
    expect(old.leaves).toEqual([{ id: person.id }]);
    const held = (await caijia.pull('people')).documents.find(({ id }) => id === person.id);
    expect(held?.values['residences']).toHaveLength(2);
    expect(await edited(huaguo, person, { values: person.values })).toMatchObject({ status: 'quarantined' });
  });

  it('leaves an edit that was merged before without a master to tell of: said again it was taken, and nothing more', async () => {
    const person = await registered();
    const remark = { values: { ...person.values, address: '二组' } };
    expect(await edited(township, person, remark)).toMatchObject({ status: 'accepted' });
    const mine = huaguo.edit(person, { values: { ...person.values, phone: '13900000000' } });
    expect(await huaguo.pushOne(mine, person, 'people')).toMatchObject({ status: 'merged', rev: 3 });
    const now = (await township.pull('people', `ids=${person.id}`)).documents[0] ?? person;
    const moved = movePerson(now, { to: caijiaVillage, on: '2026-10-01', hands: true }, newKey);
    expect(await edited(township, now, moved)).toMatchObject({ status: 'accepted' });
    expect(await huaguo.pushOne(mine, person, 'people')).toEqual({
      ...{ id: person.id, mutationId: `${huaguo.id}:${person.id}:${mine.edit.seq}` },
      ...{ status: 'accepted', rev: 3 },
    });
  });

  it('to another county is refused to the township', async () => {
    const person = await registered();
    const moved = movePerson(person, { to: '420304001201', on: '2026-10-01', hands: true }, newKey);
    expect(await edited(township, person, moved)).toMatchObject({ status: 'quarantined' });
  });
});

it('two who were merged into each other stay one line of a roster, as a screen is told', async () => {
  const [one, other] = [await registered({ roles: ['knitter'] }), await registered({ roles: ['knitter'] })];
  await edited(huaguo, one, { values: mergedValues(one.values, other.id) });
  await edited(huaguo, other, { values: mergedValues(other.values, one.id) });
  const period = { from: '2026-10-01', until: '2026-10-31' };
  const question = { type: 'roster-of-volunteers', unitId: '420303001202', ...period };
  const response = await township.postJson('/api/ledgers', question);
  const reply = ledgerReplySchema.parse(await response.json());
  expect([reply.total, reply.lines.length]).toEqual([1, 1]);
});

/** Whoever is named in the lines of a ledger of visits. */
const namesIn = ({ lines }: LedgerReply): readonly string[] =>
  lines
    .flatMap(({ cells }) => cells.filter((cell) => typeof cell === 'string'))
    .filter((cell) => /^(.示.|示外人)$/.test(cell))
    .sort();

describe('a record that names somebody who was merged', () => {
  it('counts and names the one that stands for her', async () => {
    const [person, twin] = [await registered({ name: '王示岚' }), await registered()];
    const visit = (whom: SyncedDocument) =>
      huaguo.draft(
        {},
        {
          ...{ type: 'home-visit', definitionVersion: 1, occurredOn: '2026-10-18' },
          values: {
            person: { id: whom.id, name: '王示兰' },
            ...{ way: 'home', situation: 'well', followUp: 'none' },
          },
        },
      );
    for (const whom of [person, twin])
      expect(await huaguo.pushOne(visit(whom))).toMatchObject({ status: 'accepted' });
    const count = async () => {
      const question = { unitId: '420303001202', from: '2026-10-01', until: '2026-10-31' };
      const reply = await huaguo.postJson('/api/figures', question);
      return figureReplySchema.parse(await reply.json()).total.figures['home-visit.people']?.value;
    };
    expect(await count()).toBe(2);
    await edited(township, twin, { values: mergedValues(twin.values, person.id) });
    expect(await count()).toBe(1);
    const question = { type: 'home-visit', unitId: '420303001202', from: '2026-10-01', until: '2026-10-31' };
    const ledger: LedgerReply = await (await huaguo.postJson('/api/ledgers', question)).json();
    // Her own visit keeps the name that was written.
    expect(namesIn(ledger)).toEqual(['王示兰', '王示岚']);
  });

  it('names nobody of another village, and keeps the name that was written where no register is held', async () => {
    const { topic: _topic, ...own } = caijia.draft({ name: '示外人', sex: 'female' }).values;
    const stranger = caijia.draft({}, { type: 'person', definitionVersion: 2, values: own });
    expect(await caijia.pushOne(stranger, undefined, 'people')).toMatchObject({ status: 'accepted' });
    const person = await registered({ name: '李示梅' });
    const visit = huaguo.draft(
      {},
      {
        ...{ type: 'home-visit', definitionVersion: 1, occurredOn: '2026-09-18' },
        values: {
          person: { id: person.id, name: '李示梅' },
          ...{ way: 'home', situation: 'well', followUp: 'none' },
        },
      },
    );
    expect(await huaguo.pushOne(visit)).toMatchObject({ status: 'accepted' });
    const merge = await edited(huaguo, person, { values: mergedValues(person.values, stranger.id) });
    expect(merge).toMatchObject({ status: 'accepted' });
    const namesFor = async (reader: TestDevice) => {
      const period = { from: '2026-09-01', until: '2026-09-30' };
      const question = { type: 'home-visit', unitId: '420303001202', ...period };
      const reply: LedgerReply = await (await reader.postJson('/api/ledgers', question)).json();
      const searched = { ...question, text: '示外人' };
      const found: { total: number } = await (await reader.postJson('/api/ledgers', searched)).json();
      return [...namesIn(reply), found.total];
    };
    expect(await namesFor(huaguo)).toEqual(['李示梅', 0]);
    expect(await namesFor(await signInDevice(test, 'city'))).toEqual(['李示梅', 0]);
    // The township reads both registers.
    expect(await namesFor(township)).toEqual(['示外人', 1]);
  });
});
