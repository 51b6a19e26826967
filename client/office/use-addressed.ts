// What other units addressed to this one of late.
import { computed, type ComputedRef } from 'vue';
import { addDays } from '../../shared/forms/local-date.ts';
import { isWithin } from '../../shared/org/org-unit.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { useOpenSession, useServices } from '../session/use-session.ts';
import { useOrgNames } from '../ui/use-org-names.ts';
import { useWatchable } from '../ui/use-watchable.ts';

const daysBack = 60;

/** Newest first. */
export function useAddressed(): ComputedRef<readonly SyncedDocument[]> {
  const { clock } = useServices();
  const { account, repositories } = useOpenSession();
  const { tree } = useOrgNames();
  const recent = useWatchable(
    repositories.records.watchList({ occurredFrom: addDays(clock.today(), -daysBack) }),
    [],
  );
  const isToUs = ({ unit, reach }: SyncedDocument['audience'][number]): boolean =>
    unit === account.orgUnitId || (reach === 'below' && isWithin(tree.value, account.orgUnitId, unit));
  return computed(() =>
    recent.value.filter(
      ({ orgUnitId, reviewState, audience }) =>
        orgUnitId !== account.orgUnitId && reviewState !== 'void' && audience.some(isToUs),
    ),
  );
}
