// The cells of a ledger that are drawn from one record, a row of it, or a person.
import type { LedgerColumn, RecordDefinition } from '../forms/define-record-type.ts';
import { fieldText, valueText, type DescribeOptions } from '../forms/describe-record.ts';
import { evaluate, type Expression } from '../forms/expression.ts';
import { fieldsIn } from '../forms/expression-fields.ts';
import type { Field, LeafField } from '../forms/field-types.ts';
import { isLocalDate } from '../forms/local-date.ts';
import { scopeOf, type EntryContent } from '../forms/relevance.ts';
import { isRough } from '../indicators/tally.ts';
import { isJsonObject, itemsOf, type JsonObject, type JsonValue } from '../records/json-value.ts';
import { masked } from '../people/mask-values.ts';
import { asNumber, numberIn, type LedgerCell } from './ledger-cell.ts';

/** A record or a person, upgraded and masked, with the definition that reads it. */
export type LedgerSubject = { readonly definition: RecordDefinition; readonly entry: EntryContent };

/**
 * `row`: the one that is the line. `person`: whom the record or the row names, where the registry knows her. `about`: what
 * it continues. `following`: the records that continue it, oldest first. `author`: who wrote it, in words.
 */
export type LedgerSubjects = LedgerSubject & {
  readonly row?: { readonly fields: readonly LeafField[]; readonly values: JsonObject };
  readonly person?: LedgerSubject;
  readonly about?: LedgerSubject;
  readonly following?: readonly LedgerSubject[];
  readonly author?: string;
};

/** The definition's own columns over one entry, personal numbers masked. */
export function ledgerRow(
  definition: RecordDefinition,
  entry: EntryContent,
  options: DescribeOptions,
): readonly LedgerCell[] {
  const subject = { definition, entry: masked(definition, entry) };
  return definition.ledgerColumns.map(({ value }) => ownCell(value, subject, options));
}

/** A field as people write it, or an expression over the record. */
export function ownCell(
  value: LedgerColumn['value'],
  subject: LedgerSubject,
  options: DescribeOptions,
): LedgerCell {
  return 'field' in value
    ? fieldCell(subject, value.field, options)
    : expressionCell(value.expression, subject.entry);
}

function expressionCell(expression: Expression, entry: EntryContent): LedgerCell {
  const value = evaluate(expression, scopeOf(entry, entry.occurredOn));
  if (typeof value === 'string') return value;
  if (typeof value !== 'number') return '';
  // Few records hold anything rough: only of those the fields that the expression reads are looked up.
  const isNear = Object.values(entry.values).some(isRough);
  return asNumber(value, isNear && fieldsIn(expression).some((id) => isRough(entry.values[id])));
}

function fieldCell(
  { definition, entry }: LedgerSubject,
  fieldId: string,
  options: DescribeOptions,
): LedgerCell {
  if (fieldId === 'occurredOn') return { day: entry.occurredOn };
  const field = definition.fields.find((candidate) => candidate.id === fieldId);
  const value = entry.values[fieldId];
  return dayIn(field, value) ?? valueText(definition, fieldId, entry, options);
}

function dayIn(field: Field | undefined, value: JsonValue | undefined): LedgerCell | undefined {
  const isDay = field?.kind === 'date' && typeof value === 'string' && isLocalDate(value);
  return isDay ? { day: value } : undefined;
}

/** What the id says of the row, the record or the person, in words. */
export function namedCell(subjects: LedgerSubjects, id: string, options: DescribeOptions): LedgerCell {
  const { definition, person, row } = subjects;
  const inRow = row?.fields.find((field) => field.id === id);
  if (row !== undefined && inRow !== undefined)
    return dayIn(inRow, row.values[id]) ?? fieldText(inRow, row.values[id] ?? null, options);
  const own = definition.ledgerColumns.find((column) => column.id === id)?.value;
  if (own !== undefined) return ownCell(own, subjects, options);
  if (id.includes('.')) return rowsCell(subjects, id, options);
  if (definition.fields.some((field) => field.id === id)) return fieldCell(subjects, id, options);
  return person === undefined ? '' : namedCell(person, id, options);
}

/** Each different thing that a field says in the rows of a group. */
function rowsCell({ definition, entry }: LedgerSubject, path: string, options: DescribeOptions): string {
  const [groupId = '', fieldId = ''] = path.split('.');
  const group = definition.fields.find(({ id }) => id === groupId);
  const field = group?.kind === 'group' ? group.fields.find(({ id }) => id === fieldId) : undefined;
  if (field === undefined) return '';
  const texts = itemsOf(entry.values[groupId]).map((row) =>
    isJsonObject(row) ? fieldText(field, row[fieldId] ?? null, options) : '',
  );
  const different = [...new Set(texts.filter((text) => text !== ''))];
  return different.join(options.locale === 'zh' ? '、' : ', ');
}

/** As a number, so that it can be added up; money in yuan. */
export function amountCell({ definition, entry, row }: LedgerSubjects, id: string): LedgerCell {
  if (row !== undefined && row.fields.some((field) => field.id === id))
    return amountOf(row.fields, id, { ...entry, values: row.values });
  const own = definition.ledgerColumns.find((column) => column.id === id)?.value;
  if (own === undefined || 'field' in own) return amountOf(definition.fields, own?.field ?? id, entry);
  const cell = expressionCell(own.expression, entry);
  return numberIn(cell) === undefined ? '' : cell;
}

function amountOf(fields: readonly Field[], id: string, entry: EntryContent): LedgerCell {
  const cell = expressionCell({ field: id }, entry);
  const value = numberIn(cell);
  if (value === undefined) return '';
  const isMoney = fields.some((field) => field.id === id && field.kind === 'money');
  return isMoney ? value / 100 : cell;
}
