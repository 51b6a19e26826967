// Traps 7, 8, 17 and 19 of RxDB 17.6.0 (pulling): what its plain use does, and what ours does in the same case.
import { getChangedDocumentsSince } from 'rxdb';
import { getRxStorageMemory, OPEN_MEMORY_INSTANCES } from 'rxdb/plugins/storage-memory';
import { wrappedValidateAjvStorage } from 'rxdb/plugins/validate-ajv';
import { describe, expect, it } from 'vitest';
import type { DeviceStorage } from '../../../../client/database/open-database.ts';
import { aDevice } from '../../../support/device/device.ts';
import { deviceInTest, saveVisit } from '../../../support/device/device-in-test.ts';
import { aDocument } from '../../../support/device/documents.ts';
import { eventually } from '../../../support/device/eventually.ts';
import { createScriptedServer } from '../../../support/device/scripted-server.ts';
import {
  idsOf,
  inSync,
  noteOf,
  replicateStock,
  stockVisits,
  type StockCheckpoint,
  type StockReplication,
} from '../../../support/device/stock-rxdb.ts';
import { openDevice } from '../../../support/journaled-device.ts';
import { createMemoryDisk } from '../../../support/memory-page-store.ts';

const visit = (id: string, note = 'theirs') => ({ id, note, _deleted: false });
const fromOther = { rev: 1, edit: { deviceId: 'device-b', seq: 1 } };

describe('trap 7: S18 a pulled document that a validator on the device refuses', () => {
  it('stock: is passed over, and never asked for again', async () => {
    const storage = wrappedValidateAjvStorage({ storage: getRxStorageMemory() });
    const visits = await stockVisits({ database: { storage } });
    const feed = [visit('good'), visit('too long', 'x'.repeat(2_000)), visit('next'), visit('last')];
    const errors: string[] = [];
    const asked: (StockCheckpoint | undefined)[] = [];
    const pull = {
      batchSize: 2,
      handler: (checkpoint: StockCheckpoint | undefined) => {
        asked.push(checkpoint);
        const from = Number(checkpoint?.['at'] ?? 0);
        return Promise.resolve({
          documents: feed.slice(from, from + 2),
          checkpoint: { at: Math.min(from + 2, 4) },
        });
      },
    };
    const first = replicateStock(visits, { pull });
    first.error$.subscribe((error) => errors.push(error.code));
    await inSync(first);
    await first.cancel();
    const pulls = asked.length;
    await inSync(replicateStock(visits, { pull }));
    expect([new Set(errors), asked[pulls]]).toEqual([new Set(['RC_PULL']), { at: 4 }]);
    expect((await visits.find().exec()).map(({ id }) => id)).toEqual(['good', 'last', 'next']);
  });

  it('ours: there is none; and what the storage refuses all the same is owed, and fetched by its id', async () => {
    const server = createScriptedServer();
    for (const id of ['r1', 'r2', 'r3']) server.put('records', aDocument(id, fromOther));
    server.put('records', aDocument('strange', { ...fromOther, occurredOn: 'x'.repeat(40), tags: ['new'] }));
    const device = await deviceInTest(server.api, { storage: refusingOnce('r2') });
    device.replication.start();
    await eventually('what was refused is here', async () => device.records.get('r2'));
    expect(server.fetched).toContain('r2');
    expect((await device.records.get('strange'))?.tags).toEqual(['new']);
  });
});

/** Memory storage that refuses the first replicated write of a document, as a validator does. */
function refusingOnce(refusedId: string): DeviceStorage {
  const memory = getRxStorageMemory();
  let isRefused = false;
  return {
    ...memory,
    createStorageInstance: async (parameters) => {
      const instance = await memory.createStorageInstance({ ...parameters, options: {} });
      const write = instance.bulkWrite.bind(instance);
      const idOf = (document: object): unknown => Reflect.get(document, 'id');
      instance.bulkWrite = async (rows, context) => {
        const refused = rows.filter((row) => !isRefused && idOf(row.document) === refusedId);
        if (refused.length === 0 || !context.startsWith('replication-downstream'))
          return write(rows, context);
        isRefused = true;
        const { error } = await write(
          rows.filter((row) => !refused.includes(row)),
          context,
        );
        const refusals = refused.map((writeRow) => ({
          ...{ status: 422 as const, isError: true as const, documentId: refusedId, validationErrors: [] },
          ...{ writeRow, context, schema: instance.schema },
        }));
        return { error: [...error, ...refusals] };
      };
      return instance;
    },
  };
}

