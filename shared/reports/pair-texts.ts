// Two texts of one report beside each other: what both say, and the stretches where they differ, block by block.
import type { ReportBlock } from './report-model.ts';

/** A stretch: the same in both (`isSame`), or what each has there; either side may have nothing. */
export type TextStretch = {
  readonly isSame: boolean;
  readonly mine: readonly ReportBlock[];
  readonly theirs: readonly ReportBlock[];
};

/** In order; joined again, `mine` of all is the one text and `theirs` the other. */
export function pairTexts(
  mine: readonly ReportBlock[],
  theirs: readonly ReportBlock[],
): readonly TextStretch[] {
  const lengths = commonLengths(mine.map(keyOf), theirs.map(keyOf));
  const found: TextStretch[] = [];
  let [own, other] = [0, 0];
  while (own < mine.length || other < theirs.length) {
    const [a, b] = [mine[own], theirs[other]];
    const isSame = a !== undefined && b !== undefined && keyOf(a) === keyOf(b);
    const takesOwn =
      isSame ||
      (a !== undefined && (b === undefined || at(lengths, own + 1, other) >= at(lengths, own, other + 1)));
    const takesOther = isSame || !takesOwn;
    add(found, isSame, takesOwn && a !== undefined ? [a] : [], takesOther && b !== undefined ? [b] : []);
    if (takesOwn) own += 1;
    if (takesOther) other += 1;
  }
  return found;
}

/** The one text that the choices make: for each stretch that differs, whose is taken. */
export function textChosen(
  stretches: readonly TextStretch[],
  takesTheirs: (index: number) => boolean,
): readonly ReportBlock[] {
  return stretches.flatMap(({ mine, theirs }, index) => (takesTheirs(index) ? theirs : mine));
}

function keyOf(block: ReportBlock): string {
  return JSON.stringify([block.kind, block.pieces]);
}

function at(lengths: readonly (readonly number[])[], own: number, other: number): number {
  return lengths[own]?.[other] ?? 0;
}

/** Of the longest common subsequence from each pair of places on. */
function commonLengths(mine: readonly string[], theirs: readonly string[]): readonly (readonly number[])[] {
  const rows: number[][] = Array.from({ length: mine.length + 1 }, () => []);
  for (let own = mine.length - 1; own >= 0; own -= 1)
    for (let other = theirs.length - 1; other >= 0; other -= 1) {
      const row = rows[own];
      if (row === undefined) continue;
      row[other] =
        mine[own] === theirs[other]
          ? at(rows, own + 1, other + 1) + 1
          : Math.max(at(rows, own + 1, other), at(rows, own, other + 1));
    }
  return rows;
}

function add(
  found: TextStretch[],
  isSame: boolean,
  mine: readonly ReportBlock[],
  theirs: readonly ReportBlock[],
): void {
  const last = found.at(-1);
  if (last === undefined || last.isSame !== isSame) found.push({ isSame, mine, theirs });
  else
    found[found.length - 1] = { isSame, mine: [...last.mine, ...mine], theirs: [...last.theirs, ...theirs] };
}
