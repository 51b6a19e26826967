// RxDB's own suite for replications with every side, devices and server, on the journaled storage.
import { addRxPlugin, type RxCollection } from 'rxdb';
import { RxDBDevModePlugin, disableWarnings } from 'rxdb/plugins/dev-mode';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import {
  getPullHandler,
  getPullStream,
  getPushHandler,
  humansCollection,
  runReplicationBaseTestSuite,
  setConfig,
} from 'rxdb/plugins/test-utils';
import { wrappedValidateAjvStorage } from 'rxdb/plugins/validate-ajv';
import { afterAll, describe, expect, it } from 'vitest';
import { openDevice } from '../support/journaled-device.ts';
import { createMemoryDisk } from '../support/memory-page-store.ts';

type Humans = Awaited<ReturnType<typeof humansCollection.create>>;
type Human = Humans extends RxCollection<infer T> ? T : never;

disableWarnings();
addRxPlugin(RxDBDevModePlugin);
// Every collection of the suite is a database of its own in this one journal.
const disk = createMemoryDisk();
const device = await openDevice(disk);
const getStorage = () => wrappedValidateAjvStorage({ storage: device.storage });
setConfig({
  storage: {
    name: 'journaled',
    getStorage,
    getPerformanceStorage: () => ({ storage: device.storage, description: 'journaled' }),
    hasPersistence: true,
    hasMultiInstance: false,
    hasAttachments: false,
    hasReplication: true,
  },
});

const server: { humans: Humans | undefined } = { humans: undefined };
afterAll(() => {
  device.shutdown();
});

function remote(): Humans {
  if (server.humans === undefined) throw new Error('The server was not set up.');
  return server.humans;
}

function replicate(collection: RxCollection<Human>, live: boolean) {
  return replicateRxCollection<Human, unknown>({
    replicationIdentifier: 'journaled-suite',
    collection,
    live,
    waitForLeadership: false,
    pull: { handler: getPullHandler(remote()), stream$: getPullStream(remote()) },
    push: { handler: getPushHandler(remote()) },
  });
}

// The suite asks for mocha's globals.
Object.assign(globalThis, { describe, it });

runReplicationBaseTestSuite({
  startReplication: (collection) => replicate(collection, true),
  syncOnce: (collection) => replicate(collection, false).awaitInitialReplication(),
  getAllServerDocs: async () => (await remote().find().exec()).map((human) => human.toJSON()),
  cleanUpServer: async () => {
    server.humans = await humansCollection.create(0, 'human', false);
  },
  getPrimaryOfServerDoc: (human: Human) => human.passportId,
});

it('wrote all of it to the disk before it was seen', () => {
  expect(device.state.get()).toEqual({ kind: 'open' });
  expect(disk.numbers().length).toBeGreaterThan(20);
});
