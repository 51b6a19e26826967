// One account on this device: sign in, lock, unlock, and everything that is open while it is.
//
//   session.state      'firstRun' | 'signedOut' | 'locked' | 'openElsewhere' | 'open' | 'stopped'
//   session.current    { account, repositories, syncStatus, api } while something is open; a new one after `startAfresh`
//   session.start()    finds out which it is; call once
//   session.signInOnline(account, password) · unlock(password) · quickUnlock() · useHere()
//   session.lock() · signOut() · startAfresh() · syncNow() · retryStorage()
import type { Account } from '../../shared/access/role.ts';
import type { SessionReply } from '../../shared/sync/protocol.ts';
import { createApiClient, type ApiClient } from '../api-client.ts';
import type { Outcome } from '../api-outcome.ts';
import { JournalStopped } from '../database/journaled-storage/journal-state.ts';
import type { Repositories } from '../database/repositories.ts';
import { createCell, type Cell } from '../database/watchable.ts';
import type { SyncStatus } from '../replication/sync-status.ts';
import type { AccountSlot, AccountVault, OpenedStorage, OpenStorage, StopReason } from './account-vault.ts';
import { openAccount, type AccountDeps, type OpenAccount } from './open-account.ts';

/**
 * firstRun: the server is empty · signedOut: no account on this device · locked: there is one, its key is not in memory ·
 * openElsewhere: another window writes · open · stopped: the storage refused a write (`stopReason`), nothing is hidden.
 */
export type SessionState = 'firstRun' | 'signedOut' | 'locked' | 'openElsewhere' | 'open' | 'stopped';

/** Why it did not work. `unreachable` says nothing about the password; `oldPasswordNeeded`: this device still has the old one. */
export type SignInOutcome =
  | 'ok'
  | 'wrongPassword'
  | 'tooManyTries'
  | 'unreachable'
  | 'openElsewhere'
  | 'oldPasswordNeeded'
  | 'updateNeeded'
  | 'notAllowed'
  | 'storageFailed'
  | 'storageDamaged';

/** What is there while an account is open. */
export type OpenSession = {
  readonly account: Account;
  readonly deviceId: string;
  readonly repositories: Repositories;
  readonly syncStatus: SyncStatus;
  readonly api: ApiClient;
};

export type DeviceSession = {
  readonly state: Cell<SessionState>;
  readonly stopReason: Cell<StopReason | undefined>;
  /** Account name of the slot used last, to greet at the lock; undefined when there is none. */
  readonly lastAccount: Cell<string | undefined>;
  readonly current: Cell<OpenSession | undefined>;
  readonly start: () => Promise<void>;
  /** A first sign-in on this device, another account, or a session that ran out: then what is open stays open. */
  readonly signInOnline: (account: string, password: string) => Promise<SignInOutcome>;
  readonly unlock: (password: string) => Promise<SignInOutcome>;
  /** Within 15 minutes after the page was closed, without asking; false when it does not apply. */
  readonly quickUnlock: () => Promise<boolean>;
  /** Takes writing over from another window. */
  readonly useHere: () => Promise<SignInOutcome>;
  /** Drops the key at once; waits for nothing. */
  readonly lock: () => Promise<void>;
  /** Refused ('unsent') while something has not arrived. */
  readonly signOut: () => Promise<'ok' | 'unsent'>;
  /** Downloads everything into a fresh database; refused ('unsent') while something has not arrived. */
  readonly startAfresh: () => Promise<'ok' | 'unsent' | 'unreachable'>;
  /** Tries at once what is waiting. */
  readonly syncNow: () => void;
  /** After room was made on a full device. */
  readonly retryStorage: () => Promise<void>;
  /** First run: names the federation, its tree and its administrator, or asks for the demonstration. */
  readonly setUpServer: (request: Readonly<Record<string, unknown>>) => Promise<Outcome<unknown>>;
};

export type SessionDeps = AccountDeps & {
  readonly vault: AccountVault;
  readonly openStorage: OpenStorage;
  /** Shown in the list of devices. */
  readonly deviceName: string;
};

