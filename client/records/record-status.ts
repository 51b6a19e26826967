// The state of a record in one word and one colour, from receipts and review.
import type { SyncedDocument } from '../../shared/records/record.ts';
import type { DocumentStatus } from '../replication/sync-status.ts';

/** Keys of `records.status.*`. */
export type RecordStatus =
  | 'waiting'
  | 'needsYou'
  | 'received'
  | 'toReview'
  | 'resubmitted'
  | 'returned'
  | 'approved'
  | 'archived'
  | 'void';
export type StatusTone = 'ok' | 'wait' | 'need' | 'info' | 'plain';

export function recordStatus(
  document: Pick<SyncedDocument, 'reviewState' | 'rev' | 'createdAt' | 'updatedAt'>,
  status: DocumentStatus,
): RecordStatus {
  if (status !== 'received') return status;
  // The server counts revisions of its own; an edit has a time of its own too.
  const isEdited = document.rev > 1 && document.updatedAt !== document.createdAt;
  if (document.reviewState === 'submitted') return isEdited ? 'resubmitted' : 'toReview';
  return document.reviewState === 'archived' || document.reviewState === 'void'
    ? document.reviewState
    : 'received';
}

export function statusTone(status: RecordStatus): StatusTone {
  if (status === 'waiting') return 'wait';
  if (status === 'needsYou' || status === 'returned') return 'need';
  if (status === 'approved' || status === 'archived') return 'ok';
  return status === 'void' ? 'plain' : 'info';
}
