// Rates on a day, read from the records that they are made of: of any unit and day, one after another.
import { countedOn } from '../review/period-lock.ts';
import { isWithin, type OrgTree } from '../org/org-unit.ts';
import type { ReportingPeriod } from '../org/reporting-period.ts';
import type { PersonIdOf } from '../people/merged-people.ts';
import type { DocumentId, SyncedDocument, UnitId } from '../records/record.ts';
import type { Registry } from '../record-types/define-registry.ts';
import { baseOf, type Base } from './baseline-of.ts';
import type { OutsideCounts } from './count-figures.ts';
import type { StandingRate } from './define-standing-rate.ts';
import type { Figure } from './evaluate-indicator.ts';
import { typesOfRate, type HeldOfType, type HeldRecord, type StandingTally } from './standing-tally.ts';
import { countTerm, type TermContext, type TermCount } from './standing-term.ts';

export type StandingQuestion = ReportingPeriod & { readonly unitId: UnitId };
export type StandingDeps = {
  readonly registry: Registry;
  readonly tree: OrgTree;
  readonly personIdOf?: PersonIdOf;
};

/**
 * A rate with the records behind it. Without `of` its baseline was not entered; `lacking`: the units that did not. `outside`: records
 * of its kinds that are left out, as figures of locked months leave them out.
 */
export type StandingFigure = Figure & {
  readonly records: readonly DocumentId[];
  readonly lacking: readonly UnitId[];
  readonly outside: OutsideCounts;
};

/** Reads rates of a unit with all below it from the records of `typesOfRate`; made once, it reads one after another. */
export type StandingReader = (rate: StandingRate, question: StandingQuestion) => StandingFigure;

/** `made`: what records were looked up by for an earlier reader, for as long as somebody holds them. */
export function createStandingReader(
  tally: StandingTally,
  deps: StandingDeps,
  made: StandingIndexes = new WeakMap(),
): StandingReader {
  const indexes = new Map([...tally].map(([type, held]) => [type, indexOf(held, made)]));
  return (rate, question) => {
    const ofRate = typesOfRate(rate, deps.registry).flatMap((type) => indexes.get(type) ?? []);
    const isInTime = (record: SyncedDocument): boolean => countedOn(record) <= question.until;
    const here = (type: string): readonly SyncedDocument[] =>
      [...(indexes.get(type)?.byHost ?? [])].flatMap(([host, records]) =>
        isWithin(deps.tree, host, question.unitId) ? records.filter(isInTime) : [],
      );
    const about = (id: DocumentId): readonly SyncedDocument[] =>
      ofRate.flatMap(({ byAbout }) => (byAbout.get(id) ?? []).filter(isInTime));
    const bases = [...(indexes.get('baseline')?.byHost.values() ?? [])].flat().filter(isInTime);
    const context = { ...deps, period: question, over: rate.over, ofType: here, about };
    const leftOut = ofRate.flatMap((index) => index.leftOut);
    return {
      ...readRate(rate, context, bases, question, deps.tree),
      outside: outsideOf(rate, leftOut, question, deps.tree),
    };
  };
}

/** One rate of one unit, for whoever asks for no more of the same tally. */
export function standingFigure(
  rate: StandingRate,
  tally: StandingTally,
  question: StandingQuestion,
  deps: StandingDeps,
): StandingFigure {
  return createStandingReader(tally, deps)(rate, question);
}

type TypeIndex = {
  readonly byHost: ReadonlyMap<UnitId, readonly SyncedDocument[]>;
  readonly byAbout: ReadonlyMap<DocumentId, readonly SyncedDocument[]>;
  readonly leftOut: readonly HeldRecord[];
};

export type StandingIndexes = WeakMap<HeldOfType, TypeIndex>;

function indexOf(held: HeldOfType, made: StandingIndexes): TypeIndex {
  const known = made.get(held);
  if (known !== undefined) return known;
  const all = [...held.values()];
  const taken = all.flatMap(({ record, outside }) => (outside === undefined ? [record] : []));
  const index = {
    byHost: grouped(taken, ({ hostUnitId }) => hostUnitId),
    byAbout: grouped(taken, ({ aboutId }) => aboutId),
    leftOut: all.filter(({ outside }) => outside !== undefined),
  };
  made.set(held, index);
  return index;
}

function readRate(
  rate: StandingRate,
  context: TermContext,
  bases: readonly SyncedDocument[],
  question: StandingQuestion,
  tree: OrgTree,
): Omit<StandingFigure, 'outside'> {
  const { denominator } = rate;
  const terms = [rate.numerator, ...(rate.also === undefined ? [] : [rate.also])];
  const counted = terms.map((term) => countTerm(term, context));
  const base = 'type' in denominator ? countTerm(denominator, context) : undefined;
  const units =
    'unitsOfLevel' in denominator ? unitsOf(denominator.unitsOfLevel, question.unitId, tree) : undefined;
  const isInBase = (id: string): boolean =>
    rate.isAmongBase !== true || base?.ids.has(id) === true || units?.has(id) === true;
  const ids = new Set(counted.flatMap((term) => [...term.ids]).filter(isInBase));
  const told = base === undefined ? baseWithout(rate, units, bases, question, tree) : ofTerm(base);
  // Amounts are added up, anything else is a set of ids.
  return {
    value: ids.size + counted.reduce((sum, { amount }) => sum + amount, 0),
    ...(told.value === undefined ? {} : { of: told.value }),
    isEstimate: false,
    unknown: counted.reduce((sum, { unknown }) => sum + unknown, base?.unknown ?? 0),
    records: [...new Set([...counted.flatMap(({ records }) => records), ...told.records])].sort(),
    lacking: told.lacking,
  };
}

function ofTerm({ ids, amount, records }: TermCount): Base {
  return { value: ids.size + amount, records, lacking: [] };
}

function baseWithout(
  { denominator }: StandingRate,
  units: ReadonlySet<UnitId> | undefined,
  bases: readonly SyncedDocument[],
  question: StandingQuestion,
  tree: OrgTree,
): Base {
  if ('baseline' in denominator) return baseOf(denominator.baseline, bases, question, tree);
  return { value: units?.size ?? 0, records: [], lacking: [] };
}

function unitsOf(level: string, unitId: UnitId, tree: OrgTree): ReadonlySet<UnitId> {
  const below = tree.children(unitId).flatMap((child) => [...unitsOf(level, child, tree)]);
  return new Set(tree.unit(unitId)?.level === level ? [unitId, ...below] : below);
}

function outsideOf(
  rate: StandingRate,
  leftOut: readonly HeldRecord[],
  { from, until, unitId }: StandingQuestion,
  tree: OrgTree,
): OutsideCounts {
  const counts = { late: 0, unreviewed: 0, open: 0 };
  for (const { record, outside } of leftOut) {
    if (outside === undefined || countedOn(record) > until) continue;
    if (!isWithin(tree, record.hostUnitId, unitId)) continue;
    if (rate.over === 'day' || countedOn(record) >= from) counts[outside] += 1;
  }
  return counts;
}

function grouped<Key>(
  records: readonly SyncedDocument[],
  keyOf: (record: SyncedDocument) => Key | undefined,
): ReadonlyMap<Key, readonly SyncedDocument[]> {
  const groups = new Map<Key, SyncedDocument[]>();
  for (const record of records) {
    const key = keyOf(record);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [record]);
    else group.push(record);
  }
  return groups;
}
