// What no stored value may hold, found without recursion and before any SQL sees it.
import type { ErrorCode } from '../../shared/errors/error-codes.ts';

/** A fault and the path to it from the root of the value. */
export type ValueFault = { readonly code: ErrorCode; readonly path: readonly string[] };
export type ValueLimits = { readonly depth: number; readonly keys: number };

type Visit = { readonly value: unknown; readonly depth: number; readonly path: readonly string[] };

/** The first fault of a parsed JSON value: nesting, NUL, lone surrogates, numbers that JSON cannot carry, odd keys. */
export function findValueFault(root: unknown, limits: ValueLimits): ValueFault | null {
  const stack: Visit[] = [{ value: root, depth: 0, path: [] }];
  for (let visit = stack.pop(); visit !== undefined; visit = stack.pop()) {
    const { value, path } = visit;
    if (typeof value === 'string' && isUnsafeText(value)) return { code: 'unsafeText', path };
    if (typeof value === 'number' && isUnsafeNumber(value)) return { code: 'invalidValue', path };
    if (typeof value !== 'object' || value === null) continue;
    if (visit.depth >= limits.depth) return { code: 'tooDeep', path: path.slice(0, 2) };
    const fault = Array.isArray(value)
      ? pushList(stack, visit, value)
      : pushObject(stack, visit, value, limits);
    if (fault !== null) return fault;
  }
  return null;
}

/** NUL and lone surrogates: PostgreSQL refuses the one, UTF-8 has no room for the other. */
export function isUnsafeText(text: string): boolean {
  return text.includes('\u0000') || /\p{Surrogate}/u.test(text);
}

/** Infinity (from 1e400) and integers that lost their last digits on the way in. */
function isUnsafeNumber(value: number): boolean {
  return !Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value));
}

function pushList(stack: Visit[], visit: Visit, list: readonly unknown[]): null {
  for (const [index, value] of list.entries()) {
    if (isLeafWithoutFault(value)) continue;
    stack.push({ value, depth: visit.depth + 1, path: [...visit.path, String(index)] });
  }
  return null;
}

function pushObject(stack: Visit[], visit: Visit, object: object, limits: ValueLimits): ValueFault | null {
  const entries = Object.entries(object);
  if (entries.length > limits.keys) return { code: 'malformedDocument', path: visit.path };
  for (const [key, value] of entries) {
    if (key === '__proto__' || isUnsafeText(key))
      return { code: key === '__proto__' ? 'malformedDocument' : 'unsafeText', path: visit.path };
    if (isLeafWithoutFault(value)) continue;
    stack.push({ value, depth: visit.depth + 1, path: visit.depth < 3 ? [...visit.path, key] : visit.path });
  }
  return null;
}

function isLeafWithoutFault(value: unknown): boolean {
  if (typeof value === 'string') return !isUnsafeText(value);
  if (typeof value === 'number') return !isUnsafeNumber(value);
  return typeof value === 'boolean' || value === null;
}
