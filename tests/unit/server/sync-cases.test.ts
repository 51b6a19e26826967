// Cases of sync that a hostile or unlucky device brings about, against the real server. Ids as in the list of cases.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentHash } from '../../../shared/records/content-hash.ts';
import { defineRecordType } from '../../../shared/forms/define-record-type.ts';
import { defineRegistry } from '../../../shared/record-types/define-registry.ts';
import { pushReplySchema, type PullReply } from '../../../shared/sync/protocol.ts';
import { signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { gathering } from '../../support/server/test-registry.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

/** Three steps ahead of what an old app writes. */
const grown = defineRecordType({
  ...gathering,
  version: 4,
  fields: [
    ...gathering.fields.filter(({ id }) => id !== 'place'),
    { id: 'venue', kind: 'text', label: { zh: '地点', en: 'venue' } },
    {
      id: 'way',
      kind: 'choice',
      label: { zh: '方式', en: 'way' },
      options: [{ id: 'indoors', label: { zh: '室内', en: 'indoors' } }],
    },
  ],
  upgrades: [
    [{ rename: { from: 'place', to: 'venue' } }],
    [{ setDefault: { field: 'way', value: 'inside' } }],
    [{ replaceChoice: { field: 'way', from: 'inside', to: 'indoors' } }],
  ],
});

let test: TestServer;
let huaguo: TestDevice;
let tablet: TestDevice;
let township: TestDevice;
beforeAll(async () => {
  test = await startTestServer({ registry: defineRegistry([grown]) });
  huaguo = await signInDevice(test, 'huaguo');
  tablet = await signInDevice(test, 'huaguo', 'device-tablet');
  township = await signInDevice(test, 'township');
});
afterAll(() => test.close());

const current = async (id: string) => (await township.pull('records', `ids=${id}`)).documents[0];
const conflictsOf = async (id: string) =>
  (await township.pull('conflicts')).documents.filter(({ aboutId }) => aboutId === id);
const pushAs = async (device: TestDevice, pushId: string, documents: readonly unknown[]) => {
  const rows = documents.map((newDocumentState) => ({
    mutationId: nameOf(newDocumentState),
    newDocumentState,
  }));
  const response = await device.postJson('/api/sync/records/push', { pushId, rows });
  return pushReplySchema.parse(await response.json());
};

function nameOf(state: unknown): string {
  const { id, edit } = JSON.parse(JSON.stringify(state));
  return `${edit.deviceId}:${id}:${edit.seq}`;
}

describe('a push', () => {
  it('S1 whose id is replayed with another body is judged by its rows, not by its id', async () => {
    const [first, second] = [huaguo.draft({ attended: 1 }), huaguo.draft({ attended: 2 })];
    expect((await pushAs(huaguo, 'same', [first])).rows).toMatchObject([{ status: 'accepted' }]);
    const replayed = await pushAs(huaguo, 'same', [second, first]);
    expect(replayed.rows).toMatchObject([
      { id: second.id, status: 'accepted' },
      { id: first.id, status: 'accepted', rev: 1 },
    ]);
    expect([(await current(first.id))?.rev, (await current(second.id))?.rev]).toEqual([1, 1]);
  });

  it('S2 that speaks in the name of another device is no edit of that device', async () => {
    const mine = huaguo.draft({ attended: 5 });
    await huaguo.pushOne(mine);
    const forged = {
      ...mine,
      values: { ...mine.values, attended: 500 },
      edit: { deviceId: huaguo.id, seq: 9_000 },
    };
    expect(await tablet.pushOne(forged)).toMatchObject({ status: 'quarantined', code: 'foreignEdit' });
    // Nor does it use the other one's numbers up.
    const next = huaguo.edit(mine, { values: { ...mine.values, attended: 6 } });
    expect(await huaguo.pushOne(next, mine)).toMatchObject({ status: 'accepted', rev: 2 });
    expect((await current(mine.id))?.values['attended']).toBe(6);
    expect(await tablet.pushOne(mine, undefined)).toMatchObject({ status: 'merged' });
  });

  it('S3 that was overtaken by a later one changes nothing', async () => {
    const draft = huaguo.draft({ attended: 1 });
    const edits = [2, 3, 4].map((attended) => huaguo.edit(draft, { values: { ...draft.values, attended } }));
    for (const edit of [draft, ...edits].toReversed()) await pushAs(huaguo, `late-${edit.edit.seq}`, [edit]);
    expect(await current(draft.id)).toMatchObject({ rev: 1, values: { attended: 4 } });
    expect(await conflictsOf(draft.id)).toEqual([]);
  });

  it.each([
    ['2016-01-01T00:00:00.000Z', '2036-12-31T23:59:59.000Z'],
    ['2036-12-31T23:59:59.000Z', '2016-01-01T00:00:00.000Z'],
  ])('S6 of a clock ten years off (%s) is taken in the server’s order', async (createdAt, updatedAt) => {
    const draft = huaguo.draft({ attended: 1 }, { createdAt, updatedAt });
    expect(await huaguo.pushOne(draft)).toMatchObject({ status: 'accepted' });
    const later = tablet.edit(draft, {
      values: { ...draft.values, attended: 2 },
      updatedAt: '1999-01-01T00:00:00.000Z',
    });
    expect(await tablet.pushOne(later, draft)).toMatchObject({ status: 'accepted', rev: 2 });
    expect(await current(draft.id)).toMatchObject({
      values: { attended: 2 },
      receivedAt: '2026-10-20T02:00:00.000Z',
    });
  });

  it('S12 that is tried again by fifty at once has one effect', async () => {
    const draft = huaguo.draft({ attended: 7 });
    const before = (await huaguo.pull('records')).committed.position;
    const replies = await Promise.all(Array.from({ length: 50 }, () => pushAs(huaguo, 'storm', [draft])));
    expect(new Set(replies.map(({ rows }) => JSON.stringify(rows))).size).toBe(1);
    expect((await huaguo.pull('records')).committed.position).toBe(before + 1);
    expect((await current(draft.id))?.rev).toBe(1);
  });
});

describe('what a device may see', () => {
  it('S11 changes between two pages: the next page says so, a push is taken all the same, a new session goes on', async () => {
    const device = await signInDevice(test, 'huaguo', 'device-s11');
    const { epoch, scopeVersion } = device.session;
    const pageOf = (by: TestDevice, scope: string) =>
      by.call(`/api/sync/records/pull?limit=1&since=0&epoch=${epoch}&scope=${scope}`);
    expect((await pageOf(device, scopeVersion)).status).toBe(200);
    const name = '示例新村';
    const unit = {
      id: '420303001299',
      parentId: '420303001',
      level: 'village',
      name,
      shortName: name,
    } as const;
    await test.server.importOrgUnits([unit]);
    const next = await pageOf(device, scopeVersion);
    expect([next.status, (await next.json()).code]).toEqual([409, 'scopeChanged']);
    expect(await device.pushOne(device.draft({ attended: 3 }))).toMatchObject({ status: 'accepted' });
    const again = await signInDevice(test, 'huaguo', 'device-s11');
    expect(again.session.scopeVersion).not.toBe(scopeVersion);
    expect((await pageOf(again, again.session.scopeVersion)).status).toBe(200);
  });
});

describe('an app of three versions ago', () => {
  it('S13 writes what it knows; an edit by a new app keeps it, and an edit by the old one loses nothing new', async () => {
    const old = huaguo.draft({ place: '村委会' }, { definitionVersion: 1 });
    expect(await huaguo.pushOne(old)).toMatchObject({ status: 'accepted' });
    const { place: _place, ...kept } = old.values;
    const renewed = tablet.edit(old, {
      definitionVersion: 4,
      values: { ...kept, venue: '村委会', way: 'indoors', attended: 20 },
    });
    expect(await tablet.pushOne(renewed, old)).toMatchObject({ status: 'accepted', rev: 2 });
    const again = huaguo.edit(old, { values: { ...old.values, topic: '座谈会' } });
    expect(await huaguo.pushOne(again, old)).toMatchObject({ status: 'merged' });
    const stored = await current(old.id);
    expect(stored?.values).toMatchObject({ topic: '座谈会', venue: '村委会', way: 'indoors', attended: 20 });
    expect(await conflictsOf(old.id)).toEqual([]);
  });
});

describe('the server’s clock', () => {
  it('O8 a day back hinders no push, no order, no session that is still good', async () => {
    const device = await signInDevice(test, 'huaguo', 'device-o8');
    const before = await device.pull('records');
    const draft = device.draft({ attended: 1 });
    expect(await device.pushOne(draft)).toMatchObject({ status: 'accepted' });
    test.clock.advance(-86_400);
    const edited = device.edit(draft, { values: { ...draft.values, attended: 2 } });
    expect(await device.pushOne(edited, draft)).toMatchObject({ status: 'accepted', rev: 2 });
    const page = await device.pull('records', `since=${before.checkpoint.since}`);
    expect(page.documents.map(({ id, rev }) => [id, rev])).toEqual([[draft.id, 2]]);
    expect(await device.pushOne(edited, draft)).toMatchObject({ status: 'accepted', rev: 2 });
    const again = await signInDevice(test, 'huaguo', 'device-o8');
    expect((await again.pull('records', `ids=${draft.id}`)).documents[0]?.values['attended']).toBe(2);
    test.clock.advance(86_400);
  });
});

describe('many devices', () => {
  it('S15 six that edit one field leave the first, and five values that people can read', async () => {
    const draft = huaguo.draft({ attended: 10 });
    await huaguo.pushOne(draft);
    const six: TestDevice[] = [];
    for (let number = 1; number <= 6; number += 1)
      six.push(await signInDevice(test, 'huaguo', `device-six-${number}`));
    const verdicts = await Promise.all(
      six.map((device, index) =>
        device.pushOne(device.edit(draft, { values: { ...draft.values, attended: 20 + index } }), draft),
      ),
    );
    expect(verdicts.map(({ status }) => status).toSorted()).toEqual([
      'accepted',
      ...Array.from({ length: 5 }, () => 'conflict'),
    ]);
    const stands = (await current(draft.id))?.values['attended'];
    const others = (await conflictsOf(draft.id)).map(({ values }) => values['otherValue']);
    expect([stands, ...others].toSorted((a, b) => Number(a) - Number(b))).toEqual([20, 21, 22, 23, 24, 25]);
  });

  it('S16 one that comes after ninety days has everything, page by page, each once, and nothing twice', async () => {
    const writing = { account: 'huaguo', deviceId: 'd', seq: 1, at: '2026-08-01T00:00:00.000Z' };
    const count = 10_000;
    for (let first = 0; first < count; first += 1_000)
      await test.server.store.write(async (tx) => {
        const some = Array.from({ length: 1_000 }, (_, index) => ({
          ...huaguo.draft({ attended: first + index }),
          ...{ id: `old-${first + index}`, rev: 1, reviewState: 'submitted' as const },
        }));
        for (const document of some)
          await tx.documents.put('records', { document, hash: contentHash(document) }, writing);
        const keys = ['up:420303001202', 'up:420303001', 'up:420303', 'up:4203'] as const;
        await tx.feed.publish(
          some.map(({ id }) => ({ collection: 'records' as const, id, keys })),
          `stamp-${first}`,
          writing.at,
        );
      });
    test.clock.advance(90 * 86_400);
    const device = await signInDevice(test, 'huaguo', 'device-away');
    const seen = new Map<string, number>();
    let [since, more] = ['0', true];
    while (more) {
      const page: PullReply = await device.pull('records', `since=${since}&limit=500`);
      for (const { id } of page.documents) seen.set(id, (seen.get(id) ?? 0) + 1);
      [since, more] = [page.checkpoint.since, page.more];
    }
    const old = [...seen].filter(([id]) => id.startsWith('old-'));
    expect([old.length, Math.max(...old.map(([, times]) => times))]).toEqual([count, 1]);
    const edited = device.edit(
      { ...huaguo.draft({ attended: 1 }), id: 'old-77', rev: 1 },
      { values: { topic: '座谈', attended: 78 } },
    );
    expect(['accepted', 'merged', 'conflict']).toContain((await device.pushOne(edited)).status);
  }, 60_000);
});
