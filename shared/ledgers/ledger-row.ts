// One line of a ledger: the definition's columns over one record, personal numbers masked.
import { valueText, type DescribeOptions } from '../forms/describe-record.ts';
import type { LedgerColumn, RecordDefinition } from '../forms/define-record-type.ts';
import { evaluate } from '../forms/expression.ts';
import { isLocalDate } from '../forms/local-date.ts';
import { scopeOf, type EntryContent } from '../forms/relevance.ts';
import { maskIdentityNumber, maskPhone } from '../people/identity-number.ts';
import type { LocalDate } from '../records/record.ts';

/** Text for words, a number where a column can be added up, a day as a day, '' where nothing is known. */
export type LedgerCell = string | number | { readonly day: LocalDate };

/** The cells of one record in the order of the definition's columns. */
export function ledgerRow(
  definition: RecordDefinition,
  entry: EntryContent,
  options: DescribeOptions,
): readonly LedgerCell[] {
  return definition.ledgerColumns.map((column) => ledgerCell(definition, column, entry, options));
}

function ledgerCell(
  definition: RecordDefinition,
  column: LedgerColumn,
  entry: EntryContent,
  options: DescribeOptions,
): LedgerCell {
  if ('expression' in column.value) {
    const value = evaluate(column.value.expression, scopeOf(entry, entry.occurredOn));
    return typeof value === 'number' || typeof value === 'string' ? value : '';
  }
  const fieldId = column.value.field;
  if (fieldId === 'occurredOn') return { day: entry.occurredOn };
  const field = definition.fields.find((candidate) => candidate.id === fieldId);
  const value = entry.values[fieldId];
  if (field?.kind === 'identityNumber' && typeof value === 'string') return maskIdentityNumber(value);
  if (field?.kind === 'phone' && typeof value === 'string') return maskPhone(value);
  if (field?.kind === 'date' && typeof value === 'string' && isLocalDate(value)) return { day: value };
  return valueText(definition, fieldId, entry, options);
}
