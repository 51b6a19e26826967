// Paragraphs of an official document: title, headings, body, list of annexes, signature, red head.
import {
  AlignmentType,
  BorderStyle,
  LineRuleType,
  Paragraph,
  Tab,
  TabStopType,
  TextRun,
  type ParagraphChild,
} from 'docx';
import { breakTitle } from '../../shared/reports/break-title.ts';
import type { ReportBlock } from '../../shared/reports/report-model.ts';
import {
  characterPitch,
  charactersPerLine,
  exactLines,
  fontOf,
  runOf,
  sizes,
  textWidth,
  type FontUse,
} from './official-page.ts';

const twoCharacters = { firstLine: 2 * characterPitch, firstLineChars: 200 } as const;
const red = 'FF0000';

/** `keepNext`: on the page of what follows. */
export function blankLine(keepNext = false): Paragraph {
  return new Paragraph({ keepNext, spacing: exactLines, children: [runOf('')] });
}

/** One paragraph, so that it stays one title; its lines are broken by sense. */
export function titleParagraph(title: string, locale: 'zh' | 'en'): Paragraph {
  const lines = locale === 'zh' ? breakTitle(title) : [title];
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: exactLines,
    children: lines.map((line, index) =>
      runOf(line, 'title', { size: sizes.title, ...(index > 0 ? { break: 1 } : {}) }),
    ),
  });
}

/** Headings in the font of their level, everything else in 仿宋; what is missing is highlighted. The last one stays with the signature: no page has that alone. */
export function bodyParagraph({ kind, pieces }: ReportBlock, isLast: boolean): Paragraph {
  const use = kind === 'heading' ? levelOf(pieces[0]?.text ?? '') : 'body';
  return new Paragraph({
    alignment: kind === 'heading' ? AlignmentType.LEFT : AlignmentType.JUSTIFIED,
    keepNext: kind === 'heading' || isLast,
    keepLines: isLast,
    // Digits take no extra space beside characters: the grid holds.
    autoSpaceEastAsianText: false,
    spacing: exactLines,
    indent: twoCharacters,
    children: pieces.map((piece) =>
      runOf(piece.text, use, piece.kind === 'missing' ? { highlight: 'yellow' } : {}),
    ),
  });
}

/** 一、黑体 · （一）楷体 · 1. and （1）仿宋, as the text itself is numbered. */
function levelOf(heading: string): FontUse {
  if (/^（[一二三四五六七八九十]+）/u.test(heading)) return 'second';
  return /^(?:\d+[.．]|（\d+）)/u.test(heading) ? 'body' : 'first';
}

/** 主送机关: flush left, full-width colon. */
export function addresseeParagraph(addressee: string): Paragraph {
  return new Paragraph({ spacing: exactLines, children: [runOf(`${addressee}：`)] });
}

/** 附件：1. 名称 — two characters in, further names under the first, nothing after a name. */
export function annexList(names: readonly string[], words: { readonly annex: string }): readonly Paragraph[] {
  const left = 6.5 * characterPitch;
  return names.map((name, index) => {
    const number = names.length > 1 ? `${index + 1}. ` : '';
    const text = index === 0 ? `${words.annex}${number}${name}` : `${number}${name}`;
    return new Paragraph({
      keepNext: true,
      spacing: exactLines,
      indent: index === 0 ? { left, hanging: 4.5 * characterPitch } : { left, hanging: 1.5 * characterPitch },
      children: [runOf(text)],
    });
  });
}

/** Characters that a text is wide: Latin letters and digits are half as wide as the others. */
export function widthOf(text: string): number {
  // oxlint-disable-next-line no-control-regex
  return Array.from(text).reduce((sum, letter) => sum + (/[\u0000-\u00ff]/.test(letter) ? 0.5 : 1), 0);
}

/**
 * 署名 and 成文日期 without a seal: the signer two characters in from the right, the first character of the date two to the right of the
 * signer's first. When the date would come nearer to the edge than two characters, it stands there and the signer moves left.
 */
