// Which fields of the record an expression reads.
import type { Expression } from './expression.ts';

/** Ids of the fields read; of `sumOf` and `countOf` the group's. */
export function fieldsIn(expression: Expression): readonly string[] {
  if (expression === null || typeof expression !== 'object') return [];
  if ('field' in expression) return [expression.field];
  if ('sumOf' in expression) return [expression.sumOf.group];
  if ('countOf' in expression) return [expression.countOf.group];
  const parts: readonly unknown[] = Object.values(expression).flat(1);
  return [...new Set(parts.flatMap((part) => (isExpression(part) ? fieldsIn(part) : [])))];
}

/** Parts of an operator are expressions; the list of an `in` holds plain values, which name no field. */
function isExpression(part: unknown): part is Expression {
  return typeof part === 'object' && part !== null && !Array.isArray(part);
}
