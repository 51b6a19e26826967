// Traps 1, 13, 14, 15 and 18 of RxDB 17.6.0 (storing): what its plain use does, and what ours does in the same case.
import { createDecipheriv, createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addRxPlugin, OPEN_COLLECTIONS, RXDB_VERSION } from 'rxdb';
import { RxDBAttachmentsPlugin } from 'rxdb/plugins/attachments';
import { RxDBCleanupPlugin } from 'rxdb/plugins/cleanup';
import {
  decryptString,
  encryptString,
  wrappedKeyEncryptionCryptoJsStorage,
} from 'rxdb/plugins/encryption-crypto-js';
import { getLocalStorageMock, getRxStorageLocalstorage } from 'rxdb/plugins/storage-localstorage';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { beforeAll, describe, expect, it } from 'vitest';
import * as localSchemas from '../../../../client/database/local-schemas.ts';
import type { DeviceStorage } from '../../../../client/database/open-database.ts';
import { storageSchema } from '../../../../shared/forms/storage-schema.ts';
import { replicatedCollections } from '../../../../shared/records/record.ts';
import { deviceInTest, saveVisit } from '../../../support/device/device-in-test.ts';
import { eventually } from '../../../support/device/eventually.ts';
import { createScriptedServer } from '../../../support/device/scripted-server.ts';
import {
  inSync,
  noteOf,
  replicateStock,
  stockVisits,
  visitSchema,
} from '../../../support/device/stock-rxdb.ts';
import { openDevice } from '../../../support/journaled-device.ts';
import { createMemoryDisk } from '../../../support/memory-page-store.ts';
import { rootPath } from '../../../support/run-command.ts';

beforeAll(() => {
  addRxPlugin(RxDBAttachmentsPlugin);
  addRxPlugin(RxDBCleanupPlugin);
});

describe('trap 1: collections that are open in one page', () => {
  it('stock: the fourteenth stalls, the fifteenth throws', async () => {
    const times: number[] = [];
    const openOne = async (): Promise<void> => {
      const from = performance.now();
      await stockVisits();
      times.push(performance.now() - from);
    };
    for (let index = 0; index < 14; index += 1) await openOne();
    expect(times.indexOf(Math.max(...times))).toBe(13);
    expect(times[13]).toBeGreaterThan(1_700);
    await expect(openOne()).rejects.toMatchObject({ code: 'COL23' });
  });

  it('ours: both databases of an account together stay below the limit', async () => {
    await deviceInTest(createScriptedServer().api);
    const names = [...OPEN_COLLECTIONS].map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([...replicatedCollections, 'drafts', 'quarantine', 'receipts']),
    );
    expect(names.length).toBeLessThan(13);
  });

  it('ours: the pinned RxDB is the one that all of this was tried on', () => {
    const { dependencies } = JSON.parse(readFileSync(join(rootPath, 'package.json'), 'utf8'));
    expect([dependencies.rxdb, RXDB_VERSION]).toEqual(['17.6.0', '17.6.0']);
  });
});

describe('trap 13: memory storage that is closed', () => {
  it('stock: keeps what it held, and the next opening has it without any key', async () => {
    const name = randomUUID();
    const first = await stockVisits({ database: { name } });
    await first.insert({ id: 'a', note: 'secret' });
    await first.database.close();
    const next = await stockVisits({ database: { name, storage: getRxStorageMemory() } });
    expect(await noteOf(next, 'a')).toBe('secret');
  });

  it('ours: has nothing once it is locked, and opens again only with the key', async () => {
    const [disk, name] = [createMemoryDisk(), randomUUID()];
    const device = await openDevice(disk);
    const first = await stockVisits({ database: { name, storage: device.storage } });
    await first.insert({ id: 'a', note: 'secret' });
    const { storageInstance } = first;
    device.shutdown();
    expect(await storageInstance.findDocumentsById(['a'], true)).toEqual([]);
    await first.database.close();
    await expect(openDevice(disk, 'another password')).rejects.toThrow('damaged');
    const next = await stockVisits({ database: { name, storage: (await openDevice(disk)).storage } });
    expect(await noteOf(next, 'a')).toBe('secret');
  });
});

describe('trap 14: cleanup() and remove()', () => {
  /** The naive journal: writes down what goes through `bulkWrite`, and is read again at the next opening. */
  function journalingBulkWrites(written: Map<string, unknown>): DeviceStorage {
    const memory = { ...getRxStorageMemory(), collectionStates: new Map() };
    return {
      ...memory,
      createStorageInstance: async (parameters) => {
        const instance = await memory.createStorageInstance({ ...parameters, options: {} });
        const write = instance.bulkWrite.bind(instance);
        instance.bulkWrite = (rows, context) => {
          for (const { document } of rows)
            written.set(String(Reflect.get(document, 'id')), document._deleted);
          return write(rows, context);
        };
        return instance;
      },
    };
  }

  it('stock: go past a wrapper of bulkWrite: after a restart the tombstones, and all that was removed, are back', async () => {
    const written = new Map<string, unknown>();
    const visits = await stockVisits({ database: { storage: journalingBulkWrites(written) } });
    await visits.bulkInsert(['kept', 'gone'].map((id) => ({ id, note: 'x' })));
    await (await visits.findOne('gone').exec(true)).remove();
    await visits.cleanup(0);
    expect(
      (await visits.storageInstance.findDocumentsById(['kept', 'gone'], true)).map(({ id }) => id),
    ).toEqual(['kept']);
    expect([written.get('kept'), written.get('gone')]).toEqual([false, true]);
    await visits.remove();
    expect(written.get('kept')).toBe(false);
  });

  it('ours: go through the journal: neither is on the disk afterwards', async () => {
    const [disk, name] = [createMemoryDisk(), randomUUID()];
    const openVisits = async () =>
      stockVisits({ database: { name, storage: (await openDevice(disk)).storage } });
    const first = await openVisits();
    await first.bulkInsert(['kept', 'gone'].map((id) => ({ id, note: 'x' })));
    await (await first.findOne('gone').exec(true)).remove();
    await first.cleanup(0);
    await first.database.close();
    const second = await openVisits();
    expect(
      (await second.storageInstance.findDocumentsById(['kept', 'gone'], true)).map(({ id }) => id),
    ).toEqual(['kept']);
    await second.remove();
    await second.database.close();
    const third = await openVisits();
    expect(await third.storageInstance.findDocumentsById(['kept', 'gone'], true)).toEqual([]);
  });
});

