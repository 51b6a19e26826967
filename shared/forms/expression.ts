// The closed language of rules in a definition: small JSON expressions, never functions, so that a definition can travel.
import { isJsonObject, type JsonObject, type JsonValue } from '../records/json-value.ts';
import { isLocalDate } from './local-date.ts';

/**
 * An expression. A bare value stands for itself. `field` reads a value of the record (or, inside a repeated group, of
 * the row first); an absent value reads as null; `part` reads inside of it (the `id` of a person). `sumOf` adds up a field over the rows of a group, `countOf` counts the
 * rows for which something holds. `containsAny`: a text holds one of these words. Logic has three values: a comparison or arithmetic with null is null (unknown), and so is what depends on it; a rule is broken only
 * when it is false, a field is relevant or required only when it is true.
 * Example: `{ lte: [{ field: 'partyMembers' }, { field: 'attended' }] }`.
 */
export type Expression =
  | null
  | boolean
  | number
  | string
  | { readonly field: string; readonly part?: string }
  | { readonly today: true }
  | { readonly eq: readonly [Expression, Expression] }
  | { readonly ne: readonly [Expression, Expression] }
  | { readonly lt: readonly [Expression, Expression] }
  | { readonly lte: readonly [Expression, Expression] }
  | { readonly gt: readonly [Expression, Expression] }
  | { readonly gte: readonly [Expression, Expression] }
  | { readonly and: readonly Expression[] }
  | { readonly or: readonly Expression[] }
  | { readonly not: Expression }
  | { readonly in: readonly [Expression, readonly (string | number)[]] }
  | { readonly includes: readonly [Expression, string] }
  | { readonly containsAny: readonly [Expression, readonly string[]] }
  | { readonly present: Expression }
  | { readonly add: readonly Expression[] }
  | { readonly sub: readonly [Expression, Expression] }
  | { readonly mul: readonly Expression[] }
  | { readonly div: readonly [Expression, Expression] }
  | { readonly sumOf: { readonly group: string; readonly field: string } }
  | { readonly countOf: { readonly group: string; readonly where: Expression } }
  | { readonly count: Expression }
  | { readonly daysBetween: readonly [Expression, Expression] }
  | { readonly yearsBetween: readonly [Expression, Expression] }
  | { readonly if: readonly [Expression, Expression, Expression] };

/** What an expression may read: the record's values, the row of a group if inside one, and the caller's date. */
export type ExpressionScope = {
  readonly values: JsonObject;
  readonly row?: JsonObject;
  readonly today: string;
};

/** The value of an expression; pure and total: nonsense gives null, never an exception. */
export function evaluate(expression: Expression, scope: ExpressionScope): JsonValue {
  if (expression === null || typeof expression !== 'object') return expression;
  if ('field' in expression) return readField(expression, scope);
  if ('today' in expression) return scope.today;
  if ('sumOf' in expression) return sumOf(expression.sumOf.group, expression.sumOf.field, scope);
  if ('countOf' in expression) return countOf(expression.countOf.group, expression.countOf.where, scope);
  if ('if' in expression) {
    return evaluate(isTrue(expression.if[0], scope) ? expression.if[1] : expression.if[2], scope);
  }
  return (
    evaluateLogic(expression, scope) ??
    evaluateComparison(expression, scope) ??
    evaluateArithmetic(expression, scope)
  );
}

/** True only when the expression evaluates to `true`. */
export function isTrue(expression: Expression, scope: ExpressionScope): boolean {
  return evaluate(expression, scope) === true;
}

/** True unless the rule is plainly false: what cannot be judged yet is not broken. */
export function isHeld(rule: Expression, scope: ExpressionScope): boolean {
  return evaluate(rule, scope) !== false;
}

/** False for null, empty text, empty list and whitespace: what a person would call "not filled in". */
export function isPresent(value: JsonValue | undefined): boolean {
  if (value === null || value === undefined) return false;
  if (typeof value === 'string') return value.trim() !== '';
  return Array.isArray(value) ? value.length > 0 : true;
}

function readField(
  { field, part }: { readonly field: string; readonly part?: string },
  scope: ExpressionScope,
): JsonValue {
  const value = scope.row?.[field] ?? scope.values[field] ?? null;
  if (part !== undefined) return isJsonObject(value) ? (value[part] ?? null) : null;
  return value !== null && typeof value === 'object' && 'count' in value ? (value.count ?? null) : value;
}

function evaluateLogic(
  expression: Exclude<Expression, null>,
  scope: ExpressionScope,
): boolean | null | undefined {
  if (typeof expression !== 'object') return undefined;
  if ('and' in expression) return allOf(expression.and.map((part) => evaluate(part, scope)));
  if ('or' in expression) return negated(allOf(expression.or.map((part) => negated(evaluate(part, scope)))));
  if ('not' in expression) return negated(evaluate(expression.not, scope));
  if ('present' in expression) return isPresent(evaluate(expression.present, scope));
  if ('in' in expression) {
    const value = evaluate(expression.in[0], scope);
    return (typeof value === 'string' || typeof value === 'number') && expression.in[1].includes(value);
  }
  if ('includes' in expression) {
    const list = evaluate(expression.includes[0], scope);
    return Array.isArray(list) && list.includes(expression.includes[1]);
  }
  if ('containsAny' in expression) {
    const text = evaluate(expression.containsAny[0], scope);
    return typeof text === 'string' && expression.containsAny[1].some((word) => text.includes(word));
  }
  return undefined;
}

