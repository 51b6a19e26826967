// A ledger as a document to print or send on: landscape A4, a head on each page, places to sign, page numbers.
import {
  AlignmentType,
  Document,
  Footer,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { longestWordsOf, plainText, widthsOf, type LedgerSheet } from './ledger-sheet.ts';
import { speakable } from './xml-text.ts';

/** Twentieths of a point: A4, and what is left of its length between the margins. */
const page = { width: 11_906, height: 16_838, margin: 1_000 } as const;
const across = page.height - 2 * page.margin;
const font = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '宋体' } as const;
/** Half points. */
const sizes = { title: 32, text: 18 } as const;
/** Twentieths of a point: a digit of the text's size with some room, and what a cell keeps on each side of its text. */
const letter = 96;
const cellMargin = 60;

export async function renderDocx(sheet: LedgerSheet): Promise<Uint8Array<ArrayBuffer>> {
  const { title, origin, cut, words } = sheet;
  const document = new Document({
    title: speakable(title),
    creator: '',
    styles: { default: { document: { run: { font, size: sizes.text } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: page.width, height: page.height, orientation: PageOrientation.LANDSCAPE },
            margin: { top: page.margin, bottom: page.margin, left: page.margin, right: page.margin },
          },
        },
        footers: { default: new Footer({ children: [pageNumbers(words.page)] }) },
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { after: 120 },
            children: [run(title, { bold: true, size: sizes.title })],
          }),
          new Paragraph({ spacing: { after: 120 }, children: [run(origin)] }),
          ...(cut === '' ? [] : [new Paragraph({ children: [run(cut, { bold: true })] })]),
          tableOf(sheet),
          ...sheet.ledger.notes.map(
            (note) => new Paragraph({ spacing: { before: 80 }, children: [run(note)] }),
          ),
          new Paragraph({
            spacing: { before: 300 },
            children: [run(words.signatures.join('　　　　　　　　'))],
          }),
        ],
      },
    ],
  });
  return Uint8Array.from(await Packer.toBuffer(document));
}

function tableOf(sheet: LedgerSheet): Table {
  const { ledger, words, locale } = sheet;
  const widths = columnWidths(sheet);
  const head = ledger.columns.map(({ label }) => label);
  const totals = ledger.totals.map((total, place) =>
    place === 0 ? words.total : plainText(total, locale, true),
  );
  const rowOf = (texts: readonly string[], isBold = false): readonly TableCell[] =>
    texts.map(
      (text, place) =>
        new TableCell({
          verticalAlign: VerticalAlign.CENTER,
          width: { size: widths[place] ?? 0, type: WidthType.DXA },
          children: [new Paragraph({ children: [run(text, isBold ? { bold: true } : {})] })],
        }),
    );
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: across, type: WidthType.DXA },
    columnWidths: widths,
    margins: { left: cellMargin, right: cellMargin, top: 30, bottom: 30 },
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: rowOf(head, true) }),
      ...ledger.lines.map(
        ({ cells }) =>
          new TableRow({
            cantSplit: true,
            children: rowOf(cells.map((cell) => plainText(cell, locale))),
          }),
      ),
      new TableRow({ cantSplit: true, children: rowOf(totals, true) }),
    ],
  });
}

/** Each column holds its longest day or number in one line; what is left goes to those that want more. */
function columnWidths(sheet: LedgerSheet): readonly number[] {
  const least = longestWordsOf(sheet).map((length) => length * letter + cellMargin * 2);
  const more = widthsOf(sheet).map((length, place) => Math.max(1, length * letter - (least[place] ?? 0)));
  const spare = Math.max(0, across - sumOf(least));
  const wide = least.map((width, place) => width + (spare * (more[place] ?? 0)) / sumOf(more));
  return wide.map((width) => Math.floor((width / sumOf(wide)) * across));
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function pageNumbers([before, between, after]: LedgerSheet['words']['page']): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [
      new TextRun({ children: [before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES, after] }),
    ],
  });
}

function run(text: string, look: { readonly bold?: boolean; readonly size?: number } = {}): TextRun {
  return new TextRun({ ...look, text: speakable(text) });
}
