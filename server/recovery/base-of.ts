// What an edit of before a restore began from: the newest version that it surely grew out of.
import type { CollectionName, DocumentId, SyncedDocument } from '../../shared/records/record.ts';
import type { StoreView } from '../store/store.ts';

/** Where a document comes from, as the device that brought it says. */
export type Origin = {
  /** Under which the device held it. */
  readonly epoch: string;
  /** Hash of the version that its edit began from; '' when the device knew none, its own hash when the server had taken it. */
  readonly base: string;
};

/**
 * The version that the device names, where we have it: it may be much older than the restore. One that we lack, like an edit that the
 * server had taken, was made after the backup: then the newest version from before the restore is in its past. Undefined when there
 * is none, or when nobody said that there was a restore: then whatever differs is settled by people.
 */
export async function baseOf(
  view: StoreView,
  collection: CollectionName,
  { id, hash }: { readonly id: DocumentId; readonly hash: string },
  { epoch, base }: Origin,
): Promise<SyncedDocument | undefined> {
  if (base === '') return undefined;
  const known = base === hash ? undefined : await view.documents.revisionWithHash(collection, id, base);
  if (known !== undefined) return (await view.documents.revision(collection, id, known))?.document;
  const restoredAt = await view.deployment.restoredAfter(epoch);
  if (restoredAt === undefined) return undefined;
  const revisions = await view.documents.revisionsFrom(collection, id, 1);
  return revisions.findLast(({ at }) => at <= restoredAt)?.document;
}