describe('trap 8: pages and checkpoints of a pull', () => {
  it('stock: a short page ends the pull, whatever there is behind it', async () => {
    const visits = await stockVisits();
    const feed = [visit('a'), visit('b'), visit('c')];
    let pulls = 0;
    const state = replicateStock(visits, {
      pull: {
        batchSize: 2,
        handler: (checkpoint) => {
          pulls += 1;
          const from = Number(checkpoint?.['at'] ?? 0);
          return Promise.resolve({ documents: feed.slice(from, from + 1), checkpoint: { at: from + 1 } });
        },
      },
    });
    await inSync(state);
    expect([pulls, (await visits.find().exec()).map(({ id }) => id)]).toEqual([1, ['a']]);
  });

  it('stock: the checkpoint of an empty page is forgotten', async () => {
    const visits = await stockVisits();
    const asked: unknown[] = [];
    const pull = {
      handler: (checkpoint: StockCheckpoint | undefined) => {
        asked.push(checkpoint);
        return Promise.resolve({ documents: [], checkpoint: { at: 700 } });
      },
    };
    const first = replicateStock(visits, { pull });
    await inSync(first);
    first.reSync();
    await inSync(first);
    await first.cancel();
    await inSync(replicateStock(visits, { pull }));
    expect(asked).toEqual([undefined, undefined, undefined]);
  });

  it('stock: what one checkpoint says and the next leaves out stays in it', async () => {
    const visits = await stockVisits();
    const asked: unknown[] = [];
    const checkpoints: readonly StockCheckpoint[] = [{ at: 1, scope: 'old' }, { at: 2 }, { at: 3 }];
    const state = replicateStock(visits, {
      pull: {
        batchSize: 1,
        handler: (checkpoint) => {
          asked.push(checkpoint);
          const documents = asked.length > 2 ? [] : [visit(`v${asked.length}`)];
          return Promise.resolve({ documents, checkpoint: checkpoints[asked.length - 1] });
        },
      },
    });
    await inSync(state);
    expect(asked).toEqual([undefined, { at: 1, scope: 'old' }, { at: 2, scope: 'old' }]);
  });

  it('ours: reads on over short and empty pages to the end, and every checkpoint says all there is to say', async () => {
    const server = createScriptedServer();
    for (let index = 0; index < 7; index += 1) server.put('records', aDocument(`r${index}`, fromOther));
    const asked: object[] = [];
    const device = await deviceInTest({
      ...server.api,
      // Scans one row at a time, and every second one is not for this account.
      pull: async (collection, query) => {
        if (collection !== 'records') return server.api.pull(collection, query);
        asked.push(query);
        const reply = await server.api.pull(collection, { ...query, limit: 1 });
        if (reply.kind !== 'ok' || Number(query.since) % 2 === 0) return reply;
        return { ...reply, body: { ...reply.body, documents: [] } };
      },
    });
    device.replication.start();
    await eventually('the last is here', async () => device.records.get('r6'));
    expect(await device.database.collections.records.count().exec()).toBe(4);
    expect(asked).toHaveLength(7);
    expect(new Set(asked.map((query) => Object.keys(query).sort().join()))).toEqual(
      new Set(['epoch,limit,scope,since']),
    );
  });
});

