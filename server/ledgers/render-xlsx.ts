// A ledger as a workbook: title, period, one line a record, totals, places to sign. Text stays text, days are days.
import writeExcelFile, { type Cell, type Row } from 'write-excel-file/node';
import { getOrderOfSiblings, insertElementMarkupAccordingToOrderOfSiblings } from 'write-excel-file/utility';
import type { Ledger } from '../../shared/ledgers/build-ledger.ts';
import type { LedgerCell } from '../../shared/ledgers/ledger-row.ts';

export type LedgerSheet = {
  readonly title: string;
  /** Unit, period, who made it when: a printed ledger says where it comes from. */
  readonly origin: string;
  /** Said above the table when not everything is in it; '' otherwise. */
  readonly cut: string;
  readonly ledger: Ledger;
  readonly words: { readonly total: string; readonly signatures: readonly string[] };
};

const border = { borderStyle: 'thin', alignVertical: 'center' } as const;
const narrowest = 6;
const widest = 40;

export async function renderXlsx(sheet: LedgerSheet): Promise<Buffer> {
  const { ledger, words } = sheet;
  const across = ledger.columns.length;
  const head = headRows(sheet, across);
  const rows: Row[] = [
    ...head,
    ledger.columns.map((column): Cell => ({
      ...border,
      value: column.label,
      fontWeight: 'bold',
      wrap: true,
    })),
    ...ledger.lines.map(({ cells }) => cells.map((cell): Cell => toCell(cell))),
    ledger.totals.map((total, place): Cell =>
      place === 0
        ? { ...border, value: words.total, fontWeight: 'bold' }
        : { ...toCell(total), fontWeight: 'bold' },
    ),
    [null],
    [{ value: words.signatures.join('　　　　　　　　'), columnSpan: across }],
  ];
  return writeExcelFile(
    rows,
    {
      sheet: sheetName(sheet.title),
      columns: ledger.columns.map((_, place) => ({ width: widthOf(ledger, place) })),
      orientation: 'landscape',
      stickyRowsCount: head.length + 1,
    },
    { features: [printTitles(sheetName(sheet.title), head.length + 1)] },
  ).toBuffer();
}

function headRows({ title, origin, cut }: LedgerSheet, across: number): Row[] {
  const rows: Row[] = [
    [{ value: title, columnSpan: across, align: 'center', fontWeight: 'bold', fontSize: 16 }],
    [{ value: origin, columnSpan: across }],
  ];
  return cut === '' ? rows : [...rows, [{ value: cut, columnSpan: across, fontWeight: 'bold' }]];
}

/** Text is written as text whatever it begins with: a spreadsheet never takes it for a formula or a number. */
function toCell(cell: LedgerCell) {
  if (typeof cell === 'number') return { ...border, type: Number, value: cell } as const;
  if (typeof cell === 'string')
    return cell === ''
      ? { ...border }
      : ({ ...border, type: String, value: cell, format: '@', wrap: true } as const);
  return { ...border, type: Date, value: new Date(`${cell.day}T00:00:00Z`), format: 'yyyy-mm-dd' } as const;
}

/** In characters; a Chinese one is two wide. */
function widthOf(ledger: Ledger, place: number): number {
  const texts = [
    ledger.columns[place]?.label ?? '',
    ...ledger.lines.slice(0, 200).map(({ cells }) => textOf(cells[place])),
  ];
  const longest = Math.max(
    ...texts.map((text) => Array.from(text).reduce((sum, letter) => sum + (letter > 'ÿ' ? 2 : 1), 0)),
  );
  return Math.min(widest, Math.max(narrowest, longest + 2));
}

function textOf(cell: LedgerCell | undefined): string {
  return typeof cell === 'object' ? cell.day : String(cell ?? '');
}

/** What a sheet may be called: 31 characters, none of those that a reference uses. */
function sheetName(title: string): string {
  return title.replaceAll(/[[\]:*?/\\']/g, ' ').slice(0, 31);
}

/** The head is printed again on each page. */
function printTitles(name: string, rows: number) {
  const names = `<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">'${name}'!$1:$${rows}</definedName></definedNames>`;
  const file = 'xl/workbook.xml' as const;
  return {
    files: {
      transform: {
        [file]: {
          transform: (content: string): string =>
            insertElementMarkupAccordingToOrderOfSiblings(
              content,
              names,
              getOrderOfSiblings(file, 'workbook') ?? ['sheets', 'definedNames'],
              'workbook',
            ),
        },
      },
    },
  };
}
