// The page of an official document (GB/T 9704—2012, as `domain.md` §7 gives its numbers): lengths, fonts, page numbers.
import {
  AlignmentType,
  Footer,
  LineRuleType,
  PageNumber,
  Paragraph,
  TextRun,
  type IRunOptions,
  type ISectionPropertiesOptions,
} from 'docx';
import { speakable } from '../ledgers/xml-text.ts';

/** Twentieths of a point. */
const lengths = {
  ...{ width: 11_906, height: 16_838 },
  ...{ top: 2_098, bottom: 1_984, left: 1_588, right: 1_474 },
  /** From the edge of the paper to the foot of the page number, so that its dash stands 7 mm under the text area. */
  footer: 1_446,
} as const;

/** The text area: 22 lines of 28 characters. */
export const textWidth = lengths.width - lengths.left - lengths.right;
const linePitch = 579;
export const textHeight = 22 * linePitch;
export const charactersPerLine = 28;
/** The advance of one character of the third size, in twips. */
export const characterPitch = 315;

/** Half points: second, third and fourth size, and that of tables. */
export const sizes = { title: 44, body: 32, small: 28, table: 21 } as const;

/** By name, never embedded; what stands in for each where it is missing is in `font-table.ts`. */
export const fontNames = {
  title: '方正小标宋简体',
  body: '仿宋_GB2312',
  second: '楷体_GB2312',
  first: '黑体',
  number: '宋体',
} as const;
export type FontUse = keyof typeof fontNames;

/** 16 pt less 0.25 pt: 28 characters fill the 156 mm. */
const tightening = -5;

export const sectionProperties: ISectionPropertiesOptions = {
  page: {
    size: { width: lengths.width, height: lengths.height },
    margin: {
      ...{ top: lengths.top, bottom: lengths.bottom, left: lengths.left, right: lengths.right },
      footer: lengths.footer,
    },
  },
  grid: { linePitch },
};

export const exactLines = { line: linePitch, lineRule: LineRuleType.EXACT } as const;

/** A run in one of the fonts, for every script alike; of the third size unless told. */
export function runOf(
  text: string,
  use: FontUse = 'body',
  look: Omit<IRunOptions, 'text' | 'children'> = {},
): TextRun {
  return new TextRun({
    ...{ font: fontOf(use), size: sizes.body, snapToGrid: false },
    ...(look.size === undefined ? { characterSpacing: tightening } : {}),
    ...look,
    text: speakable(text),
  });
}

export function fontOf(use: FontUse) {
  const name = fontNames[use];
  return { ascii: name, hAnsi: name, eastAsia: name, cs: name, hint: 'eastAsia' } as const;
}

/** “— 1 —”, one character in from the outer edge: right on odd pages, left on even ones. */
export const footers = {
  default: new Footer({ children: [pageNumber('odd')] }),
  even: new Footer({ children: [pageNumber('even')] }),
} as const;

function pageNumber(side: 'odd' | 'even'): Paragraph {
  const oneCharacter = 280;
  return new Paragraph({
    alignment: side === 'odd' ? AlignmentType.RIGHT : AlignmentType.LEFT,
    indent: side === 'odd' ? { right: oneCharacter } : { left: oneCharacter },
    spacing: { line: oneCharacter, lineRule: LineRuleType.EXACT },
    children: [
      new TextRun({
        ...{ font: fontOf('number'), size: sizes.small },
        children: ['— ', PageNumber.CURRENT, ' —'],
      }),
    ],
  });
}
