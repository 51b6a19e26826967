// Which ledger is asked for: it stands in the address, so that one comes back to it from a record.
import { computed, type ComputedRef, type WritableComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { isLocalDate } from '../../shared/forms/local-date.ts';
import { ledgerNamed, ledgersOf, type LedgerCatalogue } from '../../shared/ledgers/catalogue/ledgers-of.ts';
import type { LedgerPlan } from '../../shared/ledgers/define-ledger.ts';
import type { LedgerQuestion } from '../../shared/ledgers/ledger-question.ts';
import { isWithin } from '../../shared/org/org-unit.ts';
import { periodNamed, type ReportingPeriod } from '../../shared/org/reporting-period.ts';
import { reviewStates } from '../../shared/records/record.ts';
import { useOpenSession, useServices } from '../session/use-session.ts';
import { useOrgNames } from '../ui/use-org-names.ts';

export type LedgerChoice = {
  readonly catalogue: LedgerCatalogue;
  /** Undefined only where the registry is empty. */
  readonly plan: ComputedRef<LedgerPlan | undefined>;
  /** Without the columns, which ask nothing of the records. */
  readonly question: ComputedRef<LedgerQuestion>;
  readonly type: WritableComputedRef<string>;
  readonly unitId: WritableComputedRef<string>;
  readonly period: WritableComputedRef<ReportingPeriod>;
  readonly text: WritableComputedRef<string>;
  /** A review state, or '' for all. */
  readonly state: WritableComputedRef<string>;
  /** Ids of the columns to show; undefined for all. */
  readonly columns: WritableComputedRef<readonly string[] | undefined>;
  readonly lockedOnly: WritableComputedRef<boolean>;
};

export function useLedgerQuestion(): LedgerChoice {
  const { registry, clock } = useServices();
  const { account } = useOpenSession();
  const { tree } = useOrgNames();
  const route = useRoute();
  const router = useRouter();
  const catalogue = ledgersOf(registry);
  const said = (name: string): string => {
    const value = route.query[name];
    return typeof value === 'string' ? value : '';
  };
  const ask = (changes: Readonly<Record<string, string>>): void => {
    const query = Object.entries({ ...route.query, ...changes }).filter(([, value]) => value !== '');
    void router.replace({ query: Object.fromEntries(query) });
  };
  const part = (name: string, read: () => string, also: Readonly<Record<string, string>> = {}) =>
    computed({ get: read, set: (value: string) => ask({ [name]: value, ...also }) });

  const plan = computed(
    () => ledgerNamed(said('type'), registry) ?? ledgerNamed(registry.all[0]?.id ?? '', registry),
  );
  const type = part('type', () => plan.value?.id ?? '', { columns: '' });
  const unitId = part('unit', () =>
    isWithin(tree.value, said('unit'), account.orgUnitId) ? said('unit') : account.orgUnitId,
  );
  const period = computed({
    get: () => {
      const [from, until] = [said('from'), said('until')];
      const isAsked = isLocalDate(from) && isLocalDate(until) && from <= until;
      return isAsked ? { from, until } : periodNamed('year', clock.today());
    },
    set: (days) => ask({ ...days }),
  });
  const text = part('text', () => said('text'));
  const state = part('state', () => said('state'));
  const lockedOnly = computed({
    get: () => said('locked') === 'only',
    set: (isOn) => ask({ locked: isOn ? 'only' : '' }),
  });
  const question = computed((): LedgerQuestion => {
    const reviewState = reviewStates.find((each) => each === state.value);
    return {
      ...{ ...period.value, type: type.value, unitId: unitId.value },
      ...(text.value === '' ? {} : { text: text.value }),
      ...(reviewState === undefined ? {} : { reviewState }),
      ...(lockedOnly.value ? { lockedOnly: true } : {}),
    };
  });
  const columns = computed({
    get: () => (said('columns') === '' ? undefined : said('columns').split(',')),
    set: (ids) => ask({ columns: ids?.join(',') ?? '' }),
  });
  return { ...{ catalogue, plan, question, type, unitId, period }, ...{ text, state, columns, lockedOnly } };
}
