// Keys of the accounts of this device: random, wrapped by the sign-in password, re-opened without asking for 15 minutes.
import type { Clock, Timers } from '../database/clock.ts';
import type { AccountSlot, AccountVault } from './account-vault.ts';
import type { DeriveKey } from './derive-key.ts';
import type { KeyStore, StoredSlot } from './key-store.ts';

export type DeviceVaultDeps = {
  readonly store: KeyStore;
  readonly crypto: Crypto;
  readonly deriveKey: DeriveKey;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Erases an account's journal and photos. */
  readonly eraseStorage: (slot: AccountSlot) => Promise<void>;
};

/** `security.md`: Argon2id with 64 MiB and three passes. */
const derivation = { memoryKiB: 64 * 1024, iterations: 3 } as const;
const quickForMs = 15 * 60 * 1000;
const renewEveryMs = 60 * 1000;
const freeTries = 3;
const longestDelayMs = 60_000;

export function createDeviceVault(deps: DeviceVaultDeps): AccountVault {
  const { store, crypto, clock, timers } = deps;
  let stopRenewing = (): void => undefined;

  /** While the account is open its quick key is kept alive; it dies 15 minutes after the page did. */
  const keepQuick = async (deviceId: string, key: CryptoKey): Promise<void> => {
    stopRenewing();
    const renew = async (): Promise<void> => {
      stopRenewing = timers.after(renewEveryMs, () => void renew());
      // A device that refuses asks for the password: no harm.
      await store.putQuickKey({ deviceId, key, expiresAt: clock.now() + quickForMs }).catch(() => undefined);
    };
    await renew();
  };
  const forgetQuick = async (): Promise<void> => {
    stopRenewing();
    await store.removeQuickKeys();
  };
  return {
    slots: async () => {
      const offered = (await store.slots()).filter(({ isAside }) => isAside !== true);
      const slots = offered.sort((a, b) => b.usedAt - a.usedAt);
      return slots.map(({ deviceId, account }) => ({ deviceId, account }));
    },
    create: async (slot, password) => {
      const bytes = crypto.getRandomValues(new Uint8Array(32));
      const isAdded = await store.addSlot(await wrap(deps, slot, password, bytes));
      const key = await importKey(crypto, bytes);
      bytes.fill(0);
      if (!isAdded) return undefined;
      await keepQuick(slot.deviceId, key);
      return key;
    },
    unlock: async (slot, password) => {
      const stored = await store.slot(slot.deviceId);
      if (stored === undefined) return undefined;
      await wait(timers, delayAfter(stored.triesInARow));
      // Counted before it is tried: closing the page does not give a try back.
      await store.putSlot({ ...stored, triesInARow: stored.triesInARow + 1 });
      const key = await unwrap(deps, stored, password);
      if (key === undefined) return undefined;
      await store.putSlot({ ...stored, triesInARow: 0, usedAt: clock.now() });
      await keepQuick(slot.deviceId, key);
      return key;
    },
    rewrap: async (slot, oldPassword, newPassword) => {
      const stored = await store.slot(slot.deviceId);
      const bytes = stored === undefined ? undefined : await unwrapBytes(deps, stored, oldPassword);
      if (bytes === undefined) return false;
      await store.putSlot(await wrap(deps, slot, newPassword, bytes));
      bytes.fill(0);
      return true;
    },
    quickUnlock: async (slot) => {
      const quick = await store.quickKey(slot.deviceId);
      const left = (quick?.expiresAt ?? 0) - clock.now();
      // More than it ever had: the clock was set back.
      if (quick === undefined || left <= 0 || left > quickForMs) {
        await forgetQuick();
        return undefined;
      }
      await keepQuick(slot.deviceId, quick.key);
      return quick.key;
    },
    forgetQuickKey: forgetQuick,
    setAside: async (slot) => {
      await forgetQuick();
      const stored = await store.slot(slot.deviceId);
      if (stored !== undefined) await store.putSlot({ ...stored, isAside: true });
    },
    remove: async (slot) => {
      await forgetQuick();
      await store.removeSlot(slot.deviceId);
      await deps.eraseStorage(slot);
    },
  };
}

/** Three tries are free; then each wait doubles, up to a minute. Never for ever. */
export function delayAfter(triesInARow: number): number {
  return triesInARow < freeTries ? 0 : Math.min(1000 * 2 ** (triesInARow - freeTries), longestDelayMs);
}

async function wrap(
  deps: DeviceVaultDeps,
  slot: AccountSlot,
  password: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<StoredSlot> {
  const { crypto, clock } = deps;
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const wrapping = await importKey(crypto, await deps.deriveKey({ password, salt, ...derivation }));
  const wrappedKey = await crypto.subtle.encrypt(wrapParams(iv, slot.deviceId), wrapping, bytes);
  return { ...slot, ...derivation, usedAt: clock.now(), salt, iv, wrappedKey, triesInARow: 0 };
}

async function unwrap(
  deps: DeviceVaultDeps,
  stored: StoredSlot,
  password: string,
): Promise<CryptoKey | undefined> {
  const bytes = await unwrapBytes(deps, stored, password);
  return bytes === undefined ? undefined : importKey(deps.crypto, bytes);
}

async function unwrapBytes(
  deps: DeviceVaultDeps,
  stored: StoredSlot,
  password: string,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const { crypto } = deps;
  const { salt, memoryKiB, iterations, iv, wrappedKey, deviceId } = stored;
  const wrapping = await importKey(crypto, await deps.deriveKey({ password, salt, memoryKiB, iterations }));
  try {
    const bytes = await crypto.subtle.decrypt(wrapParams(iv, deviceId), wrapping, wrappedKey);
    return new Uint8Array(bytes);
  } catch {
    return undefined;
  }
}

function wrapParams(iv: Uint8Array<ArrayBuffer>, deviceId: string): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(`key|${deviceId}`) };
}

/** Never extractable: script that got into the page can use it, not carry it away. */
function importKey(crypto: Crypto, bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

function wait(timers: Timers, milliseconds: number): Promise<void> {
  return milliseconds === 0
    ? Promise.resolve()
    : new Promise((resolve) => void timers.after(milliseconds, resolve));
}
