// A push gives a verdict per row: accepted, merged, conflict; the same mutation again; bodies that are no protocol.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentHash } from '../../../shared/records/content-hash.ts';
import { signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

let test: TestServer;
let huaguo: TestDevice;
let other: TestDevice;

beforeAll(async () => {
  test = await startTestServer();
  huaguo = await signInDevice(test, 'huaguo');
  // A second device of the same person: only the author's own unit may edit, and createdBy stays.
  other = await signInDevice(test, 'huaguo', 'device-tablet');
});
afterAll(() => test.close());

const current = async (id: string) => (await huaguo.pull('records', `ids=${id}`)).documents[0];

describe('a new record', () => {
  it('is stored as sent, submitted, with revision 1, and comes back by pull', async () => {
    const draft = huaguo.draft(
      { attended: 12 },
      { rev: 7, reviewState: 'approved', receivedAt: 'never', outcome: 'applied' },
    );
    expect(await huaguo.pushOne(draft)).toEqual({
      id: draft.id,
      mutationId: `${huaguo.id}:${draft.id}:${draft.edit.seq}`,
      status: 'accepted',
      rev: 1,
    });
    const stored = await current(draft.id);
    expect(stored).toMatchObject({
      rev: 1,
      reviewState: 'submitted',
      receivedAt: '2026-10-20T02:00:00.000Z',
      values: { attended: 12 },
    });
    expect(stored).not.toHaveProperty('outcome');
    expect(stored === undefined ? '' : contentHash(stored)).toBe(contentHash(draft));
  });

  it('keeps fields that this server does not know', async () => {
    const draft = huaguo.draft({ ofTomorrow: { a: [1, null] } }, { newEnvelopeField: 'kept' });
    await huaguo.pushOne(draft);
    expect(await current(draft.id)).toMatchObject({
      newEnvelopeField: 'kept',
      values: { ofTomorrow: { a: [1, null] } },
    });
  });
});

describe('an edit', () => {
  it('from the present base is accepted and moves the revision', async () => {
    const draft = huaguo.draft({ attended: 12 });
    await huaguo.pushOne(draft);
    const edited = huaguo.edit(draft, { values: { topic: '座谈', attended: 13 } });
    expect(await huaguo.pushOne(edited, draft)).toMatchObject({ status: 'accepted', rev: 2 });
  });

  it('with the content that is already there moves neither revision nor position, and is told what stands', async () => {
    const draft = huaguo.draft({ attended: 12 });
    await huaguo.pushOne(draft);
    const before = await huaguo.pull('records');
    const again = huaguo.edit(draft, {});
    const verdict = await huaguo.pushOne(again, draft);
    // "Accepted" would leave the device with a stamp and a state that the server does not have.
    expect(verdict).toMatchObject({ status: 'merged', rev: 1, master: { edit: draft.edit, rev: 1 } });
    const after = await huaguo.pull('records');
    expect(after.committed).toEqual(before.committed);
  });

  it('of another field than the other device edited is merged', async () => {
    const draft = huaguo.draft({ attended: 12, place: '妇女之家' });
    await huaguo.pushOne(draft);
    await other.pushOne(other.edit(draft, { values: { ...draft.values, attended: 20 } }), draft);
    const verdict = await huaguo.pushOne(
      huaguo.edit(draft, { values: { ...draft.values, place: '村委会' } }),
      draft,
    );
    expect(verdict).toMatchObject({
      status: 'merged',
      rev: 3,
      master: { values: { attended: 20, place: '村委会' } },
    });
  });

  it('of the same field keeps the server value and writes one conflict document, also when it is repeated', async () => {
    const draft = huaguo.draft({ attended: 12 });
    await huaguo.pushOne(draft);
    await other.pushOne(other.edit(draft, { values: { ...draft.values, attended: 20 } }), draft);
    const mine = huaguo.edit(draft, { values: { ...draft.values, attended: 30 } });
    expect(await huaguo.pushOne(mine, draft)).toMatchObject({
      status: 'conflict',
      rev: 2,
      master: { values: { attended: 20 } },
    });
    expect(await huaguo.pushOne(huaguo.edit(mine, {}), draft)).toMatchObject({ status: 'conflict' });
    const conflicts = (await huaguo.pull('conflicts')).documents.filter(
      (conflict) => conflict.aboutId === draft.id,
    );
    expect(conflicts).toHaveLength(1);
    expect(conflicts[0]?.values).toMatchObject({
      field: 'values.attended',
      serverValue: 20,
      otherValue: 30,
      otherDevice: huaguo.id,
      recordId: draft.id,
    });
  });

  it('that is right alone but wrong together with the other one is a conflict, and the stored record stays valid', async () => {
    const draft = huaguo.draft({ attended: 20, partyMembers: 5 });
    await huaguo.pushOne(draft);
    await other.pushOne(other.edit(draft, { values: { ...draft.values, attended: 10 } }), draft);
    const verdict = await huaguo.pushOne(
      huaguo.edit(draft, { values: { ...draft.values, partyMembers: 15 } }),
      draft,
    );
    expect(verdict).toMatchObject({
      status: 'conflict',
      master: { values: { attended: 10, partyMembers: 5 } },
    });
  });

  it('of one device on its own lost edit is no quarrel: the higher seq wins, with or without a known base', async () => {
    const draft = huaguo.draft({ attended: 1 });
    await huaguo.pushOne(draft);
    const second = huaguo.edit(draft, { values: { ...draft.values, attended: 2 } });
    await huaguo.pushOne(second, draft);
    const third = huaguo.edit(second, { values: { ...draft.values, attended: 3 } });
    expect(await huaguo.pushOne(third, draft)).toMatchObject({
      status: 'merged',
      master: { values: { attended: 3 } },
    });
    const fourth = huaguo.edit(third, { values: { ...draft.values, attended: 4 } });
    expect(await huaguo.pushOne(fourth)).toMatchObject({ master: { values: { attended: 4 } } });
    expect(
      (await huaguo.pull('conflicts')).documents.filter((conflict) => conflict.aboutId === draft.id),
    ).toEqual([]);
  });

  it('that is older than the last one applied changes nothing, and is kept apart unless history holds it', async () => {
    const draft = huaguo.draft({ attended: 1 });
    const late = huaguo.edit(draft, { values: { ...draft.values, attended: 2 } });
    const newest = huaguo.edit(draft, { values: { ...draft.values, attended: 3 } });
    await huaguo.pushOne(draft);
    await huaguo.pushOne(newest, draft);
    const superseded = { status: 'quarantined', code: 'supersededEdit', rev: 2 };
    expect(await huaguo.pushOne(late, draft)).toMatchObject({
      ...superseded,
      master: { values: { attended: 3 } },
    });
    expect(await huaguo.pushOne(late, draft)).toMatchObject(superseded);
    const kept = await test.server.store.read((view) => view.receipts.quarantined());
    expect(kept.filter(({ docId, raw }) => docId === draft.id && raw.includes('"attended":2'))).toHaveLength(
      1,
    );
    const known = { ...draft, edit: { ...draft.edit, seq: draft.edit.seq - 1 } };
    expect(await huaguo.pushOne(known)).toMatchObject({ status: 'merged', rev: 2 });
  });

  it('S14 wins over a deletion that did not know of it', async () => {
    const draft = huaguo.draft({ attended: 1 });
    await huaguo.pushOne(draft);
    await other.pushOne(other.edit(draft, { values: { ...draft.values, attended: 2 } }), draft);
    await huaguo.pushOne(huaguo.edit(draft, { _deleted: true }), draft);
    expect(await current(draft.id)).toMatchObject({ _deleted: false, values: { attended: 2 } });
  });
});

describe('the same mutation again', () => {
  it('has the same verdict and no second effect', async () => {
    const draft = huaguo.draft({ attended: 12 });
    const first = await huaguo.pushOne(draft);
    expect(await huaguo.pushOne(draft)).toEqual(first);
    expect((await current(draft.id))?.rev).toBe(1);
  });

  it('brings the newer master when there is one', async () => {
    const draft = huaguo.draft({ attended: 12 });
    await huaguo.pushOne(draft);
    await other.pushOne(other.edit(draft, { values: { ...draft.values, attended: 20 } }), draft);
    expect(await huaguo.pushOne(draft)).toMatchObject({
      status: 'merged',
      rev: 2,
      master: { values: { attended: 20 } },
    });
  });

  it('twice at once gives one verdict to both', async () => {
    const draft = huaguo.draft({ attended: 12 });
    const [a, b] = await Promise.all([huaguo.pushOne(draft), huaguo.pushOne(draft)]);
    expect(a).toEqual(b);
    expect((await current(draft.id))?.rev).toBe(1);
  });

  it('with what the server made of it comes from a device that died before it noted the answer: no clone', async () => {
    const draft = huaguo.draft({ attended: 12, place: '妇女之家' });
    await huaguo.pushOne(draft);
    await other.pushOne(other.edit(draft, { values: { ...draft.values, attended: 20 } }), draft);
    const edit = huaguo.edit(draft, { values: { ...draft.values, place: '村委会' } });
    const { master } = await huaguo.pushOne(edit, draft);
    expect(master?.edit).toEqual(edit.edit);
    expect(await huaguo.pushOne(master, draft)).toMatchObject({ status: 'merged', master });
  });

  it('S8 with other content is a cloned device; the first content stays', async () => {
    const draft = huaguo.draft({ attended: 12 });
    await huaguo.pushOne(draft);
    expect(await huaguo.pushOne({ ...draft, values: { ...draft.values, attended: 99 } })).toMatchObject({
      status: 'quarantined',
      code: 'clonedDevice',
      master: { values: { attended: 12 } },
    });
    expect(await current(draft.id)).toMatchObject({ values: { attended: 12 } });
    const kept = await test.server.store.read((view) => view.receipts.quarantined());
    expect(kept.filter((entry) => entry.docId === draft.id && entry.raw.includes('99'))).toHaveLength(1);
  });
});

describe('an edit stamped by another device', () => {
  it('is answered with the master when history holds it, and kept apart when not', async () => {
    const draft = huaguo.draft({ attended: 12 });
    await huaguo.pushOne(draft);
    expect(await other.pushOne(draft)).toMatchObject({ status: 'merged', rev: 1 });
    const unknown = {
      ...draft,
      values: { ...draft.values, attended: 77 },
      edit: { deviceId: huaguo.id, seq: 9_000 },
    };
    expect(await other.pushOne(unknown, draft)).toMatchObject({ status: 'quarantined', code: 'foreignEdit' });
    expect(await current(draft.id)).toMatchObject({ values: { attended: 12 } });
  });
});

describe('deletion', () => {
  it('of an own record that was received is taken; of one never seen nothing is left', async () => {
    const draft = huaguo.draft({ attended: 12 });
    expect(await huaguo.pushOne({ ...draft, _deleted: true })).toMatchObject({ status: 'accepted', rev: 0 });
    expect(await current(draft.id)).toBeUndefined();
    const kept = huaguo.draft({ attended: 13 });
    await huaguo.pushOne(kept);
    expect(await huaguo.pushOne(huaguo.edit(kept, { _deleted: true }), kept)).toMatchObject({
      status: 'accepted',
    });
    expect(await current(kept.id)).toMatchObject({ _deleted: true });
    expect((await huaguo.query('records', { where: { id: kept.id } })).total).toBe(0);
  });

  it('without a base is taken of exactly what the server has, and of nothing else', async () => {
    const lost = huaguo.draft({ attended: 14 });
    await huaguo.pushOne(lost);
    const other = { ...lost, values: { ...lost.values, attended: 15 } };
    expect(await huaguo.pushOne(huaguo.edit(other, { _deleted: true }))).toMatchObject({
      code: 'deletionNotAllowed',
      master: { values: { attended: 14 } },
    });
    expect(await huaguo.pushOne(huaguo.edit(lost, { _deleted: true }))).toMatchObject({ status: 'accepted' });
    expect(await current(lost.id)).toMatchObject({ _deleted: true });
  });
});

describe('a body that is not the protocol', () => {
  const push = (body: BodyInit, headers: Record<string, string>) =>
    huaguo.call('/api/sync/records/push', { method: 'POST', body, headers });

  it.each([
    ['no JSON', 'nonsense', { 'content-type': 'application/json' }, 400, 'badRequest'],
    ['a list', '[]', { 'content-type': 'application/json' }, 400, 'badRequest'],
    ['rows missing', '{"pushId":"x"}', { 'content-type': 'application/json' }, 400, 'badRequest'],
    ['another type', '{}', { 'content-type': 'text/plain' }, 415, 'wrongContentType'],
    [
      'bytes that are no UTF-8',
      Uint8Array.of(0x7b, 0xff, 0x7d),
      { 'content-type': 'application/json' },
      400,
      'badRequest',
    ],
    [
      'no gzip though it says so',
      '{}',
      { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      400,
      'badRequest',
    ],
  ])('%s is refused in words', async (_name, body, headers, status, code) => {
    const response = await push(body, headers);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({ code, status });
  });

  it('over 2 MiB, also only after inflation, is refused before it is parsed', async () => {
    const large = JSON.stringify({ pushId: 'x', rows: [], pad: 'a'.repeat(2 * 1024 * 1024) });
    expect((await push(large, { 'content-type': 'application/json' })).status).toBe(413);
    const bomb = await new Response(
      new Blob([large]).stream().pipeThrough(new CompressionStream('gzip')),
    ).arrayBuffer();
    expect(bomb.byteLength).toBeLessThan(10_000);
    expect(
      (await push(bomb, { 'content-type': 'application/json', 'content-encoding': 'gzip' })).status,
    ).toBe(413);
  });

  it('in gzip is read', async () => {
    const body = JSON.stringify({ pushId: 'zipped', rows: [] });
    const zipped = await new Response(
      new Blob([body]).stream().pipeThrough(new CompressionStream('gzip')),
    ).arrayBuffer();
    const response = await push(zipped, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    expect(await response.json()).toMatchObject({ pushId: 'zipped', rows: [] });
  });

  it('to a collection that does not exist is not found', async () => {
    expect((await huaguo.postJson('/api/sync/secrets/push', { pushId: 'x', rows: [] })).status).toBe(404);
  });
});
