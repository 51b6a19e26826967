// Where a title goes on to the next line: between words, inside quotation marks only at need, its lines in the shape of a trapezoid or a diamond.

/** Characters of the second size (22 pt) that a line of 156 mm holds. */
export const titleLineLength = 20;

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
const [opening, closing] = ['《“（〈', '》”）〉'];
/** Words of the work that a dictionary does not know: no line ends within one. */
const wholes =
  /创先争优|晋档升级|对标定位|巾帼建功|双学双比|党建带妇建|五项活动|五好文明|最美家庭|妇女之家|三八红旗|志愿服务|\d{4}年(?:第[一二三四]季度)?|第[一二三四]季度/gu;
/** What does not begin a line, and what does not end one. */
const [notFirst, notLast] = [/^[的地得了和与及、，。》”）〉]/u, /[《“（〈、和与及]$/u];
/** After these a title breathes. */
const goodEnd = /(关于|妇联|活动|的|情况|工作|”|》)$/u;

/** As few lines as hold it well. A title without a fitting break is cut where the line is full. */
export function breakTitle(title: string, lineLength = titleLineLength): readonly string[] {
  const letters = Array.from(title);
  const least = Math.ceil(letters.length / lineLength);
  if (least <= 1) return [title];
  const breaks = breaksOf(title);
  const splits = [least, least + 1].flatMap((count) => {
    const best = bestSplit(letters, breaks, count, lineLength);
    return best === undefined ? [] : [{ ...best, cost: best.cost + (count - least) * costOf.line }];
  });
  const best = splits.reduce<Split | undefined>(cheaper, undefined);
  if (best !== undefined) return best.lines;
  return Array.from({ length: least }, (_, index) =>
    letters.slice(index * lineLength, (index + 1) * lineLength).join(''),
  );
}

type Split = { readonly lines: readonly string[]; readonly cost: number };
type Break = { readonly place: number; readonly isQuoted: boolean };

const costOf = { line: 60, quoted: 80, hourglass: 60, block: 3, badEdge: 400, goodEnd: -12 } as const;

function cheaper(best: Split | undefined, next: Split): Split {
  return best === undefined || next.cost < best.cost ? next : best;
}

/** Places between words, counted in characters; those inside quotation marks are a last resort. */
function breaksOf(title: string): readonly Break[] {
  const breaks: Break[] = [];
  const inWord = placesInWords(title);
  let [place, depth] = [0, 0];
  for (const { segment } of segmenter.segment(title)) {
    if (place > 0) breaks.push({ place, isQuoted: depth > 0 });
    for (const letter of segment) {
      if (opening.includes(letter)) depth += 1;
      if (closing.includes(letter)) depth = Math.max(0, depth - 1);
    }
    place += Array.from(segment).length;
  }
  return breaks.filter((each) => !inWord.has(each.place));
}

/** Counted in characters, as the places of breaks are. */
function placesInWords(title: string): ReadonlySet<number> {
  return new Set(
    [...title.matchAll(wholes)].flatMap(({ 0: word, index: at }) => {
      const start = Array.from(title.slice(0, at)).length;
      return Array.from({ length: word.length - 1 }, (_, index) => start + index + 1);
    }),
  );
}

function bestSplit(
  letters: readonly string[],
  breaks: readonly Break[],
  count: number,
  lineLength: number,
): Split | undefined {
  let best: Split | undefined;
  const visit = (start: number, lines: readonly string[], quoted: number): void => {
    const left = count - lines.length;
    if (left === 1) {
      const last = letters.slice(start);
      if (last.length === 0 || last.length > lineLength) return;
      const all = [...lines, last.join('')];
      best = cheaper(best, { lines: all, cost: shapeCost(all) + quoted * costOf.quoted });
      return;
    }
    for (const { place, isQuoted } of breaks) {
      const fits = place > start && place - start <= lineLength;
      if (fits && letters.length - place <= (left - 1) * lineLength)
        visit(place, [...lines, letters.slice(start, place).join('')], quoted + (isQuoted ? 1 : 0));
    }
  };
  visit(0, [], 0);
  return best;
}

/** Even lines are good, an hourglass is not, nor lines all of one length. */
function shapeCost(lines: readonly string[]): number {
  const lengths = lines.map((line) => Array.from(line).length);
  const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  const uneven = lengths.reduce((sum, length) => sum + (length - mean) ** 2, 0);
  const isHourglass = lengths.some(
    (length, index) => length < (lengths[index - 1] ?? 0) && length < (lengths[index + 1] ?? 0),
  );
  const inner = lines.slice(0, -1);
  const bad =
    lines.slice(1).filter((line) => notFirst.test(line)).length +
    inner.filter((line) => notLast.test(line)).length;
  return (
    uneven +
    (isHourglass ? costOf.hourglass : 0) +
    (new Set(lengths).size === 1 ? costOf.block : 0) +
    bad * costOf.badEdge +
    inner.filter((line) => goodEnd.test(line)).length * costOf.goodEnd
  );
}
