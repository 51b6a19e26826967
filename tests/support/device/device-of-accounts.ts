// One device as its session sees it: a disk per account in memory, keys in memory, the real server behind a cuttable wire.
import { randomUUID } from 'node:crypto';
import type { FetchFunction } from '../../../client/api-exchange.ts';
import { createClock } from '../../../client/database/clock.ts';
import type { JournaledStorage } from '../../../client/database/journaled-storage/journaled-storage.ts';
import type { DeviceStorage } from '../../../client/database/open-database.ts';
import { createCell, type Cell } from '../../../client/database/watchable.ts';
import { createOutbox, type Outbox } from '../../../client/sealing/outbox.ts';
import type { DeviceNotice, SealedAccount } from '../../../client/sealing/sealed-account.ts';
import { withCopies } from '../../../client/sealing/sealed-copies.ts';
import { createMemoryCaches, type MemoryCaches } from '../sealed/memory-caches.ts';
import { createMemorySealedStore, type MemorySealedStore } from '../sealed/memory-sealed-store.ts';
import type { PhotoStore } from '../../../client/replication/photo-store.ts';
import type { AccountSlot, OpenedStorage, StopReason } from '../../../client/session/account-vault.ts';
import { createDeviceSession, type DeviceSession } from '../../../client/session/device-session.ts';
import { createDeviceVault } from '../../../client/session/device-vault.ts';
import type { KeyStore } from '../../../client/session/key-store.ts';
import { openDevice } from '../journaled-device.ts';
import { createMemoryKeyStore } from '../memory-key-store.ts';
import { createMemoryDisk, type MemoryDisk } from '../memory-page-store.ts';
import { createMemoryPhotoStore } from './memory-photo-store.ts';
import { realTimers } from './timers.ts';

type Disk = { readonly journal: MemoryDisk; readonly photos: PhotoStore };

export type DeviceOfAccounts = {
  readonly session: DeviceSession;
  readonly wire: { isCut: boolean; before: ((url: string) => Promise<Response | undefined>) | undefined };
  /** By account name. */
  readonly disks: ReadonlyMap<string, Disk>;
  /** The account's disk becomes this one: of an earlier moment, say. */
  readonly putDisk: (account: string, journal: MemoryDisk) => void;
  /** From now on there is little room. */
  readonly fillUp: () => void;
  /** Another window takes writing over from this one. */
  readonly loseLock: () => void;
  /** Storage instances that RxDB has not closed yet. */
  readonly openInstances: () => number;
  /** Seals, delivers, reports and erases, over a store in memory; does nothing by itself before `look`. */
  readonly outbox: Outbox;
  readonly sealed: MemorySealedStore;
  /** Where the copies of what is sealed lie. */
  readonly caches: MemoryCaches;
  /** The browser threw the keys of all accounts away. */
  readonly loseKeys: () => Promise<void>;
  /** From now on nothing is removed from the store of keys, or it is again. */
  readonly keysAreRefused: (areRefused: boolean) => void;
  /** Of the account that is open: all else stays. */
  readonly forgetSession: () => Promise<void>;
  /** The page is loaded anew: what its outbox remembered is gone. */
  readonly openOutboxAnew: () => Outbox;
  /** Accounts that a second window has open, by device id. */
  readonly openElsewhere: Set<string>;
  readonly notice: Cell<DeviceNotice | undefined>;
  /** Time between two uses of the device, in milliseconds. */
  readonly wait: (milliseconds: number) => void;
};

const silentPage = {
  onOnline: () => () => undefined,
  onVisible: () => () => undefined,
  isVisible: () => true,
};

