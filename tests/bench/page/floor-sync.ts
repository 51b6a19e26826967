// Floors under the first sync: the same pages into plain Dexie without encryption, and the pages alone.
import { Dexie, type Table } from 'dexie';
import { storageSchema } from '../../../shared/forms/storage-schema.ts';
import {
  replicatedCollections,
  type CollectionName,
  type SyncedDocument,
} from '../../../shared/records/record.ts';
import type { SyncRequest } from './device-sync.ts';
import { eachPage, signIn } from './plain-client.ts';

/** Milliseconds until the last person can be read out of Dexie; all collections are fetched at once, as the device does. */
export async function fetchIntoDexie({ account, deviceId, last }: SyncRequest): Promise<number> {
  const session = await signIn(account, deviceId);
  const started = performance.now();
  const database = new Dexie(`floor-${deviceId}`);
  database
    .version(1)
    .stores(
      Object.fromEntries(
        replicatedCollections.map((name) => [name, ['id', ...storageSchema(name).indexes].join(',')]),
      ),
    );
  const fill = (name: CollectionName): Promise<void> => {
    const table: Table<SyncedDocument, string> = database.table(name);
    return eachPage(session, deviceId, name, async (documents) => {
      await table.bulkPut([...documents]);
    });
  };
  const all = new Map(replicatedCollections.map((name) => [name, fill(name)]));
  await all.get('people');
  const people: Table<SyncedDocument, string> = database.table('people');
  const found = await people.get(last.id);
  const took = performance.now() - started;
  if (found === undefined) throw new Error('The floor did not store the last person.');
  await Promise.all(all.values());
  await database.delete();
  return took;
}

/** Milliseconds to fetch and parse the pages of people, kept nowhere. */
export async function fetchAndParse({ account, deviceId, last }: SyncRequest): Promise<number> {
  const session = await signIn(account, deviceId);
  let count = 0;
  const started = performance.now();
  await eachPage(session, deviceId, 'people', (documents) => {
    count += documents.length;
    return Promise.resolve();
  });
  const took = performance.now() - started;
  if (count !== last.count) throw new Error(`${count} people came instead of ${last.count}.`);
  return took;
}
