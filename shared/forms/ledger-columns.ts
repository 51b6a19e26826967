// Columns of ledgers in one line each.
import type { LedgerColumn } from './define-record-type.ts';
import type { Label } from './field-types.ts';

/** A field as people write it. */
export function column(field: string, label: Label): LedgerColumn {
  return { id: field, label, value: { field } };
}

/** A number with its sum at the foot. */
export function sumColumn(field: string, label: Label): LedgerColumn {
  return { id: field, label, value: { expression: { field } }, total: true };
}

/** The day of the work. */
export function dayColumn(label: Label = { zh: '日期', en: 'Date' }): LedgerColumn {
  return column('occurredOn', label);
}
