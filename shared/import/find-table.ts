// The table in a sheet: where its head ends, what its columns are called, which rows are entries and which are not.
import type { Label } from '../forms/field-types.ts';
import { classifyRow } from './classify-row.ts';
import { isKnownHeader, plainHeader } from './header-words.ts';
import { cellText, columnLetter, type GridCell, type GridRow, type GridSheet } from './workbook-grid.ts';

export type TableColumn = {
  readonly index: number;
  /** As the workbook names it: C. */
  readonly letter: string;
  /** The whole head, from top to bottom: 参加志愿者·人数. */
  readonly label: string;
  readonly parts: readonly string[];
};

export type TableRow = { readonly number: number; readonly cells: readonly (GridCell | undefined)[] };

/** A row that is no entry, with the reason in words. */
export type LeftRow = {
  readonly number: number;
  readonly kind: 'total' | 'footer' | 'header' | 'section' | 'numberOnly';
  readonly words: Label;
  readonly text: string;
  readonly cells: readonly (GridCell | undefined)[];
};

export type SheetTable = {
  readonly sheet: string;
  /** What stands above the head: title, unit of amounts, who filled it in. */
  readonly title: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
  readonly left: readonly LeftRow[];
};

const deepestHead = 30;

/** The sheet's table; undefined when there is no head with at least two columns, or no row below it. */
export function findTable(sheet: GridSheet): SheetTable | undefined {
  const first = findHead(sheet);
  if (first === undefined) return undefined;
  const depth = headDepth(sheet, first);
  const head = sheet.rows.slice(first, first + depth);
  const columns = columnsOf(sheet, head);
  const filled = fillMerged(sheet, sheet.rows.slice(first + depth));
  const rows: TableRow[] = [];
  const left: LeftRow[] = [];
  for (const row of filled) {
    const why = classifyRow(row, columns, rows.length > 0);
    if (why === undefined) rows.push(repeatAbove(row, rows.at(-1)));
    else left.push({ number: row.number, cells: row.cells, text: rowText(row), ...why });
  }
  if (rows.length === 0) return undefined;
  const title = sheet.rows.slice(0, first).map(rowText).join(' ').trim();
  return { sheet: sheet.name, title, columns, rows, left };
}

function rowText(row: GridRow): string {
  return row.cells
    .map(cellText)
    .filter((text) => text !== '')
    .join(' ');
}

/** The row of the first thirty with the most words that can be heads; known words count more. */
function findHead(sheet: GridSheet): number | undefined {
  let best: { readonly at: number; readonly score: number } | undefined;
  for (const [at, row] of sheet.rows.slice(0, deepestHead).entries()) {
    const words = row.cells.filter((cell) => cell?.kind === 'text').map(cellText);
    const heads = words.filter((word) => word.length <= 20 && !/\d{4}/.test(word));
    const isMostlyWords = heads.length * 2 > row.cells.filter((cell) => cell !== undefined).length;
    if (heads.length < 2 || !isMostlyWords) continue;
    const score = heads.length + 3 * heads.filter(isKnownHeader).length;
    if (best === undefined || score > best.score) best = { at, score };
  }
  return best === undefined ? undefined : topOfHead(sheet, best.at);
}

/** The best row may be the lower half of a head: up to where its merged cells begin. */
function topOfHead(sheet: GridSheet, at: number): number {
  const [above, row] = [sheet.rows[at - 1], sheet.rows[at]];
  if (above === undefined || row === undefined || above.cells.filter((cell) => cell !== undefined).length < 2)
    return at;
  const isDrawn = sheet.merges.some(
    ({ top, bottom, left, right }) => top === above.number && (bottom >= row.number || right > left),
  );
  return isDrawn ? topOfHead(sheet, at - 1) : at;
}

/** Heads of two or three rows are drawn with merged cells; without merges, blanks with words below them. */
function headDepth(sheet: GridSheet, first: number): number {
  const top = sheet.rows[first]?.number ?? 0;
  const down = sheet.merges.filter((merge) => merge.top === top).map((merge) => merge.bottom - top + 1);
  const isSplit = sheet.merges.some((merge) => merge.top === top && merge.right > merge.left);
  const below = sheet.rows[first + 1];
  const isWords = below?.cells.every((cell) => cell === undefined || cell.kind === 'text') === true;
  const drawn = Math.max(1, ...down);
  if (drawn > 1) return Math.min(3, drawn);
  return isSplit && isWords ? 2 : 1;
}

function columnsOf(sheet: GridSheet, head: readonly GridRow[]): readonly TableColumn[] {
  const filled = fillMerged(sheet, head, true);
  const width = Math.max(...filled.map((row) => row.cells.length));
  return Array.from({ length: width }, (_, index) => {
    const parts = filled.map((row) => cellText(row.cells[index]).replaceAll(/\s+/g, ''));
    const own = parts.filter((part, at) => part !== '' && part !== parts[at - 1]);
    return { index, letter: columnLetter(index), parts: own, label: own.join('·') };
  }).filter(({ label }) => plainHeader(label) !== '');
}

/** Cells merged downwards say the same for each row they span; `across` for heads also sideways. */
function fillMerged(sheet: GridSheet, rows: readonly GridRow[], across = false): readonly GridRow[] {
  const byNumber = new Map(sheet.rows.map((row) => [row.number, row]));
  const merges = sheet.merges.filter(
    (merge) => across || (merge.left === merge.right && merge.bottom > merge.top),
  );
  const covering = new Map<number, (typeof merges)[number][]>();
  for (const merge of merges)
    for (let number = merge.top; number <= Math.min(merge.bottom, merge.top + 20_000); number += 1)
      covering.set(number, [...(covering.get(number) ?? []), merge]);
  return rows.map((row) => {
    const cells = Array.from(row.cells);
    for (const merge of covering.get(row.number) ?? []) {
      const source = byNumber.get(merge.top)?.cells[merge.left];
      for (let column = merge.left; column <= Math.min(merge.right, 255); column += 1)
        cells[column] ??= source;
    }
    return { number: row.number, cells };
  });
}

/** 同上 and 〃 repeat the cell above. */
function repeatAbove(row: TableRow, above: TableRow | undefined): TableRow {
  if (above === undefined || !row.cells.some(isDitto)) return row;
  return { ...row, cells: row.cells.map((cell, index) => (isDitto(cell) ? above.cells[index] : cell)) };
}

function isDitto(cell: GridCell | undefined): boolean {
  return /^(同上|〃|″|")$/.test(cellText(cell));
}
