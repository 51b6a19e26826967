// What a measure has counted so far: partial results that combine over disjoint units and periods, in any order.
import { evaluate, isPresent, isTrue, type Expression, type ExpressionScope } from '../forms/expression.ts';
import { fieldsIn } from '../forms/expression-fields.ts';
import { isJsonObject, itemsOf, type JsonValue } from '../records/json-value.ts';
import type { PersonIdOf } from '../people/merged-people.ts';
import type { Measure } from './define-indicator.ts';

/**
 * Either a sum, kept in whole hundredths so that it is the same in every order, with the number of records whose value
 * is not known and whether an estimate is inside; or a set of ids, with the number of entries that name nobody of the
 * registry.
 */
export type Tally =
  | {
      readonly kind: 'sum';
      readonly hundredths: number;
      readonly unknown: number;
      readonly isEstimate: boolean;
    }
  | { readonly kind: 'set'; readonly ids: ReadonlySet<string>; readonly unidentified: number };

/** Adds records one by one; `read` gives what has been counted so far. */
export type Tallying = {
  readonly add: (measure: Measure, scope: ExpressionScope) => void;
  readonly read: () => Tally;
};

/**
 * Sums for events and numbers, a set for people; the measures of one indicator's term are of one kind. Somebody whose
 * documents were merged counts as the one that stands for her.
 */
export function createTallying(kind: Tally['kind'], personIdOf: PersonIdOf): Tallying {
  return kind === 'set' ? createSet(personIdOf) : createSum();
}

/** A term counts people, or sums. */
export function tallyKind(measures: readonly Measure[]): Tally['kind'] {
  return measures.some((measure) => 'people' in measure) ? 'set' : 'sum';
}

/** The tally of the records of both; they must not overlap, except in the people they name. */
export function combineTallies(a: Tally, b: Tally): Tally {
  if (a.kind === 'sum' && b.kind === 'sum')
    return {
      kind: 'sum',
      hundredths: a.hundredths + b.hundredths,
      unknown: a.unknown + b.unknown,
      isEstimate: a.isEstimate || b.isEstimate,
    };
  if (a.kind === 'set' && b.kind === 'set')
    return {
      kind: 'set',
      ids: new Set([...a.ids, ...b.ids]),
      unidentified: a.unidentified + b.unidentified,
    };
  throw new Error('a sum and a set cannot be combined');
}

function createSum(): Tallying {
  let [hundredths, unknown, isEstimate] = [0, 0, false];
  return {
    add: (measure, scope) => {
      if ('people' in measure) throw new Error('people are counted as a set');
      const amount = 'events' in measure ? 1 : amountOf(measure, scope);
      if (amount === null || ('unknownWhere' in measure && isTrue(measure.unknownWhere ?? false, scope)))
        unknown += 1;
      hundredths += Math.round((amount ?? 0) * 100);
      isEstimate ||= 'sum' in measure && isOfRough(measure.sum, scope);
    },
    read: () => ({ kind: 'sum', hundredths, unknown, isEstimate }),
  };
}

/** Few records hold a rough count: only then is it worth asking whether the sum reads it. */
function isOfRough(sum: Expression, { values }: ExpressionScope): boolean {
  return Object.values(values).some(isRough) && fieldsIn(sum).some((id) => isRough(values[id]));
}

function amountOf(measure: Extract<Measure, { sum: unknown }>, scope: ExpressionScope): number | null {
  const value = evaluate(measure.sum, scope);
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** A count whose writer said that it is rough. */
export function isRough(value: JsonValue | undefined): boolean {
  return isJsonObject(value) && value.isEstimate === true;
}

function createSet(personIdOf: PersonIdOf): Tallying {
  const ids = new Set<string>();
  let unidentified = 0;
  return {
    add: (measure, scope) => {
      if (!('people' in measure)) throw new Error('a set counts people only');
      for (const person of peopleIn(measure.people, scope)) {
        if (isJsonObject(person) && typeof person.id === 'string') ids.add(personIdOf(person.id));
        else unidentified += 1;
      }
    },
    read: () => ({ kind: 'set', ids: new Set(ids), unidentified }),
  };
}

/** Who stands in a person field, or in one of a group’s rows: `person`, `volunteers`, `attendees.person`. */
export function peopleIn(path: string, scope: ExpressionScope): readonly JsonValue[] {
  const [field = '', inRow] = path.split('.');
  const held = itemsOf(scope.values[field]).filter(isPresent);
  if (inRow === undefined) return held;
  return held.flatMap((row) => (isJsonObject(row) ? itemsOf(row[inRow]) : []));
}
