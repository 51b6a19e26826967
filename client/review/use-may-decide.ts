// Whether this account may decide on a record now: its reviewer, or let to be, and no lock of others lies over the month.
import { computed, type ComputedRef } from 'vue';
import { stoppingLock } from '../../shared/access/period-policy.ts';
import { mayReview } from '../../shared/access/policy.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { isLate, locksOver } from '../../shared/review/period-lock.ts';
import { useOpenSession } from '../session/use-session.ts';
import { useOrgNames } from '../ui/use-org-names.ts';
import { useWatchable } from '../ui/use-watchable.ts';
import { useDelegatedUnits } from './use-delegated-units.ts';

export function useMayDecide(): ComputedRef<(record: SyncedDocument) => boolean> {
  const { account, repositories } = useOpenSession();
  const { tree } = useOrgNames();
  const delegated = useDelegatedUnits();
  const words = useWatchable(repositories.periods.watchWords(), () => undefined);
  return computed(() => {
    const [units, held, said] = [delegated.value, tree.value, words.value];
    return (record) =>
      mayReview(account, record, held, units) &&
      (isLate(record) || stoppingLock(account, locksOver(record, held, said), held) === undefined);
  });
}
