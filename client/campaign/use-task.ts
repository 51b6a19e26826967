// One task as its page shows it: the units this account may see of it, what each reached, and how it was split further down.
import { computed, shallowRef, watch, type ComputedRef } from 'vue';
import { mayRecord } from '../../shared/access/policy.ts';
import type { OutcomeAnswer } from '../../shared/indicators/count-outcomes.ts';
import type { SyncedDocument, UnitId } from '../../shared/records/record.ts';
import { splitOf, type TaskSplit } from '../../shared/tasks/task-parts.ts';
import { outcomeQuestionOf, taskUnits, unitsWithin, type TaskUnit } from '../../shared/tasks/task-units.ts';
import { useOpenSession, useServices } from '../session/use-session.ts';
import { useOrgNames } from '../ui/use-org-names.ts';
import { useCell, useWatchable } from '../ui/use-watchable.ts';
import { useOutcomes, type Outcomes, type OutcomeQuestions } from './use-outcomes.ts';

export type TaskView = Pick<Outcomes, 'source' | 'isComplete'> & {
  readonly units: ComputedRef<readonly TaskUnit[]>;
  /** Undefined where the task is not measured by records, or nobody could count them yet. */
  readonly answer: ComputedRef<OutcomeAnswer | undefined>;
  readonly question: ComputedRef<ReturnType<typeof outcomeQuestionOf>>;
  /** Undefined also while nobody knows all parts: sums of some of them would be false. */
  readonly splitBy: (unitId: UnitId) => TaskSplit | undefined;
  /** The task of which this is a part, where this account may read it; and how its author split that one. */
  readonly whole: ComputedRef<{ readonly task: SyncedDocument; readonly split?: TaskSplit } | undefined>;
  /** This account's unit was given the task and has units to split it among. */
  readonly maySplit: ComputedRef<boolean>;
};

export function useTask(record: () => SyncedDocument, about: () => readonly SyncedDocument[]): TaskView {
  const { registry, clock } = useServices();
  const { account } = useOpenSession();
  const { tree } = useOrgNames();
  const { tasks, isWhole } = useTasks(record);
  const all = computed(() => taskUnits(record(), about(), registry, clock.today()));
  const units = computed(() => unitsWithin(all.value, account.orgUnitId, tree.value));
  const question = computed(() => {
    const unitIds = units.value.map(({ unitId }) => unitId);
    return outcomeQuestionOf(record(), unitIds, clock.today());
  });
  const questions = (): OutcomeQuestions =>
    new Map(question.value === undefined ? [] : [[record().id, question.value]]);
  const { answers, ...counted } = useOutcomes(questions);
  const whole = computed(() => {
    const task = tasks.value.find(({ id }) => id === record().values['parentTask']);
    if (task === undefined) return undefined;
    const split = isWhole.value ? splitOf(task, record().orgUnitId, tasks.value) : undefined;
    return { task, ...(split === undefined ? {} : { split }) };
  });
  return {
    ...{ ...counted, units, question, whole },
    answer: computed(() => answers.value.get(record().id)),
    splitBy: (unitId) => (isWhole.value ? splitOf(record(), unitId, tasks.value) : undefined),
    maySplit: computed(() => {
      const definition = registry.get(record().type);
      const isMine = units.value.some(({ unitId }) => unitId === account.orgUnitId);
      const hasBelow = tree.value.children(account.orgUnitId).length > 0;
      return isMine && hasBelow && definition !== undefined && mayRecord(account, definition);
    }),
  };
}

/** The tasks of this device, and where it holds few of them also those of the server that are parts of this one or its whole. */
function useTasks(record: () => SyncedDocument): {
  readonly tasks: ComputedRef<readonly SyncedDocument[]>;
  /** All parts are among them: a village and a street hold theirs, others know only after the server answered. */
  readonly isWhole: ComputedRef<boolean>;
} {
  const { account, api, repositories, syncStatus } = useOpenSession();
  const overview = useCell(syncStatus.overview);
  const held = useWatchable(repositories.records.watchList({ types: ['task'] }), []);
  const beyond = shallowRef<readonly SyncedDocument[]>([]);
  const wanted = computed((): readonly string[] => {
    const { parentTask } = record().values;
    return typeof parentTask === 'string' && parentTask !== '' ? [record().id, parentTask] : [record().id];
  });
  const answered = shallowRef('');
  watch(
    [() => wanted.value.join(' '), () => overview.value.reachable] as const,
    async ([asked], _before, onCleanup) => {
      if (account.role === 'villageCadre' || asked === answered.value) return;
      let isGone = false;
      onCleanup(() => {
        isGone = true;
      });
      const ids = [...wanted.value];
      const parts = { type: 'task', 'values.parentTask': { in: ids } };
      for (const where of [parts, { type: 'task', id: { in: ids } }]) {
        const outcome = await api.query('records', { where, page: { size: 200 } });
        if (isGone || outcome.kind !== 'ok') return;
        beyond.value = [...beyond.value, ...outcome.body.documents];
      }
      answered.value = asked;
    },
    { immediate: true },
  );
  return {
    tasks: computed(() => {
      const byId = new Map([...beyond.value, ...held.value].map((task) => [task.id, task]));
      return [...byId.values()];
    }),
    isWhole: computed(
      () =>
        account.role === 'villageCadre' ||
        account.role === 'townshipOfficer' ||
        answered.value === wanted.value.join(' '),
    ),
  };
}
