// A document as it is stored, what was deleted included.
import type { DocumentId, SyncedDocument } from '../../shared/records/record.ts';
import type { SyncedCollection } from './synced-collection.ts';

export async function storedDocument(
  { storageInstance }: SyncedCollection,
  id: DocumentId,
): Promise<SyncedDocument | undefined> {
  return (await storageInstance.findDocumentsById([id], true))[0];
}
