// 查数 month by month: from this device when it holds the whole period, else from the server.
import { earliestCarried } from '../../shared/review/carry-over.ts';
import { computed, onScopeDispose, shallowRef, watch, type ComputedRef, type Ref } from 'vue';
import { isPeriodHeld } from '../../shared/access/device-window.ts';
import {
  createFigureCount,
  type FigureQuestion,
  type FigureSheet,
} from '../../shared/indicators/count-figures.ts';
import { monthsWithin } from '../../shared/indicators/months-within.ts';
import {
  monthsReplySchema,
  mostMonths,
  type MonthsReply,
} from '../../shared/indicators/statistics-protocol.ts';
import type { ReportingPeriod } from '../../shared/org/reporting-period.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { useOpenSession, useServices } from '../session/use-session.ts';
import { useOrgNames } from '../ui/use-org-names.ts';
import { useWatchable } from '../ui/use-watchable.ts';
import { useAnswer } from './use-answer.ts';

export type FigureMonth = ReportingPeriod & { readonly total: FigureSheet };

/** Empty while nothing is known, and where a period has only one month or more than can be shown. */
export function useFigureMonths(
  question: Readonly<Ref<FigureQuestion>>,
): ComputedRef<readonly FigureMonth[]> {
  const { registry, clock } = useServices();
  const { account, repositories } = useOpenSession();
  const { tree } = useOrgNames();
  const words = useWatchable(repositories.periods.watchWords(), () => undefined);
  const here = shallowRef<readonly FigureMonth[]>([]);
  const months = computed(() => {
    const all = monthsWithin(question.value, clock.today());
    return all.length > 1 && all.length <= mostMonths ? all : [];
  });
  const isHeld = computed(() =>
    isPeriodHeld(question.value, question.value.unitId, account, tree.value, clock.today()),
  );
  const asked = computed(() => (isHeld.value || months.value.length === 0 ? undefined : question.value));
  const { answer } = useAnswer<FigureQuestion, MonthsReply>('/api/figures/months', monthsReplySchema, asked);

  const countHere = (records: readonly SyncedDocument[]): readonly FigureMonth[] =>
    months.value.map((month) => {
      // Only how many there are of a kind is shown by month, so no indicator is counted.
      const deps = { registry, indicators: [], tree: tree.value, words: words.value };
      const count = createFigureCount({ ...question.value, ...month }, deps);
      for (const record of records) count.add(record);
      return { ...month, total: count.read().total };
    });
  let stop: (() => void) | undefined;
  watch(
    [question, months, isHeld, tree, words],
    () => {
      stop?.();
      [stop, here.value] = [undefined, []];
      if (!isHeld.value || months.value.length === 0) return;
      const { from, until } = question.value;
      stop = repositories.records
        .watchList({ occurredFrom: earliestCarried(from), occurredUntil: until })
        .subscribe((records) => {
          here.value = countHere(records);
        });
    },
    { immediate: true },
  );
  onScopeDispose(() => stop?.());
  return computed(() => {
    if (isHeld.value) return here.value;
    const isOf = JSON.stringify(answer.value?.question) === JSON.stringify(asked.value);
    return isOf && asked.value !== undefined ? (answer.value?.reply.months ?? []) : [];
  });
}
