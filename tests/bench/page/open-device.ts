// An account's device as the app composes it, below the vault: the key is given, so that Argon2 is not part of a figure.
import { browserFetch } from '../../../client/api-client.ts';
import { createClock, type Timers } from '../../../client/database/clock.ts';
import { createIdMaker } from '../../../client/database/document-id.ts';
import { browserPageSignals } from '../../../client/replication/connectivity.ts';
import { createCell } from '../../../client/database/watchable.ts';
import type { SealedAccount } from '../../../client/sealing/sealed-account.ts';
import { createOpenStorage } from '../../../client/session/open-device-storage.ts';
import { openAccount, type OpenAccount } from '../../../client/session/open-account.ts';
import type { SessionReply } from '../../../shared/sync/protocol.ts';

const slotAccount = 'bench';

export async function openDevice(deviceId: string, session?: SessionReply): Promise<OpenAccount> {
  const { crypto, indexedDB, navigator } = window;
  const slot = { deviceId, account: slotAccount };
  const openStorage = createOpenStorage({ indexedDB, crypto, timers, locks: navigator.locks });
  const storage = await openStorage(slot, await deviceKey(), false);
  if (storage === 'openElsewhere') throw new Error('The storage is open elsewhere.');
  const now = (): number => Date.now();
  const account = await openAccount(
    {
      ...{ baseUrl: '', fetch: browserFetch, timers, clock: createClock(now) },
      newId: createIdMaker(now, (count) => crypto.getRandomValues(new Uint8Array(count))),
      random: () => Math.random(),
      page: browserPageSignals(window),
      isNearlyFull: () => Promise.resolve(false),
      opened: createCell<SealedAccount | undefined>(undefined),
    },
    slot,
    storage,
    session === undefined ? undefined : { session, isNew: true },
  );
  if (account === undefined) throw new Error('The device holds no session.');
  return account;
}

/** AES-256-GCM, not extractable, as the vault hands it out; always the same one. */
export function deviceKey(): Promise<CryptoKey> {
  return window.crypto.subtle.importKey('raw', new Uint8Array(32).fill(7), 'AES-GCM', false, [
    'encrypt',
    'decrypt',
  ]);
}

export async function closeDevice(device: OpenAccount): Promise<void> {
  await device.close();
  await device.storage.shutdown();
}

/** Lets the page breathe: for rests between rounds, never inside a timed stretch. */
export function rest(milliseconds: number): Promise<void> {
  return new Promise((resolve) => void timers.after(milliseconds, resolve));
}

export const timers: Timers = {
  after: (milliseconds, run) => {
    const timer = window.setTimeout(run, milliseconds);
    return () => window.clearTimeout(timer);
  },
};
