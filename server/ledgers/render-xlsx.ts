// A ledger as a workbook, its sheet written row by row. Text stays text, whatever it begins with; days are days.
import { numberIn, type LedgerCell } from '../../shared/ledgers/ledger-cell.ts';
import { widthsOf, type LedgerSheet } from './ledger-sheet.ts';
import { styles, workbookParts } from './workbook-parts.ts';
import { xmlText } from './xml-text.ts';
import { zipParts } from './zip-parts.ts';

/** Rows that are written in one piece. */
const stretch = 100;
/** What one cell of a workbook can hold, with room for what escaping adds. */
const longest = 32_000;

export function renderXlsx(sheet: LedgerSheet): Promise<Uint8Array<ArrayBuffer>> {
  return renderWorkbook([sheet]);
}

/** Several tables in one workbook, each a sheet of its own named like its title; the titles differ. */
export function renderWorkbook(sheets: readonly LedgerSheet[]): Promise<Uint8Array<ArrayBuffer>> {
  const named = sheets.map((sheet) => ({ name: sheetName(sheet.title), headRows: headOf(sheet).length + 1 }));
  return zipParts([
    ...workbookParts(named, sheets[0]?.locale ?? 'zh'),
    ...sheets.map((sheet, place) => ({
      name: `xl/worksheets/sheet${place + 1}.xml`,
      pieces: sheetPieces(sheet),
    })),
  ]);
}

function* sheetPieces(sheet: LedgerSheet): Generator<string> {
  const { ledger, words } = sheet;
  const head = headOf(sheet);
  const names = columnNames(ledger.columns.length);
  const last = names.at(-1) ?? 'A';
  const firstLine = head.length + 2;
  const totalsRow = firstLine + ledger.lines.length;
  yield sheetStart(sheet, head.length + 1);
  yield head
    .map((text, index) => rowOf(index + 1, ['A'], [text], () => headStyles[index] ?? styles.plain))
    .join('');
  yield rowOf(
    head.length + 1,
    names,
    ledger.columns.map(({ label }) => label),
    () => styles.head,
  );
  for (let start = 0; start < ledger.lines.length; start += stretch)
    yield ledger.lines
      .slice(start, start + stretch)
      .map(({ cells }, index) => rowOf(firstLine + start + index, names, cells, styleOf))
      .join('');
  const totals = ledger.totals.map((total, place) => (place === 0 ? words.total : total));
  if (totals.length > 0) yield rowOf(totalsRow, names, totals, totalStyleOf);
  const signatures = words.signatures.length === 0 ? [] : ['', words.signatures.join('　　　　　　　　')];
  const below = [...ledger.notes, ...signatures];
  yield below.map((text, index) => rowOf(totalsRow + 1 + index, ['A'], [text], () => styles.plain)).join('');
  const merged = [...head.map((_, index) => index + 1), ...below.map((_, index) => totalsRow + 1 + index)];
  yield sheetEnd(
    merged.map((row) => `A${row}:${last}${row}`),
    words.page,
  );
}

const headStyles = [styles.title, styles.plain, styles.bold] as const;

/** Above the table, each across all of it. */
function headOf({ title, origin, cut }: LedgerSheet): readonly string[] {
  return cut === '' ? [title, origin] : [title, origin, cut];
}

function sheetStart(sheet: LedgerSheet, frozen: number): string {
  const columns = widthsOf(sheet).map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${frozen}" topLeftCell="A${frozen + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`,
    `<sheetFormatPr defaultRowHeight="15"/><cols>${columns.join('')}</cols><sheetData>`,
  ].join('');
}

function sheetEnd(merged: readonly string[], page: LedgerSheet['words']['page']): string {
  const ranges = merged.map((range) => `<mergeCell ref="${range}"/>`);
  return [
    `</sheetData><mergeCells count="${ranges.length}">${ranges.join('')}</mergeCells>`,
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>',
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
    `<headerFooter><oddFooter>&amp;C${page[0]}&amp;P${page[1]}&amp;N${page[2]}</oddFooter></headerFooter>`,
    '</worksheet>',
  ].join('');
}

function rowOf(
  row: number,
  names: readonly string[],
  cells: readonly LedgerCell[],
  style: (cell: LedgerCell) => number,
): string {
  const written = cells.map((cell, place) => cellXml(`${names[place] ?? ''}${row}`, cell, style(cell)));
  return `<row r="${row}">${written.join('')}</row>`;
}

function styleOf(cell: LedgerCell): number {
  if (typeof cell === 'object') return 'day' in cell ? styles.day : styles.roughNumber;
  return typeof cell === 'number' ? styles.number : styles.text;
}

function totalStyleOf(cell: LedgerCell): number {
  if (numberIn(cell) === undefined) return styles.totalText;
  return typeof cell === 'number' ? styles.totalNumber : styles.roughTotal;
}

function cellXml(reference: string, cell: LedgerCell, style: number): string {
  if (cell === '') return `<c r="${reference}" s="${style}"/>`;
  if (typeof cell !== 'string') return `<c r="${reference}" s="${style}"><v>${valueOf(cell)}</v></c>`;
  const text = cell.length > longest ? `${cell.slice(0, longest)}……` : cell;
  // A spreadsheet would read _x0041_ as an escaped letter.
  const plain = xmlText(text).replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${plain}</t></is></c>`;
}

/** A rough number stays a number: its style says that it is rough. */
function valueOf(cell: Exclude<LedgerCell, string>): number {
  return typeof cell === 'object' && 'day' in cell ? serialDay(cell.day) : (numberIn(cell) ?? 0);
}

/** Days since the end of 1899, as workbooks count them. */
function serialDay(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569;
}

/** A … Z, AA, AB … */
function columnNames(count: number): readonly string[] {
  const letter = (place: number): string => String.fromCodePoint(65 + (place % 26));
  return Array.from({ length: count }, (_, place) =>
    place < 26 ? letter(place) : letter(Math.floor(place / 26) - 1) + letter(place),
  );
}

/** What a sheet may be called: 31 characters, none of those that a reference uses. */
function sheetName(title: string): string {
  return title.replaceAll(/[[\]:*?/\\']/g, ' ').slice(0, 31);
}
