// A report as an official document: plain 汇报, or a formal 报告 with red head; its annexes follow, each on a page of its own.
import {
  AlignmentType,
  Document,
  Packer,
  Paragraph,
  SectionType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
  type ISectionOptions,
} from 'docx';
import { dateText } from '../../shared/forms/describe-record.ts';
import type { Annex } from '../../shared/reports/report-annexes.ts';
import type { Report } from '../../shared/reports/report-model.ts';
import { speakable } from '../ledgers/xml-text.ts';
import { colophon } from './colophon.ts';
import { withFontTable } from './font-table.ts';
import { exactLines, fontOf, footers, runOf, sectionProperties, sizes, textWidth } from './official-page.ts';
import {
  addresseeParagraph,
  annexHead,
  annexList,
  blankLine,
  bodyParagraph,
  noteParagraph,
  redHead,
  sealedSignature,
  signature,
  titleParagraph,
  warningParagraph,
} from './official-paragraphs.ts';

/** What the office knows and no record says; each is asked for in the document until it is given. */
export type DocumentHead = {
  /** With a red head: number and signatory stand in it. */
  readonly isFormal: boolean;
  readonly signer: string;
  readonly number?: string;
  readonly signatory?: string;
  readonly addressee?: string;
  /** `YYYY-MM-DD`. */
  readonly issuedOn?: string;
  /** 抄送, of a formal report. */
  readonly copies?: string;
  /** 附注, in brackets under the date. */
  readonly note?: string;
  /** A seal goes over signer and date: they stand otherwise than without. */
  readonly hasSeal?: boolean;
};

const spoken = {
  zh: {
    annex: '附件：',
    annexHead: '附件',
    missing: (what: string) => `【待补：${what}】`,
    names: { number: '发文字号', signatory: '签发人', addressee: '主送机关', date: '成文日期' },
    preview: '预览稿：含未审核或未锁期的记录，不得报送',
  },
  en: {
    annex: 'Annexes: ',
    annexHead: 'Annex ',
    missing: (what: string) => `[to be added: ${what}]`,
    names: { number: 'number', signatory: 'signatory', addressee: 'addressee', date: 'date' },
    preview: 'Preview: holds what is not reviewed or not locked; not to be issued',
  },
} as const;

export async function renderReport(
  report: Report,
  annexes: readonly Annex[],
  head: DocumentHead,
): Promise<Uint8Array<ArrayBuffer>> {
  const document = new Document({
    title: speakable(report.title),
    creator: '',
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run: { font: fontOf('body'), size: sizes.body } } } },
    sections: [
      { properties: sectionProperties, footers, children: childrenOf(report, annexes, head) },
      ...colophonOf(report, head),
    ],
  });
  return withFontTable(await Packer.toBuffer(document));
}

/** From the top: head, title, text, list of annexes, signature, annexes. */
function childrenOf(
  report: Report,
  annexes: readonly Annex[],
  head: DocumentHead,
): readonly (Paragraph | Table)[] {
  const { locale, blocks } = report;
  const words = spoken[locale];
  const date =
    head.issuedOn === undefined ? words.missing(words.names.date) : dateText(head.issuedOn, locale);
  const names = annexes.map(({ title }) => title);
  return [
    ...(report.isPreview ? [warningParagraph(words.preview)] : []),
    ...headOf(head, words),
    titleParagraph(report.title, locale),
    blankLine(),
    ...(head.isFormal ? [addresseeParagraph(head.addressee ?? words.missing(words.names.addressee))] : []),
    ...blocks.map((block, index) => bodyParagraph(block, index === blocks.length - 1)),
    ...(names.length === 0 ? [] : [blankLine(true), ...annexList(names, words)]),
    blankLine(true),
    ...(head.hasSeal === true ? sealedSignature : signature)(head.signer, date),
    ...(head.note === undefined ? [] : [noteParagraph(head.note)]),
    ...annexes.flatMap((annex, index) => [
      ...annexHead(`${words.annexHead}${annexes.length > 1 ? index + 1 : ''}`, annex.title),
      tableOf(annex),
    ]),
  ];
}

/** On an even page of its own, so that it is the last thing however long the report is. */
function colophonOf({ locale }: Report, head: DocumentHead): readonly ISectionOptions[] {
  if (!head.isFormal || head.issuedOn === undefined) return [];
  const { signer: printer, issuedOn, copies } = head;
  const said = { printer, date: dateText(issuedOn, locale), ...(copies === undefined ? {} : { copies }) };
  return [
    {
      properties: { ...sectionProperties, type: SectionType.EVEN_PAGE },
      footers,
      children: colophon(said),
    },
  ];
}

function headOf(head: DocumentHead, { missing, names }: (typeof spoken)['zh' | 'en']): readonly Paragraph[] {
  if (!head.isFormal) return [];
  return redHead({
    issuer: head.signer,
    number: head.number ?? missing(names.number),
    signatory: head.signatory ?? missing(names.signatory),
  });
}

function tableOf({ head, widths, rows }: Annex): Table {
  const all = widths.reduce((sum, width) => sum + width, 0);
  const twips = widths.map((width) => Math.floor((width / all) * textWidth));
  const rowOf = (texts: readonly string[], isHead: boolean): TableRow =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: texts.map(
        (text, place) =>
          new TableCell({
            verticalAlign: VerticalAlign.CENTER,
            width: { size: twips[place] ?? 0, type: WidthType.DXA },
            children: [
              new Paragraph({
                alignment: isHead || place === 0 ? AlignmentType.CENTER : AlignmentType.LEFT,
                spacing: { ...exactLines, line: 340 },
                children: [runOf(text, isHead ? 'first' : 'body', { size: sizes.table })],
              }),
            ],
          }),
      ),
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: twips,
    margins: { left: 80, right: 80, top: 30, bottom: 30 },
    rows: [rowOf(head, true), ...rows.map((row) => rowOf(row, false))],
  });
}
