// Photos over a bad line: every third request fails in one of five ways, devices are killed; all arrive whole, and little is sent twice.
import { createHash, randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSeededRandom, type SeededRandom } from '../../server/demo/seeded-random.ts';
import type { FetchFunction } from '../../client/api-exchange.ts';
import { createClock } from '../../client/database/clock.ts';
import { createPhotosRepository, type PhotosRepository } from '../../client/database/photos-repository.ts';
import { createPause } from '../../client/replication/pause.ts';
import { createSyncConditions } from '../../client/replication/sync-conditions.ts';
import { uploadAttachments } from '../../client/replication/upload-attachments.ts';
import { aLocalDatabase } from '../support/device/local-database.ts';
import { eventually } from '../support/device/eventually.ts';
import { createMemoryPhotoStore } from '../support/device/memory-photo-store.ts';
import { startRealServer, type RealServer } from '../support/device/real-server.ts';
import { signedIn } from '../support/device/signed-in.ts';
import { createHastyTimers } from '../support/device/timers.ts';
import { seedOf, sizeOf } from '../support/scale.ts';

const seed = seedOf(20261127);
const photosEach = sizeOf({ ci: 25, full: 500 });
const failing = 0.35;
/** Milliseconds. */
const patience = sizeOf({ ci: 60_000, full: 900_000 });

let server: RealServer;
beforeAll(async () => {
  server = await startRealServer();
});
afterAll(() => server.close());

/** A picture that no compression makes small, of one to three chunks. */
async function picture(random: SeededRandom): Promise<Uint8Array> {
  const [width, height] = [500 + random.below(500), 400 + random.below(300)];
  const raw = Buffer.from(Array.from({ length: width * height }, () => random.below(256)));
  return new Uint8Array(
    await sharp(raw, { raw: { width, height, channels: 1 } })
      .jpeg({ quality: 80 })
      .toBuffer(),
  );
}

const faults = ['lostRequest', 'lostReply', 'html', 'busy', 'truncated'] as const;
type Line = { readonly fetch: FetchFunction; readonly sent: () => number; readonly failed: () => number };

/** Every request of photos fails with the same chance; what left the device is counted, whatever became of it. */
function badLine(random: SeededRandom): Line {
  let [sent, failed] = [0, 0];
  const fetchBadly: FetchFunction = async (url, init) => {
    if (!url.includes('/api/blobs')) return fetch(url, init);
    const { body } = init ?? {};
    sent += body instanceof Uint8Array ? body.byteLength : typeof body === 'string' ? body.length : 0;
    if (random.below(100) >= failing * 100) return fetch(url, init);
    failed += 1;
    const fault = random.pick(faults);
    if (fault === 'lostRequest') throw new TypeError('the request was lost');
    if (fault === 'html') return new Response('<html>please sign in</html>', { status: 200 });
    if (fault === 'busy') return new Response('', { status: 503 });
    const reply = await fetch(url, init);
    if (fault === 'lostReply') throw new TypeError('the reply was lost');
    const text = await reply.text();
    return new Response(text.slice(0, text.length >> 1), { status: reply.status, headers: reply.headers });
  };
  return { fetch: fetchBadly, sent: () => sent, failed: () => failed };
}

type Device = {
  readonly photos: PhotosRepository;
  readonly start: () => () => void;
  readonly close: () => Promise<unknown>;
};

async function aDeviceWith(account: string, line: Line, random: SeededRandom): Promise<Device> {
  const { api } = await signedIn(server.address, account, line.fetch);
  const local = await aLocalDatabase();
  const photos = createPhotosRepository(local.photos, {
    ...{ store: createMemoryPhotoStore(), clock: createClock(Date.now), newId: randomUUID },
    fetchBlob: () => Promise.resolve(undefined),
  });
  const conditions = createSyncConditions();
  return {
    photos,
    close: () => local.close(),
    start: () => {
      const stopping = new AbortController();
      const pause = createPause({
        ...{ timers: createHastyTimers(), random: () => random.below(100) / 100, stopped: stopping.signal },
        wake: { subscribe: () => () => undefined },
      });
      void uploadAttachments({ photos, api, conditions, pause });
      return () => stopping.abort();
    },
  };
}

