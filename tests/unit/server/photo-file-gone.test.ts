// A database that was put back without its photos asks the devices for them again, and says of none that it is here.
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { blobReplySchema } from '../../../shared/sync/protocol.ts';
import { signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

let test: TestServer;
let huaguo: TestDevice;
beforeEach(async () => {
  test = await startTestServer();
  huaguo = await signInDevice(test, 'huaguo');
});
afterEach(() => test.close());

async function aJpeg(): Promise<Buffer> {
  const background = { r: 200, g: 30, b: 90 };
  return sharp({ create: { width: 64, height: 48, channels: 3, background } })
    .jpeg()
    .toBuffer();
}

it('a photo whose file is gone is asked for again, and seen again once it was sent', async () => {
  const bytes = await aJpeg();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const photo = { sha256, bytes: bytes.length, mime: 'image/jpeg' };
  const announce = async () =>
    blobReplySchema.parse(await (await huaguo.postJson('/api/blobs', photo)).json());
  const send = async (): Promise<void> => {
    const init = { method: 'PUT', headers: { 'content-type': 'application/octet-stream' } };
    await huaguo.call(`/api/blobs/${sha256}/0`, { ...init, body: new Uint8Array(bytes) });
    const committed = await huaguo.postJson(`/api/blobs/${sha256}/commit`, {});
    expect(blobReplySchema.parse(await committed.json()).done).toBe(true);
  };
  const seen = async (): Promise<number> => (await huaguo.call(`/api/blobs/${sha256}`)).status;

  expect((await announce()).missing).toEqual([0]);
  await send();
  await huaguo.pushOne(huaguo.draft({}, { photos: [photo] }));
  expect([await announce(), await seen()]).toEqual([{ sha256, missing: [], done: true }, 200]);

  rmSync(join(test.dataDir, 'blobs'), { recursive: true });
  expect([await announce(), await seen()]).toEqual([{ sha256, missing: [0], done: false }, 404]);
  await send();
  expect([await announce(), await seen()]).toEqual([{ sha256, missing: [], done: true }, 200]);
});
