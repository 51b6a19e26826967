// Whether a version that was refused may be written as it is: only while nobody went on from what it changed.
import type { SyncedDocument } from '../../shared/records/record.ts';

/** Changed by others, or by a later edit of the same device. A record that is not there was changed by nobody. */
export function isChangedSince(
  refused: Pick<SyncedDocument, 'rev' | 'edit'>,
  current: Pick<SyncedDocument, 'rev' | 'edit'> | undefined,
): boolean {
  if (current === undefined) return false;
  const isLater = current.edit.deviceId === refused.edit.deviceId && current.edit.seq > refused.edit.seq;
  return current.rev !== refused.rev || isLater;
}
