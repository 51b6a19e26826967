// Short forms of a definition: labels, options, levels, a day that may not lie before another.
import type { Level } from '../org/org-unit.ts';
import type { Choice, Constraint, Label } from './field-types.ts';

/** Levels whose accounts record: all of them, those with an office, and the two above the townships. */
export const everyLevel = ['village', 'township', 'county', 'city'] as const satisfies readonly Level[];
export const offices = ['township', 'county', 'city'] as const satisfies readonly Level[];
export const countyAndCity = ['county', 'city'] as const satisfies readonly Level[];

export function words(zh: string, en: string): Label {
  return { zh, en };
}

/** Options from rows of id, Chinese and English. */
export function optionsOf(
  ...rows: readonly (readonly [id: string, zh: string, en: string])[]
): readonly Choice[] {
  return rows.map(([id, zh, en]) => ({ id, label: { zh, en } }));
}

/** Warns when parts that are all filled in do not add up to their total; while one is missing nothing is said. */
export function addsUpTo(parts: readonly string[], total: string, zh: string, en: string): Constraint {
  const pair = [{ add: parts.map((field) => ({ field })) }, { field: total }] as const;
  return { rule: { and: [{ lte: pair }, { gte: pair }] }, severity: 'warn', message: { zh, en } };
}

/** Refuses a day of this field that lies before the day of that one. */
export function notBefore(field: string, earlier: string, zh: string, en: string): Constraint {
  return { rule: { gte: [{ field }, { field: earlier }] }, severity: 'block', message: { zh, en } };
}
