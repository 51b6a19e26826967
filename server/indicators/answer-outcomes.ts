// What units reached of the outcomes that tasks are measured by: every question of a page in one pass over the records.
import { grantedKeys, type FeedKey } from '../../shared/access/feed-keys.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import {
  createOutcomeCount,
  typesOfOutcome,
  type OutcomeAnswer,
  type OutcomeQuestion,
} from '../../shared/indicators/count-outcomes.ts';
import type { OutcomesReply } from '../../shared/indicators/outcomes-protocol.ts';
import { isWithin, type OrgTree } from '../../shared/org/org-unit.ts';
import type { Registry } from '../../shared/record-types/define-registry.ts';
import type { Caller } from '../access/caller.ts';
import type { Clock } from '../clock.ts';
import { readPersonIdOf } from '../store/read-merged-people.ts';
import { parseStored } from '../store/stored-document.ts';
import type { Store, StoreView } from '../store/store.ts';

/** Refused (`notAllowed`) unless every unit is the caller's own or below it: of others nobody learns how far they are. */
export type AnswerOutcomes = (
  caller: Caller,
  questions: readonly OutcomeQuestion[],
) => Promise<OutcomesReply>;

export function createAnswerOutcomes(deps: {
  readonly store: Store;
  readonly registry: Registry;
  readonly clock: Clock;
}): AnswerOutcomes {
  const { store, registry, clock } = deps;
  return async ({ account, tree }, questions) => {
    const isWithinScope = (unitId: string): boolean => isWithin(tree, unitId, account.orgUnitId);
    const isAllowed = questions.every(({ unitIds }) => unitIds.every(isWithinScope));
    if (account.role === 'administrator' || !isAllowed)
      throw new AppError('notAllowed', 'a unit is not within the scope of the account');
    const keys = grantedKeys(account, 'records', tree);
    const answers = await store.survey((view) => countOutcomes(view, keys, { registry, tree }, questions));
    return { answers, asOf: clock.now().toISOString() };
  };
}

/** Answers in the order of the questions, over the records published under one of the keys: all of them in one pass. */
export async function countOutcomes(
  view: StoreView,
  keys: readonly FeedKey[],
  { registry, tree }: { readonly registry: Registry; readonly tree: OrgTree },
  questions: readonly OutcomeQuestion[],
): Promise<readonly OutcomeAnswer[]> {
  const types = new Set(questions.flatMap(({ outcome }) => typesOfOutcome(outcome, registry)));
  const personIdOf = await readPersonIdOf(view, keys);
  const counts = questions.map((question) => createOutcomeCount(question, { registry, tree, personIdOf }));
  const [from = ''] = questions.map((question) => question.from).sort();
  const until =
    questions
      .map((question) => question.until)
      .sort()
      .at(-1) ?? '';
  const period = { collection: 'records', keys, from, until, types: [...types] } as const;
  await view.query.between(period, (json) => {
    const record = parseStored(json);
    for (const count of counts) count.add(record);
  });
  return counts.map((count) => count.read());
}
