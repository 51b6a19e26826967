// What RxDB asks about equality and conflicts: the server has judged, so the device takes the server's document.
import type { RxConflictHandler } from 'rxdb';
import { isSameDocument } from '../../shared/records/content-hash.ts';
import type { CollectionName, SyncedDocument } from '../../shared/records/record.ts';
import type { JudgedRevs } from './judged-revs.ts';

/** RxDB's name for its last question before it lays a pulled document over a copy that has nothing unsent. */
const beforeOverlay = 'downstream-check-if-equal-1';

/**
 * `isEqual` covers edit stamp, rev and review state, or a "returned" would never arrive. What a page brings that the server
 * read before it judged our last push is passed over as no news: laid over the copy, it would show the save before that one,
 * and the next save would write over the last one unseen. Never merges: merging on the device pushed a quarantined value
 * again and again (`sync.md` §5).
 */
export function createConflictHandler(
  collection: CollectionName,
  judged: Pick<JudgedRevs, 'isOutdated'>,
): RxConflictHandler<SyncedDocument> {
  return {
    isEqual: (a, b, context) =>
      isSameDocument(a, b) || (context === beforeOverlay && judged.isOutdated(collection, a)),
    resolve: ({ realMasterState }) => Promise.resolve(realMasterState),
  };
}
