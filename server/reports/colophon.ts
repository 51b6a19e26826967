// 版记 of a formal report: who gets a copy, who printed it and when, between rules at the foot of the last even page.
import { BorderStyle, LineRuleType, Paragraph, Tab, TabStopType, TextRun, type IBorderOptions } from 'docx';
import { speakable } from '../ledgers/xml-text.ts';
import { fontOf, runOf, sizes, textHeight, textWidth } from './official-page.ts';

export type Colophon = {
  /** 抄送: the line is left out without it. */
  readonly copies?: string;
  readonly printer: string;
  /** As it is written: 2026年11月27日. */
  readonly date: string;
};

/** One character of the fourth size, the height of a line with its rules, and what stays free so that nothing flows over. */
const [oneCharacter, lineHeight, slack] = [280, 440, 160];
/** Eighths of a point: 0.35 mm for the first and the last rule, 0.25 mm between. */
const [outer, between] = [8, 6];

/** Stands alone on its page, pushed down to the foot of the text area. */
export function colophon({ copies, printer, date }: Colophon): readonly Paragraph[] {
  const small = { size: sizes.small } as const;
  const printed = [
    runOf(`　${printer}`, 'body', small),
    new TextRun({ ...small, font: fontOf('body'), children: [new Tab(), speakable(`${date}印发`)] }),
  ];
  if (copies === undefined)
    return [line(printed, { top: rule(outer), bottom: rule(outer) }, textHeight - lineHeight - slack)];
  return [
    line(
      [runOf(`　抄送：${copies}。`, 'body', small)],
      { top: rule(outer), bottom: rule(between) },
      textHeight - 2 * lineHeight - slack,
    ),
    line(printed, { bottom: rule(outer) }, 0),
  ];
}

function rule(size: number): IBorderOptions {
  return { style: BorderStyle.SINGLE, size, color: '000000', space: 1 };
}

function line(
  children: readonly TextRun[],
  border: { readonly top?: IBorderOptions; readonly bottom: IBorderOptions },
  before: number,
): Paragraph {
  return new Paragraph({
    border,
    spacing: { before, line: lineHeight, lineRule: LineRuleType.EXACT },
    tabStops: [{ type: TabStopType.RIGHT, position: textWidth - oneCharacter }],
    children,
  });
}