export function createDeviceSession(deps: SessionDeps): DeviceSession {
  const state = createCell<SessionState>('signedOut');
  const stopReason = createCell<StopReason | undefined>(undefined);
  const lastAccount = createCell<string | undefined>(undefined);
  const current = createCell<OpenSession | undefined>(undefined);
  let open: OpenAccount | undefined;
  let refusedElsewhere:
    | { readonly slot: AccountSlot; readonly key: CryptoKey; readonly newSession: SessionReply | undefined }
    | undefined;

  const show = (account: OpenAccount, slot: AccountSlot): void => {
    open = account;
    lastAccount.set(slot.account);
    current.set(account.session);
    stopReason.set(undefined);
    state.set('open');
  };
  const watchStorage = (storage: OpenedStorage): void => {
    storage.stopReason.subscribe((reason) => {
      if (open?.storage !== storage) return;
      stopReason.set(reason);
      state.set(reason === undefined ? 'open' : 'stopped');
    });
  };
  const enter = async (
    slot: AccountSlot,
    key: CryptoKey,
    takeOver: boolean,
    newSession?: SessionReply,
  ): Promise<SignInOutcome> => {
    const storage = await deps.openStorage(slot, key, takeOver);
    if (storage === 'openElsewhere') {
      refusedElsewhere = { slot, key, newSession };
      state.set('openElsewhere');
      return 'openElsewhere';
    }
    refusedElsewhere = undefined;
    const account = await openAccount(deps, slot, storage, newSession).catch(async (error: unknown) => {
      await storage.shutdown();
      throw error;
    });
    if (account === undefined) {
      await storage.shutdown();
      return 'notAllowed';
    }
    show(account, slot);
    watchStorage(storage);
    return 'ok';
  };
  const leave = async (next: SessionState): Promise<void> => {
    const account = open;
    open = undefined;
    current.set(undefined);
    state.set(next);
    if (account === undefined) return;
    // The key first: what waits is rejected, and RxDB may take its time to close.
    await account.storage.shutdown();
    void account.close().catch(() => undefined);
  };
  const newestSlot = async (): Promise<AccountSlot | undefined> => (await deps.vault.slots())[0];

  return {
    ...{ state, stopReason, lastAccount, current },
    start: async () => {
      const slot = await newestSlot();
      lastAccount.set(slot?.account);
      state.set(slot === undefined ? await stateWithoutAccount(deps) : 'locked');
    },
    signInOnline: async (name, password) => {
      const known = (await deps.vault.slots()).find((each) => each.account === name);
      const slot = known ?? { account: name, deviceId: deps.newId() };
      const outcome = await signInBare(deps, slot, password);
      if (outcome.kind !== 'ok') return reasonOf(outcome);
      if (open?.session.deviceId === slot.deviceId) return renew(open, outcome.body);
      const key =
        known !== undefined
          ? await deps.vault.unlock(slot, password)
          : await deps.vault.create(slot, password);
      if (key === undefined) return 'oldPasswordNeeded';
      if (open !== undefined) await leave('locked');
      return enter(slot, key, false, outcome.body).catch(failureOf);
    },
    unlock: async (password) => {
      const slot = await newestSlot();
      const key = slot === undefined ? undefined : await deps.vault.unlock(slot, password);
      if (slot === undefined || key === undefined) return 'wrongPassword';
      return enter(slot, key, false).catch(failureOf);
    },
    quickUnlock: async () => {
      const slot = await newestSlot();
      const key = slot === undefined ? undefined : await deps.vault.quickUnlock(slot);
      if (slot === undefined || key === undefined) return false;
      return (await enter(slot, key, false).catch(failureOf)) === 'ok';
    },
    useHere: async () => {
      if (refusedElsewhere === undefined) return 'notAllowed';
      const { slot, key, newSession } = refusedElsewhere;
      return enter(slot, key, true, newSession).catch(failureOf);
    },
    lock: async () => {
      const slot = await newestSlot();
      // The quick key goes at once, whatever else takes its time.
      const forgotten = slot === undefined ? undefined : deps.vault.forgetQuickKey(slot);
      await Promise.all([leave('locked'), forgotten]);
    },
    signOut: async () => {
      const account = open;
      const slot = await newestSlot();
      if (account === undefined || slot === undefined) return 'ok';
      if (await account.hasUnsent()) return 'unsent';
      await account.session.api.signOut();
      open = undefined;
      current.set(undefined);
      await account.destroy();
      await account.storage.shutdown();
      await deps.vault.remove(slot);
      lastAccount.set((await newestSlot())?.account);
      state.set('signedOut');
      return 'ok';
    },
    startAfresh: async () => {
      const account = open;
      const slot = await newestSlot();
      if (account === undefined || slot === undefined) return 'ok';
      if (await account.hasUnsent()) return 'unsent';
      const isBegun = await account.replaceDatabase();
      const renewed = await openAccount(deps, slot, account.storage);
      if (renewed !== undefined) show(renewed, slot);
      return isBegun ? 'ok' : 'unreachable';
    },
    syncNow: () => open?.syncNow(),
    retryStorage: async () => open?.storage.retry(),
    setUpServer: (request) => bareApi(deps, { account: '', deviceId: deps.newId() }).setup(request),
  };
}

/** Only an empty server without anyone to sign in is a first run; offline it is an ordinary sign-in that has to wait. */
async function stateWithoutAccount(deps: SessionDeps): Promise<SessionState> {
  const ready = await bareApi(deps, { account: '', deviceId: deps.newId() }).ready();
  return ready.kind === 'ok' && !ready.body.isInitialised ? 'firstRun' : 'signedOut';
}

/** A client without a session of its own: the answer to a sign-in is not stored before there is a place for it. */
function bareApi(deps: SessionDeps, slot: AccountSlot): ApiClient {
  const tokens = { access: () => undefined, refresh: () => undefined, store: () => Promise.resolve() };
  return createApiClient({
    ...deps,
    deviceId: slot.deviceId,
    tokens,
    seen: { get: () => undefined, note: () => undefined },
    onSignInNeeded: () => undefined,
  });
}

function signInBare(deps: SessionDeps, slot: AccountSlot, password: string): Promise<Outcome<SessionReply>> {
  return bareApi(deps, slot).signIn(slot.account, password, deps.deviceName);
}

/** The session had run out: what is open stays open and goes on. */
async function renew(open: OpenAccount, reply: SessionReply): Promise<SignInOutcome> {
  await open.stored.tokens.store(reply);
  open.conditions.signInNeeded.set(false);
  open.syncNow();
  return 'ok';
}

/** The storage did not open; nothing was changed. */
function failureOf(error: unknown): 'storageDamaged' | 'storageFailed' {
  return error instanceof JournalStopped && error.reason === 'damaged' ? 'storageDamaged' : 'storageFailed';
}

function reasonOf(outcome: Exclude<Outcome<unknown>, { kind: 'ok' }>): SignInOutcome {
  if (outcome.kind === 'unreachable') return outcome.status === 429 ? 'tooManyTries' : 'unreachable';
  if (outcome.status === 401) return 'wrongPassword';
  if (outcome.status === 429) return 'tooManyTries';
  if (outcome.status === 426) return 'updateNeeded';
  return outcome.status >= 500 ? 'unreachable' : 'notAllowed';
}
