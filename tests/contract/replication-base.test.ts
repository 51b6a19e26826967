// RxDB's own suite for replications, run with our push and pull handlers against our server.
import { randomUUID } from 'node:crypto';
import { Subject } from 'rxjs';
import { addRxPlugin, type RxCollection, type RxReplicationPullStreamItem, type WithDeleted } from 'rxdb';
import { RxDBDevModePlugin, disableWarnings } from 'rxdb/plugins/dev-mode';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { runReplicationBaseTestSuite, setConfig } from 'rxdb/plugins/test-utils';
import { wrappedValidateAjvStorage } from 'rxdb/plugins/validate-ajv';
import { afterAll, describe, it } from 'vitest';
import { createClock } from '../../client/database/clock.ts';
import { createSignal } from '../../client/database/watchable.ts';
import { followChanges } from '../../client/replication/change-stream.ts';
import { createPause } from '../../client/replication/pause.ts';
import { createJudgedRevs } from '../../client/replication/judged-revs.ts';
import { createPullHandler } from '../../client/replication/pull-handler.ts';
import { createPushHandler } from '../../client/replication/push-handler.ts';
import { createSyncConditions } from '../../client/replication/sync-conditions.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import type { PullCheckpoint } from '../../shared/sync/protocol.ts';
import { createHumanEnvelopes, humanOf, humanRecord, type Human } from '../support/device/human-envelopes.ts';
import { startRealServer, type RealServer } from '../support/device/real-server.ts';
import { signedIn, type SignedIn } from '../support/device/signed-in.ts';
import { realTimers } from '../support/device/timers.ts';

type Peer = SignedIn & { readonly envelopes: ReturnType<typeof createHumanEnvelopes> };
type HumanCollection = RxCollection<Human>;

let server: RealServer | undefined;
const peers = new Map<HumanCollection, Promise<Peer>>();
afterAll(() => server?.close());

addRxPlugin(RxDBDevModePlugin);
disableWarnings();
setConfig({
  storage: {
    name: 'memory',
    getStorage: () => wrappedValidateAjvStorage({ storage: getRxStorageMemory() }),
    getPerformanceStorage: () => ({ storage: getRxStorageMemory(), description: 'memory' }),
    hasPersistence: false,
    hasMultiInstance: false,
    hasAttachments: false,
    hasReplication: true,
  },
});

/** Each collection of the suite is a device of its own. */
function peerOf(collection: HumanCollection): Promise<Peer> {
  const known = peers.get(collection);
  if (known !== undefined) return known;
  const started = signedIn(server?.address ?? '', 'huaguo').then((signed) => ({
    ...signed,
    envelopes: createHumanEnvelopes(signed),
  }));
  peers.set(collection, started);
  return started;
}

async function replicate(collection: HumanCollection, live: boolean) {
  const peer = await peerOf(collection);
  const { api, session, deviceId, envelopes } = peer;
  const stopping = new AbortController();
  const pause = createPause({
    timers: realTimers,
    random: Math.random,
    wake: createSignal(),
    stopped: stopping.signal,
  });
  const nothing = () => Promise.resolve();
  const common = {
    collection: 'records',
    deviceId,
    conditions: createSyncConditions(),
    pause,
    clock: createClock(Date.now),
    receipts: { note: nothing },
  } as const;
  const pull = createPullHandler({
    ...common,
    pull: (query) => api.pull('records', query),
    noteReadToEnd: () => undefined,
    noteOwed: nothing,
    noteHeld: nothing,
    start: { epoch: session.epoch, scope: session.scopeVersion, since: '0' },
  });
  const push = createPushHandler({
    keepPutAside: nothing,
    ...common,
    push: (request) => api.push('records', request),
    quarantine: {
      keep: (entries) =>
        entries.length === 0 ? nothing() : Promise.reject(new Error(JSON.stringify(entries))),
    },
    ...{ pace: { failures: 0 }, judged: createJudgedRevs() },
    isServerHealthy: async () => (await api.health()).kind === 'ok',
    restart: () => undefined,
    newId: randomUUID,
  });
  const stream = new Subject<RxReplicationPullStreamItem<Human, PullCheckpoint>>();
  const state = replicateRxCollection<Human, PullCheckpoint>({
    replicationIdentifier: 'base-suite',
    collection,
    live,
    waitForLeadership: false,
    pull: {
      batchSize: 500,
      stream$: stream,
      handler: async (checkpoint, batchSize) => {
        const page = await pull(checkpoint, batchSize);
        return { documents: page.documents.map(envelopes.open), checkpoint: page.checkpoint };
      },
    },
    push: {
      batchSize: 500,
      handler: async (rows) => {
        const masters = await push(
          rows.map((row) => envelopes.seal(row.newDocumentState, row.assumedMasterState !== undefined)),
        );
        return masters.map(envelopes.open);
      },
    },
  });
  state.onCancel.push(() => stopping.abort());
  if (live)
    void followChanges({
      open: api.openStream,
      onMoved: () => stream.next('RESYNC'),
      conditions: common.conditions,
      pause,
      stopped: stopping.signal,
    });
  return state;
}

async function allServerDocuments(): Promise<SyncedDocument[]> {
  const { api, session } = await signedIn(server?.address ?? '', 'huaguo');
  const outcome = await api.pull('records', {
    since: '0',
    epoch: session.epoch,
    scope: session.scopeVersion,
    limit: 1000,
  });
  if (outcome.kind !== 'ok') throw new Error(JSON.stringify(outcome));
  return outcome.body.documents;
}

// The suite asks for mocha's globals.
Object.assign(globalThis, { describe, it });

describe('trap 20: RxDB’s own suite, against our server', () => {
  runReplicationBaseTestSuite({
    startReplication: (collection) => replicate(collection, true),
    syncOnce: async (collection) => {
      const state = await replicate(collection, false);
      await new Promise<void>((resolve) =>
        state.canceled$.subscribe((isOver) => (isOver ? resolve() : undefined)),
      );
    },
    getAllServerDocs: async () =>
      (await allServerDocuments()).map((document): WithDeleted<Human> => ({
        ...humanOf(document),
        _deleted: document._deleted,
      })),
    cleanUpServer: async () => {
      await server?.close();
      server = await startRealServer([humanRecord]);
      peers.clear();
    },
    softDeletes: true,
    isDeleted: (document: WithDeleted<Human>) => document._deleted,
    getPrimaryOfServerDoc: (document: WithDeleted<Human>) => document.passportId,
  });
});
