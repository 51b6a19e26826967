// What RxDB asks about equality and conflicts: the server has judged, so the device takes the server's document.
import type { RxConflictHandler } from 'rxdb';
import { isSameDocument } from '../../shared/records/content-hash.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';

/**
 * `isEqual` covers edit stamp, rev and review state, or a "returned" would never arrive. Never merges: merging on the
 * device pushed a quarantined value again and again (`sync.md` §5).
 */
export const conflictHandler: RxConflictHandler<SyncedDocument> = {
  isEqual: (a, b) => isSameDocument(a, b),
  resolve: ({ realMasterState }) => Promise.resolve(realMasterState),
};
