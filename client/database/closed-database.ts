// Replicated databases that are not in use: read by one collection at a time (RxDB allows thirteen in a page), or taken away.
import { removeRxDatabase } from 'rxdb';
import type { CollectionName, SyncedDocument } from '../../shared/records/record.ts';
import { openSyncedDatabase, type DeviceStorage } from './open-database.ts';
import { allDocuments } from './synced-collection.ts';

/** All that is held, tombstones too. */
export async function readCollection(
  storage: DeviceStorage,
  name: string,
  collection: CollectionName,
): Promise<readonly SyncedDocument[]> {
  const { collections, close } = await openSyncedDatabase(storage, name, [collection]);
  try {
    return await allDocuments(collections[collection]);
  } finally {
    await close();
  }
}

/** With what replication noted of it. */
export async function removeDatabase(storage: DeviceStorage, name: string): Promise<void> {
  await removeRxDatabase(name, storage, false);
}
