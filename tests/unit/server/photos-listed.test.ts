// A photo is served through the documents that list it now, whoever wrote the version that does.
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SyncedDocument } from '../../../shared/records/record.ts';
import { signInDevice, type TestDevice } from '../../support/server/test-device.ts';
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
