// Trap 20 of RxDB 17.6.0: its own suite for replications can tell a careless backend; ours passes it in `contract/replication-base`.
import { addRxPlugin, type RxCollection, type WithDeleted } from 'rxdb';
import { disableWarnings, RxDBDevModePlugin } from 'rxdb/plugins/dev-mode';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { runReplicationBaseTestSuite, setConfig } from 'rxdb/plugins/test-utils';
import { wrappedValidateAjvStorage } from 'rxdb/plugins/validate-ajv';
import { describe, expect, it } from 'vitest';
import type { Human } from '../../../support/device/human-envelopes.ts';

type StoredHuman = WithDeleted<Human>;

disableWarnings();
addRxPlugin(RxDBDevModePlugin);
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

/** A backend that takes whatever comes last and answers that all is well. */
let feed: readonly StoredHuman[] = [];

function replicate(collection: RxCollection<Human>, live: boolean) {
  return replicateRxCollection<Human, { readonly at: number }>({
    replicationIdentifier: 'careless',
    collection,
    live,
    waitForLeadership: false,
    pull: {
      handler: (checkpoint) =>
        Promise.resolve({ documents: feed.slice(checkpoint?.at ?? 0), checkpoint: { at: feed.length } }),
    },
    push: {
      handler: (rows) => {
        feed = [...feed, ...rows.map((row) => row.newDocumentState)];
        return Promise.resolve([]);
      },
    },
  });
}

/** The tests of the suite by name: it asks for mocha's globals. */
function testsOfSuite(): ReadonlyMap<string, () => Promise<void>> {
  const tests = new Map<string, () => Promise<void>>();
  Object.assign(globalThis, {
    describe: (_: string, define: () => void) => define(),
    it: (name: string, run: () => Promise<void>) => void tests.set(name, run),
  });
  runReplicationBaseTestSuite({
    startReplication: (collection) => replicate(collection, true),
    syncOnce: async (collection) => {
      const state = replicate(collection, false);
      await new Promise<void>((resolve) =>
        state.canceled$.subscribe((isOver) => (isOver ? resolve() : undefined)),
      );
    },
    getAllServerDocs: () =>
      Promise.resolve([...new Map(feed.map((human) => [human.passportId, human])).values()]),
    cleanUpServer: () => Promise.resolve(void (feed = [])),
    softDeletes: true,
    isDeleted: (human: StoredHuman) => human._deleted,
    getPrimaryOfServerDoc: (human: StoredHuman) => human.passportId,
  });
  return tests;
}

describe('trap 20: RxDB’s own suite for replications', () => {
  const tests = testsOfSuite();

  it('stock: passes a backend where the last write wins, but for its conflict', async () => {
    await expect(tests.get('push replication to client-server')?.()).resolves.toBeUndefined();
    await expect(tests.get('should keep the master state as default conflict handler')?.()).rejects.toThrow(
      "'c2'",
    );
  });
});