it(
  `photos arrive whole though every third request fails (seed ${seed})`,
  async () => {
    const random = createSeededRandom(seed);
    const pictures = await Promise.all(Array.from({ length: photosEach }, () => picture(random)));
    const bytes = pictures.reduce((sum, each) => sum + each.byteLength, 0);
    const line = badLine(random);
    // Two devices of two villages, and one photo that both took.
    const devices = [await aDeviceWith('huaguo', line, random), await aDeviceWith('caijia', line, random)];
    for (const { photos } of devices)
      for (const each of pictures) await photos.release([(await photos.add(each, 'image/jpeg')).sha256]);
    const hashes = pictures.map((each) => createHash('sha256').update(each).digest('hex'));
    for (const { photos, start } of devices) {
      const isDone = async (): Promise<boolean> => (await photos.inState('waiting')).length === 0;
      // Killed again and again: what is on its way goes on where it ended.
      for (let left = 8; left > 0 && !(await isDone()); left -= 1) {
        const [before, stop] = [line.sent(), start()];
        await eventually(
          'something was sent',
          async () => line.sent() > before + bytes / 12 || (await isDone()),
        );
        stop();
      }
      const stop = start();
      await eventually('all is sent', isDone, patience);
      stop();
      expect((await photos.inState('uploaded')).length).toBe(new Set(hashes).size);
      expect(await photos.inState('refused')).toEqual([]);
    }
    await Promise.all(devices.map(({ close }) => close()));
    const finished = await server.server.store.read((view) => view.blobs.finished());
    const known = new Set(finished.map(({ sha256 }) => sha256));
    expect(hashes.filter((hash) => !known.has(hash))).toEqual([]);
    const factor = line.sent() / (bytes * devices.length);
    process.stdout.write(
      `photos: ${hashes.length * devices.length} of ${Math.round((bytes * 2) / 1024)} KB, ${line.failed()} requests failed, sent ${factor.toFixed(2)} times\n`,
    );
    expect(line.failed()).toBeGreaterThan(hashes.length);
    expect(factor).toBeLessThanOrEqual(1.6);
  },
  patience * 2,
);

it('what the server has had for a week leaves the device, and nothing else does', async () => {
  let now = Date.parse('2026-11-01T02:00:00Z');
  const store = createMemoryPhotoStore();
  const local = await aLocalDatabase();
  const photos = createPhotosRepository(local.photos, {
    ...{ store, clock: createClock(() => now), newId: randomUUID },
    fetchBlob: () => Promise.resolve(new Uint8Array([9])),
  });
  const [sent, waiting, draft] = [new Uint8Array([1]), new Uint8Array([2]), new Uint8Array([3])];
  const added: string[] = [];
  for (const bytes of [sent, waiting, draft]) added.push((await photos.add(bytes, 'image/jpeg')).sha256);
  const [sentHash = '', waitingHash = '', draftHash = ''] = added;
  await photos.release([sentHash, waitingHash]);
  now += 30 * 86_400_000;
  await photos.mark(sentHash, 'uploaded');
  now += 6 * 86_400_000;
  await photos.dropUploaded(new Set());
  expect(await photos.readOwn(sentHash)).toEqual(sent);
  now += 2 * 86_400_000;
  await photos.dropUploaded(new Set());
  expect(await photos.readOwn(sentHash)).toBeUndefined();
  expect(await photos.read(sentHash)).toEqual(new Uint8Array([9]));
  expect([await photos.readOwn(waitingHash), await photos.readOwn(draftHash)]).toEqual([waiting, draft]);
  expect(await store.names()).toHaveLength(2);
  await local.close();
});
