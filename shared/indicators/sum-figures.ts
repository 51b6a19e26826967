// Answers of 查数 out of buckets: sums of a month for a unit and its parts, which combine over months to what counting at once gives.
import { isWithin } from '../org/org-unit.ts';
import { eachForItself } from '../people/merged-people.ts';
import type { UnitId } from '../records/record.ts';
import {
  isCarriedHere,
  partOf,
  reasonOutside,
  reviewColumn,
  villagesIn,
  type FigureDeps,
  type FigureQuestion,
  type FigureSheet,
  type KindCounts,
  type OutsideCounts,
  type UnitFigures,
} from './count-figures.ts';
import { addSum, emptySum, tallyOf, type TermSum } from './contributions.ts';
import type { Indicator } from './define-indicator.ts';
import { figureOf } from './evaluate-indicator.ts';
import type { Bucket } from './figure-buckets.ts';

type Mutable<T> = { -readonly [key in keyof T]: T[key] };
type SheetSum = {
  readonly kinds: Map<string, Mutable<KindCounts>>;
  readonly terms: Map<string, TermSum>;
};

/** Of one unit, its own records and each unit right below. Never changed once it was read from buckets. */
export type FigureSums = {
  readonly total: SheetSum;
  readonly parts: ReadonlyMap<UnitId, SheetSum>;
  readonly outside: Mutable<OutsideCounts>;
  readonly carried: { count: number };
  readonly activities: Map<UnitId, number>;
};

type SumQuestion = Pick<FigureQuestion, 'unitId' | 'lockedOnly'>;

/** What these buckets come to for the unit. */
export function sumBuckets(
  buckets: readonly Bucket[],
  question: SumQuestion,
  { tree, words }: Pick<FigureDeps, 'tree' | 'words'>,
): FigureSums {
  const sums = emptySums(question.unitId, tree.children(question.unitId));
  for (const bucket of buckets) {
    const day = { ...bucket, occurredOn: `${bucket.month}-01` };
    const reason =
      question.lockedOnly === true
        ? reasonOutside(day, words === undefined ? { tree } : { tree, words })
        : undefined;
    const isHere = isWithin(tree, bucket.hostUnitId, question.unitId);
    if (reason !== undefined) {
      if (isHere) sums.outside[reason] += countOf(bucket);
      continue;
    }
    if (isCarriedHere(bucket, question.unitId, tree)) sums.carried.count += countOf(bucket);
    const placeOf = (unit: UnitId): UnitId | undefined => partOf(tree, unit, question.unitId);
    const host = placeOf(bucket.hostUnitId);
    const others = new Set([bucket.orgUnitId, ...bucket.partnerUnitIds].map(placeOf));
    if (isHere || [...others].some((part) => part !== undefined)) addBucket(sums.total, bucket, isHere);
    for (const id of new Set([host, ...others])) {
      const part = sums.parts.get(id ?? '');
      if (part !== undefined) addBucket(part, bucket, id === host);
    }
    if (bucket.activities > 0)
      sums.activities.set(
        bucket.hostUnitId,
        (sums.activities.get(bucket.hostUnitId) ?? 0) + bucket.activities,
      );
  }
  return sums;
}

function countOf({ kinds }: Bucket): number {
  return [...kinds.values()].reduce((sum, count) => sum + count, 0);
}

/** Over disjoint months. */
export function combineSums(question: SumQuestion, months: readonly FigureSums[]): FigureSums {
  const childIds = [...new Set(months.flatMap(({ parts }) => [...parts.keys()]))];
  const sums = emptySums(question.unitId, childIds);
  for (const month of months) {
    addSheet(sums.total, month.total);
    for (const [id, part] of month.parts) {
      const into = sums.parts.get(id);
      if (into !== undefined) addSheet(into, part);
    }
    for (const reason of ['late', 'unreviewed', 'open'] as const)
      sums.outside[reason] += month.outside[reason];
    sums.carried.count += month.carried.count;
    for (const [unit, count] of month.activities)
      sums.activities.set(unit, (sums.activities.get(unit) ?? 0) + count);
  }
  return sums;
}

/** The answer that the sums stand for. */
export function readSums(sums: FigureSums, question: SumQuestion, deps: FigureDeps): UnitFigures {
  const parts = [...sums.parts].map(([unitId, part]) => ({ unitId, sheet: readSheet(part, deps) }));
  const isPart = ({ unitId, sheet }: UnitFigures['parts'][number]): boolean =>
    unitId !== question.unitId || Object.keys(sheet.kinds).length > 0;
  return {
    total: readSheet(sums.total, deps),
    parts: parts.length === 1 ? [] : parts.filter(isPart),
    ...villagesIn(sums.activities, question.unitId, deps.tree),
    ...(question.lockedOnly === true ? { outside: sums.outside } : {}),
    ...(sums.carried.count > 0 ? { carried: sums.carried.count } : {}),
  };
}

function emptySums(unitId: UnitId, childIds: readonly UnitId[]): FigureSums {
  const ids = [unitId, ...childIds.filter((id) => id !== unitId).sort()];
  return {
    total: emptySheet(),
    parts: new Map(ids.map((id) => [id, emptySheet()])),
    outside: { late: 0, unreviewed: 0, open: 0 },
    carried: { count: 0 },
    activities: new Map(),
  };
}

function emptySheet(): SheetSum {
  return { kinds: new Map(), terms: new Map() };
}

/** An event belongs to its host; to anybody else who is named it was one to take part in. */
function addBucket(sheet: SheetSum, { kinds, terms, reviewState }: Bucket, isHost: boolean): void {
  const column = reviewColumn(reviewState);
  if (column === undefined || (!isHost && column === 'returned')) return;
  for (const [type, count] of kinds) countsOf(sheet, type)[isHost ? column : 'tookPart'] += count;
  if (isHost && column !== 'returned') addTerms(sheet, terms);
}

function addSheet(sheet: SheetSum, { kinds, terms }: SheetSum): void {
  for (const [type, counts] of kinds) {
    const into = countsOf(sheet, type);
    for (const column of ['reviewed', 'awaiting', 'returned', 'tookPart'] as const)
      into[column] += counts[column];
  }
  addTerms(sheet, terms);
}

function countsOf({ kinds }: SheetSum, type: string): Mutable<KindCounts> {
  const counts = kinds.get(type) ?? { reviewed: 0, awaiting: 0, returned: 0, tookPart: 0 };
  kinds.set(type, counts);
  return counts;
}

function addTerms(sheet: SheetSum, terms: ReadonlyMap<string, TermSum>): void {
  for (const [term, sum] of terms) {
    const into = sheet.terms.get(term) ?? emptySum();
    sheet.terms.set(term, into);
    addSum(into, sum);
  }
}

function readSheet(
  { kinds, terms }: SheetSum,
  { indicators, personIdOf = eachForItself }: FigureDeps,
): FigureSheet {
  const hasRecords = ({ numerator }: Indicator): boolean =>
    numerator.some(({ type }) => (kinds.get(type)?.reviewed ?? 0) + (kinds.get(type)?.awaiting ?? 0) > 0);
  return {
    kinds: Object.fromEntries(kinds),
    figures: Object.fromEntries(
      indicators
        .filter(hasRecords)
        .map((indicator) => [indicator.id, figureOf(tallyOf(indicator, terms, personIdOf))]),
    ),
  };
}
