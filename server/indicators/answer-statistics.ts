// 数据统计: the figures of a unit with the rates beside them, the same of the days to compare with, and what tasks plan.
import { grantedKeys } from '../../shared/access/feed-keys.ts';
import { comparedPeriod } from '../../shared/indicators/figure-change.ts';
import { monthsWithin } from '../../shared/indicators/months-within.ts';
import {
  mostMonths,
  type MonthsReply,
  type StatisticsQuestion,
  type StatisticsReply,
} from '../../shared/indicators/statistics-protocol.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { FigureQuestion } from '../../shared/indicators/count-figures.ts';
import type { ReportingPeriod } from '../../shared/org/reporting-period.ts';
import type { Registry } from '../../shared/record-types/define-registry.ts';
import { requireUnitWithin, type Asker } from '../access/require-unit-within.ts';
import { localDateOf, type Clock } from '../clock.ts';
import type { Store } from '../store/store.ts';
import type { FigureCache } from './figure-cache.ts';
import type { CountScope } from './count-scope.ts';
import { ratesOf } from './read-rates.ts';
import { readTargets } from './read-targets.ts';

/** Refused (`notAllowed`) unless the unit is the caller's own or below it. */
export type AnswerStatistics = (caller: Asker, question: StatisticsQuestion) => Promise<StatisticsReply>;
export type AnswerMonths = (caller: Asker, question: FigureQuestion) => Promise<MonthsReply>;

type StatisticsDeps = {
  readonly store: Store;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly figureCache: FigureCache;
};
type RatesOn = (unitId: string, period: ReportingPeriod) => StatisticsReply['rates'];

export function createAnswerStatistics(deps: StatisticsDeps): AnswerStatistics {
  return async (caller, { comparison, ...question }) => {
    requireUnitWithin(caller, question.unitId);
    const { tree } = caller;
    const [keys, today] = [grantedKeys(caller.account, 'records', tree), localDateOf(deps.clock.now())];
    const now = await deps.figureCache.figures({ tree, keys }, question);
    const ratesOn = await readRates(deps, { tree, keys }, question);
    const compared = comparison === undefined ? undefined : comparedPeriod(question, comparison, today);
    const before =
      compared === undefined
        ? undefined
        : (await deps.figureCache.figures({ tree, keys }, { ...question, ...compared })).total;
    const around = { registry: deps.registry, tree, today };
    return {
      ...now,
      rates: ratesOn(question.unitId, question),
      rateParts: [...tree.children(question.unitId)]
        .sort()
        .map((unitId) => ({ unitId, rates: ratesOn(unitId, question) })),
      ...(compared === undefined || before === undefined
        ? {}
        : { before: { ...compared, total: before, rates: ratesOn(question.unitId, compared) } }),
      targets: await deps.store.read((view) => readTargets(view, keys, around, question)),
      asOf: deps.clock.now().toISOString(),
    };
  };
}

/** Refused (`badRequest`) over more months than a chart can show. */
export function createAnswerMonths(deps: StatisticsDeps): AnswerMonths {
  return async (caller, question) => {
    requireUnitWithin(caller, question.unitId);
    const { tree } = caller;
    const months = monthsWithin(question, localDateOf(deps.clock.now()));
    if (months.length > mostMonths) throw new AppError('badRequest', 'too many months');
    const keys = grantedKeys(caller.account, 'records', tree);
    const ratesOn = await readRates(deps, { tree, keys }, question);
    const answered: MonthsReply['months'][number][] = [];
    for (const month of months) {
      const { total } = await deps.figureCache.figures({ tree, keys }, { ...question, ...month });
      answered.push({ ...month, total, rates: ratesOn(question.unitId, month) });
    }
    return { months: answered, asOf: deps.clock.now().toISOString() };
  };
}

/** What the rates are made of is read once; each unit and day is then counted from it. */
async function readRates(
  { figureCache, registry }: Pick<StatisticsDeps, 'figureCache' | 'registry'>,
  scope: CountScope,
  question: FigureQuestion,
): Promise<RatesOn> {
  const { read } = await figureCache.standing(scope, question);
  return (unitId, { from, until }) => ratesOf(read, { unitId, from, until }, registry);
}
