// The first few of what came back: what one wrote oneself must not hide what others of the unit wrote.
import type { SyncedDocument } from '../../shared/records/record.ts';

/** At most `most` of each, one's own first. */
export function firstReturned(
  returned: readonly SyncedDocument[],
  accountId: string,
  most: number,
): readonly SyncedDocument[] {
  const isOwn = ({ createdBy }: SyncedDocument): boolean => createdBy === accountId;
  const others = returned.filter((record) => !isOwn(record));
  return [...returned.filter(isOwn).slice(0, most), ...others.slice(0, most)];
}
