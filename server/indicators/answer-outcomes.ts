// What units reached of the outcomes that tasks are measured by: every question of a page in one pass over the records.
import { grantedKeys } from '../../shared/access/feed-keys.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import {
  createOutcomeCount,
  typesOfOutcome,
  type OutcomeQuestion,
} from '../../shared/indicators/count-outcomes.ts';
import type { OutcomesReply } from '../../shared/indicators/outcomes-protocol.ts';
import { isWithin } from '../../shared/org/org-unit.ts';
import type { Registry } from '../../shared/record-types/define-registry.ts';
import type { Caller } from '../access/caller.ts';
import type { Clock } from '../clock.ts';
import { readPersonIdOf } from '../store/read-merged-people.ts';
import { parseStored } from '../store/stored-document.ts';
import type { Store } from '../store/store.ts';

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
    const types = new Set(questions.flatMap(({ outcome }) => typesOfOutcome(outcome, registry)));
    const answers = await store.read(async (view) => {
      const personIdOf = await readPersonIdOf(view, keys);
      const counts = questions.map((question) =>
        createOutcomeCount(question, { registry, tree, personIdOf }),
      );
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
    });
    return { answers, asOf: clock.now().toISOString() };
  };
}
