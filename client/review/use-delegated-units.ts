// Units whose review was handed to this account for today.
import { computed, type ComputedRef } from 'vue';
import type { UnitId } from '../../shared/records/record.ts';
import { delegatedUnits } from '../../shared/review/review-delegation.ts';
import { useOpenSession, useServices } from '../session/use-session.ts';
import { useWatchable } from '../ui/use-watchable.ts';

export function useDelegatedUnits(): ComputedRef<ReadonlySet<UnitId>> {
  const { clock } = useServices();
  const { account, repositories } = useOpenSession();
  const documents = useWatchable(repositories.delegations.watchAll(), []);
  return computed(() => delegatedUnits(documents.value, account.id, clock.today()));
}
