// The page of a notice: how many lines of large type one sheet holds, and whether a report fits on it.
import { words } from '../forms/shorthand.ts';
import { breakTitle } from './break-title.ts';
import type { Finding } from './check-report.ts';
import { textOf, type Report } from './report-model.ts';

/** A4 with the margins of the standard: 17 lines of 20 characters of 22 pt, 36 pt apart; a line of the title of 26 pt holds 16. */
export const noticePage = { lines: 17, characters: 20, titleCharacters: 16 } as const;

/** Signer and date with a blank line before, and one after the title. */
const besides = 4;

/** Characters of half the width count half; each paragraph begins two characters in. */
export function linesOfNotice({ title, blocks }: Pick<Report, 'title' | 'blocks'>): number {
  const texts = blocks.map(({ pieces }) => textOf(pieces));
  const linesOf = (text: string): number => Math.ceil((2 + widthOf(text)) / noticePage.characters);
  const ofTitle = breakTitle(title, noticePage.titleCharacters).length;
  return ofTitle + besides + texts.reduce((sum, text) => sum + linesOf(text), 0);
}

function widthOf(text: string): number {
  return Array.from(text).reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) < 0x100 ? 0.5 : 1), 0);
}

/** A notice is one page. */
export function onePageFindings(report: Pick<Report, 'title' | 'blocks'>): readonly Finding[] {
  const lines = linesOfNotice(report);
  if (lines <= noticePage.lines) return [];
  const said = words(
    `一页只能排${noticePage.lines}行，现有${lines}行，请删减`,
    `one page holds ${noticePage.lines} lines, this has ${lines}`,
  );
  return [{ rule: 'onePage', words: said, place: '' }];
}
