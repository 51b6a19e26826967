// A document as it is stored, what was deleted included; and the one way to write what is deleted anew.
import type { DocumentId, SyncedDocument } from '../../shared/records/record.ts';
import type { SyncedCollection } from './synced-collection.ts';

export async function storedDocument(
  { storageInstance }: SyncedCollection,
  id: DocumentId,
): Promise<SyncedDocument | undefined> {
  return (await storageInstance.findDocumentsById([id], true))[0];
}

/** What is deleted is written anew as deleted: RxDB's collections know no way. Whatever it became meanwhile stands. */
export async function rewriteDeleted(
  { storageInstance }: SyncedCollection,
  id: DocumentId,
  change: (current: SyncedDocument) => SyncedDocument,
): Promise<void> {
  const [previous] = await storageInstance.findDocumentsById([id], true);
  if (previous?._deleted !== true) return;
  const document = { ...previous, ...change(previous) };
  const { error } = await storageInstance.bulkWrite([{ previous, document }], 'rewrite-deleted');
  const refused = error.find(({ status }) => status !== 409);
  if (refused !== undefined) throw new Error(`A deletion could not be stored (${refused.status}).`);
}
