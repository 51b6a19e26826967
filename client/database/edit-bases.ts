// What an unsent edit began from, where replication does not know it: kept in the journal until its receipt.
import { syncedDocumentSchema, type DocumentId, type SyncedDocument } from '../../shared/records/record.ts';
import type { EntryToSave } from './entry.ts';
import type { Settings } from './settings.ts';
import { readDocument, type SyncedCollection } from './synced-collection.ts';

export const baseName = (id: DocumentId): string => `sealedBase:${id}`;

export async function storedBase(
  settings: Pick<Settings, 'read'>,
  id: DocumentId,
): Promise<SyncedDocument | undefined> {
  return syncedDocumentSchema.safeParse(await settings.read(baseName(id))).data;
}

/** A document that left this device since the form found it: only its base tells the server what was changed. */
export async function keepBase(
  settings: Pick<Settings, 'write'>,
  collection: SyncedCollection,
  { id, base }: EntryToSave,
): Promise<void> {
  if (base !== undefined && (await readDocument(collection, id)) === undefined)
    await settings.write(baseName(id), base);
}
