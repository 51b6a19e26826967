// What never stands in a report: people, illnesses, cases, classified matter, rankings, empty superlatives.
import { words } from '../../forms/shorthand.ts';
import type { Finding } from '../check-report.ts';

const rules: readonly (readonly [rule: string, pattern: RegExp, zh: string, en: string])[] = [
  ['identity', /(?<!\d)\d{17}[\dXx](?!\d)/u, '有身份证号', 'an identity number'],
  ['phone', /(?<!\d)1\d{10}(?!\d)/u, '有电话号码', 'a telephone number'],
  // The screening is called by what it looks for.
  [
    'illness',
    /(?:宫颈癌|乳腺癌)(?!检查|筛查|初筛|应查|实查)|艾滋|精神病|阳性|确诊|HPV/u,
    '有病名或检查结果',
    'an illness or a finding',
  ],
  ['case', /家暴|家庭暴力|殴打|性侵|强奸|拐卖/u, '有案件情节', 'details of a case'],
  ['secret', /机密|绝密|(?<!工作)秘密/u, '提到密级，涉密内容不得进入本系统', 'classified matter'],
  ['ranking', /打卡|积分|排名|末位/u, '有打卡、积分、排名一类的内容', 'check-ins, points or rankings'],
  [
    'superlative',
    /史无前例|前所未有|圆满成功|第一名|全国领先|极大地/u,
    '空泛的最高级，没有依据',
    'an empty superlative',
  ],
];

/** The dot of a name is typed in many ways. */
function withPlainDots(text: string): string {
  return text.replaceAll(/[•・‧∙．]/gu, '·');
}

/** `names` of two characters and more; a shorter one would be found everywhere. */
export function bannedFindings(line: string, names: ReadonlySet<string>): readonly Finding[] {
  const found = rules.flatMap(([rule, pattern, zh, en]) => {
    const place = pattern.exec(line)?.[0];
    return place === undefined ? [] : [{ rule, words: words(zh, en), place }];
  });
  const plain = withPlainDots(line);
  const named = [...names].filter(
    (name) => Array.from(name).length > 1 && plain.includes(withPlainDots(name)),
  );
  return [
    ...found,
    ...named.map((place) => ({ rule: 'name', words: words('有人名', 'the name of a person'), place })),
  ];
}
