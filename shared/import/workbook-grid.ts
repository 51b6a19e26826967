// A workbook as the import sees it: sheets of rows of cells, without anything of the file format.

/**
 * One cell as it stands in the file. `number` keeps the digits as they were written (`4.20399E+17`), `day` is a calendar
 * day `YYYY-MM-DD`, `noValue` a formula that was saved without its result, `error` a result like `#REF!`.
 */
export type GridCell = {
  readonly kind: 'text' | 'number' | 'day' | 'noValue' | 'error';
  readonly text: string;
};

/** `number` counts from 1 as in the file; `cells` are by column, from 0; an empty cell is undefined. */
export type GridRow = { readonly number: number; readonly cells: readonly (GridCell | undefined)[] };

/** Cells drawn as one: rows from 1, columns from 0, ends included. */
export type GridMerge = {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
};

/** A sheet: only rows with something in them, in order. */
export type GridSheet = {
  readonly name: string;
  readonly isHidden: boolean;
  readonly rows: readonly GridRow[];
  readonly merges: readonly GridMerge[];
};

export type WorkbookGrid = { readonly sheets: readonly GridSheet[] };

/**
 * Why a file is not read: `tooBig` in bytes · `bomb` unpacks to far too much · `password` · `oldFormat` .xls of before
 * 2007 · `otherFormat` no workbook at all · `damaged` · `tooManyRows` · `empty`.
 */
export const workbookFaults = [
  'tooBig',
  'bomb',
  'password',
  'oldFormat',
  'otherFormat',
  'damaged',
  'tooManyRows',
  'empty',
] as const;
export type WorkbookFault = (typeof workbookFaults)[number];

/** Most rows of one workbook, all sheets together. */
export const mostRows = 20_000;

/** The column's name in the workbook: 0 → A, 26 → AA. */
export function columnLetter(index: number): string {
  const rest = Math.floor(index / 26) - 1;
  return `${rest < 0 ? '' : columnLetter(rest)}${String.fromCharCode(65 + (index % 26))}`;
}

/** What stands in a cell, trimmed; '' for none. */
export function cellText(cell: GridCell | undefined): string {
  return cell === undefined ? '' : cell.text.trim();
}
