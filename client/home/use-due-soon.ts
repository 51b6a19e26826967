// 近期工作: standing matters of the own unit, and those addressed to it, with a day that is near or has passed, until they are closed.
import { computed, type ComputedRef } from 'vue';
import { addDays } from '../../shared/forms/local-date.ts';
import { dueOn, isWaitingFor, openMatters } from '../../shared/records/standing-state.ts';
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

/** What waits for her by name first, then the nearest day, to come or past. */
export function useDueSoon(): ComputedRef<readonly DueMatter[]> {
  const { registry, clock } = useServices();
  const { account } = useOpenSession();
  const { tree } = useOrgNames();
  const matters = useRecordsOf((definition) => definition.dueOn !== undefined);
  const continuations = useRecordsOf((definition) => definition.continues !== undefined);
  return computed(() => {
    const today = clock.today();
    return openMatters(matters.value, {
      ...{ unitId: account.orgUnitId, tree: tree.value, registry, continuations: continuations.value },
    })
      .flatMap((record) => {
        const definition = registry.get(record.type);
        const day = definition === undefined ? undefined : dueOn(definition, record, today);
        if (definition === undefined || day === undefined || day > addDays(today, daysAhead)) return [];
        const distance = isWaitingFor(account.name, definition, record) ? -2 : urgency(today, day);
        return [{ record, dueOn: day, isPast: day < today, distance }];
      })
      .sort((a, b) => a.distance - b.distance);
  });
}

/** What was missed this month comes first, then what is to come, then what was missed long ago: the nearest of each first. */
function urgency(today: LocalDate, day: LocalDate): number {
  const days = (Date.parse(day) - Date.parse(today)) / 86_400_000;
  if (days >= 0) return days;
  return -days <= daysAhead ? -1 / -days : daysAhead - days;
}
