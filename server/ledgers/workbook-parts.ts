// The small parts of a workbook: what it is made of, its name and print titles, its cell styles.
import type { Part } from './zip-parts.ts';
import { roughWords } from '../../shared/ledgers/ledger-cell.ts';
import { xmlText } from './xml-text.ts';

/** Indexes into `cellXfs` below. */
export const styles = {
  plain: 0,
  title: 1,
  bold: 2,
  head: 3,
  text: 4,
  number: 5,
  day: 6,
  totalText: 7,
  totalNumber: 8,
  roughNumber: 9,
  roughTotal: 10,
} as const;

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelationships = 'http://schemas.openxmlformats.org/package/2006/relationships';
const office = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** `headRows`: how many rows are printed again on each page. */
export type NamedSheet = { readonly name: string; readonly headRows: number };

export function workbookParts(sheets: readonly NamedSheet[], locale: 'zh' | 'en'): readonly Part[] {
  const part = (path: string, text: string): Part => ({ name: path, pieces: [declaration + text] });
  const paths = sheets.map((_, place) => `worksheets/sheet${place + 1}.xml`);
  return [
    part('[Content_Types].xml', contentTypes(paths)),
    part('_rels/.rels', relationshipsTo([['officeDocument', 'xl/workbook.xml']])),
    part('xl/workbook.xml', workbook(sheets)),
    part(
      'xl/_rels/workbook.xml.rels',
      relationshipsTo([...paths.map((path) => ['worksheet', path] as const), ['styles', 'styles.xml']]),
    ),
    part('xl/styles.xml', styleSheet(locale)),
  ];
}

function contentTypes(sheets: readonly string[]): string {
  const override = (path: string, kind: string): string =>
    `<Override PartName="/xl/${path}" ContentType="${office}.${kind}+xml"/>`;
  return [
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">',
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    override('workbook.xml', 'sheet.main'),
    ...sheets.map((path) => override(path, 'worksheet')),
    override('styles.xml', 'styles'),
    '</Types>',
  ].join('');
}

function relationshipsTo(targets: readonly (readonly [string, string])[]): string {
  const each = targets.map(
    ([kind, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${relationships}/${kind}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${packageRelationships}">${each.join('')}</Relationships>`;
}

function workbook(sheets: readonly NamedSheet[]): string {
  const each = sheets.map(
    ({ name }, place) => `<sheet name="${xmlText(name)}" sheetId="${place + 1}" r:id="rId${place + 1}"/>`,
  );
  const titles = sheets.map(
    ({ name, headRows }, place) =>
      `<definedName name="_xlnm.Print_Titles" localSheetId="${place}">'${xmlText(name)}'!$1:$${headRows}</definedName>`,
  );
  return `<workbook xmlns="${main}" xmlns:r="${relationships}"><bookViews><workbookView/></bookViews><sheets>${each.join('')}</sheets><definedNames>${titles.join('')}</definedNames></workbook>`;
}

function styleSheet(locale: 'zh' | 'en'): string {
  const font = (size: number, bold = ''): string =>
    `<font>${bold}<sz val="${size}"/><name val="宋体"/><charset val="134"/></font>`;
  const side = (name: string): string => `<${name} style="thin"><color auto="1"/></${name}>`;
  const framed = `<border>${['left', 'right', 'top', 'bottom'].map(side).join('')}<diagonal/></border>`;
  const wrapped = '<alignment vertical="center" wrapText="1"/>';
  const style = (format: number, fontId: number, borderId: number, alignment = ''): string =>
    `<xf numFmtId="${format}" fontId="${fontId}" fillId="0" borderId="${borderId}" xfId="0" applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1">${alignment}</xf>`;
  const middle = '<alignment vertical="center"/>';
  const cells = [
    style(0, 0, 0),
    style(0, 2, 0, '<alignment horizontal="center" vertical="center"/>'),
    style(0, 1, 0, wrapped),
    style(49, 1, 1, '<alignment horizontal="center" vertical="center" wrapText="1"/>'),
    style(49, 0, 1, wrapped),
    style(0, 0, 1, middle),
    style(164, 0, 1, '<alignment horizontal="center" vertical="center"/>'),
    style(49, 1, 1, wrapped),
    style(0, 1, 1, middle),
    style(165, 0, 1, middle),
    style(166, 1, 1, middle),
  ];
  const rough = (id: number, [before, after]: readonly [string, string]): string => {
    const code = `${quoted(before)}General${quoted(after)}`;
    return `<numFmt numFmtId="${id}" formatCode="${xmlText(code)}"/>`;
  };
  const { cell, total } = roughWords[locale];
  return [
    `<styleSheet xmlns="${main}">`,
    `<numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>${rough(165, cell)}${rough(166, total)}</numFmts>`,
    `<fonts count="3">${font(11)}${font(11, '<b/>')}${font(16, '<b/>')}</fonts>`,
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
    `<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>${framed}</borders>`,
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    `<cellXfs count="${cells.length}">${cells.join('')}</cellXfs>`,
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
    '</styleSheet>',
  ].join('');
}

/** Words of a number format; none is no words. */
function quoted(words: string): string {
  return words === '' ? '' : `"${words}"`;
}