describe('trap 17: what a device with push keeps in memory', () => {
  const documents = Array.from({ length: 50 }, (_, index) => `d${index}`);

  it('stock: each document twice, once as what the server is believed to have; without push once', async () => {
    const held: number[] = [];
    for (const push of [undefined, { handler: () => Promise.resolve([]) }]) {
      const state = replicateStock(await stockVisits(), {
        pull: {
          batchSize: 100,
          handler: (checkpoint) =>
            Promise.resolve({
              documents: checkpoint === undefined ? documents.map((id) => visit(id)) : [],
              checkpoint: { at: 50 },
            }),
        },
        ...(push === undefined ? {} : { push }),
      });
      await inSync(state);
      held.push(await believedBy(state));
    }
    expect(held).toEqual([0, 50]);
  });

  it('ours: the same, so figures of memory are taken with push on; the tree of units, which nobody writes here, is kept once', async () => {
    const server = createScriptedServer();
    for (const id of documents) {
      server.put('records', aDocument(id, fromOther));
      server.put('orgUnits', aDocument(`unit-${id}`, fromOther));
    }
    const device = await deviceInTest(server.api);
    device.replication.start();
    const { records, orgUnits } = device.database.collections;
    await eventually(
      'all is here',
      async () => (await records.count().exec()) + (await orgUnits.count().exec()) === 100,
    );
    const believed = (): number =>
      [...OPEN_MEMORY_INSTANCES]
        .filter(
          ({ databaseName, collectionName }) =>
            databaseName === device.database.name && collectionName.startsWith('rx-replication-meta'),
        )
        .flatMap(({ internals }) => [...internals.documents.values()])
        .filter((document) => Reflect.get(document, 'isCheckpoint') === '0').length;
    await eventually('what is believed of the records is noted', () => believed() >= 50);
    expect(believed()).toBe(50);
  });
});

/** How many documents the server is believed to have. */
async function believedBy({ metaInstance }: StockReplication): Promise<number> {
  if (metaInstance === undefined) return 0;
  const found = await getChangedDocumentsSince(metaInstance, 1_000);
  return found.documents.filter((document) => document.isCheckpoint === '0').length;
}

describe('trap 19: a collection that is replicated before what it stored is loaded', () => {
  it('stock: takes the pulled document for new, and the unsent edit is lost for ever', async () => {
    const before = await stockVisits();
    await before.insert({ id: 'a', note: 'mine, unsent' });
    const stored = await before.storageInstance.findDocumentsById(['a'], true);

    const visits = await stockVisits();
    const pushed: string[] = [];
    const state = replicateStock(visits, {
      pull: {
        handler: (checkpoint) =>
          Promise.resolve({ documents: checkpoint === undefined ? [visit('a')] : [], checkpoint: { at: 1 } }),
      },
      push: {
        handler: (rows) => {
          pushed.push(idsOf(rows));
          return Promise.resolve([]);
        },
      },
    });
    await inSync(state);
    const { error } = await visits.storageInstance.bulkWrite(
      stored.map((document) => ({ document })),
      'late replay',
    );
    await inSync(state);
    expect([error.map(({ status }) => status), await noteOf(visits, 'a'), pushed]).toEqual([
      [409],
      'theirs',
      [],
    ]);
  });

  it('ours: opens when all is loaded: the edit of before the restart is sent, on the base that it was made on', async () => {
    const server = createScriptedServer();
    const [disk, name] = [createMemoryDisk(), 'trap-19'];
    server.put('records', aDocument('r1', fromOther));
    const journal = await openDevice(disk);
    const first = await aDevice(server.api, { storage: journal.storage, name });
    first.replication.start();
    await eventually('it is here', async () => first.records.get('r1'));
    await first.replication.stop();
    await saveVisit(first, 'r1', 'mine, unsent');
    journal.shutdown();
    await first.close();

    server.put('records', aDocument('r1', { rev: 2, edit: { deviceId: 'device-b', seq: 2 } }));
    const second = await deviceInTest(server.api, { storage: (await openDevice(disk)).storage, name });
    second.replication.start();
    await eventually('it was sent', () => server.pushed.length > 0);
    expect(server.pushed.flatMap(({ rows }) => rows)).toMatchObject([
      { assumedMasterState: { id: 'r1', rev: 1 }, newDocumentState: { values: { note: 'mine, unsent' } } },
    ]);
  });
});
