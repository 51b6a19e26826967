// Starts and stops replication of every collection: RxDB's protocol with our handlers, stream, debts and auditor.
import { Subject } from 'rxjs';
import type { RxReplicationPullStreamItem } from 'rxdb';
import { replicateRxCollection, type RxReplicationState } from 'rxdb/plugins/replication';
import {
  collectionsOfDevices,
  replicatedCollections,
  type CollectionName,
  type DocumentId,
  type SyncedDocument,
} from '../../shared/records/record.ts';
import type { PullCheckpoint } from '../../shared/sync/protocol.ts';
import { pullLimits, pushLimits } from '../../shared/sync/protocol-version.ts';
import type { ApiClient } from '../api-client.ts';
import type { Clock, Timers } from '../database/clock.ts';
import type { EditSequence } from '../database/edit-sequence.ts';
import type { SyncedDatabase } from '../database/open-database.ts';
import type { PhotosRepository } from '../database/photos-repository.ts';
import type { QuarantineRepository } from '../database/quarantine-repository.ts';
import type { ReceiptsRepository } from '../database/receipts-repository.ts';
import type { Settings } from '../database/settings.ts';
import { followChanges } from './change-stream.ts';
import type { Connectivity } from './connectivity.ts';
import { followState } from './follow-state.ts';
import { createDebts } from './debts.ts';
import type { FirstDownload } from './first-download.ts';
import { createPause, ReplicationStopped, type Pause } from './pause.ts';
import { createPullHandler } from './pull-handler.ts';
import { createPushHandler } from './push-handler.ts';
import { isNews, type DeviceRow } from './push-rows.ts';
import type { SyncConditions } from './sync-conditions.ts';
import { createUnsentAuditor } from './unsent-auditor.ts';
import type { UnsentDocuments } from './unsent-documents.ts';
import { withBases } from './with-bases.ts';

export type ReplicationDeps = {
  readonly database: SyncedDatabase;
  readonly settings: Settings;
  readonly quarantine: QuarantineRepository;
  readonly receipts: ReceiptsRepository;
  readonly photos: PhotosRepository;
  readonly unsent: UnsentDocuments;
  readonly editSequence: EditSequence;
  readonly api: ApiClient;
  readonly connectivity: Connectivity;
  readonly conditions: SyncConditions;
  readonly firstDownload: FirstDownload;
  readonly deviceId: string;
  /** Epoch and scope under which this database was begun: constant for its whole life. */
  readonly epoch: string;
  readonly scope: string;
  readonly newId: () => string;
  readonly random: () => number;
  readonly clock: Clock;
  readonly timers: Timers;
};

export type Replication = {
  readonly start: () => void;
  readonly stop: () => Promise<void>;
  /** Ends every wait and looks again. */
  readonly syncNow: () => void;
  /** These may have left this device: the server says what they are now. Remembered until it did. */
  readonly askAgain: (name: CollectionName, ids: readonly DocumentId[]) => Promise<void>;
  /** RxDB's own state of a collection; undefined before its replication has begun. */
  readonly stateOf: (name: CollectionName) => ReplicationState;
};
/** With what RxDB believes that the server has (`getAssumedMasterState`). */
export type ReplicationState = RxReplicationState<SyncedDocument, PullCheckpoint>['internalReplicationState'];

/** One collection under replication, until it is stopped or restarted. */
type CollectionReplication = {
  readonly resync: () => void;
  readonly askAgain: (ids: readonly DocumentId[]) => Promise<void>;
  readonly isPushing: () => boolean;
  readonly state: () => ReplicationState;
  readonly stop: () => Promise<void>;
};

export function createReplication(deps: ReplicationDeps): Replication {
  const running = new Map<CollectionName, CollectionReplication>();
  const paces = new Map<CollectionName, { failures: number }>(
    replicatedCollections.map((name) => [name, { failures: 0 }]),
  );
  const stopping = new AbortController();
  const isPushing = (): boolean => [...running.values()].some((each) => each.isPushing());
  const auditor = createUnsentAuditor({ ...deps, collections: deps.database.collections, isPushing });
  const resync = (names: readonly string[] = replicatedCollections): void => {
    for (const [name, each] of running) if (names.includes(name)) each.resync();
  };
  const onIdle = (): void => {
    if (!isPushing()) auditor.onIdle();
  };
  const begin = (name: CollectionName): void => {
    if (stopping.signal.aborted) return;
    const restart = (): void =>
      void running
        .get(name)
        ?.stop()
        .then(() => begin(name));
    running.set(
      name,
      replicateCollection(deps, name, { pace: paces.get(name) ?? { failures: 0 }, restart, onIdle, resync }),
    );
  };
  return {
    start: () => {
      for (const name of replicatedCollections) begin(name);
      stopping.signal.addEventListener(
        'abort',
        deps.connectivity.wake.subscribe(() => resync()),
      );
      const pause = createPause({ ...deps, wake: deps.connectivity.wake, stopped: stopping.signal });
      void followChanges({
        open: deps.api.openStream,
        onMoved: resync,
        conditions: deps.conditions,
        pause,
        stopped: stopping.signal,
      });
      void uploadOnceOneWaits(deps, pause);
    },
    stop: async () => {
      stopping.abort();
      auditor.stop();
      await Promise.all([...running.values()].map((each) => each.stop()));
      running.clear();
    },
    syncNow: () => {
      deps.connectivity.wakeNow();
      resync();
    },
    askAgain: async (name, ids) => running.get(name)?.askAgain(ids),
    stateOf: (name) => running.get(name)?.state(),
  };
}

