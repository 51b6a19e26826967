// One account on this device: sign in, lock, unlock, and everything that is open while it is.
//
//   session.state      'firstRun' | 'signedOut' | 'locked' | 'openElsewhere' | 'open' | 'stopped' | 'leaving'
//   session.current    { account, repositories, syncStatus, api } while something is open; undefined while pages must not write
//   session.start()    finds out which it is; call once
//   session.signIn(account, password) · unlock(password) · quickUnlock() · useHere() · setDamagedAside()
//   session.lock() · signOut(isConfirmed) · startAfresh() · syncNow() · retryStorage()
import type { Account } from '../../shared/access/role.ts';
import type { ApiClient } from '../api-client.ts';
import type { Outcome } from '../api-outcome.ts';
import type { Repositories } from '../database/repositories.ts';
import { createCell, type Cell } from '../database/watchable.ts';
import type { EraseAccount } from '../sealing/outbox.ts';
import type { SyncStatus } from '../replication/sync-status.ts';
import type { AccountSlot, AccountVault, OpenedStorage, OpenStorage, StopReason } from './account-vault.ts';
import { bareApi, failureOf, isFirstRun, setUp, type SignInOutcome } from './ask-to-sign-in.ts';
import { createSignIn, type Enter } from './sign-in-account.ts';
import type { Holdings } from './holdings.ts';
import { openAccount, type AccountDeps, type GivenSession, type OpenAccount } from './open-account.ts';

/**
 * firstRun: the server is empty · signedOut: no account on this device · locked: there is one, its key is not in memory ·
 * openElsewhere: another window writes · open · stopped: the storage refused a write (`stopReason`), nothing is hidden ·
 * leaving: pages are gone so that nothing more is written, the rest takes its time.
 */
export type SessionState =
  | 'firstRun'
  | 'signedOut'
  | 'locked'
  | 'openElsewhere'
  | 'open'
  | 'stopped'
  | 'leaving';

/** What is there while an account is open. */
export type OpenSession = {
  readonly account: Account;
  readonly deviceId: string;
  readonly repositories: Repositories;
  readonly syncStatus: SyncStatus;
  readonly api: ApiClient;
};

/**
 * `unsent`: refused while something has not arrived · `wouldLose`: asks first, because this is on this device only ·
 * `refused`: the browser did not let go of the account's key: it is locked, and still there.
 */
export type SignOutOutcome =
  | { readonly kind: 'ok' | 'unsent' | 'refused' }
  | ({ readonly kind: 'wouldLose' } & Pick<Holdings, 'drafts' | 'refused'>);

export type DeviceSession = {
  readonly state: Cell<SessionState>;
  readonly stopReason: Cell<StopReason | undefined>;
  /** Account that the lock greets and opens; undefined when there is none on this device. */
  readonly lastAccount: Cell<string | undefined>;
  readonly current: Cell<OpenSession | undefined>;
  readonly start: () => Promise<void>;
  /**
   * A first sign-in on this device, another account, or a session that ran out: then what is open stays open. Without a
   * network it opens an account that this device already holds. `oldPasswordNeeded`: the password was changed at the
   * server, this device still has the old one; with both the device takes the new one.
   */
  readonly signIn: (account: string, password: string, oldPassword?: string) => Promise<SignInOutcome>;
  readonly unlock: (password: string) => Promise<SignInOutcome>;
  /** Within 15 minutes after the page was closed, without asking; false when it does not apply. */
  readonly quickUnlock: () => Promise<boolean>;
  /** Takes writing over from another window. */
  readonly useHere: () => Promise<SignInOutcome>;
  /** Drops the key at once; waits for nothing. */
  readonly lock: () => Promise<void>;
  readonly signOut: (isConfirmed: boolean) => Promise<SignOutOutcome>;
  /** After 'storageDamaged': what cannot be read stays on the disk as it is, and a sign-in begins anew beside it. */
  readonly setDamagedAside: () => Promise<void>;
  /** The old password is forgotten: what it opens stays on the disk as it is, and a sign-in begins anew beside it. */
  readonly setAside: (account: string) => Promise<void>;
  /** The account is to be erased from this device, whether it is open or not. */
  readonly erase: EraseAccount;
  /** Downloads everything into a fresh database; refused ('unsent') while something can still be sent. */
  readonly startAfresh: () => Promise<'ok' | 'unsent' | 'unreachable'>;
  /** Tries at once what is waiting. */
  readonly syncNow: () => void;
  /** After room was made on a full device. */
  readonly retryStorage: () => Promise<void>;
  /** What the server tells anybody, also before an account is open. */
  readonly askOpen: ApiClient['askOpen'];
  /** First run: names the federation, its tree and its administrator, or asks for the demonstration. */
  readonly setUpServer: (request: Readonly<Record<string, unknown>>) => Promise<Outcome<unknown>>;
};

