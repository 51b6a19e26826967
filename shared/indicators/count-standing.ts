// Rates on a day: keeps the records that they are made of as a set by id, and reads every rate from that set.
import { isWithin, type OrgTree } from '../org/org-unit.ts';
import type { ReportingPeriod } from '../org/reporting-period.ts';
import type { PersonIdOf } from '../people/merged-people.ts';
import type { DocumentId, SyncedDocument, UnitId } from '../records/record.ts';
import type { Registry } from '../record-types/define-registry.ts';
import { baseOf, type Base } from './baseline-of.ts';
import type { OutsideCounts } from './count-figures.ts';
import type { StandingRate, StandingTerm } from './define-standing-rate.ts';
import { isCounted, type Figure } from './evaluate-indicator.ts';
import { countTerm, type TermContext, type TermCount } from './standing-term.ts';

/** A record that rates are read from; `outside`: why an answer of locked months leaves it out. */
type HeldRecord = { readonly record: SyncedDocument; readonly outside?: keyof OutsideCounts };

/** Partial result of all rates: the records that they are read from. Of disjoint units and periods, the union stands for the whole. */
export type StandingTally = ReadonlyMap<DocumentId, HeldRecord>;

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

/** Types whose records the rates are made of, with what continues them: what a reader hands over from the beginning of time. */
export function standingTypes(rates: readonly StandingRate[], registry: Registry): readonly string[] {
  return [...new Set([...rates.flatMap((rate) => typesOf(rate, registry)), 'baseline'])];
}

function termsOf({ numerator, also, denominator }: StandingRate): readonly StandingTerm[] {
  return [numerator, ...(also === undefined ? [] : [also]), ...('type' in denominator ? [denominator] : [])];
}

function typesOf(rate: StandingRate, registry: Registry): readonly string[] {
  const begun = new Set(termsOf(rate).map(({ type }) => type));
  const following = registry.all.filter(({ continues }) => continues?.some((type) => begun.has(type)));
  return [
    ...begun,
    ...following.map(({ id }) => id),
    ...('baseline' in rate.denominator ? ['baseline'] : []),
  ];
}

/** Takes records in any order; those of other types are passed over. What may not count is handed over with the reason. */
export function createStandingCount(rates: readonly StandingRate[], registry: Registry) {
  const types = new Set(standingTypes(rates, registry));
  const held = new Map<DocumentId, HeldRecord>();
  return {
    /** True when rates are read from it. */
    add: (record: SyncedDocument, outside?: keyof OutsideCounts): boolean => {
      if (!types.has(record.type) || !isCounted(record)) return false;
      held.set(record.id, outside === undefined ? { record } : { record, outside });
      return outside === undefined;
    },
    read: (): StandingTally => new Map(held),
  };
}

/** Of records that do not overlap: of disjoint units, of disjoint periods. */
export function combineStandingTallies(a: StandingTally, b: StandingTally): StandingTally {
  return new Map([...a, ...b]);
}

/** Reads rates of a unit with all below it; made once, it reads one after another. */
export type StandingReader = (rate: StandingRate) => StandingFigure;

export function createStandingReader(
  tally: StandingTally,
  question: StandingQuestion,
  deps: StandingDeps,
): StandingReader {
  const inTime = [...tally.values()].filter(({ record }) => record.occurredOn <= question.until);
  const taken = inTime.flatMap(({ record, outside }) => (outside === undefined ? [record] : []));
  const isHere = ({ hostUnitId }: SyncedDocument): boolean =>
    isWithin(deps.tree, hostUnitId, question.unitId);
  const byType = grouped(taken.filter(isHere), ({ type }) => type);
  const about = grouped(taken, ({ aboutId }) => aboutId);
  const leftOut = inTime.filter(({ record, outside }) => outside !== undefined && isHere(record));
  const context: Omit<TermContext, 'over'> = {
    ...deps,
    period: question,
    ofType: (type) => byType.get(type) ?? [],
    about: (id) => about.get(id) ?? [],
  };
  const bases = taken.filter(({ type }) => type === 'baseline');
  return (rate) => ({
    ...readRate(rate, { ...context, over: rate.over }, bases, question, deps.tree),
    outside: outsideOf(rate, leftOut, question, deps.registry),
  });
}

/** The rate of a unit with all below it. */
export function standingFigure(
  rate: StandingRate,
  tally: StandingTally,
  question: StandingQuestion,
  deps: StandingDeps,
): StandingFigure {
  return createStandingReader(tally, question, deps)(rate);
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
  { from }: StandingQuestion,
  registry: Registry,
): OutsideCounts {
  const types = new Set(typesOf(rate, registry));
  const counts = { late: 0, unreviewed: 0, open: 0 };
  for (const { record, outside } of leftOut)
    if (outside !== undefined && types.has(record.type) && (rate.over === 'day' || record.occurredOn >= from))
      counts[outside] += 1;
  return counts;
}

function grouped(
  records: readonly SyncedDocument[],
  keyOf: (record: SyncedDocument) => string | undefined,
): ReadonlyMap<string, readonly SyncedDocument[]> {
  const groups = new Map<string, SyncedDocument[]>();
  for (const record of records) {
    const key = keyOf(record);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [record]);
    else group.push(record);
  }
  return groups;
}
