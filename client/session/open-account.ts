// Everything that is open while an account is: databases, repositories, replication, status.
import type { SessionReply } from '../../shared/sync/protocol.ts';
import type { SealedAccount } from '../sealing/sealed-account.ts';
import { createApiClient } from '../api-client.ts';
import type { FetchFunction } from '../api-exchange.ts';
import type { WriterDeps } from '../database/author.ts';
import type { Clock, Timers } from '../database/clock.ts';
import { createEditSequence } from '../database/edit-sequence.ts';
import {
  isUnused,
  openLocalDatabase,
  openSyncedDatabase,
  type LocalDatabase,
  type SyncedDatabase,
} from '../database/open-database.ts';
import { createSettings, type Settings } from '../database/settings.ts';
import { createHeldDecisions } from '../database/held-decisions.ts';
import { firstValue, type WritableCell } from '../database/watchable.ts';
import { createConnectivity, type PageSignals } from '../replication/connectivity.ts';
import { observeReachability } from '../replication/observe-reachability.ts';
import type { FollowRefusedDeps } from '../replication/follow-refused.ts';
import { loadFirstDownload } from '../replication/first-download.ts';
import { createPause } from '../replication/pause.ts';
import { createReplication } from '../replication/replicate.ts';
import { createSyncConditions, type SyncConditions } from '../replication/sync-conditions.ts';
import { createSyncStatus } from '../replication/sync-status.ts';
import { createUnsentDocuments } from '../replication/unsent-documents.ts';
import type { AccountSlot, OpenedStorage } from './account-vault.ts';
import type { OpenSession } from './device-session.ts';
import { createRepositories, tidyPhotos } from './create-repositories.ts';
import { currentDatabase, withoutFormer } from './current-database.ts';
import { followRestore } from './follow-restore.ts';
import { holdingsOf, type Holdings } from './holdings.ts';
import { takeOwnPlace } from './own-place.ts';
import { loadStoredSession, type CurrentDatabase, type StoredSession } from './stored-session.ts';

export type AccountDeps = {
  readonly baseUrl: string;
  readonly fetch: FetchFunction;
  readonly timers: Timers;
  readonly clock: Clock;
  readonly newId: () => string;
  /** 0 ≤ x < 1 */
  readonly random: () => number;
  readonly page: PageSignals;
  /** Little room is left on this device: nothing is kept twice. */
  readonly isNearlyFull: () => Promise<boolean>;
  /** What may be sealed now: of the account that is open. */
  readonly opened: WritableCell<SealedAccount | undefined>;
};

/** What the device session holds of an open account. */
export type OpenAccount = {
  readonly slot: AccountSlot;
  readonly session: OpenSession;
  readonly storage: OpenedStorage;
  readonly stored: StoredSession;
  readonly conditions: SyncConditions;
  readonly syncNow: () => void;
  readonly holdings: () => Promise<Holdings>;
  /** Whether something has not arrived that the server would still take. */
  readonly mustSendFirst: () => Promise<boolean>;
  /** Stops replication and closes both databases. */
  readonly close: () => Promise<void>;
  /**
   * 'ok': both databases are closed, and a new replicated one is named in place of this one, which goes when that is whole.
   * Otherwise nothing was changed: the server is away, or something was saved meanwhile and must be sent first.
   */
  readonly replaceDatabase: () => Promise<'ok' | 'unsent' | 'unreachable'>;
  readonly destroy: () => Promise<void>;
};

/** From a sign-in. `isNew`: of an account that this device did not hold. */
export type GivenSession = { readonly session: SessionReply; readonly isNew: boolean };

/**
 * Opens an account over its storage; undefined when it holds no session and none can be stored: what held an account and holds nothing
 * at all was lost, and is not begun anew under numbers that were used. Where anything is left, a sign-in goes on with it.
 */
export async function openAccount(
  deps: AccountDeps,
  slot: AccountSlot,
  storage: OpenedStorage,
  given?: GivenSession,
): Promise<OpenAccount | undefined> {
  const local = await openLocalDatabase(storage.storage, `local-${slot.deviceId}`);
  const settings = createSettings(local.settings);
  const stored = await loadStoredSession(settings);
  if (given !== undefined && (given.isNew || !(await isUnused(local))))
    await stored.tokens.store(given.session);
  const session = stored.get();
  if (session === undefined) {
    await local.close();
    return undefined;
  }
  const current = await currentDatabase({ ...deps, ...storage, stored, settings, slot }, session);
  const database = await openSyncedDatabase(storage.storage, current.name);
  return assemble({
    deps,
    slot,
    storage,
    stored,
    settings,
    local,
    database,
    current,
    account: session.account,
  });
}

type Parts = {
  readonly deps: AccountDeps;
  readonly slot: AccountSlot;
  readonly storage: OpenedStorage;
  readonly stored: StoredSession;
  readonly settings: Settings;
  readonly local: LocalDatabase;
  readonly database: SyncedDatabase;
  readonly current: CurrentDatabase;
  readonly account: SessionReply['account'];
};

