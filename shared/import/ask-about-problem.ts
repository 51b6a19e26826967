// What the table does not say but a record needs, or says wrongly: asked in words, all alike together.
import type { EntryProblem } from '../forms/entry-problem.ts';
import type { EntryContent } from '../forms/relevance.ts';
import { isPresent } from '../forms/expression.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../records/json-value.ts';
import type { Label, LeafField } from '../forms/field-types.ts';
import type { TableRow } from './find-table.ts';
import type { Question } from './import-question.ts';
import type { Placed } from './place-values.ts';
import { matchOption } from './read-named-cell.ts';
import { subjectOf } from './read-cells.ts';
import type { ReadPlan } from './read-plan.ts';
import { cellText } from './workbook-grid.ts';

type Around = ReadPlan & {
  readonly id: string;
  readonly row: TableRow;
  readonly placed: readonly Placed[];
};

/** Undefined when nobody can answer it in one field: then the row is out, with the reason in words. */
export function askAboutProblem(
  around: Around,
  entry: EntryContent,
  problem: EntryProblem,
): Question | undefined {
  const target = around.targets.find(({ id }) => id === problem.fieldId);
  if (target === undefined) return undefined;
  const place = around.mapping.columns.indexOf(target.id);
  const column = around.table.columns[place];
  const written = column === undefined ? '' : cellText(around.row.cells[column.index]);
  const isMissing = !isPresent(valueAt(entry, problem));
  const words: Label = isMissing
    ? {
        zh: column === undefined ? `表里没有“${target.label.zh}”，请填` : `“${target.label.zh}”没有填`,
        en:
          column === undefined
            ? `The table does not say “${target.label.en}”`
            : `“${target.label.en}” is empty`,
      }
    : problem.message;
  const doubt = isMissing ? 'missing' : 'refused';
  const proposal = isMissing ? proposalFrom(around, target.field) : undefined;
  const looks = isMissing ? likeness(around, entry) : written;
  return {
    ...{ id: `${around.id}|${problem.fieldId}|${problem.rowKey ?? ''}`, rowId: around.id },
    ...{ sheet: around.table.sheet, row: around.row.number },
    ...{ column: column?.letter ?? '', header: column?.label ?? '' },
    ...{ targetId: target.id, field: target.field, label: target.label, doubt, words },
    subject: subjectOf(around, around.row),
    written: isMissing ? looks : written,
    ...(proposal === undefined ? {} : { proposal }),
    likeKey: `${target.id}|${doubt}|${looks}|${groupsIn(entry)}`,
    mayBeEmpty: !isMissing,
  };
}

function valueAt(entry: EntryContent, { fieldId, rowKey }: EntryProblem): JsonValue {
  if (fieldId === 'occurredOn') return entry.occurredOn === '' ? null : entry.occurredOn;
  const [first = '', inner] = fieldId.split('.');
  const value = entry.values[first] ?? null;
  if (inner === undefined) return value;
  const row = rowsIn(value).find(({ key }) => key === rowKey);
  return row?.[inner] ?? null;
}

/** An option that the row's own words name: 环境整治 → 环境. */
function proposalFrom({ row }: Around, field: LeafField): JsonValue | undefined {
  if (field.kind !== 'choice') return undefined;
  const options = field.options.filter(({ retired }) => retired !== true);
  const named = row.cells.flatMap((cell) => {
    const match = cell?.kind === 'text' ? matchOption(options, cell.text) : undefined;
    return match === undefined ? [] : [match.option.id];
  });
  return new Set(named).size === 1 ? named[0] : undefined;
}

/** Rows look alike when their first words are the same. */
function likeness({ placed }: Around, entry: EntryContent): string {
  const text = placed.find(({ target, value }) => target.field.kind === 'text' && typeof value === 'string');
  const isPerson = text?.target.field.sensitivity !== undefined && text.target.field.sensitivity > 0;
  const words = text === undefined ? null : entry.values[text.target.id];
  return isPerson || typeof words !== 'string' ? '' : words;
}

/** And when the same groups are filled: with gifts, without gifts. */
function groupsIn(entry: EntryContent): string {
  return Object.keys(entry.values)
    .filter((id) => rowsIn(entry.values[id]).length > 0)
    .sort()
    .join();
}

function rowsIn(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter((row: JsonValue) => isJsonObject(row)) : [];
}
