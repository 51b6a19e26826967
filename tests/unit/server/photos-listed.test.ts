// A photo is served through the documents that list it now, whoever wrote the version that does.
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SyncedDocument } from '../../../shared/records/record.ts';
import { mutationIdOf } from '../../../shared/sync/mutation-id.ts';
import { settlementOn, signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

let test: TestServer;
let huaguo: TestDevice;
let township: TestDevice;
beforeEach(async () => {
  test = await startTestServer();
  [huaguo, township] = [await signInDevice(test, 'huaguo'), await signInDevice(test, 'township')];
});
afterEach(() => test.close());

/** A photo that this device has sent whole, as a document lists it. */
async function sent(by: TestDevice, width: number): Promise<SyncedDocument['photos'][number]> {
  const bytes = await sharp({ create: { width, height: 48, channels: 3, background: 'purple' } })
    .jpeg()
    .toBuffer();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const photo = { sha256, bytes: bytes.byteLength, mime: 'image/jpeg' };
  await by.postJson('/api/blobs', photo);
  await by.call(`/api/blobs/${sha256}/0`, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream' },
    body: Buffer.from(bytes),
  });
  expect((await by.postJson(`/api/blobs/${sha256}/commit`, {})).status).toBe(200);
  return { ...photo, caption: '' };
}
const served = async (by: TestDevice, { sha256 }: { sha256: string }): Promise<number> =>
  (await by.call(`/api/blobs/${sha256}`)).status;

it('one that an edit takes out is served no more; put back by whoever edits next, it is', async () => {
  const [kept, dropped] = [await sent(huaguo, 64), await sent(huaguo, 65)];
  const first = huaguo.draft({}, { photos: [kept, dropped] });
  await huaguo.pushOne(first);
  expect([await served(township, kept), await served(township, dropped)]).toEqual([200, 200]);
  const second = huaguo.edit(first, { photos: [kept] });
  expect(await huaguo.pushOne(second, first)).toMatchObject({ status: 'accepted' });
  expect([await served(township, kept), await served(township, dropped)]).toEqual([200, 404]);
  const colleague = await signInDevice(test, 'huaguo-two');
  const third = colleague.edit(second, { photos: [kept, dropped] });
  expect(await colleague.pushOne(third, second)).toMatchObject({ status: 'accepted' });
  expect(await served(township, dropped)).toBe(200);
});

it('one of a record that an office put right is served through it', async () => {
  const photo = await sent(huaguo, 66);
  const document = huaguo.draft({ attended: 3, partyMembers: 30 }, { photos: [photo] });
  expect(await huaguo.pushOne(document)).toMatchObject({ status: 'quarantined' });
  const { definitionVersion, occurredOn, hostUnitId, partnerUnitIds, tags } = document;
  const values = { ...document.values, partyMembers: 3 };
  const correction = { definitionVersion, occurredOn, hostUnitId, partnerUnitIds, tags, values };
  const county = await signInDevice(test, 'county');
  const id = `huaguo/${mutationIdOf(document)}`;
  expect((await county.postJson('/api/inbox', { id, act: 'correct', correction })).status).toBe(200);
  for (const device of [huaguo, township, county]) expect(await served(device, photo)).toBe(200);
});

it('one that a colleague settles for, who has never sent it, is served through the record', async () => {
  const [hers, mine] = [await sent(await signInDevice(test, 'huaguo-two'), 67), await sent(huaguo, 68)];
  const colleague = await signInDevice(test, 'huaguo-two');
  const first = huaguo.draft({ attended: 3 });
  await huaguo.pushOne(first);
  await colleague.pushOne(colleague.edit(first, { values: { ...first.values, signature: hers } }), first);
  const edit = huaguo.edit(first, { values: { ...first.values, signature: mine } });
  expect(await huaguo.pushOne(edit, first)).toMatchObject({ status: 'conflict' });
  const [conflict] = (await colleague.pull('conflicts')).documents;
  const [record] = (await colleague.pull('records')).documents;
  if (record === undefined) throw new Error('no record');
  const settlement = settlementOn(colleague, conflict, record, 'other');
  expect(await colleague.pushOne(settlement, undefined, 'decisions')).toMatchObject({ status: 'accepted' });
  expect([await served(township, mine), await served(township, hers)]).toEqual([200, 404]);
});
