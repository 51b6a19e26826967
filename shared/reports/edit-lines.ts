// A report's text as it is typed in: lines of characters in which a bound number, or what is missing, is one character.
import type { Piece, ReportBlock } from './report-model.ts';

/** Stands in `text` of a line for its next chip (U+FFFC, object replacement); nobody can type it. */
export const chipMark = '\uFFFC';

/** What cannot be typed into: a bound fact, or what is missing. */
export type Chip = Exclude<Piece, { readonly kind: 'text' }>;

/** One block: its characters, and its chips in the order of their marks. There are as many marks as chips. */
export type EditLine = {
  readonly kind: ReportBlock['kind'];
  readonly text: string;
  readonly chips: readonly Chip[];
};

/** Before the character `offset` of line `line`. */
export type EditPoint = { readonly line: number; readonly offset: number };
export type EditRange = { readonly from: EditPoint; readonly until: EditPoint };
export type Edited = { readonly lines: readonly EditLine[]; readonly caret: EditPoint };

/** `blocksOf(linesOf(blocks))` are the same blocks, text pieces side by side become one and empty ones none. */
export function linesOf(blocks: readonly ReportBlock[]): readonly EditLine[] {
  return blocks.map(({ kind, pieces }) => ({ kind, ...withChips(pieces) }));
}

export function blocksOf(lines: readonly EditLine[]): ReportBlock[] {
  return lines.map((line) => ({ kind: line.kind, pieces: piecesOf(line) }));
}

/** Of pieces alone: what is inserted, or taken along by a cut. */
export function withChips(pieces: readonly Piece[]): Pick<EditLine, 'text' | 'chips'> {
  return {
    text: pieces
      .map((piece) => (piece.kind === 'text' ? piece.text.replaceAll(chipMark, '') : chipMark))
      .join(''),
    chips: pieces.filter((piece) => piece.kind !== 'text'),
  };
}

export function piecesOf({ text, chips }: Pick<EditLine, 'text' | 'chips'>): Piece[] {
  return text.split(chipMark).flatMap((typed, index): Piece[] => {
    const chip = index === 0 ? undefined : chips[index - 1];
    const words: Piece[] = typed === '' ? [] : [{ kind: 'text', text: typed }];
    return chip === undefined ? words : [chip, ...words];
  });
}

/** Part of a line, its chips with it. */
export function partOf(line: EditLine, from: number, until = line.text.length): EditLine {
  const before = marksIn(line.text.slice(0, from));
  const text = line.text.slice(from, until);
  return { kind: line.kind, text, chips: line.chips.slice(before, before + marksIn(text)) };
}

export function marksIn(text: string): number {
  return text.split(chipMark).length - 1;
}

/** As it is read: chips by their words. */
export function readText(line: Pick<EditLine, 'text' | 'chips'>): string {
  return piecesOf(line)
    .map(({ text }) => text)
    .join('');
}
