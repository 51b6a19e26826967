// What an edit of before a restore began from: the newest version that both histories share.
import type { CollectionName, DocumentId, SyncedDocument } from '../../shared/records/record.ts';
import type { StoreView } from '../store/store.ts';

/**
 * The newest version that was written before the older copy took its place. Undefined when there is none, or when nobody said that
 * there was a restore: then whatever differs is settled by people.
 */
export async function sharedBase(
  view: StoreView,
  collection: CollectionName,
  id: DocumentId,
): Promise<SyncedDocument | undefined> {
  const { restoredAt } = await view.deployment.get();
  if (restoredAt === undefined) return undefined;
  const revisions = await view.documents.revisionsFrom(collection, id, 1);
  return revisions.findLast(({ at }) => at <= restoredAt)?.document;
}
