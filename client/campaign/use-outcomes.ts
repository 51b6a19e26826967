// What units reached of the outcomes of tasks: counted on this device where it holds the days asked about, else by the server.
import { computed, onScopeDispose, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue';
import { isPeriodHeld } from '../../shared/access/device-window.ts';
import {
  createOutcomeCount,
  typesOfOutcome,
  type OutcomeAnswer,
  type OutcomeQuestion,
} from '../../shared/indicators/count-outcomes.ts';
import { mostOutcomeQuestions, outcomesReplySchema } from '../../shared/indicators/outcomes-protocol.ts';
import type { DocumentId } from '../../shared/records/record.ts';
import { nobodyMerged } from '../database/people-repository.ts';
import { useOpenSession, useServices } from '../session/use-session.ts';
import { useOrgNames } from '../ui/use-org-names.ts';
import { useCell, useWatchable, useWatchableOf } from '../ui/use-watchable.ts';

/** By task. */
export type OutcomeQuestions = ReadonlyMap<DocumentId, OutcomeQuestion>;
type Answers = ReadonlyMap<DocumentId, OutcomeAnswer>;
/** `device`: counted here · `server`: as of an instant, for some of them at least · `asking` · `unreachable`. */
export type OutcomeSource =
  | { readonly kind: 'device' | 'asking' | 'unreachable' }
  | { readonly kind: 'server'; readonly asOf: string };

export type Outcomes = {
  /** Those that are known; a task without an answer is not there. */
  readonly answers: ComputedRef<Answers>;
  readonly source: Readonly<ShallowRef<OutcomeSource>>;
  /** False while the first download runs: what is counted here may be too little. */
  readonly isComplete: ComputedRef<boolean>;
};

export function useOutcomes(questions: () => OutcomeQuestions): Outcomes {
  const { clock } = useServices();
  const { account, syncStatus } = useOpenSession();
  const { tree } = useOrgNames();
  const overview = useCell(syncStatus.overview);
  const isHeld = (question: OutcomeQuestion): boolean =>
    question.unitIds.every((id) => isPeriodHeld(question, id, account, tree.value, clock.today()));
  const part = (held: boolean) =>
    computed(() => new Map([...questions()].filter(([, question]) => isHeld(question) === held)));
  const here = useOutcomesHere(part(true));
  const { answers, source } = useOutcomesBeyond(part(false));
  return {
    answers: computed(() => new Map([...here.value, ...answers.value])),
    source,
    isComplete: computed(() => overview.value.isDownloaded),
  };
}

/** Follows the records of this device as they change. */
function useOutcomesHere(questions: ComputedRef<OutcomeQuestions>): ComputedRef<Answers> {
  const { registry } = useServices();
  const { repositories } = useOpenSession();
  const { tree } = useOrgNames();
  const merged = useWatchable(repositories.people.watchMerged(), nobodyMerged);
  const records = useWatchableOf(
    () => {
      const all = [...questions.value.values()];
      const days = all.flatMap(({ from, until }) => [from, until]).sort();
      const types = [...new Set(all.flatMap(({ outcome }) => typesOfOutcome(outcome, registry)))];
      return { types, occurredFrom: days[0] ?? '', occurredUntil: days.at(-1) ?? '' };
    },
    (filter) => repositories.records.watchList(filter),
    [],
  );
  return computed(
    () =>
      new Map(
        [...questions.value].map(([id, question]) => {
          const { idOf: personIdOf } = merged.value;
          const count = createOutcomeCount(question, { registry, tree: tree.value, personIdOf });
          for (const record of records.value) count.add(record);
          return [id, count.read()];
        }),
      ),
  );
}

/** Asked again when the questions change, and when there is a network again. */
function useOutcomesBeyond(questions: ComputedRef<OutcomeQuestions>): {
  readonly answers: Readonly<ShallowRef<Answers>>;
  readonly source: Readonly<ShallowRef<OutcomeSource>>;
} {
  const { api, syncStatus } = useOpenSession();
  const overview = useCell(syncStatus.overview);
  const answers = shallowRef<Answers>(new Map());
  const source = shallowRef<OutcomeSource>({ kind: 'device' });
  let asked = 0;
  const ask = async (wanted: OutcomeQuestions): Promise<void> => {
    const mine = asked;
    const entries = [...wanted];
    const found = new Map<DocumentId, OutcomeAnswer>();
    let asOf = '';
    for (let start = 0; start < entries.length; start += mostOutcomeQuestions) {
      const page = entries.slice(start, start + mostOutcomeQuestions);
      const question = { questions: page.map(([, each]) => each) };
      const outcome = await api.ask('/api/figures/outcomes', outcomesReplySchema, question);
      if (mine !== asked) return;
      if (outcome.kind !== 'ok') {
        source.value = { kind: 'unreachable' };
        return;
      }
      ({ asOf } = outcome.body);
      outcome.body.answers.forEach((answer, index) => found.set(page[index]?.[0] ?? '', answer));
    }
    [answers.value, source.value] = [found, { kind: 'server', asOf }];
  };
  watch(
    [() => JSON.stringify([...questions.value]), () => overview.value.reachable] as const,
    ([wanted], [before]) => {
      asked += 1;
      if (wanted !== before) answers.value = new Map();
      source.value = { kind: questions.value.size === 0 ? 'device' : 'asking' };
      if (questions.value.size > 0) void ask(questions.value);
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    asked += 1;
  });
  return { answers, source };
}
