// Submitted records that this account reviews: its device holds them all (`shared/access/device-window.ts`).
import { computed, type ComputedRef } from 'vue';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { useOpenSession } from '../session/use-session.ts';
import { useMayDecide } from './use-may-decide.ts';
import { useWatchable } from '../ui/use-watchable.ts';
import { useDecided } from './use-decided.ts';

/** In the order in which they arrived; what was decided a moment ago waits no longer. */
export function useToReview(): ComputedRef<readonly SyncedDocument[]> {
  const { repositories } = useOpenSession();
  const mayDecide = useMayDecide();
  const isDecided = useDecided();
  const submitted = useWatchable(repositories.records.watchList({ reviewStates: ['submitted'] }), []);
  const arrivedAt = (record: SyncedDocument): string => record.receivedAt ?? record.updatedAt;
  return computed(() =>
    submitted.value
      .filter((record) => record.rev > 0 && mayDecide.value(record))
      .filter((record) => !isDecided.value(record))
      .sort((a, b) => (arrivedAt(a) < arrivedAt(b) ? -1 : 1)),
  );
}
