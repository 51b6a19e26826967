// What others addressed to the own unit and is still open: what lives on until it is closed here, events of the last weeks.
import { computed, type ComputedRef } from 'vue';
import { addDays } from '../../shared/forms/local-date.ts';
import { isAddressedTo, standingStateFor } from '../../shared/records/standing-state.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { useOpenSession, useServices } from '../session/use-session.ts';
import { useOrgNames } from '../ui/use-org-names.ts';
import { useRecordsOf } from './use-records-of.ts';

const daysOfEvents = 60;

/** Newest first. What continues another record is found on that record's page, not here. */
export function useAddressed(): ComputedRef<readonly SyncedDocument[]> {
  const { registry, clock } = useServices();
  const { account } = useOpenSession();
  const { tree } = useOrgNames();
  const matters = useRecordsOf((each) => each.addressedTo !== undefined && each.continues === undefined);
  const continuations = useRecordsOf(({ continues }) => continues !== undefined);
  const isOpen = (record: SyncedDocument): boolean => {
    if (registry.get(record.type)?.life !== 'standing')
      return record.occurredOn >= addDays(clock.today(), -daysOfEvents);
    const about = continuations.value.filter(({ aboutId }) => aboutId === record.id);
    return !standingStateFor(account.orgUnitId, record, about, registry).isClosed;
  };
  return computed(() =>
    matters.value.filter(
      (record) =>
        record.orgUnitId !== account.orgUnitId &&
        record.reviewState !== 'void' &&
        isAddressedTo(record, account.orgUnitId, tree.value) &&
        isOpen(record),
    ),
  );
}
