// Workbooks made for tests: any rows, merges and formulas, and packed files that lie about themselves.
import { strToU8, zipSync } from 'fflate';

/** A text, a number, `{ formula }` without a saved result, or `{ day }`: a serial number with a date's style. */
export type MadeCell = string | number | null | { readonly formula: string } | { readonly day: number };
export type MadeSheet = {
  readonly name: string;
  readonly rows: readonly (readonly MadeCell[])[];
  /** `A1:C1` */
  readonly merges?: readonly string[];
  readonly isHidden?: boolean;
};

const letterOf = (index: number): string => String.fromCharCode(65 + index);
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function cellXml(cell: MadeCell, reference: string): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`;
  if (typeof cell === 'string')
    return `<c r="${reference}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
  if ('day' in cell) return `<c r="${reference}" s="1"><v>${cell.day}</v></c>`;
  return `<c r="${reference}"><f>${escaped(cell.formula)}</f></c>`;
}

export function sheetXml({ rows, merges = [] }: MadeSheet): string {
  const lines = rows.map((cells, row) => {
    const inside = cells.map((cell, column) => cellXml(cell, `${letterOf(column)}${row + 1}`)).join('');
    return `<row r="${row + 1}">${inside}</row>`;
  });
  const merged = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
  return `<?xml version="1.0"?><worksheet xmlns="x"><sheetData>${lines.join('')}</sheetData><mergeCells>${merged}</mergeCells></worksheet>`;
}

/** The parts of a workbook by name, to be changed before they are packed. */
export function workbookParts(sheets: readonly MadeSheet[]): Record<string, Uint8Array> {
  const tabs = sheets.map(
    ({ name, isHidden }, at) =>
      `<sheet name="${escaped(name)}" sheetId="${at + 1}"${isHidden === true ? ' state="hidden"' : ''} r:id="rId${at + 1}"/>`,
  );
  const relations = sheets.map(
    (_, at) =>
      `<Relationship Id="rId${at + 1}" Type="http://x/relationships/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  );
  const parts: Record<string, string> = {
    'xl/workbook.xml': `<workbook xmlns="x" xmlns:r="y"><sheets>${tabs.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${relations.join('')}</Relationships>`,
    'xl/styles.xml':
      '<styleSheet><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
  };
  for (const [at, sheet] of sheets.entries()) parts[`xl/worksheets/sheet${at + 1}.xml`] = sheetXml(sheet);
  return Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]));
}

export function workbookFile(sheets: readonly MadeSheet[]): Uint8Array {
  return zipSync(workbookParts(sheets));
}
