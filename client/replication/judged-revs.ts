// The revisions that the server named in answer to pushes: what it read before it judged them is older than what stands here.
import type { CollectionName, DocumentId, SyncedDocument } from '../../shared/records/record.ts';
import { isLeft } from './left-tombstone.ts';

/** Of one replicated database, and of one opening of it: a page on its way outlives neither. */
export type JudgedRevs = {
  readonly note: (collection: CollectionName, id: DocumentId, rev: number) => void;
  /** Something newer follows by pull. A leave has no revision, and is never outdated. */
  readonly isOutdated: (collection: CollectionName, pulled: SyncedDocument) => boolean;
};

export function createJudgedRevs(): JudgedRevs {
  const newest = new Map<string, number>();
  const revOf = (collection: CollectionName, id: DocumentId): number =>
    newest.get(`${collection}/${id}`) ?? 0;
  return {
    note: (collection, id, rev) => {
      if (rev > revOf(collection, id)) newest.set(`${collection}/${id}`, rev);
    },
    isOutdated: (collection, pulled) => !isLeft(pulled) && pulled.rev < revOf(collection, pulled.id),
  };
}
