// Rates on a day: keeps the records that they are made of as a set by id, and reads every rate from that set.
import { evaluate, isTrue, type ExpressionScope } from '../forms/expression.ts';
import { scopeOf } from '../forms/relevance.ts';
import { isWithin, type OrgTree } from '../org/org-unit.ts';
import type { ReportingPeriod } from '../org/reporting-period.ts';
import { eachForItself, type PersonIdOf } from '../people/merged-people.ts';
import { isJsonObject, itemsOf, type JsonValue } from '../records/json-value.ts';
import type { DocumentId, LocalDate, SyncedDocument, UnitId } from '../records/record.ts';
import { standingState } from '../records/standing-state.ts';
import type { Registry } from '../record-types/define-registry.ts';
import { taskUnits } from '../tasks/task-units.ts';
import { baseOf } from './baseline-of.ts';
import type { StandingRate, StandingTerm } from './define-standing-rate.ts';
import { isCounted, type Figure } from './evaluate-indicator.ts';
import { peopleIn } from './tally.ts';

/** Partial result of all rates: the records that they are read from. Of disjoint units and periods, the union stands for the whole. */
export type StandingTally = ReadonlyMap<DocumentId, SyncedDocument>;

export type StandingQuestion = ReportingPeriod & { readonly unitId: UnitId };
export type StandingDeps = {
  readonly registry: Registry;
  readonly tree: OrgTree;
  readonly personIdOf?: PersonIdOf;
};

/** A rate with the records behind it. Without `of` its baseline was not entered; `lacking`: the units that did not. */
export type StandingFigure = Figure & {
  readonly records: readonly DocumentId[];
  readonly lacking: readonly UnitId[];
};

/** Types whose records the rates are made of, with what continues them: what a reader hands over from the beginning of time. */
export function standingTypes(rates: readonly StandingRate[], registry: Registry): readonly string[] {
  const terms = rates.flatMap(({ numerator, denominator }) =>
    'baseline' in denominator ? [numerator] : [numerator, denominator],
  );
  const begun = new Set(terms.map(({ type }) => type));
  const following = registry.all.filter(({ continues }) => continues?.some((type) => begun.has(type)));
  return [...begun, ...following.map(({ id }) => id), 'baseline'];
}

/** Takes records in any order; those of other types are passed over. The caller hands over only what may count. */
export function createStandingCount(rates: readonly StandingRate[], registry: Registry) {
  const types = new Set(standingTypes(rates, registry));
  const held = new Map<DocumentId, SyncedDocument>();
  return {
    add: (record: SyncedDocument): void => {
      if (types.has(record.type) && isCounted(record)) held.set(record.id, record);
    },
    read: (): StandingTally => new Map(held),
  };
}

/** Of records that do not overlap: of disjoint units, of disjoint periods. */
export function combineStandingTallies(a: StandingTally, b: StandingTally): StandingTally {
  return new Map([...a, ...b]);
}

/** The rate of a unit with all below it. */
export function standingFigure(
  rate: StandingRate,
  tally: StandingTally,
  question: StandingQuestion,
  deps: StandingDeps,
): StandingFigure {
  const records = [...tally.values()].filter(({ occurredOn }) => occurredOn <= question.until);
  const begun = records.filter(
    ({ hostUnitId, occurredOn }) =>
      isWithin(deps.tree, hostUnitId, question.unitId) &&
      (rate.over === 'day' || occurredOn >= question.from),
  );
  const around = { ...deps, over: rate.over, until: question.until };
  const numerator = countTerm(rate.numerator, begun, records, around);
  const { denominator } = rate;
  const base =
    'baseline' in denominator
      ? baseOf(denominator.baseline, records, question, deps.tree)
      : { ...countTerm(denominator, begun, records, around), lacking: [] };
  return {
    value: numerator.value,
    ...(base.value === undefined ? {} : { of: base.value }),
    isEstimate: false,
    unknown: numerator.unknown,
    records: [...new Set([...numerator.records, ...base.records])].sort(),
    lacking: base.lacking,
  };
}

/** What a term is read with: the last day, and whether it asks for what stands on it or for what was done until then. */
type Around = StandingDeps & Pick<StandingRate, 'over'> & { readonly until: LocalDate };

type Counted = {
  readonly value: number;
  readonly unknown: number;
  readonly records: readonly DocumentId[];
};

function countTerm(
  term: StandingTerm,
  begun: readonly SyncedDocument[],
  all: readonly SyncedDocument[],
  around: Around,
): Counted {
  const about = new Map<DocumentId, SyncedDocument[]>();
  for (const record of all)
    if (record.aboutId !== undefined)
      about.set(record.aboutId, [...(about.get(record.aboutId) ?? []), record]);
  const [ids, records] = [new Set<string>(), new Set<DocumentId>()];
  let unknown = 0;
  for (const record of begun) {
    const scope = scopeOf(record, record.occurredOn);
    if (record.type !== term.type || (term.where !== undefined && !isTrue(term.where, scope))) continue;
    for (const id of idsOf(term, record, scope, about.get(record.id) ?? [], around)) {
      records.add(record.id);
      if (id === undefined) unknown += 1;
      else ids.add(id);
    }
  }
  return { value: ids.size, unknown, records: [...records] };
}

/** What a record stands for under a term: ids, undefined for somebody who is not in the registry. */
function idsOf(
  term: StandingTerm,
  record: SyncedDocument,
  scope: ExpressionScope,
  about: readonly SyncedDocument[],
  { registry, personIdOf = eachForItself, over, until }: Around,
): readonly (string | undefined)[] {
  if (term.counts === 'assignments')
    // As the page of the task says it.
    return taskUnits(record, about, registry, until)
      .filter(({ state }) => isOfState(term, state))
      .map(({ unitId }) => `${record.id} ${unitId}`);
  const counts =
    term.state === undefined
      ? over === 'period' || !standingState(about, registry).isClosed
      : isOfState(term, newestState(about, registry));
  if (!counts) return [];
  if (term.counts === 'records') return [record.id];
  if (term.counts === 'units') return [record.hostUnitId];
  if ('unitsIn' in term.counts)
    return itemsOf(record.values[term.counts.unitsIn]).filter((unit) => typeof unit === 'string');
  return peopleIn(term.counts.people, scope).map((person) =>
    isJsonObject(person) && typeof person.id === 'string' ? personIdOf(person.id) : undefined,
  );
}

function isOfState({ state }: StandingTerm, said: JsonValue): boolean {
  if (state === undefined) return true;
  return 'is' in state ? said === state.is : said !== state.isNot;
}

/** What the newest record about it says of its state; null when nothing was said. */
function newestState(about: readonly SyncedDocument[], registry: Registry): JsonValue {
  const newest = about
    .filter(({ _deleted, reviewState }) => !_deleted && reviewState !== 'void')
    .slice()
    .sort((a, b) => (orderOf(a) < orderOf(b) ? 1 : -1))
    .find(({ type }) => registry.get(type)?.stateField !== undefined);
  const field = registry.get(newest?.type ?? '')?.stateField;
  if (newest === undefined || field === undefined) return null;
  return evaluate({ field }, scopeOf(newest, newest.occurredOn));
}

function orderOf({ occurredOn, createdAt, id }: SyncedDocument): string {
  return `${occurredOn} ${createdAt} ${id}`;
}
