// The ports under a session: keys of accounts on this device, and the encrypted storage that such a key opens.
import type { DeviceStorage } from '../database/open-database.ts';
import type { Cell } from '../database/watchable.ts';
import type { PhotoStore } from '../replication/photo-store.ts';

/** An account's place on this device. Its edits are numbered under `deviceId`: one per account and device. */
export type AccountSlot = { readonly deviceId: string; readonly account: string };

/** Wrapped keys of the accounts of this device; the newest used first. */
export type AccountVault = {
  readonly slots: () => Promise<readonly AccountSlot[]>;
  /**
   * Makes a slot with a random key, wrapped by the password; durable when it resolves. undefined: the account has one already, perhaps
   * from another window a moment ago; what is saved in a second one would be out of sight.
   */
  readonly create: (slot: AccountSlot, password: string) => Promise<CryptoKey | undefined>;
  /** undefined: the password does not fit. */
  readonly unlock: (slot: AccountSlot, password: string) => Promise<CryptoKey | undefined>;
  /** After the password was changed at the server: the same key under the new one. False: the old one does not fit. */
  readonly rewrap: (slot: AccountSlot, oldPassword: string, newPassword: string) => Promise<boolean>;
  /** Within 15 minutes after the page was closed, without asking. */
  readonly quickUnlock: (slot: AccountSlot) => Promise<CryptoKey | undefined>;
  /** Ends quick re-opening: the person locked by hand. */
  readonly forgetQuickKey: (slot: AccountSlot) => Promise<void>;
  /** The slot is no longer offered; its key and what it holds stay on the disk. */
  readonly setAside: (slot: AccountSlot) => Promise<void>;
  readonly remove: (slot: AccountSlot) => Promise<void>;
};

/** Why the storage stopped: nothing is hidden, nothing more is written. */
export type StopReason = 'storageFull' | 'storageFailed' | 'lockLost' | 'damaged';

export type OpenedStorage = {
  readonly storage: DeviceStorage;
  readonly photoStore: PhotoStore;
  readonly stopReason: Cell<StopReason | undefined>;
  /** Drops the key and rejects what waits, at once; only then RxDB is closed. */
  readonly shutdown: () => Promise<void>;
  /** Tries again what a full storage refused. */
  readonly retry: () => Promise<void>;
};

/** Opens an account's storage as the one writer; `takeOver` takes writing from another window. */
export type OpenStorage = (
  slot: AccountSlot,
  key: CryptoKey,
  takeOver: boolean,
) => Promise<OpenedStorage | 'openElsewhere'>;
