// How numbers may be written (rules 2, 4 and 6 of the briefing outline), over any text: also over what somebody typed in.
import { words } from '../../forms/shorthand.ts';
import { mostNumbers } from '../build-report.ts';
import type { Finding } from '../check-report.ts';

type TextRule = {
  readonly rule: string;
  /** Within one sentence. */
  readonly pattern: RegExp;
  readonly words: Finding['words'];
};

const rules: readonly TextRule[] = [
  {
    rule: 'points',
    pattern: /(?:占|率|比例|比重)[^。；]*?(?:提高|下降|上升|降低)(?!到)了?\d+(?:\.\d+)?%/u,
    words: words('比率之差要写“百分点”，不写“%”', 'a difference of rates is said in percentage points'),
  },
  {
    rule: 'points',
    pattern: /(?:增长|减少)了?\d+(?:\.\d+)?个百分点/u,
    words: words('数量的增减写“%”，不写“百分点”', 'a change of a quantity is said in per cent'),
  },
  {
    rule: 'decimals',
    pattern: /\d+\.\d{2,}%|\d+\.0%/u,
    words: words('百分比最多一位小数，末位的0不写', 'a rate has one decimal, and no trailing 0'),
  },
  {
    rule: 'fold',
    pattern: /(?:下降|减少|降低)[^，。；]*\d倍/u,
    words: words('减少、下降不用“倍”', 'a fall is never said in folds'),
  },
  {
    rule: 'approximate',
    pattern: /约\d+余|近\d+余|\d*[1-9]余/u,
    words: words(
      '“余”只跟在整数后面，也不与“约”“近”并用',
      '余 follows a round number only, and never 约 or 近',
    ),
  },
  {
    rule: 'planned',
    pattern: /(?:拟于|计划于)[^。；]*已(?:举办|完成|办结)|已(?:举办|完成|办结)[^。；]*(?:拟于|计划于)/u,
    words: words('计划和已办要分句写', 'planned and done stand in sentences of their own'),
  },
  {
    rule: 'small',
    pattern: /(?:患|病|癌|维权|信访|来信来访|暴力)[^。；]*?(?<![\d.])[1-4](?:名|人(?!次))/u,
    words: words(
      '健康、维权方面不足5人的数不写',
      'fewer than five people in health or rights are not written',
    ),
  },
];

/** Dates, document numbers, quoted names and ordinals are no figures. */
const noFigures =
  /《[^》]*》|“[^”]*”|[（(]?[^，。；（）]{0,6}〔\d{4}〕\d+号[）)]?|(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?|\d{4}年/gu;

/** `exact`: rates as they are bound, of facts that are printed with more decimals. */
export function numberFindings(line: string, exact: ReadonlySet<string> = new Set()): readonly Finding[] {
  const sentences = line.split(/(?<=[。；])/u);
  return sentences.flatMap((sentence) => {
    const figures = sentence.replaceAll(noFigures, '').match(/\d+(?:\.\d+)?/g) ?? [];
    const broken = rules.flatMap(({ rule, pattern, words: said }) => {
      const places = [...sentence.matchAll(new RegExp(pattern, 'gu'))].map(([found]) => found);
      const place = places.find((found) => !exact.has(found));
      return place === undefined ? [] : [{ rule, words: said, place }];
    });
    if (figures.length <= mostNumbers) return broken;
    const said = words(
      `两个句号、分号之间有${figures.length}个数，最多${mostNumbers}个`,
      `${figures.length} numbers in one sentence, at most ${mostNumbers}`,
    );
    return [...broken, { rule: 'numbers', words: said, place: sentence }];
  });
}
