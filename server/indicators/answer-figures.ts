// 查数 beyond a device's window: every record in scope that happened in the period, through the shared evaluation.
import { grantedKeys } from '../../shared/access/feed-keys.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { indicatorsOf } from '../../shared/indicators/catalogue/indicators-of.ts';
import {
  createFigureCount,
  type FigureQuestion,
  type UnitFigures,
} from '../../shared/indicators/count-figures.ts';
import type { FigureReply } from '../../shared/indicators/figures-protocol.ts';
import { isWithin, type OrgTree } from '../../shared/org/org-unit.ts';
import { monthOf } from '../../shared/review/period-lock.ts';
import type { FeedKey } from '../../shared/access/feed-keys.ts';
import type { Registry } from '../../shared/record-types/define-registry.ts';
import type { Caller } from '../access/caller.ts';
import type { Clock } from '../clock.ts';
import { readPersonIdOf } from '../store/read-merged-people.ts';
import { parseStored } from '../store/stored-document.ts';
import type { Store } from '../store/store.ts';

/** Refused (`notAllowed`) unless the unit is the caller's own or below it. */
export type AnswerFigures = (caller: Caller, question: FigureQuestion) => Promise<FigureReply>;

type FigureDeps = { readonly store: Store; readonly registry: Registry };

export function createAnswerFigures(deps: FigureDeps & { readonly clock: Clock }): AnswerFigures {
  return async ({ account, tree }, question) => {
    if (account.role === 'administrator' || !isWithin(tree, question.unitId, account.orgUnitId))
      throw new AppError('notAllowed', 'the unit is not within the scope of the account');
    const keys = grantedKeys(account, 'records', tree);
    return { ...(await readFigures(deps, tree, keys, question)), asOf: deps.clock.now().toISOString() };
  };
}

/** The figures of the records published under one of the keys; of people who were merged there, as one. */
export async function readFigures(
  { store, registry }: FigureDeps,
  tree: OrgTree,
  keys: readonly FeedKey[],
  question: FigureQuestion,
): Promise<UnitFigures> {
  return store.read(async (view) => {
    const words = await view.periods.wordsBetween(monthOf(question.from), monthOf(question.until));
    const personIdOf = await readPersonIdOf(view, keys);
    const indicators = indicatorsOf(registry);
    const count = createFigureCount(question, { registry, tree, words, indicators, personIdOf });
    const { from, until } = question;
    await view.query.between({ collection: 'records', keys, from, until }, (json) =>
      count.add(parseStored(json)),
    );
    return count.read();
  });
}
