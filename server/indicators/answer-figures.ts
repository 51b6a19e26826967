// 查数 beyond a device's window: every record in scope that happened in the period, through the shared evaluation.
import { grantedKeys } from '../../shared/access/feed-keys.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { FigureQuestion } from '../../shared/indicators/count-figures.ts';
import type { FigureReply } from '../../shared/indicators/figures-protocol.ts';
import { isWithin } from '../../shared/org/org-unit.ts';
import type { Caller } from '../access/caller.ts';
import type { Clock } from '../clock.ts';
import type { FigureCache } from './figure-cache.ts';

/** Refused (`notAllowed`) unless the unit is the caller's own or below it. */
export type AnswerFigures = (caller: Caller, question: FigureQuestion) => Promise<FigureReply>;

export function createAnswerFigures({
  figureCache,
  clock,
}: {
  readonly figureCache: FigureCache;
  readonly clock: Clock;
}): AnswerFigures {
  return async ({ account, tree }, question) => {
    if (account.role === 'administrator' || !isWithin(tree, question.unitId, account.orgUnitId))
      throw new AppError('notAllowed', 'the unit is not within the scope of the account');
    const keys = grantedKeys(account, 'records', tree);
    const figures = await figureCache.figures({ tree, keys }, question);
    return { ...figures, asOf: clock.now().toISOString() };
  };
}
