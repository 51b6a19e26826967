// One device of the simulation: a disk that lasts, and pages of the real app on it, one after the other (or two at once).
import { createCell } from '../../../client/database/watchable.ts';
import type { SealedAccount } from '../../../client/sealing/sealed-account.ts';
import type { FetchFunction } from '../../../client/api-exchange.ts';
import type { PageStore } from '../../../client/database/journaled-storage/journal-ports.ts';
import type { DeviceStorage } from '../../../client/database/open-database.ts';
import type {
  AccountSlot,
  AccountVault,
  OpenedStorage,
  StopReason,
} from '../../../client/session/account-vault.ts';
import type { DeviceSession } from '../../../client/session/device-session.ts';
import { createMemoryPhotoStore } from '../device/memory-photo-store.ts';
import type { MemoryDisk } from '../memory-page-store.ts';
import { createTestCipher, testPorts } from '../test-cipher.ts';
import type { Chance } from './chance.ts';
import type { PageCode, RunPage } from './page-bundle.ts';
import { origin } from './wire.ts';

type Readers = Map<string, () => Promise<readonly unknown[]>>;

/** A life of the app, from its start until it is closed, killed or taken over. */
export type Page = {
  readonly session: DeviceSession;
  readonly isAlive: () => boolean;
  /** Nothing that it still does is seen by anybody. */
  readonly kill: () => void;
  /** What its storage holds of a collection of the replicated database, tombstones too; undefined while that is not open. */
  readonly held: (collection: string) => Promise<readonly unknown[] | undefined>;
};

/** What lies on a device while no page is open. */
export type Shelf = {
  readonly disk: MemoryDisk;
  /** Filled by the vault. */
  readonly slots: AccountSlot[];
};

export type PageDeps = {
  readonly runPage: RunPage;
  readonly now: () => number;
  readonly after: (milliseconds: number, run: () => void) => () => void;
  readonly chance: Chance;
  readonly fetchFor: (page: { readonly isAlive: () => boolean }) => FetchFunction;
  readonly key: CryptoKey;
  readonly password: string;
  readonly shelf: Shelf;
};

/** Opens the app on the device; the session is not started yet. */
export function openPage(deps: PageDeps): Page {
  const { chance } = deps;
  const { disk } = deps.shelf;
  const born = disk.life();
  let isKilled = false;
  const isAlive = (): boolean => !isKilled && disk.life() === born;
  const after: PageDeps['after'] = (milliseconds, run) =>
    deps.after(milliseconds, () => (isAlive() ? run() : undefined));
  const code = deps.runPage({ now: deps.now, after, chance });
  const readers: Readers = new Map();
  const timers = { after };
  const page = { onOnline: () => () => undefined, onVisible: () => () => undefined, isVisible: () => true };
  const session = code.createDeviceSession({
    ...{ timers, page, baseUrl: origin, deviceName: 'simulated', random: chance.next },
    clock: code.createClock(deps.now),
    newId: code.createIdMaker(deps.now, chance.bytes),
    fetch: deps.fetchFor({ isAlive }),
    opened: createCell<SealedAccount | undefined>(undefined),
    noteSignedOut: () => Promise.resolve(),
    isNearlyFull: () => Promise.resolve(false),
    vault: createVault(deps),
    openStorage: (slot) => openStorage(code, disk.connect(), slot, readers),
  });
  return {
    ...{ session, isAlive },
    kill: () => {
      isKilled = true;
    },
    held: async (collection) => readers.get(collection)?.(),
  };
}

/** Keys of the device in the open: how they are wrapped is tested elsewhere. */
function createVault({ shelf: { slots, disk }, key, password }: PageDeps): AccountVault {
  const open = (given: string): Promise<CryptoKey | undefined> =>
    Promise.resolve(given === password ? key : undefined);
  return {
    slots: () => Promise.resolve([...slots]),
    create: (slot) => {
      slots.push(slot);
      return Promise.resolve(key);
    },
    unlock: (_slot, given) => open(given),
    rewrap: () => Promise.resolve(true),
    quickUnlock: () => Promise.resolve(undefined),
    forgetQuickKey: () => Promise.resolve(),
    setAside: () => Promise.resolve(),
    remove: ({ deviceId }) => {
      const at = slots.findIndex((slot) => slot.deviceId === deviceId);
      if (at < 0) return Promise.resolve();
      slots.splice(at, 1);
      disk.erase();
      return Promise.resolve();
    },
  };
}

/** As `open-device-storage.ts` does it on IndexedDB; a page that opens takes writing over from the one before it. */
async function openStorage(
  code: PageCode,
  pages: PageStore,
  slot: AccountSlot,
  readers: Readers,
): Promise<OpenedStorage> {
  const ports = testPorts(pages, createTestCipher());
  const journaled = await code.openJournaledStorage({ ports, name: slot.deviceId });
  const stopReason = code.createCell<StopReason | undefined>(undefined);
  journaled.state.subscribe((state) => {
    stopReason.set(state.kind === 'stopped' ? stopReasons[state.reason] : undefined);
  });
  return {
    storage: watched(code, journaled.storage, readers),
    photoStore: createMemoryPhotoStore(),
    stopReason,
    shutdown: async () => journaled.shutdown(),
    retry: async () => journaled.retry(),
  };
}

const stopReasons = {
  quota: 'storageFull',
  lockLost: 'lockLost',
  damaged: 'damaged',
  failed: 'storageFailed',
} as const;

/** The same storage; the collections of the newest replicated database can be looked into. */
function watched(code: PageCode, storage: DeviceStorage, readers: Readers): DeviceStorage {
  let newest = 0;
  return {
    ...storage,
    createStorageInstance: async (params) => {
      const instance = await storage.createStorageInstance(params);
      const generation = Number(/^data-.*-(\d+)$/.exec(params.databaseName)?.[1] ?? 0);
      newest = Math.max(newest, generation);
      if (generation > 0 && generation === newest)
        readers.set(params.collectionName, () => code.allDocuments(instance));
      return instance;
    },
  };
}
