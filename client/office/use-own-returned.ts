// What came back to this account to correct.
import { computed, type ComputedRef } from 'vue';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { useOpenSession } from '../session/use-session.ts';
import { useCell, useWatchable } from '../ui/use-watchable.ts';

/** A correction that is still on this device alone is no longer waited for. */
export function useOwnReturned(): ComputedRef<readonly SyncedDocument[]> {
  const { account, repositories, syncStatus } = useOpenSession();
  const overview = useCell(syncStatus.overview);
  const returned = useWatchable(
    repositories.records.watchList({ createdBy: account.id, reviewStates: ['returned'] }),
    [],
  );
  return computed(() =>
    returned.value.filter(
      (record) => overview.value !== undefined && syncStatus.statusOf(record) === 'returned',
    ),
  );
}
