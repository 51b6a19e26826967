// A process that may not make code out of text, as our pages may not: `node --disallow-code-generation-from-strings`.
// Says what came of saving a document: with the validator that RxDB offers first, or on the product's own database.
import { createRxDatabase } from 'rxdb';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { wrappedValidateAjvStorage } from 'rxdb/plugins/validate-ajv';
import { openSyncedDatabase } from '../../../client/database/open-database.ts';
import { openDevice } from '../journaled-device.ts';
import { createMemoryDisk } from '../memory-page-store.ts';
import { aDocument } from './documents.ts';

async function saveValidated(): Promise<void> {
  const storage = wrappedValidateAjvStorage({ storage: getRxStorageMemory() });
  const database = await createRxDatabase({ name: 'validated', storage, multiInstance: false });
  const properties = { id: { type: 'string', maxLength: 40 } };
  const schema = { version: 0, primaryKey: 'id', type: 'object', properties, required: ['id'] } as const;
  const { visits } = await database.addCollections({ visits: { schema } });
  await visits.insert({ id: 'a' });
  await database.close();
}

async function saveOurs(): Promise<void> {
  const device = await openDevice(createMemoryDisk());
  const database = await openSyncedDatabase(device.storage, 'ours');
  await database.collections.records.insert(aDocument('a'));
  device.shutdown();
  await database.close();
}

for (const [name, save] of Object.entries({ saveValidated, saveOurs })) {
  const outcome = await save().then(
    () => 'saved',
    (error: unknown) => (error instanceof Error ? error.name : String(error)),
  );
  process.stdout.write(`${name}: ${outcome}\n`);
}
// What was opened before the refusal may stay open.
process.exit(0);
