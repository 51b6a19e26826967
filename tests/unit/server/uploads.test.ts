// Photos that are none, too many, cut, hidden in, or sent by somebody else: the cases U1 to U9 of uploads.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBlobStore, type BlobStore } from '../../../server/store/blob-store.ts';
import type { Store } from '../../../server/store/store.ts';
import { createPhotos, type Photos } from '../../../server/sync/accept-photo.ts';
import { createMakeDerivative } from '../../../server/sync/make-derivative.ts';
import { blobReplySchema } from '../../../shared/sync/protocol.ts';
import { signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

const chunkBytes = 256 * 1024;
let test: TestServer;
let huaguo: TestDevice;
let caijia: TestDevice;
let township: TestDevice;
beforeAll(async () => {
  test = await startTestServer();
  [huaguo, caijia, township] = [
    await signInDevice(test, 'huaguo'),
    await signInDevice(test, 'caijia'),
    await signInDevice(test, 'township'),
  ];
});
afterAll(() => test.close());

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
/** A JPEG like no other. */
const photo = (number: number): Promise<Buffer> =>
  sharp({ create: { width: 64 + number, height: 48, channels: 3, background: 'purple' } })
    .jpeg()
    .toBuffer();

async function announce(by: TestDevice, bytes: Uint8Array, mime = 'image/jpeg', sha256 = hashOf(bytes)) {
  return by.postJson('/api/blobs', { sha256, bytes: bytes.byteLength, mime });
}
const put = (by: TestDevice, sha256: string, index: number | string, bytes: Uint8Array) =>
  by.call(`/api/blobs/${sha256}/${index}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream' },
    body: Buffer.from(bytes),
  });
const commit = (by: TestDevice, sha256: string) => by.postJson(`/api/blobs/${sha256}/commit`, {});

/** All of it; the answer is that of the commit. */
async function upload(by: TestDevice, bytes: Uint8Array, sha256 = hashOf(bytes)): Promise<Response> {
  expect((await announce(by, bytes, 'image/jpeg', sha256)).status).toBe(200);
  for (let index = 0; index * chunkBytes < bytes.byteLength; index += 1)
    expect(
      (await put(by, sha256, index, bytes.subarray(index * chunkBytes, (index + 1) * chunkBytes))).status,
    ).toBe(200);
  return commit(by, sha256);
}
/** A PNG of one bit a pixel, as small as it is large. */
function blankPng(side: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const [length, check, named] = [Buffer.alloc(4), Buffer.alloc(4), Buffer.from(type)];
    length.writeUInt32BE(data.byteLength);
    check.writeUInt32BE(crc32(Buffer.concat([named, data])));
    return Buffer.concat([length, named, data, check]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head[8] = 1;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(side * (Math.ceil(side / 8) + 1)))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A record that lists it, so that it may be read. */
async function list(by: TestDevice, bytes: Uint8Array, caption = ''): Promise<void> {
  const photos = [{ sha256: hashOf(bytes), mime: 'image/jpeg', bytes: bytes.byteLength, caption }];
  expect(await by.pushOne(by.draft({}, { photos }))).toMatchObject({ status: 'accepted' });
}
const served = async (by: TestDevice, bytes: Uint8Array): Promise<Response> =>
  by.call(`/api/blobs/${hashOf(bytes)}`);
const chunkDir = (sha256: string): string => join(test.dataDir, 'blobs', 'chunks', sha256);

describe('what is no photo', () => {
  it('U1 an SVG, a page that calls itself JPEG, a GIF are refused, and take no room', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    expect((await announce(huaguo, svg, 'image/svg+xml')).status).toBe(400);
    const gif = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
      .gif()
      .toBuffer();
    for (const bytes of [svg, Buffer.from('<html><script>alert(1)</script>'), gif]) {
      expect((await upload(huaguo, bytes)).status).toBe(400);
      expect(existsSync(chunkDir(hashOf(bytes))) && readdirSync(chunkDir(hashOf(bytes))).length > 0).toBe(
        false,
      );
      expect((await served(huaguo, bytes)).status).toBe(404);
    }
  });

  it('U1 what hides behind a photo is not served', async () => {
    const polyglot = Buffer.concat([await photo(1), Buffer.from('PK\u0003\u0004<script>alert(1)</script>')]);
    expect((await upload(huaguo, polyglot)).status).toBe(200);
    await list(huaguo, polyglot);
    const response = await served(huaguo, polyglot);
    expect(response.headers.get('content-type')).toBe('image/jpeg');
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(Buffer.from(await response.arrayBuffer()).includes('script')).toBe(false);
  });

  it('U2 196 megapixels in a few kilobytes, ten thousand frames, a megabyte of notes cost nothing', async () => {
    const large = blankPng(14_000);
    expect(large.byteLength).toBeLessThan(100_000);
    expect((await upload(huaguo, large)).status).toBe(400);
    const frames = await sharp(Buffer.alloc(8 * 8 * 200 * 3, 7), {
      raw: { width: 8, height: 8 * 200, channels: 3, pageHeight: 8 },
    })
      .webp()
      .toBuffer();
    expect((await upload(huaguo, frames)).status).toBe(200);
    const noted = await sharp(await photo(2))
      .withExif({ IFD0: { ImageDescription: 'x'.repeat(60_000) } })
      .jpeg()
      .toBuffer();
    expect((await upload(huaguo, noted)).status).toBe(200);
    await list(huaguo, noted);
    expect((await (await served(huaguo, noted)).arrayBuffer()).byteLength).toBeLessThan(5_000);
  }, 60_000);
});

describe('what does not add up', () => {
  it('U3 bytes of another hash are refused and can be sent anew; a chunk that comes twice must be the same', async () => {
    const [announced, other] = [await photo(3), await photo(4)];
    const same = Buffer.concat([other, Buffer.alloc(Math.max(0, announced.length - other.length))]);
    const wrong = same.subarray(0, announced.length);
    await announce(huaguo, announced);
    expect((await put(huaguo, hashOf(announced), 0, wrong)).status).toBe(200);
    expect((await put(huaguo, hashOf(announced), 0, announced)).status).toBe(400);
    expect((await commit(huaguo, hashOf(announced))).status).toBe(400);
    expect((await upload(huaguo, announced)).status).toBe(200);
  });

  it('U4 a chunk beyond the end, a negative one, one too long are refused', async () => {
    const bytes = await photo(5);
    await announce(huaguo, bytes);
    for (const index of [1, 99, 999, '-1', '01', '1e2', '0x1'])
      expect([index, (await put(huaguo, hashOf(bytes), index, bytes)).status]).toEqual([index, 400]);
    expect((await put(huaguo, hashOf(bytes), 0, Buffer.concat([bytes, Buffer.from('x')]))).status).toBe(400);
    const long = Buffer.alloc(chunkBytes + 1);
    expect((await put(huaguo, hashOf(bytes), 0, long)).status).toBe(413);
    expect((await put(caijia, hashOf(bytes), 0, bytes)).status).toBe(404);
  });

  it('U5 a commit that comes too early says what is missing; two at once are one', async () => {
    const bytes = await photo(6);
    await announce(huaguo, bytes);
    const early = blobReplySchema.parse(await (await commit(huaguo, hashOf(bytes))).json());
    expect(early).toMatchObject({ done: false, missing: [0] });
    await put(huaguo, hashOf(bytes), 0, bytes);
    const both = await Promise.all([commit(huaguo, hashOf(bytes)), commit(huaguo, hashOf(bytes))]);
    for (const response of both) expect(response.status).toBe(200);
    const again = await commit(huaguo, hashOf(bytes));
    expect(blobReplySchema.parse(await again.json())).toMatchObject({ done: true });
  });
});

/** The server's own photos over files and a store of which something fails once. */
function photosOver(changes: {
  readonly files?: Partial<BlobStore>;
  readonly store?: Partial<Store>;
}): Photos {
  const { store, clock } = test.server;
  return createPhotos({
    ...{ clock, makeDerivative: createMakeDerivative(), store: { ...store, ...changes.store } },
    files: { ...createBlobStore(join(test.dataDir, 'blobs')), ...changes.files },
  });
}
/** Fails once, and works ever after. */
function once<Given extends readonly unknown[], T>(
  work: (...given: Given) => Promise<T>,
  error: Error,
): (...given: Given) => Promise<T> {
  let isFailing = true;
  return (...given) => {
    if (!isFailing) return work(...given);
    isFailing = false;
    return Promise.reject(error);
  };
}
const noSpace = (): Error => Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });

async function callerOf(device: TestDevice) {
  const { store, trees } = test.server;
  const { tree } = await store.read((view) => trees.at(view));
  const whole = { tree, deviceId: device.id, scopeVersion: '', epoch: '', expiresAt: '', familyId: '' };
  return { ...whole, account: device.account };
}

it('U5 a commit that another one of the same photo overtakes is answered like it', async () => {
  const bytes = await photo(13);
  const caller = await callerOf(huaguo);
  const [sha256, files] = [hashOf(bytes), createBlobStore(join(test.dataDir, 'blobs'))];
  const slow = photosOver({
    files: {
      chunk: async (...given) => {
        expect(await photosOver({}).commit(caller, sha256)).toMatchObject({ done: true });
        return files.chunk(...given);
      },
    },
  });
  await slow.announce(caller, { sha256, bytes: bytes.byteLength, mime: 'image/jpeg' });
  await slow.putChunk(caller, sha256, 0, bytes);
  expect(await slow.commit(caller, sha256)).toEqual({ sha256, missing: [], done: true });
});

describe('a server that fails in the middle', () => {
  it('U5 between the file and its row: the commit said again ends it', async () => {
    const bytes = await photo(7);
    const caller = await callerOf(huaguo);
    const photos = photosOver({});
    const { store } = test.server;
    const killed = photosOver({ store: { write: () => Promise.reject(new Error('killed')) } });
    const sha256 = hashOf(bytes);
    await photos.announce(caller, { sha256, bytes: bytes.byteLength, mime: 'image/jpeg' });
    await photos.putChunk(caller, sha256, 0, bytes);
    await expect(killed.commit(caller, sha256)).rejects.toThrow('killed');
    expect(await store.read((view) => view.blobs.blob(sha256))).toBeUndefined();
    expect(await photos.commit(caller, sha256)).toMatchObject({ done: true });
  });

  it.each(['putChunk', 'putDerivative'] as const)(
    'U9 a full disk at %s is an error that is tried again; nothing is half there',
    async (at) => {
      const bytes = await photo(at === 'putChunk' ? 8 : 9);
      const caller = await callerOf(huaguo);
      const files = createBlobStore(join(test.dataDir, 'blobs'));
      const photos = photosOver({
        files:
          at === 'putChunk'
            ? { putChunk: once(files.putChunk, noSpace()) }
            : { putDerivative: once(files.putDerivative, noSpace()) },
      });
      const sha256 = hashOf(bytes);
      await photos.announce(caller, { sha256, bytes: bytes.byteLength, mime: 'image/jpeg' });
      const send = async (): Promise<void> => {
        await photos.putChunk(caller, sha256, 0, bytes);
        await photos.commit(caller, sha256);
      };
      await expect(send()).rejects.toThrow('no space');
      await send();
      await list(huaguo, bytes);
      expect((await served(township, bytes)).status).toBe(200);
    },
  );
});

describe('whose photo it is', () => {
  it('U6 the same photo of two villages is each one’s own; one that is revoked leaves the other', async () => {
    const bytes = await photo(10);
    expect((await upload(huaguo, bytes)).status).toBe(200);
    await list(huaguo, bytes);
    // A hash that one has never sent opens nothing, though one lists it.
    await list(caijia, bytes);
    expect((await served(caijia, bytes)).status).toBe(404);
    const told = blobReplySchema.parse(await (await announce(caijia, bytes)).json());
    expect(told).toMatchObject({ done: false, missing: [0] });
    expect((await upload(caijia, bytes)).status).toBe(200);
    expect((await served(caijia, bytes)).status).toBe(200);
    await test.server.store.write((tx) => tx.accounts.endFamiliesOf('caijia'));
    expect((await served(caijia, bytes)).status).toBe(401);
    expect((await served(huaguo, bytes)).status).toBe(200);
    expect((await served(township, bytes)).status).toBe(200);
  });

  it('U7 no place and no camera leaves with a photo', async () => {
    const located = await sharp(await photo(11))
      .withExif({
        IFD0: { Make: 'Canary Camera', Model: 'C-4203' },
        IFD3: { GPSLatitude: '32/1 37/1 0/1', GPSLatitudeRef: 'N', GPSLongitude: '110/1 47/1 0/1' },
      })
      .jpeg()
      .toBuffer();
    expect(located.includes('Canary')).toBe(true);
    expect((await upload(huaguo, located)).status).toBe(200);
    await list(huaguo, located);
    const shown = Buffer.from(await (await served(township, located)).arrayBuffer());
    const { exif, xmp, iptc } = await sharp(shown).metadata();
    expect([exif, xmp, iptc, shown.includes('Canary')]).toEqual([undefined, undefined, undefined, false]);
  });

  it('U8 a path as a hash or a caption is no path', async () => {
    const bytes = await photo(12);
    for (const name of ['..%2F..%2Fserver.key', '%2e%2e', `${'a'.repeat(63)}/`, 'A'.repeat(64)])
      expect([name, (await huaguo.call(`/api/blobs/${name}`)).status]).toEqual([name, 404]);
    for (const sha256 of ['../../../../etc/passwd', `${hashOf(bytes).slice(0, 62)}/.`])
      expect((await announce(huaguo, bytes, 'image/jpeg', sha256)).status).toBe(400);
    expect((await upload(huaguo, bytes)).status).toBe(200);
    await list(huaguo, bytes, '../../../../tmp/照片.jpg');
    expect((await served(township, bytes)).status).toBe(200);
  });
});
