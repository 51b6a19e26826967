// A local journal of one device on RxDB's memory storage.
import { randomUUID } from 'node:crypto';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { openLocalDatabase, type LocalDatabase } from '../../../client/database/open-database.ts';

export function aLocalDatabase(): Promise<LocalDatabase> {
  return openLocalDatabase(getRxStorageMemory(), `local-${randomUUID()}`);
}