export function signature(signer: string, date: string): readonly Paragraph[] {
  const [signerWidth, dateWidth] = [widthOf(signer), widthOf(date)];
  const dateFromRight = Math.max(2, signerWidth - dateWidth);
  const signerFromRight = dateFromRight + dateWidth + 2 - signerWidth;
  return [signedLine(signer, signerFromRight, true), signedLine(date, dateFromRight, false)];
}

/** With a seal: the date four characters in from the right, the signer centred over it. */
export function sealedSignature(signer: string, date: string): readonly Paragraph[] {
  const [signerWidth, dateWidth] = [widthOf(signer), widthOf(date)];
  const signerFromRight = Math.max(0, 4 + (dateWidth - signerWidth) / 2);
  return [signedLine(signer, signerFromRight, true), signedLine(date, 4, false)];
}

function signedLine(text: string, fromRight: number, keepNext: boolean): Paragraph {
  return new Paragraph({
    keepNext,
    alignment: AlignmentType.RIGHT,
    spacing: exactLines,
    indent: { right: Math.round(Math.min(fromRight, charactersPerLine - 1) * characterPitch) },
    children: [runOf(text, 'body', text.startsWith('【') ? { highlight: 'yellow' } : {})],
  });
}

/** 附注: in brackets, two characters in, under the date. */
export function noteParagraph(note: string): Paragraph {
  return new Paragraph({ spacing: exactLines, indent: twoCharacters, children: [runOf(`（${note}）`)] });
}

export type RedHead = { readonly issuer: string; readonly number: string; readonly signatory: string };

/** Mark of the issuer 35 mm under the top of the text area, number and signatory two lines below, the red rule 4 mm under them. */
export function redHead({ issuer, number, signatory }: RedHead): readonly Paragraph[] {
  const mark = `${issuer}文件`;
  const points = Math.min(48, Math.floor(textWidth / 20 / Array.from(mark).length));
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before: 1_984, line: points * 22, lineRule: LineRuleType.EXACT },
      children: [runOf(mark, 'title', { size: points * 2, color: red })],
    }),
    blankLine(),
    blankLine(),
    new Paragraph({
      spacing: exactLines,
      tabStops: [{ type: TabStopType.RIGHT, position: textWidth - characterPitch }],
      border: { bottom: { style: BorderStyle.SINGLE, size: 12, color: red, space: 11 } },
      children: headLine(number, signatory),
    }),
    blankLine(),
    blankLine(),
  ];
}

/** Begins at the next tab stop. */
function tabbed(text: string): TextRun {
  return new TextRun({ font: fontOf('body'), size: sizes.body, children: [new Tab(), text] });
}

function headLine(number: string, signatory: string): readonly ParagraphChild[] {
  const mark = (text: string): { readonly highlight?: 'yellow' } =>
    text.startsWith('【') ? { highlight: 'yellow' } : {};
  return [
    runOf('　'),
    runOf(number, 'body', mark(number)),
    tabbed('签发人：'),
    runOf(signatory, 'second', mark(signatory)),
  ];
}

/** 附件1 in 黑体 on the first line of a new page; its title on the third, centred. */
export function annexHead(label: string, title: string): readonly Paragraph[] {
  return [
    new Paragraph({ pageBreakBefore: true, spacing: exactLines, children: [runOf(label, 'first')] }),
    blankLine(),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: exactLines,
      children: [runOf(title, 'title', { size: sizes.title })],
    }),
    blankLine(),
  ];
}

/** What the document is not: stands over its title. */
export function warningParagraph(text: string): Paragraph {
  const rule = { style: BorderStyle.SINGLE, size: 6, space: 4 } as const;
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { ...exactLines, after: 200 },
    border: { top: rule, bottom: rule, left: rule, right: rule },
    children: [runOf(text, 'first')],
  });
}
