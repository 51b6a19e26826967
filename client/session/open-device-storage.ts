// An account's storage on this device: lock, journal, photos, and why they stopped.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Timers } from '../database/clock.ts';
import { openIndexedDbPageStore } from '../database/journaled-storage/indexed-db-page-store.ts';
import type { JournalPorts } from '../database/journaled-storage/journal-ports.ts';
import type { JournalState } from '../database/journaled-storage/journal-state.ts';
import {
  openJournaledStorage,
  type JournaledStorage,
} from '../database/journaled-storage/journaled-storage.ts';
import { createWebCryptoCipher } from '../database/journaled-storage/web-crypto-cipher.ts';
import { createCell } from '../database/watchable.ts';
import { acquireWriterLock, type WriterLock } from '../database/writer-lock.ts';
import { openPhotoStore } from '../replication/photo-store-indexed-db.ts';
import type { AccountSlot, OpenedStorage, OpenStorage, StopReason } from './account-vault.ts';

export type DeviceStorageDeps = {
  readonly indexedDB: IDBFactory;
  readonly crypto: Crypto;
  readonly locks: LockManager;
  readonly timers: Timers;
};

export function createOpenStorage(deps: DeviceStorageDeps): OpenStorage {
  return async (slot, key, takeOver) => {
    const lock = await acquireWriterLock(deps.locks, deps.timers, `writer-${slot.deviceId}`, takeOver);
    if (lock === undefined) return 'openElsewhere';
    try {
      return await openUnderLock(deps, slot, key, lock);
    } catch (error) {
      lock.release();
      throw error;
    }
  };
}

/** Erases what an account kept on this device. */
export async function eraseDeviceStorage(indexedDB: IDBFactory, slot: AccountSlot): Promise<void> {
  for (const name of Object.values(databaseNames(slot))) {
    await new Promise<void>((resolve) => {
      const deletion = indexedDB.deleteDatabase(name);
      // Blocked: another window still has it open; it goes when that one closes.
      deletion.onsuccess = deletion.onerror = deletion.onblocked = () => resolve();
    });
  }
}

async function openUnderLock(
  deps: DeviceStorageDeps,
  slot: AccountSlot,
  key: CryptoKey,
  lock: WriterLock,
): Promise<OpenedStorage> {
  const names = databaseNames(slot);
  const pages = await openIndexedDbPageStore(deps.indexedDB, names.journal);
  const ports: JournalPorts = {
    pages,
    cipher: createWebCryptoCipher(deps.crypto, key),
    pause: () => new Promise((resolve) => void deps.timers.after(0, resolve)),
    hash: (text) => bytesToHex(sha256(new TextEncoder().encode(text))).slice(0, 32),
  };
  const journaled = await openJournaledStorage({ ports, name: slot.deviceId }).catch((error: unknown) => {
    pages.close();
    throw error;
  });
  const photoStore = await openPhotoStore({ ...deps, key, databaseName: names.photos });
  return {
    storage: journaled.storage,
    photoStore,
    stopReason: watchStop(journaled, lock),
    shutdown: () => {
      journaled.shutdown();
      photoStore.close();
      lock.release();
      return Promise.resolve();
    },
    retry: () => {
      journaled.retry();
      return Promise.resolve();
    },
  };
}

function watchStop(journaled: JournaledStorage, lock: WriterLock): OpenedStorage['stopReason'] {
  const reason = createCell<StopReason | undefined>(undefined);
  journaled.state.subscribe((state) => {
    if (!lock.isLost.get()) reason.set(reasonOf(state));
  });
  lock.isLost.subscribe((isLost) => {
    if (isLost) reason.set('lockLost');
  });
  return reason;
}

function reasonOf(state: JournalState): StopReason | undefined {
  if (state.kind !== 'stopped') return undefined;
  const reasons = {
    quota: 'storageFull',
    lockLost: 'lockLost',
    damaged: 'damaged',
    failed: 'storageFailed',
  } as const;
  return reasons[state.reason];
}

function databaseNames(slot: AccountSlot): { readonly journal: string; readonly photos: string } {
  return { journal: `journal-${slot.deviceId}`, photos: `photos-${slot.deviceId}` };
}