async function assemble(parts: Parts): Promise<OpenAccount> {
  const { slot, storage, stored, settings, local, database, current, account } = parts;
  const running = await startRunning(parts);
  const { plainApi, unsent, repositories, conditions } = running;
  await tidyPhotos(repositories);
  const close = async (): Promise<void> => {
    await running.stop();
    await database.close();
    await local.close();
  };
  /** A restored server: what is unsent cannot leave the usual way. */
  const isRewound = (): boolean => conditions.mustStartAfresh.get() === 'epochChanged';
  return {
    session: {
      ...{ account, repositories, deviceId: slot.deviceId, syncStatus: running.status },
      api: observeReachability(plainApi, running.connectivity.noteReached),
    },
    ...{ slot, storage, stored, close, conditions, syncNow: running.replication.syncNow },
    holdings: async () => {
      await running.held.releaseAll();
      return holdingsOf(unsent, repositories);
    },
    mustSendFirst: async () => {
      await running.held.releaseAll();
      return !isRewound() && unsent.list().length > 0;
    },
    replaceDatabase: async () => {
      const { replaceDatabase } = await import('./replace-database.ts');
      return replaceDatabase({ ...parts, ...running, isRewound });
    },
    destroy: async () => {
      await running.stop();
      await withoutFormer({ ...storage, stored, settings }, current, () => true);
      await database.remove();
      await local.remove();
    },
  };
}

/** What leads to the server, and what keeps it from being reached. */
function createWire({ deps, slot, stored }: Parts) {
  const conditions = createSyncConditions();
  const plainApi = createApiClient({
    ...deps,
    deviceId: slot.deviceId,
    tokens: stored.tokens,
    seen: stored.seen,
    onSignInNeeded: () => conditions.signInNeeded.set(true),
    giveUp: { subscribe: (listener) => deps.page.onOnline(() => listener()) },
  });
  const probe = async (): Promise<boolean> => (await plainApi.health()).kind === 'ok';
  const connectivity = createConnectivity({ page: deps.page, timers: deps.timers, probe });
  return { conditions, plainApi, connectivity, api: observeReachability(plainApi, connectivity.noteReached) };
}

/** Everything of an open account that runs until it is stopped. */
async function startRunning(parts: Parts) {
  const { deps, slot, storage, settings, database, current, account } = parts;
  const wire = createWire(parts);
  const { conditions, connectivity, api } = wire;
  const editSequence = createEditSequence(settings);
  const writer: WriterDeps = { ...deps, author: { account, deviceId: slot.deviceId }, editSequence };
  const { collections } = database;
  const held = await createHeldDecisions({ ...deps, settings, decisions: collections.decisions });
  const repositories = await createRepositories(parts, writer, held, api);
  const unsent = await createUnsentDocuments(collections, repositories.receipts, slot.deviceId);
  const firstDownload = await loadFirstDownload(settings, current.name);
  const status = createSyncStatus({
    ...{ ...repositories, account, unsent, held: held.all, conditions },
    ...{ reachable: connectivity.reachable, isDownloaded: firstDownload.isDone },
  });
  const replication = createReplication({
    ...{ ...deps, ...repositories, ...current, ...writer },
    ...{ database, settings, unsent, api, connectivity, conditions, firstDownload, deviceId: slot.deviceId },
  });
  const stopping = new AbortController();
  const restores = followRestore({
    ...{ ...deps, ...repositories, ...current, collections, replication, connectivity, conditions },
    ...{ settings, storage: storage.storage, stored: parts.stored },
    ...{ api: wire.plainApi, deviceId: slot.deviceId, stopped: stopping.signal },
  });
  const pause = createPause({ ...deps, wake: connectivity.wake, stopped: stopping.signal });
  connectivity.start();
  const { deviceId } = slot;
  deps.opened.set({
    ...{ deviceId, unsent, collections, settings, api, signInNeeded: conditions.signInNeeded },
    ...{ receipts: repositories.receipts, photos: repositories.photos },
  });
  const isOwn = takeOwnPlace({ ...wire, ...{ collections, editSequence, unsent, pause } });
  const follow = async (): Promise<void> => {
    await isOwn;
    replication.start();
    void followRefusedOnceOneWaits({ ...repositories, api, pause }).catch(() => undefined);
    await firstValue(firstDownload.isDone, Boolean);
    await later(deps.timers, stopping.signal);
    await restores.tidy(current);
    const { keepAskingForAged } = await import('../replication/ask-for-aged.ts');
    await keepAskingForAged({
      ...{ ...deps, ...repositories, collections, account, unsent, replication, stopped: stopping.signal },
      serverDate: () => parts.stored.get()?.serverTime.slice(0, 10) ?? '',
    });
  };
  // A stop in between leaves nothing begun.
  void follow().catch(() => undefined);
  const stop = async (): Promise<void> => {
    stopping.abort();
    deps.opened.set(undefined);
    held.stop();
    status.stop();
    unsent.stop();
    connectivity.stop();
    await replication.stop();
  };
  return { ...wire, repositories, held, unsent, status, replication, bringBack: restores.bringBack, stop };
}

/** Most days nothing was refused. */
async function followRefusedOnceOneWaits(deps: FollowRefusedDeps): Promise<void> {
  await deps.pause.until(deps.quarantine.watchKeptAbove(), (entries) => entries.length > 0);
  await (await import('../replication/follow-refused.ts')).followRefused(deps);
}

/** After all is downloaded. */
export const calmMs = 50_000;

/** No first form waits for what is not urgent. Never resolves once it was stopped. */
function later(timers: Timers, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stopped.aborted) return;
    const cancel = timers.after(calmMs, resolve);
    stopped.addEventListener('abort', cancel, { once: true });
  });
}