export function aDeviceOfAccounts(address: string, timers = realTimers): DeviceOfAccounts {
  const disks = new Map<string, Disk>();
  const wire: DeviceOfAccounts['wire'] = { isCut: false, before: undefined };
  const instances = new Set<object>();
  let later = 0;
  let isNearlyFull = false;
  const clock = createClock(() => Date.now() + later);
  const fetchOverWire: FetchFunction = async (url, init) => {
    if (wire.isCut) throw new TypeError('network is cut');
    return (await wire.before?.(url)) ?? fetch(url, init);
  };
  const diskOf = (slot: AccountSlot): Disk => {
    const disk = disks.get(slot.account) ?? { journal: createMemoryDisk(), photos: createMemoryPhotoStore() };
    disks.set(slot.account, disk);
    return disk;
  };
  let stopReason = createCell<StopReason | undefined>(undefined);
  const opened = createCell<SealedAccount | undefined>(undefined);
  const keys = createMemoryKeyStore();
  let areKeysRefused = false;
  const refusing = <T>(work: () => Promise<T>): Promise<T> =>
    areKeysRefused ? Promise.reject(new Error('the store of keys takes nothing')) : work();
  const store: KeyStore = {
    ...keys,
    removeQuickKeys: () => refusing(keys.removeQuickKeys),
    removeSlot: (deviceId) => refusing(() => keys.removeSlot(deviceId)),
  };
  const session = createDeviceSession({
    ...{ opened, timers, clock, newId: randomUUID, random: Math.random, baseUrl: address },
    fetch: fetchOverWire,
    page: silentPage,
    isNearlyFull: () => Promise.resolve(isNearlyFull),
    deviceName: 'test device',
    noteSignedOut: (deviceId) => outbox.noteSignedOut(deviceId),
    vault: createDeviceVault({
      ...{ crypto, clock, timers: { after: () => () => undefined }, store },
      // A quick stand-in for Argon2id, which `device-vault.test.ts` tests.
      deriveKey: async ({ password, salt }) =>
        new Uint8Array(
          await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${salt.join()}${password}`)),
        ),
      eraseStorage: async ({ account }) => void disks.delete(account),
    }),
    openStorage: async (slot) => {
      const { journal, photos } = diskOf(slot);
      const journaled = await openDevice(journal, undefined, slot.deviceId);
      stopReason = createCell<StopReason | undefined>(undefined);
      return openedStorage(journaled, counted(journaled.storage, instances), photos, stopReason);
    },
  });
  const [sealed, notice] = [createMemorySealedStore(), createCell<DeviceNotice | undefined>(undefined)];
  const openElsewhere = new Set<string>();
  const caches = createMemoryCaches();
  const openOutbox = (): Outbox =>
    createOutbox({
      ...{
        crypto,
        clock,
        opened,
        notice,
        store: withCopies(sealed, caches),
        baseUrl: address,
        fetch: fetchOverWire,
      },
      ...{ page: silentPage, random: () => 0.5, storageBytes: () => Promise.resolve(1_000_000) },
      // Rounds come when the test asks for them; a request that hangs is given up.
      timers: {
        after: (milliseconds, run) =>
          milliseconds === 60_000 ? realTimers.after(milliseconds, run) : () => undefined,
      },
      erase: session.erase,
      hasKey: async (deviceId) => (await keys.slot(deviceId)) !== undefined,
      isOpenElsewhere: (deviceId) => Promise.resolve(openElsewhere.has(deviceId)),
    });
  const outbox: Outbox = openOutbox();
  return {
    ...{ outbox, sealed, caches, notice, openElsewhere, openOutboxAnew: openOutbox },
    loseKeys: async () => {
      for (const { deviceId } of await keys.slots()) await keys.removeSlot(deviceId);
      await keys.removeQuickKeys();
    },
    keysAreRefused: (areRefused) => {
      areKeysRefused = areRefused;
    },
    forgetSession: async () => opened.get()?.settings.remove('session'),
    session,
    wire,
    disks,
    putDisk: (account, journal) => {
      const photos = disks.get(account)?.photos ?? createMemoryPhotoStore();
      disks.set(account, { journal, photos });
    },
    fillUp: () => {
      isNearlyFull = true;
    },
    loseLock: () => stopReason.set('lockLost'),
    openInstances: () => instances.size,
    wait: (milliseconds) => (later += milliseconds),
  };
}

/** The same storage; `instances` holds what was opened and is not closed or removed yet. */
function counted(storage: DeviceStorage, instances: Set<object>): DeviceStorage {
  return {
    ...storage,
    createStorageInstance: async (params) => {
      const instance = await storage.createStorageInstance(params);
      instances.add(instance);
      const [close, remove] = [instance.close.bind(instance), instance.remove.bind(instance)];
      instance.close = () => close().finally(() => instances.delete(instance));
      instance.remove = () => remove().finally(() => instances.delete(instance));
      return instance;
    },
  };
}

function openedStorage(
  journaled: JournaledStorage,
  storage: DeviceStorage,
  photoStore: PhotoStore,
  stopReason: OpenedStorage['stopReason'],
): OpenedStorage {
  return {
    storage,
    photoStore,
    stopReason,
    shutdown: async () => journaled.shutdown(),
    retry: async () => journaled.retry(),
  };
}
