// The composition root of the client: everything impure is taken from the browser here and handed on.
import { browserFetch } from '../api-client.ts';
import { createClock, type Timers } from '../database/clock.ts';
import { isNearlyFull } from '../database/is-nearly-full.ts';
import { createIdMaker } from '../database/document-id.ts';
import { browserPageSignals } from '../replication/connectivity.ts';
import { createDeviceSession } from './device-session.ts';
import { createDeviceVault } from './device-vault.ts';
import { deriveKeyInWorker } from './derive-key.ts';
import { firstTypes } from './first-types.ts';
import { createGrowingRegistry } from './growing-registry.ts';
import { openKeyStore } from './key-store.ts';
import { createOpenStorage, eraseDeviceStorage } from './open-device-storage.ts';
import { createSealing, type Sealing } from '../sealing/create-sealing.ts';
import type { SealedAccount } from '../sealing/sealed-account.ts';
import { createCell } from '../database/watchable.ts';
import type { AppServices } from './use-session.ts';

/** Rejects when the browser gives no database. `loadLaterWords`: what pages beyond a first screen say. */
export async function createServices(loadLaterWords: () => Promise<void>): Promise<AppServices> {
  const { crypto, indexedDB, navigator } = window;
  const now = (): number => Date.now();
  const clock = createClock(now);
  const timers: Timers = {
    after: (milliseconds, run) => {
      const timer = window.setTimeout(run, milliseconds);
      return () => window.clearTimeout(timer);
    },
  };
  const newId = createIdMaker(now, (count) => crypto.getRandomValues(new Uint8Array(count)));
  const store = await openKeyStore(indexedDB);
  const vault = createDeviceVault({
    ...{ crypto, clock, timers, store },
    deriveKey: deriveKeyInWorker,
    eraseStorage: (slot) => eraseDeviceStorage(indexedDB, slot),
  });
  const opened = createCell<SealedAccount | undefined>(undefined);
  const session = createDeviceSession({
    ...{ timers, clock, newId, vault, opened },
    baseUrl: '',
    fetch: browserFetch,
    random: () => Math.random(),
    page: browserPageSignals(window),
    isNearlyFull: () => isNearlyFull(navigator),
    openStorage: createOpenStorage({ indexedDB, crypto, timers, locks: navigator.locks }),
    deviceName: deviceName(navigator.userAgent),
    noteSignedOut: (deviceId) => sealing.noteSignedOut(deviceId),
  });
  const sealing: Sealing = createSealing({
    ...{ timers, clock, crypto, opened, indexedDB, baseUrl: '', fetch: browserFetch },
    // Not there outside a secure context.
    caches: 'caches' in window ? window.caches : undefined,
    random: () => Math.random(),
    page: browserPageSignals(window),
    storageBytes: async () => (await navigator.storage?.estimate?.())?.usage,
    erase: session.erase,
    hasKey: async (deviceId) => (await store.slot(deviceId)) !== undefined,
    isOpenElsewhere: async (deviceId) =>
      (await navigator.locks.query()).held?.some(({ name }) => name === `writer-${deviceId}`) === true,
  });
  const registry = createGrowingRegistry(firstTypes, async () => {
    const [{ recordTypes }] = await Promise.all([
      import('../../shared/record-types/registry.ts'),
      loadLaterWords(),
    ]);
    return recordTypes;
  });
  return { session, clock, timers, newId, registry, sealing };
}

/** Enough to tell one's devices apart in a list. */
function deviceName(userAgent: string): string {
  const system = /Android|iPhone|iPad|Windows|Macintosh|Linux/.exec(userAgent)?.[0] ?? '';
  const browser = /EdgA?|HuaweiBrowser|MiuiBrowser|Firefox|Chrome|Safari/.exec(userAgent)?.[0] ?? '';
  return [system, browser].filter((part) => part !== '').join(' ') || 'browser';
}
