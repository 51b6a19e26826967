// RxDB itself over the journaled storage: the product's databases, reopened, queried, locked, removed and made again.
import { addRxPlugin, createRxDatabase, type RxCollection } from 'rxdb';
import { RxDBDevModePlugin, disableWarnings } from 'rxdb/plugins/dev-mode';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { wrappedValidateAjvStorage } from 'rxdb/plugins/validate-ajv';
import { beforeAll, describe, expect, it } from 'vitest';
import { openLocalDatabase, openSyncedDatabase } from '../../../../client/database/open-database.ts';
import { aDocument } from '../../../support/device/documents.ts';
import { isPending, openDevice, quiet, refusalOf, type Note } from '../../../support/journaled-device.ts';
import { createMemoryDisk, type MemoryDisk } from '../../../support/memory-page-store.ts';

type Collections = { readonly notes: RxCollection<Note>; readonly others: RxCollection<Note> };

async function openProduct(disk: MemoryDisk) {
  const device = await openDevice(disk);
  const synced = await openSyncedDatabase(device.storage, 'synced');
  const local = await openLocalDatabase(device.storage, 'local');
  const close = async (): Promise<void> => {
    device.shutdown();
    await synced.close();
    await local.close();
  };
  return { device, synced, local, close };
}

describe('the databases of the product', () => {
  it('are found again by query after a reopening, and lock never waits for RxDB', async () => {
    const disk = createMemoryDisk();
    const first = await openProduct(disk);
    const { records, people } = first.synced.collections;
    await records.bulkInsert([
      aDocument('a', { occurredOn: '2026-10-01' }),
      aDocument('b', { occurredOn: '2026-11-01' }),
      aDocument('c', { occurredOn: '2026-12-01' }),
    ]);
    await people.insert(aDocument('p', { type: 'person' }));
    await (await records.findOne('b').exec(true)).incrementalPatch({ values: { note: 'edited' } });
    await (await records.findOne('c').exec(true)).remove();
    await first.local.settings.insert({ id: 'language', value: 'zh-CN' });
    await first.close();
    const next = await openProduct(disk);
    const query = {
      selector: { occurredOn: { $gt: '2026-09-01' } },
      sort: [{ occurredOn: 'desc' as const }],
    };
    const found = await next.synced.collections.records.find(query).exec();
    expect(found.map(({ id, values }) => [id, values.note])).toEqual([
      ['b', 'edited'],
      ['a', 'visit a'],
    ]);
    expect(await next.synced.collections.people.count().exec()).toBe(1);
    expect((await next.local.settings.findOne('language').exec(true)).value).toBe('zh-CN');
    await next.close();
  });

  it('can be removed and made again under the same name in the same opening', async () => {
    const disk = createMemoryDisk();
    const first = await openProduct(disk);
    await first.synced.collections.records.insert(aDocument('a'));
    await first.local.settings.insert({ id: 'kept', value: 1 });
    await first.synced.remove();
    const again = await openSyncedDatabase(first.device.storage, 'synced');
    expect(await again.collections.records.find().exec()).toEqual([]);
    await again.collections.records.insert(aDocument('b'));
    await again.close();
    await first.close();
    const next = await openProduct(disk);
    const found = await next.synced.collections.records.find().exec();
    expect(found.map(({ id }) => id)).toEqual(['b']);
    expect(await next.local.settings.count().exec()).toBe(1);
    await next.close();
  });

  it('close and open again in one opening without a second replay', async () => {
    const disk = createMemoryDisk();
    const { device, synced, close } = await openProduct(disk);
    await synced.collections.records.insert(aDocument('a'));
    await synced.close();
    const again = await openSyncedDatabase(device.storage, 'synced');
    expect(await again.collections.records.count().exec()).toBe(1);
    await again.close();
    await close();
  });

  it('tell a save that finds the disk full, and close though replicated documents wait', async () => {
    const disk = createMemoryDisk();
    const { device, synced, close } = await openProduct(disk);
    disk.failNextWrite('quota');
    expect(await refusalOf(synced.collections.records.insert(aDocument('a')))).toContain('quota');
    const replication = replicateRxCollection({
      replicationIdentifier: 'test',
      collection: synced.collections.records,
      live: false,
      retryTime: 1_000_000,
      pull: {
        handler: () => Promise.resolve({ documents: [aDocument('pulled')], checkpoint: { at: 1 } }),
      },
    });
    expect(await isPending(replication.awaitInitialReplication())).toBe(true);
    expect(device.state.get()).toEqual({ kind: 'stopped', reason: 'quota' });
    await close();
    await quiet();
    const next = await openProduct(disk);
    expect(await next.synced.collections.records.find().exec()).toEqual([]);
    await next.close();
  });
});

describe('in the development mode of RxDB, which freezes and checks', () => {
  beforeAll(() => {
    disableWarnings();
    addRxPlugin(RxDBDevModePlugin);
  });

  it('two collections live, reopen and answer', async () => {
    const disk = createMemoryDisk();
    const open = async () => {
      const device = await openDevice(disk);
      const storage = wrappedValidateAjvStorage({ storage: device.storage });
      const database = await createRxDatabase<Collections>({ name: 'dev', storage, multiInstance: false });
      const schema = {
        version: 0,
        primaryKey: 'id',
        type: 'object',
        properties: { id: { type: 'string', maxLength: 40 }, text: { type: 'string' } },
        required: ['id', 'text'],
      } as const;
      await database.addCollections({ notes: { schema }, others: { schema } });
      return { device, database };
    };
    const { device, database } = await open();
    await database.notes.insert({ id: 'a', text: 'one' });
    await database.others.insert({ id: 'a', text: 'other' });
    await (await database.notes.findOne('a').exec(true)).incrementalPatch({ text: 'two' });
    device.shutdown();
    await database.close();
    const next = await open();
    const texts = [next.database.notes, next.database.others].map(async (notes) =>
      (await notes.find({ selector: { text: { $gt: '' } } }).exec()).map(({ text }) => text),
    );
    expect(await Promise.all(texts)).toEqual([['two'], ['other']]);
    next.device.shutdown();
    await next.database.close();
  });
});
