// One sheet of a workbook as rows of cells: values as they were written, formulas by their saved results, merged areas.
import {
  columnLetter,
  type GridCell,
  type GridMerge,
  type GridRow,
  type GridSheet,
} from '../../shared/import/workbook-grid.ts';
import { scanXml, type XmlTag } from './scan-xml.ts';

export type SheetContext = {
  readonly sharedTexts: readonly string[];
  readonly dateStyles: readonly boolean[];
  readonly isFrom1904: boolean;
  /** Called for each row with something in it; throws when there are too many. */
  readonly countRow: () => void;
};

/** Columns beyond this are a stray format, not a ledger. */
const mostColumns = 256;

type OpenCell = {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  value: string | undefined;
  hasFormula: boolean;
};

export function readSheet(xml: string, context: SheetContext): Pick<GridSheet, 'rows' | 'merges'> {
  const rows: GridRow[] = [];
  const merges: GridMerge[] = [];
  let row: { number: number; cells: (GridCell | undefined)[] } | undefined;
  let cell: OpenCell | undefined;
  let isInValue = false;
  const endCell = (): void => {
    const made = cell === undefined ? undefined : gridCell(cell, context);
    if (row !== undefined && cell !== undefined && made !== undefined && cell.column < mostColumns)
      row.cells[cell.column] = made;
    cell = undefined;
  };
  const endRow = (): void => {
    if (row !== undefined && row.cells.length > 0) {
      context.countRow();
      rows.push({ number: row.number, cells: Array.from(row.cells) });
    }
    row = undefined;
  };
  scanXml(xml, {
    text: (text) => {
      if (isInValue && cell !== undefined) cell.value = (cell.value ?? '') + text;
    },
    tag: (tag) => {
      const isOpen = !tag.isEnd && !tag.isEmpty;
      if (tag.name === 'row') {
        endRow();
        if (isOpen) row = { number: numberOf(tag, rows.at(-1)?.number ?? 0), cells: [] };
      } else if (tag.name === 'c') {
        endCell();
        if (!tag.isEnd) cell = openCell(tag, row?.cells.length ?? 0);
        if (tag.isEmpty) endCell();
      } else if (tag.name === 'v' || tag.name === 't') isInValue = isOpen;
      else if (tag.name === 'rPh') isInValue = false;
      else if (tag.name === 'f' && cell !== undefined) cell.hasFormula = true;
      else if (tag.name === 'mergeCell' && !tag.isEnd) merges.push(...mergeOf(tag));
    },
  });
  return { rows, merges };
}

function numberOf(tag: XmlTag, last: number): number {
  const number = Number(tag.attribute('r') ?? last + 1);
  return Number.isSafeInteger(number) && number > 0 ? number : last + 1;
}

function openCell(tag: XmlTag, next: number): OpenCell {
  return {
    column: columnOf(tag.attribute('r') ?? '') ?? next,
    type: tag.attribute('t') ?? 'n',
    style: Number(tag.attribute('s') ?? 0),
    value: undefined,
    hasFormula: false,
  };
}

/** `AB12` → 27. */
function columnOf(reference: string): number | undefined {
  const letters = /^\$?([A-Z]{1,3})/.exec(reference)?.[1];
  if (letters === undefined) return undefined;
  return Array.from(letters).reduce((sum, letter) => sum * 26 + (letter.charCodeAt(0) - 64), 0) - 1;
}

function gridCell(cell: OpenCell, context: SheetContext): GridCell | undefined {
  const { type, value, hasFormula } = cell;
  if (value === undefined || value === '') return hasFormula ? { kind: 'noValue', text: '' } : undefined;
  if (type === 's') return textCell(context.sharedTexts[Number(value)] ?? '');
  if (type === 'str' || type === 'inlineStr') return textCell(value);
  if (type === 'b') return { kind: 'text', text: value === '1' ? '是' : '否' };
  if (type === 'e') return { kind: 'error', text: value };
  if (type === 'd') return { kind: 'day', text: value.slice(0, 10) };
  if (context.dateStyles[cell.style] !== true) return { kind: 'number', text: value };
  const day = serialDay(Number(value), context.isFrom1904);
  return day === undefined ? { kind: 'number', text: value } : { kind: 'day', text: day };
}

function textCell(text: string): GridCell | undefined {
  const plain = text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_whole, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  return plain.trim() === '' ? undefined : { kind: 'text', text: plain };
}

/** Days since 30 December 1899 (or 1 January 1904); the day 60 that never was is left out by this start. */
function serialDay(serial: number, isFrom1904: boolean): string | undefined {
  const days = Math.floor(serial) + (isFrom1904 ? 1462 : 0);
  if (!(days > 60 && days < 110_000)) return undefined;
  return new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString().slice(0, 10);
}

function mergeOf(tag: XmlTag): readonly GridMerge[] {
  const found = /^\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)$/.exec(tag.attribute('ref') ?? '');
  if (found === null) return [];
  const [left, right] = [columnOf(found[1] ?? ''), columnOf(found[3] ?? '')];
  if (left === undefined || right === undefined || columnLetter(left) !== found[1]) return [];
  return [{ top: Number(found[2]), bottom: Number(found[4]), left, right }];
}
