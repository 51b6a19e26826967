// 活动与任务: which kind, unit and state the page shows (all in its address), and the matters that answer.
import { computed, type ComputedRef, type WritableComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { mayRecord } from '../../shared/access/policy.ts';
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import { isWithin, type OrgTree } from '../../shared/org/org-unit.ts';
import { useOpenSession, useServices } from '../session/use-session.ts';
import { useOrgNames } from '../ui/use-org-names.ts';
import type { Matter, MatterState } from './matter.ts';
import { useMatters, type Matters } from './use-matters.ts';
import { useOutcomes, type Outcomes } from './use-outcomes.ts';

/** In the order of the page: what was given, what came, what was found, promised, served, planned; last the campaign itself. */
const kindIds = [
  ...['task', 'received-document', 'supervision-issue', 'public-commitment'],
  ...['centre-task', 'next-step', 'campaign'],
];
export const matterStates = ['open', 'overdue', 'closed'] as const satisfies readonly MatterState[];

export type CampaignPage = Omit<Matters, 'matters'> & {
  readonly kinds: ComputedRef<readonly RecordDefinition[]>;
  readonly kind: ComputedRef<RecordDefinition | undefined>;
  readonly unitId: WritableComputedRef<string>;
  /** '' shows all. */
  readonly stateShown: WritableComputedRef<MatterState | ''>;
  /** Of the kind and unit, those in the state. */
  readonly shown: ComputedRef<readonly Matter[]>;
  readonly counts: ComputedRef<Readonly<Record<MatterState, number>>>;
  readonly outcomes: Outcomes;
  readonly mayBegin: ComputedRef<boolean>;
  /** The address of another kind, the rest as it is. */
  readonly queryOf: (kindId: string) => Readonly<Record<string, string>>;
};

export function useCampaignPage(): CampaignPage {
  const { registry } = useServices();
  const { account } = useOpenSession();
  const { tree } = useOrgNames();
  const { asked, set } = useAddress();
  // What one neither records nor is sent has no place here.
  const kinds = computed(() =>
    kindIds
      .flatMap((id) => registry.get(id) ?? [])
      .filter((each) => each.addressedTo !== undefined || mayRecord(account, each)),
  );
  const kind = computed(() => kinds.value.find(({ id }) => id === asked('kind')) ?? kinds.value[0]);
  const unitId = computed({
    get: () => unitAsked(asked('unit'), account.orgUnitId, tree.value),
    set: (unit: string) => set({ unit: unit === account.orgUnitId ? '' : unit }),
  });
  const stateShown = computed({
    get: () => matterStates.find((state) => state === asked('state')) ?? '',
    set: (state: MatterState | '') => set({ state }),
  });
  const { matters, ...rest } = useMatters(() => ({ type: kind.value?.id ?? '', unitId: unitId.value }));
  const shown = computed(() =>
    matters.value.filter(({ state }) => stateShown.value === '' || state === stateShown.value),
  );
  const outcomes = useOutcomes(
    () =>
      new Map(
        shown.value.flatMap(({ record, task }) =>
          task?.question === undefined ? [] : [[record.id, task.question] as const],
        ),
      ),
  );
  return {
    ...{ ...rest, kinds, kind, unitId, stateShown, shown, outcomes },
    counts: computed(() => {
      const count = (state: MatterState) => matters.value.filter((matter) => matter.state === state).length;
      return { open: count('open'), overdue: count('overdue'), closed: count('closed') };
    }),
    mayBegin: computed(() => kind.value !== undefined && mayRecord(account, kind.value)),
    queryOf: (kindId) => withoutEmpty({ kind: kindId, unit: asked('unit'), state: asked('state') }),
  };
}

function unitAsked(unit: string, own: string, tree: OrgTree): string {
  return unit !== '' && isWithin(tree, unit, own) ? unit : own;
}

/** '' is not written. */
function useAddress() {
  const route = useRoute();
  const router = useRouter();
  const asked = (name: string): string => {
    const value = route.query[name];
    return typeof value === 'string' ? value : '';
  };
  return {
    asked,
    set: (changes: Readonly<Record<string, string>>): void => {
      const query = { kind: asked('kind'), unit: asked('unit'), state: asked('state'), ...changes };
      void router.replace({ query: withoutEmpty(query) });
    },
  };
}

function withoutEmpty(query: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
}