export type SessionDeps = AccountDeps & {
  readonly vault: AccountVault;
  readonly openStorage: OpenStorage;
  /** Shown in the list of devices. */
  readonly deviceName: string;
  /** Nothing of the account is left to lose. A failure keeps nobody from leaving. */
  readonly noteSignedOut: (deviceId: string) => Promise<void>;
};

type Refused = {
  readonly slot: AccountSlot;
  readonly key: CryptoKey;
  readonly given: GivenSession | undefined;
};

export function createDeviceSession(deps: SessionDeps): DeviceSession {
  const state = createCell<SessionState>('signedOut');
  const stopReason = createCell<StopReason | undefined>(undefined);
  const lastAccount = createCell<string | undefined>(undefined);
  const current = createCell<OpenSession | undefined>(undefined);
  let open: OpenAccount | undefined;
  let greeted: AccountSlot | undefined;
  let refusedElsewhere: Refused | undefined;

  const greet = (slot: AccountSlot | undefined): void => {
    greeted = slot;
    lastAccount.set(slot?.account);
  };
  const show = (account: OpenAccount): void => {
    open = account;
    greet(account.slot);
    current.set(account.session);
    const reason = account.storage.stopReason.get();
    stopReason.set(reason);
    state.set(reason === undefined ? 'open' : 'stopped');
  };
  /** Takes the pages away, so that nothing more is written while the rest takes its time. */
  const hide = (): void => {
    state.set('leaving');
    current.set(undefined);
  };
  const watchStorage = (storage: OpenedStorage): void => {
    storage.stopReason.subscribe((reason) => {
      if (open?.storage !== storage || current.get() === undefined) return;
      stopReason.set(reason);
      state.set(reason === undefined ? 'open' : 'stopped');
    });
  };
  const enter: Enter = async (slot, key, takeOver, given) => {
    greet(slot);
    const storage = await deps.openStorage(slot, key, takeOver);
    if (storage === 'openElsewhere') {
      refusedElsewhere = { slot, key, given };
      state.set('openElsewhere');
      return 'openElsewhere';
    }
    refusedElsewhere = undefined;
    const account = await openAccount(deps, slot, storage, given).catch(async (error: unknown) => {
      await storage.shutdown();
      throw error;
    });
    if (account === undefined) {
      await storage.shutdown();
      return 'storageLost';
    }
    show(account);
    watchStorage(storage);
    return 'ok';
  };
  const unlock = async (slot: AccountSlot, password: string): Promise<SignInOutcome> => {
    // A full disk takes no count of the tries either.
    const key = await deps.vault.unlock(slot, password).catch(failureOf);
    if (typeof key === 'string') return key;
    return key === undefined ? 'wrongPassword' : enter(slot, key, false).catch(failureOf);
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
  const newestSlot = async () => (await deps.vault.slots())[0];
  const reopen = async (account: OpenAccount): Promise<void> => {
    const renewed = await openAccount(deps, account.slot, account.storage).catch(() => undefined);
    if (renewed === undefined) await leave('locked');
    else show(renewed);
  };

  const signIn = createSignIn(deps, { openAccount: () => open, unlock, enter });

  return {
    ...{ state, stopReason, lastAccount, current },
    start: async () => {
      greet(await newestSlot());
      if (greeted !== undefined) state.set('locked');
      else state.set((await isFirstRun(deps)) ? 'firstRun' : 'signedOut');
    },
    signIn,
    unlock: async (password) => {
      if (greeted === undefined) return 'wrongPassword';
      const { account } = greeted;
      const outcome = await unlock(greeted, password);
      return outcome === 'storageLost' ? signIn(account, password) : outcome;
    },
    quickUnlock: async () => {
      const slot = greeted;
      const key = slot === undefined ? undefined : await deps.vault.quickUnlock(slot);
      if (slot === undefined || key === undefined) return false;
      return (await enter(slot, key, false).catch(failureOf)) === 'ok';
    },
    useHere: async () => {
      if (refusedElsewhere === undefined) return 'notAllowed';
      const { slot, key, given } = refusedElsewhere;
      return enter(slot, key, true, given).catch(failureOf);
    },
    setDamagedAside: async () => {
      if (greeted === undefined || open !== undefined) return;
      await deps.vault.setAside(greeted);
      greet(await newestSlot());
      state.set('signedOut');
    },
    setAside: async (name) => {
      const slot = (await deps.vault.slots()).find(({ account }) => account === name);
      if (slot === undefined || open !== undefined) return;
      await deps.vault.setAside(slot);
      greet(await newestSlot());
    },
    lock: async () => {
      // The quick key goes at once, whatever else takes its time; only then the page may go. One that stays ends by itself.
      const forgotten =
        greeted === undefined ? undefined : deps.vault.forgetQuickKey(greeted).catch(() => undefined);
      await Promise.all([leave('leaving'), forgotten]);
      state.set(greeted === undefined ? 'signedOut' : 'locked');
    },
    signOut: async (isConfirmed) => {
      const account = open;
      if (account === undefined) return { kind: 'ok' };
      const { unsent, drafts, refused } = await account.holdings();
      if (unsent > 0) return { kind: 'unsent' };
      if (!isConfirmed && drafts + refused > 0) return { kind: 'wouldLose', drafts, refused };
      hide();
      await account.session.api.signOut();
      // What was being saved at the tap counts too.
      if ((await account.holdings()).unsent > 0) {
        show(account);
        return { kind: 'unsent' };
      }
      open = undefined;
      await deps.noteSignedOut(account.slot.deviceId).catch(() => undefined);
      // A disk that takes nothing refuses this too: with its key and its databases everything goes all the same.
      const isDestroyed = await account.destroy().then(
        () => true,
        () => false,
      );
      await account.storage.shutdown();
      if (!isDestroyed) void account.close().catch(() => undefined);
      const isGone = await isRemoved(deps.vault, account.slot);
      greet(await newestSlot().catch(() => greeted));
      state.set(isGone || greeted === undefined ? 'signedOut' : 'locked');
      return { kind: isGone ? 'ok' : 'refused' };
    },
    erase: async (deviceId, { prepare, noteErased }) => {
      const account = open?.slot.deviceId === deviceId ? open : undefined;
      // Another window writes by now, and what it saved may not be sealed: what is to be done is done there.
      if (account?.storage.stopReason.get() === 'lockLost') return false;
      if (account !== undefined) hide();
      // What was decided a moment ago becomes a save. A storage that takes nothing is asked another time.
      const isReady = await Promise.resolve(account?.holdings())
        .then(prepare)
        .catch(() => false);
      if (account !== undefined) await (isReady ? leave('leaving') : show(account));
      if (!isReady) return false;
      const slot = (await deps.vault.slots()).find((each) => each.deviceId === deviceId);
      const isGone = await isRemoved(deps.vault, slot ?? { deviceId, account: '' });
      greet(await newestSlot().catch(() => greeted));
      if (isGone) await noteErased();
      if (open === undefined) state.set(greeted === undefined ? 'signedOut' : 'locked');
      return isGone;
    },
    startAfresh: async () => {
      const account = open;
      if (account === undefined) return 'ok';
      if (await account.mustSendFirst()) return 'unsent';
      hide();
      const outcome = await account.replaceDatabase().catch(async (error: unknown) => {
        // A storage that broke off in the middle: what is there is opened anew.
        await leave('locked');
        throw error;
      });
      if (outcome === 'ok') await reopen(account);
      else show(account);
      return outcome;
    },
    ...{ syncNow: () => open?.syncNow(), retryStorage: async () => open?.storage.retry() },
    askOpen: (schema, path) => bareApi(deps, deps.newId()).askOpen(schema, path),
    setUpServer: (request) => setUp(deps, request),
  };
}

/** False: the browser refused, and is asked another time. */
function isRemoved(vault: AccountVault, slot: AccountSlot): Promise<boolean> {
  return vault.remove(slot).then(
    () => true,
    () => false,
  );
}
