// 分类合计: a whole and its kinds in one sentence of any text, also of what somebody typed in, add up.
import { words } from '../../forms/shorthand.ts';
import type { Finding } from '../check-report.ts';

/** A whole with its unit, the word that its kinds follow, and they themselves up to the end of the sentence. */
const wholeAndKinds =
  /(\d+(?:\.\d+)?)(件次|人次|户次|场次|件|人|名|户|场|次|项|个|对|万元|元)[^。；\d]{0,8}?(?:其中|分别为|包括|：)([^。；]+)/gu;
/** Of fewer kinds nobody says that they are all. */
const fewestKinds = 3;
/** 其中 may name some kinds only: what is missing by more than this share of the whole is no slip. */
const slip = 0.05;

/** Kinds of another unit than the whole's are of something else. */
export function categoryFindings(line: string): readonly Finding[] {
  return [...line.matchAll(wholeAndKinds)].flatMap(([place, whole = '', unit = '', kinds = '']) => {
    const counted = new RegExp(`(\\d+(?:\\.\\d+)?)${unit}(?!次)`, 'gu');
    const parts = [...kinds.matchAll(counted)].map(([, part = '']) => Number(part));
    const missing = rounded(Number(whole) - parts.reduce((sum, part) => sum + part, 0));
    const isSlip = missing < 0 || missing <= Number(whole) * slip;
    if (parts.length < fewestKinds || missing === 0 || !isSlip) return [];
    const difference = Math.abs(missing);
    const said = words(`分类合计与总数不符（差${difference}）`, `the kinds do not add up (by ${difference})`);
    return [{ rule: 'sum', words: said, place }];
  });
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
