// 近期工作: standing matters of the own unit, and those addressed to it, with a day that is near or has passed, until they are closed.
import { computed, type ComputedRef } from 'vue';
import { addDays } from '../../shared/forms/local-date.ts';
import { dueOn, isAddressedTo, standingStateFor } from '../../shared/records/standing-state.ts';
import type { LocalDate, SyncedDocument } from '../../shared/records/record.ts';
import { useOpenSession, useServices } from '../session/use-session.ts';
import { useOrgNames } from '../ui/use-org-names.ts';
import { useRecordsOf } from './use-records-of.ts';

export type DueMatter = {
  readonly record: SyncedDocument;
  readonly dueOn: LocalDate;
  readonly isPast: boolean;
};

const daysAhead = 30;

/** The nearest day first, to come or past. */
export function useDueSoon(): ComputedRef<readonly DueMatter[]> {
  const { registry, clock } = useServices();
  const { account } = useOpenSession();
  const { tree } = useOrgNames();
  const matters = useRecordsOf((definition) => definition.dueOn !== undefined);
  const continuations = useRecordsOf((definition) => definition.continues !== undefined);
  return computed(() => {
    const today = clock.today();
    const about = new Map<string, SyncedDocument[]>();
    for (const each of continuations.value)
      if (each.aboutId !== undefined) about.set(each.aboutId, [...(about.get(each.aboutId) ?? []), each]);
    return matters.value
      .filter(
        (record) =>
          record.orgUnitId === account.orgUnitId || isAddressedTo(record, account.orgUnitId, tree.value),
      )
      .filter((record) => record.reviewState !== 'void')
      .filter(
        (record) =>
          !standingStateFor(account.orgUnitId, record, about.get(record.id) ?? [], registry).isClosed,
      )
      .flatMap((record) => {
        const definition = registry.get(record.type);
        const day = definition === undefined ? undefined : dueOn(definition, record, today);
        const isNear = day !== undefined && day <= addDays(today, daysAhead);
        return isNear ? [{ record, dueOn: day, isPast: day < today }] : [];
      })
      .sort((a, b) => urgency(today, a.dueOn) - urgency(today, b.dueOn));
  });
}

/** What was missed this month comes first, then what is to come, then what was missed long ago: the nearest of each first. */
function urgency(today: LocalDate, day: LocalDate): number {
  const days = (Date.parse(day) - Date.parse(today)) / 86_400_000;
  if (days >= 0) return days;
  return -days <= daysAhead ? -1 / -days : daysAhead - days;
}
