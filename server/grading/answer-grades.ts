// 对标定位 of a unit and a year: every result of grading in scope of that year and the one before, through the shared rules.
import { grantedKeys } from '../../shared/access/feed-keys.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import {
  createGradeTable,
  gradedTypes,
  schemeTypes,
  type GradeQuestion,
} from '../../shared/grading/grade-table.ts';
import type { GradeReply } from '../../shared/grading/grading-protocol.ts';
import { isWithin } from '../../shared/org/org-unit.ts';
import type { Caller } from '../access/caller.ts';
import type { Clock } from '../clock.ts';
import { parseStored } from '../store/stored-document.ts';
import type { Store } from '../store/store.ts';

/** Refused (`notAllowed`) unless the unit is the caller's own or below it: nobody learns of a neighbour's grade. */
export type AnswerGrades = (caller: Caller, question: GradeQuestion) => Promise<GradeReply>;

const [beginning, end] = ['1900-01-01', '2999-12-31'];

export function createAnswerGrades({
  store,
  clock,
}: {
  readonly store: Store;
  readonly clock: Clock;
}): AnswerGrades {
  return async ({ account, tree }, question) => {
    if (account.role === 'administrator' || !isWithin(tree, question.unitId, account.orgUnitId))
      throw new AppError('notAllowed', 'the unit is not within the scope of the account');
    const keys = grantedKeys(account, 'records', tree);
    const table = createGradeTable(question, tree);
    await store.survey(async (view) => {
      const add = (json: string): void => table.add(parseStored(json));
      // A year's grade may be decided in the year after; the two years before are for what a grade is compared with.
      const days = { from: `${question.year - 2}-01-01`, until: `${question.year + 1}-12-31` };
      await view.query.between({ collection: 'records', keys, ...days, types: [...gradedTypes] }, add);
      const ever = { from: beginning, until: end, types: [...schemeTypes] };
      await view.query.between({ collection: 'records', keys, ...ever }, add);
    });
    return { ...table.read(), asOf: clock.now().toISOString() };
  };
}
