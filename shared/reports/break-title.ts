// Where a title goes on to the next line: between words, never inside quotation marks, its lines in the shape of a trapezoid or a diamond.

/** Characters of the second size (22 pt) that a line of 156 mm holds. */
export const titleLineLength = 20;

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
const [opening, closing] = ['《“（〈', '》”）〉'];
/** What does not begin a line, and what does not end one. */
const [notFirst, notLast] = [/^[的地得了和与及、，。》”）〉]/u, /[《“（〈、和与及]$/u];
/** After these a title breathes. */
const goodEnd = /(关于|妇联|活动|的|情况|工作|”|》)$/u;

/** As few lines as hold it. A title without a fitting break is cut where the line is full. */
export function breakTitle(title: string, lineLength = titleLineLength): readonly string[] {
  const letters = Array.from(title);
  const least = Math.ceil(letters.length / lineLength);
  if (least <= 1) return [title];
  const breaks = breaksOf(title);
  for (let count = least; count <= least + 1; count += 1) {
    const best = bestSplit(letters, breaks, count, lineLength);
    if (best !== undefined) return best;
  }
  return Array.from({ length: least }, (_, index) =>
    letters.slice(index * lineLength, (index + 1) * lineLength).join(''),
  );
}

/** Places between words outside of quotation marks, counted in characters. */
function breaksOf(title: string): readonly number[] {
  const breaks: number[] = [];
  let [place, depth] = [0, 0];
  for (const { segment } of segmenter.segment(title)) {
    if (place > 0 && depth === 0) breaks.push(place);
    for (const letter of segment) {
      if (opening.includes(letter)) depth += 1;
      if (closing.includes(letter)) depth = Math.max(0, depth - 1);
    }
    place += Array.from(segment).length;
  }
  return breaks;
}

function bestSplit(
  letters: readonly string[],
  breaks: readonly number[],
  count: number,
  lineLength: number,
): readonly string[] | undefined {
  let best: { readonly cost: number; readonly lines: readonly string[] } | undefined;
  const visit = (start: number, lines: readonly string[]): void => {
    const left = count - lines.length;
    if (left === 1) {
      const last = letters.slice(start);
      if (last.length === 0 || last.length > lineLength) return;
      const all = [...lines, last.join('')];
      const cost = costOf(all);
      if (best === undefined || cost < best.cost) best = { cost, lines: all };
      return;
    }
    for (const end of breaks) {
      if (end <= start || end - start > lineLength) continue;
      const room = (left - 1) * lineLength;
      if (letters.length - end <= room) visit(end, [...lines, letters.slice(start, end).join('')]);
    }
  };
  visit(0, []);
  return best?.lines;
}

/** Even lines are good, an hourglass is not, nor lines all of one length. */
function costOf(lines: readonly string[]): number {
  const lengths = lines.map((line) => Array.from(line).length);
  const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  const uneven = lengths.reduce((sum, length) => sum + (length - mean) ** 2, 0);
  const isHourglass = lengths.some(
    (length, index) => length < (lengths[index - 1] ?? 0) && length < (lengths[index + 1] ?? 0),
  );
  const isBlock = new Set(lengths).size === 1;
  const bad = lines.filter(
    (line, index) => (index > 0 && notFirst.test(line)) || (index < lines.length - 1 && notLast.test(line)),
  );
  const good = lines.slice(0, -1).filter((line) => goodEnd.test(line));
  return uneven + (isHourglass ? 60 : 0) + (isBlock ? 3 : 0) + bad.length * 200 - good.length * 12;
}
