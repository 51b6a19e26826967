// What the table does not say but a record needs, or says wrongly: asked in words, all alike together.
import type { EntryProblem } from '../forms/entry-problem.ts';
import type { EntryContent } from '../forms/relevance.ts';
import { isPresent } from '../forms/expression.ts';
import type { Label } from '../forms/field-types.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../records/json-value.ts';
import type { Question } from './import-question.ts';
import type { ImportTarget } from './import-target.ts';
import { proposeMissing, type Proposed, type RowAround } from './propose-missing.ts';
import { cellText } from './workbook-grid.ts';

/** Undefined when nobody can answer it in one field: then the row is out, with the reason in words. */
export function askAboutProblem(
  around: RowAround,
  entry: EntryContent,
  problem: EntryProblem,
): Question | undefined {
  const target = around.targets.find(({ id }) => id === problem.fieldId);
  if (target === undefined) return undefined;
  const column = around.table.columns[around.mapping.columns.indexOf(target.id)];
  const written = column === undefined ? '' : cellText(around.row.cells[column.index]);
  const isMissing = !isPresent(valueAt(entry, problem));
  const asked: Proposed & { readonly words: Label } = isMissing
    ? askedMissing(around, entry, target, problem.rowKey, column !== undefined)
    : { written, likeness: written, words: problem.message };
  const { likeness, ...shown } = asked;
  const doubt = isMissing ? 'missing' : 'refused';
  return {
    ...{ id: `${around.id}|${problem.fieldId}|${problem.rowKey ?? ''}`, rowId: around.id },
    ...{ sheet: around.table.sheet, row: around.row.number, subject: around.subject },
    ...{ column: column?.letter ?? '', header: column?.label ?? '' },
    ...{ targetId: target.id, field: target.field, label: target.label, doubt, ...shown },
    likeKey: `${target.id}|${doubt}|${likeness}`,
    mayBeEmpty: !isMissing,
  };
}

/**
 * A group that must have a row and has none cannot be typed here: what made it needed is asked again, as long as there
 * is such a choice.
 */
export function askWhatNeedsIt(around: RowAround, problem: EntryProblem): Question | undefined {
  const needed = around.definition.fields.find(({ id, kind }) => id === problem.fieldId && kind === 'group');
  const relevant = needed?.relevant;
  if (relevant === undefined || relevant === null || typeof relevant !== 'object' || !('in' in relevant))
    return undefined;
  const [asked] = relevant.in;
  if (asked === null || typeof asked !== 'object' || !('field' in asked)) return undefined;
  const target = around.targets.find(({ id }) => id === asked.field);
  if (target === undefined || target.field.kind !== 'choice') return undefined;
  const instead = target.field.options.filter(({ id }) => !relevant.in[1].includes(id));
  return {
    ...{ id: `${around.id}|${target.id}|again`, rowId: around.id },
    ...{ sheet: around.table.sheet, row: around.row.number, subject: around.subject },
    ...{ column: '', header: '', written: '', targetId: target.id, field: target.field, label: target.label },
    doubt: 'refused',
    words: {
      zh: `${problem.message.zh}；这一行没有，要改“${target.label.zh}”吗？`,
      en: `${problem.message.en}; this row has none. Change “${target.label.en}”?`,
    },
    ...(instead.length === 1 && instead[0] !== undefined ? { proposal: instead[0].id } : {}),
    likeKey: `${target.id}|again`,
    mayBeEmpty: false,
  };
}

function askedMissing(
  around: RowAround,
  entry: EntryContent,
  target: ImportTarget,
  rowKey: string | undefined,
  hasColumn: boolean,
): Proposed & { readonly words: Label } {
  const { zh, en } = target.label;
  const words: Label = hasColumn
    ? { zh: `“${zh}”没有填`, en: `“${en}” is empty` }
    : { zh: `表里没有“${zh}”，请填`, en: `The table does not say “${en}”` };
  const looks = likeness(around, entry);
  return { words, ...(proposeMissing(around, entry, target, rowKey) ?? { written: looks, likeness: looks }) };
}

function valueAt(entry: EntryContent, { fieldId, rowKey }: EntryProblem): JsonValue {
  if (fieldId === 'occurredOn') return entry.occurredOn === '' ? null : entry.occurredOn;
  const [first = '', inner] = fieldId.split('.');
  const value = entry.values[first] ?? null;
  if (inner === undefined) return value;
  const row = rowsIn(value).find(({ key }) => key === rowKey);
  return row?.[inner] ?? null;
}

/** Rows look alike when their first words are the same; of people each is another. */
function likeness({ placed, subject }: RowAround, entry: EntryContent): string {
  const text = placed.find(({ target, value }) => target.field.kind === 'text' && typeof value === 'string');
  if (text === undefined) return '';
  const isPerson = text.target.field.sensitivity !== undefined && text.target.field.sensitivity > 0;
  return isPerson || typeof entry.values[text.target.id] !== 'string' ? '' : subject;
}

function rowsIn(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter((row: JsonValue) => isJsonObject(row)) : [];
}
