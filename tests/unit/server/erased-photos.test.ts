// The photos of a person who is erased go, and nobody else's with the same bytes, in whatever order the two happen.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemRandom } from '../../../server/random.ts';
import { createErasePerson } from '../../../server/retention/erase-person.ts';
import { createErasureList } from '../../../server/retention/erasure-list.ts';
import { createBlobStore } from '../../../server/store/blob-store.ts';
import { createPhotos } from '../../../server/sync/accept-photo.ts';
import { signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';
import { throughOrWaiting } from '../../support/server/through-or-waiting.ts';

let test: TestServer;
let huaguo: TestDevice;
let caijia: TestDevice;
let bytes: Buffer;
beforeEach(async () => {
  test = await startTestServer();
  [huaguo, caijia] = [await signInDevice(test, 'huaguo'), await signInDevice(test, 'caijia')];
  const background = { r: 200, g: 30, b: 90 };
  bytes = await sharp({ create: { width: 64, height: 48, channels: 3, background } })
    .jpeg()
    .toBuffer();
});
afterEach(() => test.close());

const photo = () => ({
  ...{ sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length },
  ...{ mime: 'image/jpeg', caption: '' },
});
const announce = (device: TestDevice) => {
  const { caption: _caption, ...announced } = photo();
  return device.postJson('/api/blobs', announced);
};
const putPiece = (device: TestDevice) =>
  device.call(`/api/blobs/${photo().sha256}/0`, {
    ...{ method: 'PUT', headers: { 'content-type': 'application/octet-stream' } },
    body: new Uint8Array(bytes),
  });
async function send(device: TestDevice): Promise<void> {
  await announce(device);
  await putPiece(device);
  expect((await device.postJson(`/api/blobs/${photo().sha256}/commit`, {})).status).toBe(200);
}
const seen = async (device: TestDevice) => (await device.call(`/api/blobs/${photo().sha256}`)).status;
const lists = (device: TestDevice) => device.pushOne(device.draft({}, { photos: [photo()] }));
async function registered(): Promise<string> {
  const person = huaguo.draft({}, { type: 'villager', values: { name: '示例一' }, photos: [photo()] });
  expect(await huaguo.pushOne(person, undefined, 'people')).toMatchObject({ status: 'accepted' });
  return person.id;
}
const erase = (id: string) => test.server.erasing.erase(id, 'asked for it');
const files = () => createBlobStore(test.server.config.blobDir);
const filesIn = (part: string): readonly string[] => {
  const directory = join(test.server.config.blobDir, part);
  if (!existsSync(directory)) return [];
  const found = readdirSync(directory, { recursive: true, withFileTypes: true });
  return found.filter((each) => each.isFile()).map(({ name }) => name);
};

it('leave the photo of somebody whose record is on its way', async () => {
  const id = await registered();
  await send(huaguo);
  await send(caijia);
  expect(await erase(id)).toMatchObject({ photos: 0 });
  await lists(caijia);
  expect([await seen(caijia), await seen(huaguo)]).toEqual([200, 404]);
});

it('leave the pieces of somebody who is sending the same', async () => {
  const id = await registered();
  await send(huaguo);
  await announce(caijia);
  await putPiece(caijia);
  expect(await erase(id)).toMatchObject({ photos: 1 });
  expect(filesIn('derivatives')).toEqual([]);
  expect((await caijia.postJson(`/api/blobs/${photo().sha256}/commit`, {})).status).toBe(200);
  await lists(caijia);
  expect(await seen(caijia)).toBe(200);
});

it('leave what somebody sends in the moment in which they go', async () => {
  const id = await registered();
  await send(huaguo);
  let sending: Promise<unknown> | undefined;
  const drop = async (sha256: string): Promise<void> => {
    sending = send(caijia);
    await throughOrWaiting(sending);
    await files().drop(sha256);
  };
  const list = createErasureList(test.dataDir);
  const deps = { ...test.server, random: systemRandom, list, files: { ...files(), drop } };
  await createErasePerson(deps).erase(id, 'asked for it');
  await sending;
  await lists(caijia);
  expect(await seen(caijia)).toBe(200);
});

it('go with a piece that comes in that moment', async () => {
  const id = await registered();
  await announce(huaguo);
  const caller = await test.server.sessions.authenticate(huaguo.session.accessToken, huaguo.id);
  const putChunk: ReturnType<typeof files>['putChunk'] = async (...piece) => {
    await erase(id);
    await files().putChunk(...piece);
  };
  const photos = createPhotos({
    ...{ store: test.server.store, clock: test.clock, files: { ...files(), putChunk } },
    makeDerivative: (original) => Promise.resolve({ bytes: original, mime: 'image/jpeg' }),
  });
  await expect(photos.putChunk(caller, photo().sha256, 0, bytes)).rejects.toMatchObject({ code: 'notFound' });
  expect(filesIn('chunks')).toEqual([]);
  const pieces = await test.server.store.read((view) => view.blobs.chunks(photo().sha256, 'huaguo'));
  expect(pieces).toEqual([]);
});
