// What 数据统计 is asked: unit, days, comparison, one figure and which number of it; all in the address, so that one comes back to it.
import { computed, type ComputedRef, type WritableComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { isLocalDate } from '../../shared/forms/local-date.ts';
import { comparisons, type Comparison } from '../../shared/indicators/figure-change.ts';
import type { StatisticsQuestion } from '../../shared/indicators/statistics-protocol.ts';
import { isWithin } from '../../shared/org/org-unit.ts';
import { periodNamed, type ReportingPeriod } from '../../shared/org/reporting-period.ts';
import { useOpenSession, useServices } from '../session/use-session.ts';
import { useOrgNames } from '../ui/use-org-names.ts';

/** Which number of the chosen figure: of a unit below, what the unit hosts itself, of some days; without any the whole. */
export type Drill = { readonly unitId?: string; readonly ownOnly?: true } & Partial<ReportingPeriod>;

export type StatisticsChoice = {
  readonly question: ComputedRef<StatisticsQuestion & { readonly comparison: Comparison }>;
  readonly unitId: WritableComputedRef<string>;
  readonly period: WritableComputedRef<ReportingPeriod>;
  readonly comparison: WritableComputedRef<Comparison>;
  readonly lockedOnly: WritableComputedRef<boolean>;
  /** Id of the chosen line; '' for none. */
  readonly lineId: WritableComputedRef<string>;
  readonly drill: WritableComputedRef<Drill>;
};

const noDrill = { of: '', own: '', first: '', last: '' } as const;

export function useStatisticsQuestion(): StatisticsChoice {
  const { clock } = useServices();
  const { account } = useOpenSession();
  const { tree } = useOrgNames();
  const route = useRoute();
  const router = useRouter();
  const said = (name: string): string => {
    const value = route.query[name];
    return typeof value === 'string' ? value : '';
  };
  const ask = (changes: Readonly<Record<string, string>>): void => {
    const query = Object.entries({ ...route.query, ...changes }).filter(([, value]) => value !== '');
    void router.replace({ query: Object.fromEntries(query) });
  };
  const daysSaid = (first: string, last: string): ReportingPeriod | undefined => {
    const [from, until] = [said(first), said(last)];
    return isLocalDate(from) && isLocalDate(until) && from <= until ? { from, until } : undefined;
  };
  const unitId = computed({
    get: () => (isWithin(tree.value, said('unit'), account.orgUnitId) ? said('unit') : account.orgUnitId),
    set: (unit) => ask({ ...noDrill, unit }),
  });
  const period = computed({
    get: () => daysSaid('from', 'until') ?? periodNamed('year', clock.today()),
    set: ({ from, until }) => ask({ ...noDrill, from, until }),
  });
  const comparison = computed({
    get: () => comparisons.find((each) => each === said('with')) ?? 'before',
    set: (wanted) => ask({ with: wanted }),
  });
  const lockedOnly = computed({
    get: () => said('locked') === 'only',
    set: (isOn) => ask({ locked: isOn ? 'only' : '' }),
  });
  const lineId = computed({
    get: () => said('figure'),
    set: (figure) => ask({ ...noDrill, figure }),
  });
  const drill = computed({
    get: (): Drill => ({
      ...(isWithin(tree.value, said('of'), unitId.value) ? { unitId: said('of') } : {}),
      ...(said('own') === '1' ? { ownOnly: true } : {}),
      ...daysSaid('first', 'last'),
    }),
    set: (wanted) =>
      ask({
        ...{ of: wanted.unitId ?? '', own: wanted.ownOnly === true ? '1' : '' },
        ...{ first: wanted.from ?? '', last: wanted.until ?? '' },
      }),
  });
  const question = computed(() => ({
    ...{ ...period.value, unitId: unitId.value, comparison: comparison.value },
    ...(lockedOnly.value ? { lockedOnly: true } : {}),
  }));
  return { question, unitId, period, comparison, lockedOnly, lineId, drill };
}
