// Which column goes where: by what its head is called, by words that mean the same, and by what stands in it.
import type { LeafField } from '../forms/field-types.ts';
import type { JsonValue } from '../records/json-value.ts';
import type { SheetTable, TableColumn } from './find-table.ts';
import { headerLikeness, isNameHead, isRowNumber, plainHeader } from './header-words.ts';
import type { ImportTarget } from './import-target.ts';
import { readCell } from './read-cell.ts';
import type { ReadContext } from './reading.ts';

/**
 * `columns`: the target of each column by its place among the table's columns, null for one that is left out.
 * `constants`: what is taken for every row of a target without a column.
 */
export type ColumnMapping = {
  readonly columns: readonly (string | null)[];
  readonly constants: Readonly<Record<string, JsonValue>>;
};

/** Heads of the table as one text: tables with the same heads share a mapping, remembered under it. */
export function headersOf(table: Pick<SheetTable, 'columns'>): string {
  return table.columns.map(({ label }) => plainHeader(label)).join('|');
}

const leastScore = 45;
const cellsLookedAt = 40;

/** The best pairs first, each target once; columns of the same head words may share a field of a group. */
export function proposeMapping(
  table: SheetTable,
  targets: readonly ImportTarget[],
  context: ReadContext,
): ColumnMapping {
  const pairs = table.columns
    .flatMap((column, place) =>
      targets.map((target) => ({ place, target, score: scoreOf(table, column, target, context) })),
    )
    .filter(({ score }) => score >= leastScore)
    .sort((a, b) => b.score - a.score);
  const columns: (string | null)[] = table.columns.map(() => null);
  const taken = new Map<string, number>();
  for (const { place, target, score } of pairs) {
    if (columns[place] !== null) continue;
    const before = taken.get(target.id);
    // Two columns of amounts are two gifts: both stand in the rows of one group.
    const mayShare = target.group !== undefined && target.field.kind === 'money' && score >= 80;
    if (before !== undefined && !mayShare) continue;
    taken.set(target.id, score);
    columns[place] = target.id;
  }
  return { columns, constants: {} };
}

function scoreOf(table: SheetTable, column: TableColumn, target: ImportTarget, context: ReadContext): number {
  if (isRowNumber(column.label)) return 0;
  if (isNameHead(column.parts.at(-1) ?? column.label) && !namesPerson(target.field)) return 0;
  const whole = [column.label, column.parts.at(-1) ?? '', column.parts.join('')];
  const ofHead = Math.max(
    ...whole.map((words) => headerLikeness(words, target.field.label.zh)),
    /^[\x20-\x7e]+$/.test(column.label) ? headerLikeness(column.label, target.field.label.en) : 0,
    ...column.parts.slice(0, -1).map((part) => headerLikeness(part, target.field.label.zh) - 15),
  );
  const fit = contentFit(table, column, target.field, context);
  // What stands folded away in rows of its own is not what a plain head means.
  if (target.group?.folded === true && fit !== undefined) return ofHead - 30;
  if (fit === undefined) return ofHead;
  if (saysItself.has(target.field.kind)) return ofHead >= 40 || fit > 0.6 ? ofHead + 60 * fit : 0;
  return fit < 0.3 && fussy.has(target.field.kind) ? ofHead - 30 : ofHead + 10 * fit;
}

/** A column of people's names is no title, place or unit. */
function namesPerson({ kind, label }: LeafField): boolean {
  return kind === 'person' || (kind === 'text' && /姓名|名字/.test(label.zh));
}

/** What can be told from the cells alone, whatever the head says. */
const saysItself: ReadonlySet<LeafField['kind']> = new Set(['identityNumber', 'phone']);
/** Kinds that a column of other things cannot be, even if its head sounds right. */
const fussy: ReadonlySet<LeafField['kind']> = new Set([
  'date',
  'integer',
  'decimal',
  'estimate',
  'money',
  'percentage',
  'choice',
  'choices',
  'orgUnit',
]);

/** 0–1: how many of the first cells can be read, or nearly; undefined when the column is empty. */
function contentFit(
  table: SheetTable,
  column: TableColumn,
  field: LeafField,
  context: ReadContext,
): number | undefined {
  const readings = table.rows
    .slice(0, cellsLookedAt)
    .map((row) => readCell(row.cells[column.index], field, context))
    .filter(({ kind }) => kind !== 'empty');
  if (readings.length === 0) return undefined;
  const fits = readings.filter(
    (reading) =>
      reading.kind === 'value' ||
      (reading.kind === 'doubt' && (reading.proposal !== undefined || reading.doubt === 'wrongIdentity')),
  );
  return fits.length / readings.length;
}
