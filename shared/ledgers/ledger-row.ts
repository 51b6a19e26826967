// The cells of a ledger: columns over one record or person.
import type { RecordDefinition } from '../forms/define-record-type.ts';
import { valueText, type DescribeOptions } from '../forms/describe-record.ts';
import { evaluate } from '../forms/expression.ts';
import { isLocalDate } from '../forms/local-date.ts';
import { scopeOf, type EntryContent } from '../forms/relevance.ts';
import { isJsonObject } from '../records/json-value.ts';
import type { LocalDate, SyncedDocument } from '../records/record.ts';
import { masked } from '../people/mask-values.ts';
import type { DrawnCell } from './define-ledger.ts';

/** Text for words, a number where a column can be added up, a day as a day, '' where nothing is known. */
export type LedgerCell = string | number | { readonly day: LocalDate };

/** A record or a person, upgraded and masked, with the definition that reads it. */
export type LedgerSubject = { readonly definition: RecordDefinition; readonly entry: EntryContent };

/** `person`: whom the record names, where the registry knows her. `following`: the records that continue it. */
export type LedgerSubjects = LedgerSubject & {
  readonly person?: LedgerSubject;
  readonly following?: readonly LedgerSubject[];
};

/** The definition's own columns over one entry, personal numbers masked. */
export function ledgerRow(
  definition: RecordDefinition,
  entry: EntryContent,
  options: DescribeOptions,
): readonly LedgerCell[] {
  const subject = { definition, entry: masked(definition, entry) };
  return definition.ledgerColumns.map(({ value, total }) =>
    drawnCell(value, subject, total === true, options),
  );
}

export function drawnCell(
  plan: DrawnCell,
  subjects: LedgerSubjects,
  isTotal: boolean,
  options: DescribeOptions,
): LedgerCell {
  if ('expression' in plan) return expressionCell(plan.expression, subjects.entry);
  if ('field' in plan) return fieldCell(subjects, plan.field, options);
  if ('following' in plan) return sumOver(subjects.following ?? [], plan.following);
  for (const id of plan.firstOf) {
    const cell = isTotal ? amountCell(subjects, id) : namedCell(subjects, id, options);
    if (cell !== '') return cell;
  }
  return '';
}

/** The ids of the people whom a record names in its own fields. */
export function peopleNamed({ fields }: RecordDefinition, record: SyncedDocument): readonly string[] {
  return fields.flatMap(({ kind, id }) => {
    const value = kind === 'person' ? record.values[id] : undefined;
    return isJsonObject(value) && typeof value.id === 'string' ? [value.id] : [];
  });
}

function expressionCell(expression: Parameters<typeof evaluate>[0], entry: EntryContent): LedgerCell {
  const value = evaluate(expression, scopeOf(entry, entry.occurredOn));
  return typeof value === 'number' || typeof value === 'string' ? value : '';
}

function fieldCell(
  { definition, entry }: LedgerSubject,
  fieldId: string,
  options: DescribeOptions,
): LedgerCell {
  if (fieldId === 'occurredOn') return { day: entry.occurredOn };
  const field = definition.fields.find((candidate) => candidate.id === fieldId);
  const value = entry.values[fieldId];
  if (field?.kind === 'date' && typeof value === 'string' && isLocalDate(value)) return { day: value };
  return valueText(definition, fieldId, entry, options);
}

function namedCell(subjects: LedgerSubjects, id: string, options: DescribeOptions): LedgerCell {
  const { definition, entry, person } = subjects;
  const own = definition.ledgerColumns.find((column) => column.id === id)?.value;
  if (own !== undefined)
    return 'field' in own ? fieldCell(subjects, own.field, options) : expressionCell(own.expression, entry);
  if (definition.fields.some((field) => field.id === id)) return fieldCell(subjects, id, options);
  return person === undefined ? '' : namedCell(person, id, options);
}

/** As a number, so that it can be added up; money in yuan. */
function amountCell({ definition, entry }: LedgerSubject, id: string): number | '' {
  const own = definition.ledgerColumns.find((column) => column.id === id)?.value;
  if (own !== undefined && 'expression' in own) return numberOf(expressionCell(own.expression, entry));
  const fieldId = own?.field ?? id;
  const value = numberOf(expressionCell({ field: fieldId }, entry));
  const isMoney = definition.fields.some((field) => field.id === fieldId && field.kind === 'money');
  return isMoney && value !== '' ? value / 100 : value;
}

/** '' where none of them tells. */
function sumOver(subjects: readonly LedgerSubject[], id: string): LedgerCell {
  const told = subjects.map((subject) => amountCell(subject, id)).filter((cell) => cell !== '');
  return told.length === 0 ? '' : told.reduce((sum, amount) => sum + amount, 0);
}

function numberOf(cell: LedgerCell): number | '' {
  return typeof cell === 'number' ? cell : '';
}
