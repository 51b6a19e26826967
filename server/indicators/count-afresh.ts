// Figures and rates counted from the store at once, without anything kept: what every kept result must equal.
import { indicatorsOf } from '../../shared/indicators/catalogue/indicators-of.ts';
import { standingRates } from '../../shared/indicators/catalogue/standing-rates.ts';
import {
  createFigureCount,
  type FigureDeps,
  type FigureQuestion,
  type UnitFigures,
} from '../../shared/indicators/count-figures.ts';
import { createStandingReader, type StandingFigure } from '../../shared/indicators/count-standing.ts';
import type { Registry } from '../../shared/record-types/define-registry.ts';
import { monthOf } from '../../shared/review/period-lock.ts';
import { readPersonIdOf } from '../store/read-merged-people.ts';
import { parseStored } from '../store/stored-document.ts';
import type { StoreView } from '../store/store.ts';
import { allDays, type CountScope } from './count-scope.ts';
import { readStandingTally } from './standing-records.ts';

/** Figures of a unit and its parts, and its rates on the last day, by id. */
export type FiguresAndRates = {
  readonly figures: UnitFigures;
  readonly rates: ReadonlyMap<string, StandingFigure>;
};

export async function countFiguresAfresh(
  view: StoreView,
  registry: Registry,
  scope: CountScope,
  question: FigureQuestion,
): Promise<UnitFigures> {
  const count = createFigureCount(question, await readDeps(view, registry, scope, question));
  const { from, until } = question;
  await view.query.between({ collection: 'records', keys: scope.keys, from, until }, (json) =>
    count.add(parseStored(json)),
  );
  return count.read();
}

export async function countAfresh(
  view: StoreView,
  registry: Registry,
  scope: CountScope,
  question: FigureQuestion,
): Promise<FiguresAndRates> {
  const tally = await readStandingTally(view, scope, question, registry);
  const read = createStandingReader(tally, await readDeps(view, registry, scope, question));
  return {
    figures: await countFiguresAfresh(view, registry, scope, question),
    rates: new Map(standingRates.map((rate) => [rate.id, read(rate, question)])),
  };
}

async function readDeps(
  view: StoreView,
  registry: Registry,
  { tree, keys }: CountScope,
  { until }: FigureQuestion,
): Promise<FigureDeps> {
  const words = await view.periods.wordsBetween(monthOf(allDays.from), monthOf(until));
  const personIdOf = await readPersonIdOf(view, keys);
  return { registry, tree, words, indicators: indicatorsOf(registry), personIdOf };
}