describe('trap 15: attachments', () => {
  it('stock: arrive without their bytes when rows are sent as JSON', async () => {
    const visits = await stockVisits({ collection: { schema: { ...visitSchema, attachments: {} } } });
    const visit = await visits.insert({ id: 'a', note: 'x' });
    await visit.putAttachment({ id: 'photo', type: 'image/jpeg', data: new Blob(['bytes of a photo']) });
    const sent: string[] = [];
    const state = replicateStock(visits, {
      push: {
        handler: (rows) => {
          sent.push(JSON.stringify(rows));
          return Promise.resolve([]);
        },
      },
    });
    await inSync(state);
    const [row] = JSON.parse(sent.join(''));
    expect(row.newDocumentState._attachments.photo).toMatchObject({ length: 16, data: {} });
    expect(row.newDocumentState._attachments.photo.data).toEqual({});
  });

  it('ours: no collection has any (photos have a store and a queue of their own)', () => {
    const schemas = [...replicatedCollections.map(storageSchema), ...Object.values(localSchemas)];
    expect(schemas.filter((schema) => 'attachments' in schema)).toEqual([]);
  });
});

describe('trap 18: the encryption that comes with RxDB', () => {
  const password = 'a good password of ours';

  it('stock: makes its key by one round of MD5, and does not see that the end of a text was cut off', () => {
    const text = `${'a long account of a visit, '.repeat(8)}and she asked that nobody be told`;
    const sealed = Buffer.from(encryptString(text, password), 'base64');
    const [salt, body] = [sealed.subarray(8, 16), sealed.subarray(16)];
    const md5 = (...parts: readonly Uint8Array[]) => createHash('md5').update(Buffer.concat(parts)).digest();
    const [one, words] = [md5(Buffer.from(password), salt), Buffer.from(password)];
    const [two, three] = [md5(one, words, salt), (before: Uint8Array) => md5(before, words, salt)];
    const opened = createDecipheriv('aes-256-cbc', Buffer.concat([one, two]), three(two));
    expect(opened.update(body, undefined, 'utf8') + opened.final('utf8')).toBe(text);

    const cut = decryptString(sealed.subarray(0, 16 + 160).toString('base64'), password);
    expect([text.startsWith(cut), cut.length > 32, cut.length < text.length]).toEqual([true, true, true]);
  });

  it('stock: leaves ids, indexed fields and checkpoints on the disk in clear', async () => {
    const disk = getLocalStorageMock();
    const plain = getRxStorageLocalstorage({ localStorage: disk });
    const visits = await stockVisits({
      database: { storage: wrappedKeyEncryptionCryptoJsStorage({ storage: plain }), password },
      collection: { schema: { ...visitSchema, encrypted: ['note'] } },
    });
    await visits.insert({ id: 'id-of-a-woman', note: 'words of a visit' });
    const checkpoint = { since: 'since-of-the-feed' };
    const documents = [{ id: 'id-of-another', note: 'other words', _deleted: false }];
    const state = replicateStock(visits, {
      pull: {
        handler: (from) => Promise.resolve({ documents: from === undefined ? documents : [], checkpoint }),
      },
      push: { handler: () => Promise.resolve([]) },
    });
    await inSync(state);
    const names = Array.from({ length: disk.length }, (_, index) => disk.key(index) ?? '');
    const onDisk = names.map((name) => `${name} ${disk.getItem(name)}`).join();
    const findable = ['id-of-a-woman', 'id-of-another', 'since-of-the-feed', 'words of a visit'];
    expect(findable.map((words) => onDisk.includes(words))).toEqual([true, true, true, false]);
  });

  it('ours: leaves none of it in clear, and opens nothing that was changed or cut', async () => {
    const disk = createMemoryDisk();
    const journal = await openDevice(disk);
    const server = createScriptedServer();
    const device = await deviceInTest(server.api, { storage: journal.storage });
    await saveVisit(device, 'id-of-a-woman', 'words of a visit');
    device.replication.start();
    await eventually('rev 1 came back', async () => (await device.records.get('id-of-a-woman'))?.rev === 1);
    const onDisk = disk
      .pages()
      .map(({ log, ciphertext }) => `${log} ${Buffer.from(ciphertext).toString('latin1')}`);
    const findable = /id-of-a-woman|words of a visit|420303001202|home-visit|since/;
    expect([onDisk.length > 3, onDisk.filter((page) => findable.test(page))]).toEqual([true, []]);

    journal.shutdown();
    const [changed, cut] = [disk.copy(), disk.copy()];
    changed.tamper.flipHeadBit();
    cut.tamper.cutTail();
    await expect(openDevice(changed)).rejects.toThrow('damaged');
    await expect(openDevice(cut)).rejects.toThrow('damaged');
  });
});
