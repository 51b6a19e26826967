// Short forms for what every definition says again: labels, options, the day, photos, columns, levels.
import type { Level } from '../org/org-unit.ts';
import type { LedgerColumn } from './define-record-type.ts';
import type {
  BlobField,
  Choice,
  Constraint,
  DateField,
  Label,
  NumberField,
  TextField,
} from './field-types.ts';

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

/** The day of the record itself. */
export function dayField(label: Label): DateField {
  return { id: 'occurredOn', kind: 'date', required: true, label };
}

/** The year that a yearly record speaks of. */
export const yearField = {
  id: 'year',
  kind: 'integer',
  min: 2000,
  max: 2100,
  required: true,
  initial: { from: 'last' },
  label: { zh: '年度', en: 'Year' },
} as const satisfies NumberField;

export const photosField = {
  id: 'photos',
  kind: 'photos',
  folded: true,
  label: { zh: '照片', en: 'Photos' },
} as const satisfies BlobField;

export const noteField = {
  id: 'note',
  kind: 'longText',
  folded: true,
  maxLength: 500,
  label: { zh: '备注', en: 'Note' },
} as const satisfies TextField;

/** A column that shows a field as people write it. */
export function column(field: string, label: Label): LedgerColumn {
  return { id: field, label, value: { field } };
}

/** A column of numbers that is added up. */
export function sumColumn(field: string, label: Label): LedgerColumn {
  return { id: field, label, value: { expression: { field } }, total: true };
}

/** Refuses a day of this field that lies before the day of that one. */
export function notBefore(field: string, earlier: string, zh: string, en: string): Constraint {
  return { rule: { gte: [{ field }, { field: earlier }] }, severity: 'block', message: { zh, en } };
}
