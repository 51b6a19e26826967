// Figures and rates counted from the store at once, without anything kept: what every kept result must equal.
import type { FeedKey } from '../../shared/access/feed-keys.ts';
import { indicatorsOf } from '../../shared/indicators/catalogue/indicators-of.ts';
import { standingRates } from '../../shared/indicators/catalogue/standing-rates.ts';
import {
  createFigureCount,
  isHeldEvent,
  reasonOutside,
  type FigureDeps,
  type FigureQuestion,
  type UnitFigures,
} from '../../shared/indicators/count-figures.ts';
import {
  createStandingCount,
  createStandingReader,
  standingTypes,
  type StandingFigure,
  type StandingTally,
} from '../../shared/indicators/count-standing.ts';
import { upgradeRecord } from '../../shared/forms/upgrade-record.ts';
import type { OrgTree } from '../../shared/org/org-unit.ts';
import type { Registry } from '../../shared/record-types/define-registry.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { monthOf } from '../../shared/review/period-lock.ts';
import { readPersonIdOf } from '../store/read-merged-people.ts';
import { parseStored } from '../store/stored-document.ts';
import type { StoreView } from '../store/store.ts';

/** Figures of a unit and its parts, and its rates on the last day, by id. */
export type FiguresAndRates = {
  readonly figures: UnitFigures;
  readonly rates: ReadonlyMap<string, StandingFigure>;
};
export type CountScope = { readonly tree: OrgTree; readonly keys: readonly FeedKey[] };

/** Before the first day that a record may be of. */
export const beginning = '1900-01-01';

export async function countFiguresAfresh(
  view: StoreView,
  registry: Registry,
  scope: CountScope,
  question: FigureQuestion,
): Promise<UnitFigures> {
  const deps = await readDeps(view, registry, scope, question);
  const count = createFigureCount(question, deps);
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
  const standing: SyncedDocument[] = [];
  const types = standingTypes(standingRates, registry);
  const days = { from: beginning, until: question.until };
  await view.query.between({ collection: 'records', keys: scope.keys, ...days, types }, (json) =>
    standing.push(parseStored(json)),
  );
  return {
    figures: await countFiguresAfresh(view, registry, scope, question),
    rates: readRates(standing, question, await readDeps(view, registry, scope, question)),
  };
}

async function readDeps(
  view: StoreView,
  registry: Registry,
  { tree, keys }: CountScope,
  { until }: FigureQuestion,
): Promise<FigureDeps> {
  const words = await view.periods.wordsBetween(monthOf(beginning), monthOf(until));
  const personIdOf = await readPersonIdOf(view, keys);
  return { registry, tree, words, indicators: indicatorsOf(registry), personIdOf };
}

/** Of these records, in any order; others than rates are made of are passed over. */
export function readRates(
  records: Iterable<SyncedDocument>,
  question: FigureQuestion,
  deps: FigureDeps,
): FiguresAndRates['rates'] {
  const reader = createStandingReader(standingTally(records, question, deps), question, deps);
  return new Map(standingRates.map((rate) => [rate.id, reader(rate)]));
}

function standingTally(
  records: Iterable<SyncedDocument>,
  question: FigureQuestion,
  deps: FigureDeps,
): StandingTally {
  const count = createStandingCount(standingRates, deps.registry);
  for (const written of records) {
    const definition = deps.registry.get(written.type);
    if (definition === undefined || written._deleted) continue;
    const record = upgradeRecord(definition, written);
    const reason = question.lockedOnly === true ? reasonOutside(record, deps) : undefined;
    if (reason !== undefined) count.add(record, reason);
    else if (isHeldEvent(record)) count.add(record);
  }
  return count.read();
}
