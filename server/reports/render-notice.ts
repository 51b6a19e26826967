// A notice for a village's board: one page of large type with title, lines, signer and date; no annexes, no page number.
import { AlignmentType, Document, LineRuleType, Packer, Paragraph } from 'docx';
import { dateText } from '../../shared/forms/describe-record.ts';
import { breakTitle } from '../../shared/reports/break-title.ts';
import { noticePage } from '../../shared/reports/notice-page.ts';
import type { Report } from '../../shared/reports/report-model.ts';
import { speakable } from '../ledgers/xml-text.ts';
import { withFontTable } from './font-table.ts';
import { fontOf, runOf, sectionProperties, sizes, textHeight, textWidth } from './official-page.ts';
import type { DocumentHead } from './render-docx.ts';

/** Half points: 26 pt and 22 pt. Lines share the height of the page. */
const [titleSize, bodySize] = [52, sizes.title];
const lineHeight = Math.floor(textHeight / noticePage.lines);
const spacing = { line: lineHeight, lineRule: LineRuleType.EXACT } as const;
const indent = {
  firstLine: Math.floor((2 * textWidth) / noticePage.characters),
  firstLineChars: 200,
} as const;
const preview = { zh: '预览稿，不得张贴', en: 'Preview: not to be put up' } as const;

export async function renderNotice(report: Report, head: DocumentHead): Promise<Uint8Array<ArrayBuffer>> {
  const { locale, title, blocks } = report;
  const lines = locale === 'zh' ? breakTitle(title, noticePage.titleCharacters) : [title];
  const missing = locale === 'zh' ? '【待补：公示日期】' : '[to be added: date]';
  const date = head.issuedOn === undefined ? missing : dateText(head.issuedOn, locale);
  const document = new Document({
    title: speakable(title),
    creator: '',
    styles: { default: { document: { run: { font: fontOf('body'), size: bodySize } } } },
    sections: [
      {
        properties: sectionProperties,
        children: [
          ...(report.isPreview ? [line(preview[locale], AlignmentType.CENTER)] : []),
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing,
            children: lines.map((text, index) =>
              runOf(text, 'title', { size: titleSize, ...(index > 0 ? { break: 1 } : {}) }),
            ),
          }),
          line('', AlignmentType.LEFT),
          ...blocks.map(
            ({ pieces }) =>
              new Paragraph({
                spacing,
                indent,
                children: pieces.map(({ text, kind }) =>
                  runOf(text, 'body', {
                    size: bodySize,
                    ...(kind === 'missing' ? { highlight: 'yellow' as const } : {}),
                  }),
                ),
              }),
          ),
          line('', AlignmentType.LEFT),
          line(head.signer, AlignmentType.RIGHT),
          line(date, AlignmentType.RIGHT),
        ],
      },
    ],
  });
  return withFontTable(await Packer.toBuffer(document));
}

function line(text: string, alignment: (typeof AlignmentType)['LEFT' | 'RIGHT' | 'CENTER']): Paragraph {
  const highlight = text.startsWith('【') || text.startsWith('[') ? ({ highlight: 'yellow' } as const) : {};
  return new Paragraph({
    alignment,
    spacing,
    children: [runOf(text, 'body', { size: bodySize, ...highlight })],
  });
}
