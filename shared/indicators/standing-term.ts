// One term of a rate on a day: which ids, or which amount, its records come to.
import { countedOn } from '../review/period-lock.ts';
import { evaluate, isTrue, type ExpressionScope } from '../forms/expression.ts';
import { scopeOf } from '../forms/relevance.ts';
import type { OrgTree } from '../org/org-unit.ts';
import type { ReportingPeriod } from '../org/reporting-period.ts';
import { eachForItself, type PersonIdOf } from '../people/merged-people.ts';
import { isJsonObject, itemsOf, type JsonValue } from '../records/json-value.ts';
import type { DocumentId, SyncedDocument, UnitId } from '../records/record.ts';
import { standingState } from '../records/standing-state.ts';
import type { Registry } from '../record-types/define-registry.ts';
import { taskUnits } from '../tasks/task-units.ts';
import type { StandingTerm } from './define-standing-rate.ts';
import { peopleIn } from './tally.ts';

/** What a term is read with: its records and days, and what other records say about them. */
export type TermContext = {
  readonly period: ReportingPeriod;
  readonly over: 'day' | 'period';
  /** Of the unit with all below it. */
  readonly ofType: (type: string) => readonly SyncedDocument[];
  readonly about: (id: DocumentId) => readonly SyncedDocument[];
  readonly registry: Registry;
  readonly tree: OrgTree;
  readonly personIdOf?: PersonIdOf;
};

/** What its records name, each once; `amount` of a term that adds up. `unknown`: people or amounts that nobody knows. */
export type TermCount = {
  readonly ids: ReadonlySet<string>;
  readonly amount: number;
  readonly unknown: number;
  readonly records: readonly DocumentId[];
};

/** Pure; the order of the records does not matter. */
export function countTerm(term: StandingTerm, context: TermContext): TermCount {
  const ids = new Set<string>();
  const [records, options] = [new Set<DocumentId>(), new Map<string, Set<JsonValue>>()];
  let [hundredths, unknown] = [0, 0];
  for (const { record, scope } of taken(term, context)) {
    if (typeof term.counts === 'object' && 'sum' in term.counts) {
      const amount = evaluate(term.counts.sum, scope);
      if (typeof amount === 'number' && Number.isFinite(amount)) hundredths += Math.round(amount * 100);
      else unknown += 1;
      records.add(record.id);
      continue;
    }
    for (const id of idsOf(term, record, scope, context, options)) {
      records.add(record.id);
      if (id === undefined) unknown += 1;
      else ids.add(id);
    }
  }
  return { ids: complete(term, ids, options), amount: hundredths / 100, unknown, records: [...records] };
}

type Taken = { readonly record: SyncedDocument; readonly scope: ExpressionScope };

/** The records of the term that take part. */
function taken(term: StandingTerm, context: TermContext): readonly Taken[] {
  const all = context
    .ofType(term.type)
    .map((record): Taken => ({ record, scope: scopeOf(record, context.period.until) }))
    .filter(({ record, scope }) => takesPart(term, record, scope, context));
  if (term.isNewestOfUnit !== true) return all;
  const newest = new Map<UnitId, Taken>();
  for (const each of all) {
    const other = newest.get(each.record.hostUnitId);
    if (other === undefined || orderOf(other.record) < orderOf(each.record))
      newest.set(each.record.hostUnitId, each);
  }
  // As with the base of a rate: what a unit handed over for all of it stands for what those below did, never both.
  return [...newest].flatMap(([unitId, each]) => {
    const [, ...above] = context.tree.withAncestors(unitId);
    return above.some((unit) => newest.has(unit)) ? [] : each;
  });
}

function takesPart(
  { where, followed, over, state, counts }: StandingTerm,
  record: SyncedDocument,
  scope: ExpressionScope,
  context: TermContext,
): boolean {
  const { from, until } = context.period;
  const span = over ?? context.over;
  const day = countedOn(record);
  if (day > until || (span === 'period' && day < from)) return false;
  if (where !== undefined && !isTrue(where, scope)) return false;
  if (followed !== undefined && !isFollowed(followed, record, context)) return false;
  if (counts === 'assignments') return true;
  const about = context.about(record.id);
  if (state !== undefined) return isOfState(state, newestState(about, context.registry));
  return span === 'period' || !standingState(about, context.registry).isClosed;
}

function isFollowed(
  { over, where }: NonNullable<StandingTerm['followed']>,
  { id }: SyncedDocument,
  { about, period }: TermContext,
): boolean {
  return about(id).some(
    (each) =>
      (over === 'day' || countedOn(each) >= period.from) &&
      (where === undefined || isTrue(where, scopeOf(each, each.occurredOn))),
  );
}

/** What a record stands for under a term: ids, undefined for somebody who is not in the registry. */
function idsOf(
  { counts, state, isOverdue }: StandingTerm,
  record: SyncedDocument,
  scope: ExpressionScope,
  { registry, personIdOf = eachForItself, about, period }: TermContext,
  options: Map<string, Set<JsonValue>>,
): readonly (string | undefined)[] {
  if (counts === 'assignments')
    // As the page of the task says it.
    return taskUnits(record, about(record.id), registry, period.until)
      .filter((each) => state === undefined || isOfState(state, each.state))
      .filter((each) => isOverdue !== true || each.isOverdue)
      .map(({ unitId }) => `${record.id} ${unitId}`);
  if (counts === 'records') return [record.id];
  if (counts === 'units') return [record.hostUnitId];
  if ('sum' in counts) return [];
  if ('unitsIn' in counts)
    return itemsOf(record.values[counts.unitsIn]).filter((unit) => typeof unit === 'string');
  if ('unitsWithAll' in counts) {
    const held = options.get(record.hostUnitId) ?? new Set();
    options.set(record.hostUnitId, held.add(record.values[counts.unitsWithAll] ?? null));
    return [record.hostUnitId];
  }
  return peopleIn(counts.people, scope).map((person) =>
    isJsonObject(person) && typeof person.id === 'string' ? personIdOf(person.id) : undefined,
  );
}

/** Units of which every option was seen; of other terms, all ids. */
function complete(
  { counts }: StandingTerm,
  ids: ReadonlySet<string>,
  options: ReadonlyMap<string, ReadonlySet<JsonValue>>,
): TermCount['ids'] {
  if (typeof counts !== 'object' || !('unitsWithAll' in counts)) return ids;
  return new Set(
    [...ids].filter((unit) => counts.options.every((option) => options.get(unit)?.has(option) === true)),
  );
}

function isOfState(state: NonNullable<StandingTerm['state']>, said: JsonValue): boolean {
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