/** False when one is false, else unknown when one is unknown, else true. */
function allOf(parts: readonly JsonValue[]): boolean | null {
  if (parts.includes(false)) return false;
  return parts.every((part) => part === true) ? true : null;
}

function negated(value: JsonValue): boolean | null {
  return typeof value === 'boolean' ? !value : null;
}

function evaluateComparison(
  expression: Exclude<Expression, null>,
  scope: ExpressionScope,
): boolean | null | undefined {
  if (typeof expression !== 'object') return undefined;
  if ('eq' in expression) return evaluate(expression.eq[0], scope) === evaluate(expression.eq[1], scope);
  if ('ne' in expression) return evaluate(expression.ne[0], scope) !== evaluate(expression.ne[1], scope);
  if ('lt' in expression) return compare(expression.lt, scope, (order) => order < 0);
  if ('lte' in expression) return compare(expression.lte, scope, (order) => order <= 0);
  if ('gt' in expression) return compare(expression.gt, scope, (order) => order > 0);
  if ('gte' in expression) return compare(expression.gte, scope, (order) => order >= 0);
  return undefined;
}

function compare(
  pair: readonly [Expression, Expression],
  scope: ExpressionScope,
  test: (order: number) => boolean,
): boolean | null {
  const [a, b] = [evaluate(pair[0], scope), evaluate(pair[1], scope)];
  if (typeof a === 'number' && typeof b === 'number') return test(a - b);
  if (typeof a === 'string' && typeof b === 'string') return test(a < b ? -1 : a > b ? 1 : 0);
  return null;
}

function evaluateArithmetic(expression: Exclude<Expression, null>, scope: ExpressionScope): number | null {
  if (typeof expression !== 'object') return null;
  if ('add' in expression) return fold(expression.add, scope, 0, (a, b) => a + b);
  if ('mul' in expression) return fold(expression.mul, scope, 1, (a, b) => a * b);
  if ('sub' in expression)
    return fold(expression.sub.slice(1), scope, asNumber(expression.sub[0], scope), (a, b) => a - b);
  if ('div' in expression)
    return divide(asNumber(expression.div[0], scope), asNumber(expression.div[1], scope));
  if ('count' in expression) {
    const list = evaluate(expression.count, scope);
    return Array.isArray(list) ? list.length : 0;
  }
  if ('daysBetween' in expression) return daysBetween(...pairOf(expression.daysBetween, scope));
  if ('yearsBetween' in expression) return yearsBetween(...pairOf(expression.yearsBetween, scope));
  return null;
}

function fold(
  parts: readonly Expression[],
  scope: ExpressionScope,
  start: number | null,
  step: (a: number, b: number) => number,
): number | null {
  return parts.reduce<number | null>((total, part) => {
    const value = asNumber(part, scope);
    return total === null || value === null ? null : step(total, value);
  }, start);
}

function asNumber(expression: Expression, scope: ExpressionScope): number | null {
  const value = evaluate(expression, scope);
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function divide(a: number | null, b: number | null): number | null {
  return a === null || b === null || b === 0 ? null : a / b;
}

function sumOf(group: string, field: string, scope: ExpressionScope): number {
  return rowsOf(group, scope).reduce(
    (total, row) => total + (asNumber({ field }, { ...scope, row }) ?? 0),
    0,
  );
}

function countOf(group: string, where: Expression, scope: ExpressionScope): number {
  return rowsOf(group, scope).filter((row) => isTrue(where, { ...scope, row })).length;
}

function rowsOf(group: string, scope: ExpressionScope): readonly JsonObject[] {
  const rows = scope.values[group];
  return Array.isArray(rows) ? rows.filter((row) => isJsonObject(row)) : [];
}

function pairOf(pair: readonly [Expression, Expression], scope: ExpressionScope): [JsonValue, JsonValue] {
  return [evaluate(pair[0], scope), evaluate(pair[1], scope)];
}

/** Whole days from `from` to `to` (local dates); null when either is not a date. */
function daysBetween(from: JsonValue, to: JsonValue): number | null {
  if (typeof from !== 'string' || typeof to !== 'string') return null;
  const days = (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
  return Number.isFinite(days) ? Math.round(days) : null;
}

/** Full years from one local date to another, by birthdays: an age. Null when either is not a date. */
function yearsBetween(from: JsonValue, to: JsonValue): number | null {
  if (typeof from !== 'string' || typeof to !== 'string') return null;
  if (!isLocalDate(from) || !isLocalDate(to)) return null;
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) < from.slice(5) ? years - 1 : years;
}
