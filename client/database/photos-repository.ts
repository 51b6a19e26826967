// Photos on the device: ciphertext in a store of their own, their whereabouts in the local journal.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { map } from 'rxjs';
import type { Photo } from '../../shared/records/record.ts';
import type { PhotoStore } from '../replication/photo-store.ts';
import type { Clock } from './clock.ts';
import type { PhotoEntry } from './local-documents.ts';
import type { LocalDatabase } from './open-database.ts';
import { watchStream, type Watchable } from './watchable.ts';
import { putLocal } from './put-local.ts';

export type PhotosRepository = {
  /** Stores the bytes durably and gives the entry for `photos[]`; the same photo twice is stored once, unless its bytes were lost. */
  readonly add: (bytes: Uint8Array, mime: string) => Promise<Photo>;
  /** The original if this device took it, else what the server serves; undefined while that cannot be reached. */
  readonly read: (hash: string) => Promise<Uint8Array | undefined>;
  readonly readOwn: (hash: string) => Promise<Uint8Array | undefined>;
  /** Their record is being saved: from now on they may leave the device. */
  readonly release: (hashes: readonly string[]) => Promise<void>;
  /** Oldest first. */
  readonly inState: (state: PhotoEntry['state']) => Promise<readonly PhotoEntry[]>;
  readonly watchWaiting: () => Watchable<number>;
  readonly stateOf: (hash: string) => Promise<PhotoEntry['state'] | undefined>;
  /** Forgets photos of drafts that were thrown away: those in state `draft` that are not in `used`. */
  readonly forgetUnused: (used: ReadonlySet<string>) => Promise<void>;
  /** A restored server may have lost what it had: everything that is still here is offered to it once more. */
  readonly sendAgain: () => Promise<void>;
  readonly mark: (hash: string, state: 'uploaded' | 'refused') => Promise<void>;
  /** The server has had them for a week: their bytes go, and are fetched from it when they are looked at. Those in `kept` stay. */
  readonly dropUploaded: (kept: ReadonlySet<string>) => Promise<void>;
};

export type PhotosDeps = {
  readonly store: PhotoStore;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly fetchBlob: (hash: string) => Promise<Uint8Array | undefined>;
};

/** A restore within these days finds the originals still here. */
const keptAfterUpload = 7 * 86_400_000;

export function createPhotosRepository(
  collection: LocalDatabase['photos'],
  deps: PhotosDeps,
): PhotosRepository {
  const inState = (state: PhotoEntry['state']) =>
    collection.find({ selector: { state: { $eq: state } }, sort: [{ at: 'asc' }] });
  const readOwn = async (hash: string): Promise<Uint8Array | undefined> => {
    const entry = await collection.findOne(hash).exec();
    return entry === null ? undefined : deps.store.get(entry.storedAs);
  };
  return {
    add: async (bytes, mime) => {
      const hash = bytesToHex(sha256(bytes));
      const known = await collection.findOne(hash).exec();
      const isHere = known !== null && (known.state === 'uploaded' || (await readOwn(hash)) !== undefined);
      if (!isHere) {
        const storedAs = deps.newId();
        await deps.store.put(storedAs, bytes);
        await putLocal(collection, {
          id: hash,
          storedAs,
          mime,
          bytes: bytes.length,
          // A record lists it already, and the browser threw its bytes away.
          state: known === null || known.state === 'draft' ? 'draft' : 'waiting',
          at: deps.clock.instant(),
        });
      }
      return { sha256: hash, mime, bytes: bytes.length };
    },
    read: async (hash) => (await readOwn(hash)) ?? deps.fetchBlob(hash),
    readOwn,
    release: async (hashes) => {
      for (const hash of hashes) {
        const entry = await collection.findOne(hash).exec();
        if (entry?.state === 'draft') await entry.incrementalPatch({ state: 'waiting' });
      }
    },
    inState: async (state) => (await inState(state).exec()).map((entry) => entry.toMutableJSON()),
    watchWaiting: () => watchStream(inState('waiting').$.pipe(map((found) => found.length))),
    stateOf: async (hash) => (await collection.findOne(hash).exec())?.state,
    forgetUnused: async (used) => {
      const unused = (await inState('draft').exec()).filter((entry) => !used.has(entry.id));
      for (const entry of unused) {
        await entry.remove();
        await deps.store.remove(entry.storedAs);
      }
    },
    sendAgain: async () => {
      for (const entry of await inState('uploaded').exec())
        await entry.incrementalPatch({ state: 'waiting' });
    },
    mark: async (hash, state) => {
      const entry = await collection.findOne(hash).exec();
      await entry?.incrementalPatch({ state, at: deps.clock.instant() });
    },
    dropUploaded: async (kept) => {
      const old = new Date(Date.parse(deps.clock.instant()) - keptAfterUpload).toISOString();
      for (const entry of await inState('uploaded').exec()) {
        if (entry.at >= old || kept.has(entry.id)) continue;
        await entry.remove();
        await deps.store.remove(entry.storedAs);
      }
    },
  };
}
