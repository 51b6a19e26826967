// Numbers that somebody typed: bound to no fact, so a person has to vouch for them. Said with the words around.
import { partOf, readText, type EditLine } from './edit-lines.ts';

/** `line`, `from`, `until`: where it stands; `around`: a few words on both sides, the number in the middle. */
export type UnboundNumber = {
  readonly line: number;
  readonly from: number;
  readonly until: number;
  readonly number: string;
  readonly around: string;
};

/**
 * No figures: quoted names, document numbers, dates and years with their ranges, ordinals, numbered points, times of day,
 * hotlines.
 */
const noFigures = [
  /《[^》]*》|“[^”]*”/gu,
  /\p{Script=Han}*〔\d{4}〕\d+号/gu,
  /\d{4}\s*[—–~-]\s*\d{4}\s*年|(?:\d{4}\s*年\s*)?\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?|\d{4}\s*年|\d{1,2}\s*日/gu,
  /\d{4}-\d{2}(?:-\d{2})?/gu,
  /\d{1,2}[:：]\d{2}/gu,
  /第\s*\d+/gu,
  /^\s*\d+[.、．](?!\d)|[（(]\d+[）)]/gu,
  /\b\d{5}(?=热线|\s?hotline)/gu,
];
/** 12、1,234.5、96.4% · 五十余（名） · 近千（元）, 上百（人）. */
const figures =
  /\d[\d,，]*\d(?:\.\d+)?[%％]?|\d(?:\.\d+)?[%％]?|[一二三四五六七八九十百千万亿两〇零]{2,}余?(?=[名人次场个件份户万元小亩])|[近约上超数][百千万亿](?=余|[名人次场个件份户万元小亩])/gu;

/** `known`: sentences that a record says word for word; a number inside one of them is vouched for by it. */
export function unboundNumbers(
  lines: readonly EditLine[],
  known: readonly string[] = [],
): readonly UnboundNumber[] {
  return lines.flatMap((line, index) => {
    const plain = line.text.normalize('NFKC');
    const text = plain.length === line.text.length ? plain : line.text;
    const hidden = blanked(text, line.text, known);
    return [...hidden.matchAll(figures)].map(({ index: from, 0: number }) => ({
      line: index,
      from,
      until: from + number.length,
      number: line.text.slice(from, from + number.length),
      around: aroundOf(line, from, from + number.length),
    }));
  });
}

/** What is no figure, made unreadable; lengths stay. */
function blanked(plain: string, written: string, known: readonly string[]): string {
  let text = plain;
  for (const pattern of noFigures) text = text.replaceAll(pattern, (found) => ' '.repeat(found.length));
  for (const sentence of known.filter((each) => each !== '')) {
    const blank = ' '.repeat(sentence.length);
    // Where the words stand is looked up in what was written; blanks of before may lie inside.
    const starts = written.split(sentence).slice(0, -1);
    let at = 0;
    for (const before of starts) {
      at += before.length;
      text = text.slice(0, at) + blank + text.slice(at + blank.length);
      at += blank.length;
    }
  }
  return text;
}

const wordsAround = 8;

function aroundOf(line: EditLine, from: number, until: number): string {
  const [start, end] = [Math.max(0, from - wordsAround), Math.min(line.text.length, until + wordsAround)];
  const words = readText(partOf(line, start, end));
  return `${start > 0 ? '…' : ''}${words}${end < line.text.length ? '…' : ''}`;
}