/** What sends photos is loaded with the first that waits: most days there is none. */
async function uploadOnceOneWaits({ photos, api, conditions }: ReplicationDeps, pause: Pause): Promise<void> {
  try {
    await pause.until(photos.watchWaiting(), (count) => count > 0);
  } catch (error) {
    if (error instanceof ReplicationStopped) return;
    throw error;
  }
  const { uploadAttachments } = await import('./upload-attachments.ts');
  await uploadAttachments({ photos, api, conditions, pause });
}

type Surroundings = {
  readonly pace: { failures: number };
  readonly restart: () => void;
  readonly onIdle: () => void;
  readonly resync: (names: readonly string[]) => void;
};

function replicateCollection(
  deps: ReplicationDeps,
  name: CollectionName,
  around: Surroundings,
): CollectionReplication {
  const collection = deps.database.collections[name];
  const stopping = new AbortController();
  const pause = createPause({ ...deps, wake: deps.connectivity.wake, stopped: stopping.signal });
  const stream = new Subject<RxReplicationPullStreamItem<SyncedDocument, PullCheckpoint>>();
  const begin: PullCheckpoint = { epoch: deps.epoch, scope: deps.scope, since: '0' };
  const isWritten = collectionsOfDevices.some((each) => each === name);
  let state: RxReplicationState<SyncedDocument, PullCheckpoint> | undefined = undefined;

  const handlers = createHandlers(
    deps,
    name,
    { ...around, begin, pause, isWritten },
    {
      state: () => state?.internalReplicationState,
      emit: (page) => stream.next(page),
    },
  );
  state = replicateRxCollection<SyncedDocument, PullCheckpoint>({
    replicationIdentifier: `bbt-${name}-${deps.epoch}`,
    collection,
    live: true,
    ...{ waitForLeadership: false, autoStart: false },
    pull: { handler: handlers.pull, batchSize: pullLimits.default, stream$: stream },
    ...(isWritten ? { push: { handler: handlers.push, batchSize: pushLimits.rows } } : {}),
  });
  handlers.follower.follow(state);
  void startUntilItRuns(state, pause).catch(() => undefined);
  return {
    resync: () => stream.next('RESYNC'),
    askAgain: async (ids) => {
      if (ids.length === 0) return;
      await handlers.owe(ids);
      await handlers.pay();
    },
    isPushing: () => isWritten && (state.internalReplicationState?.events.active.up.getValue() ?? true),
    state: () => state.internalReplicationState,
    stop: async () => {
      stopping.abort();
      handlers.follower.stop();
      await state.cancel();
    },
  };
}

/** A storage that takes nothing in that moment would otherwise leave the collection unreplicated, silently, until the app is opened anew. */
async function startUntilItRuns(
  state: RxReplicationState<SyncedDocument, PullCheckpoint>,
  pause: Pause,
): Promise<void> {
  const isStarted = (): Promise<boolean> =>
    state.start().then(
      () => true,
      () => false,
    );
  for (let failures = 1; !(await isStarted()); failures += 1) await pause.wait(failures);
}

type HandlerSurroundings = Surroundings & {
  readonly begin: PullCheckpoint;
  readonly pause: Pause;
  readonly isWritten: boolean;
};

/** The two handlers of a collection, and what follows their replication: debts after pulls, pokes after pushes. */
function createHandlers(
  deps: ReplicationDeps,
  name: CollectionName,
  around: HandlerSurroundings,
  replication: Pick<Parameters<typeof createDebts>[0], 'state' | 'emit'>,
) {
  const { begin, pause, isWritten } = around;
  const noteReadToEnd = (): void => deps.firstDownload.noteReadToEnd(name);
  const debts = createDebts({
    ...replication,
    collection: deps.database.collections[name],
    name,
    settings: deps.settings,
    start: begin,
    ...{ pullIds: (ids, query) => deps.api.pullIds(name, ids, query), isUnsent: deps.unsent.isUnsent },
  });
  const pull = createPullHandler({
    ...deps,
    collection: name,
    pull: (query) => deps.api.pull(name, query),
    noteOwed: isWritten ? debts.noteOwed : () => Promise.resolve(),
    ...{ noteHeld: debts.noteHeld, noteReadToEnd, pause, start: begin },
  });
  const handler = createPushHandler({
    ...deps,
    ...{ collection: name, judged: deps.database.judged },
    push: (request) => deps.api.push(name, request),
    ...{ pause, pace: around.pace, keepPutAside: (documents) => putAside(deps, documents) },
    isServerHealthy: async () => (await deps.api.health()).kind === 'ok',
    restart: around.restart,
  });
  const send = withBases(deps.settings, handler);
  const follower = followState({
    debts,
    onIdle: around.onIdle,
    onPushed: () => around.resync([name, 'records']),
  });
  const push = async (rows: readonly DeviceRow[]): Promise<SyncedDocument[]> => {
    const masters = await send(rows);
    if (rows.some((row) => isNews(row, deps.deviceId))) follower.notePushed();
    return masters;
  };
  return { pull, push, follower, owe: debts.addOwed, pay: debts.pay };
}

/** Loaded with the first conflict over what this device sent. */
async function putAside(deps: ReplicationDeps, conflicts: readonly SyncedDocument[]): Promise<void> {
  await (await import('./put-aside.ts')).keepPutAside(deps, conflicts);
}
