// Figures of the two-cancer screening (the domain's K4 to K15), over the numbers that the health office hands over.
import type { Expression } from '../../forms/expression.ts';
import { words } from '../../forms/shorthand.ts';
import type { OwnIndicator, Wording } from '../define-indicator.ts';

const is = (cancer: string): Expression => ({ eq: [{ field: 'cancer' }, cancer] });
const known = (...fields: readonly string[]): readonly Expression[] =>
  fields.map((field) => ({ present: { field } }));
/** What a table leaves empty is none, once the table was filled in that far. */
const orNone = (field: string): Expression => ({ if: [{ present: { field } }, { field }, 0] });
const sumOf = (...fields: readonly string[]): Expression => ({ add: fields.map(orNone) });
const unit = words('人', 'women');

/** One number of another; only of tables that tell both. */
function share(
  id: string,
  zh: string,
  en: string,
  [part, whole]: readonly [string, string],
  ...where: readonly Expression[]
): OwnIndicator {
  return {
    ...{ id, unit, decimals: 2, label: words(zh, en), phrase: words(`${zh}{n}`, `${en}: {n}`) },
    phraseOfFew: words(`${zh}{n}/{of}`, `${en}: {n} of {of}`),
    where: { and: [...known(part, whole), ...where] },
    numerator: { sum: { field: part } },
    denominator: { sum: { field: whole } },
  };
}

/** Cases for each hundred thousand examined. */
function detected(id: string, zh: string, en: string, cases: Expression, where: Expression): OwnIndicator {
  const format: Wording['format'] = 'perHundredThousand';
  return {
    ...{ id, unit, format, where, label: words(zh, en), phrase: words(`${zh}{n}`, `${en}: {n}`) },
    numerator: { sum: cases },
    denominator: { sum: { field: 'examined' } },
  };
}

/** What was found is told: by kind, or nothing was looked at. */
const hasHistology: Expression = {
  and: [
    ...[is('cervical'), ...known('biopsyDone')],
    {
      or: [
        { eq: [{ field: 'biopsyDone' }, 0] },
        ...known('cin1', 'cin2', 'cin3', 'ais', 'microInvasive', 'invasive', 'benign'),
      ],
    },
  ],
};
const precancer = ['cin2', 'cin3', 'ais'];
const early = [...precancer, 'microInvasive'];

export const screeningIndicators: readonly OwnIndicator[] = [
  {
    ...{ id: 'cervical-examined', unit, where: is('cervical'), numerator: { sum: { field: 'examined' } } },
    label: words('宫颈癌检查实查人数', 'Examined for cervical cancer'),
    phrase: words('宫颈癌检查{n}人', '{n} examined for cervical cancer'),
  },
  {
    ...{ id: 'breast-examined', unit, where: is('breast'), numerator: { sum: { field: 'examined' } } },
    label: words('乳腺癌检查实查人数', 'Examined for breast cancer'),
    phrase: words('乳腺癌检查{n}人', '{n} examined for breast cancer'),
  },
  share(
    'cervical-abnormal',
    '宫颈癌初筛异常率',
    'Abnormal, cervical',
    ['abnormal', 'reported'],
    is('cervical'),
  ),
  share('breast-abnormal', '乳腺癌初筛异常率', 'Abnormal, breast', ['abnormal', 'reported'], is('breast')),
  share(
    'colposcopy',
    '阴道镜检查率',
    'Colposcopy of those due',
    ['colposcopyDone', 'colposcopyDue'],
    is('cervical'),
  ),
  share('histology', '病理检查率', 'Histology of those due', ['biopsyDone', 'biopsyDue'], is('cervical')),
  detected(
    'precancer',
    '宫颈癌前病变检出率（每10万）',
    'Precancer found, for each 100,000',
    sumOf(...precancer),
    hasHistology,
  ),
  detected(
    'cervical-cancer',
    '宫颈癌检出率（每10万）',
    'Cervical cancer found, for each 100,000',
    sumOf('microInvasive', 'invasive'),
    hasHistology,
  ),
  {
    ...{ id: 'early-cervical', unit, decimals: 2, where: hasHistology },
    label: words('宫颈癌早诊率', 'Found early, cervical'),
    phrase: words('宫颈癌早诊率{n}', 'found early, cervical: {n}'),
    phraseOfFew: words('宫颈癌早诊{n}/{of}', 'found early, cervical: {n} of {of}'),
    numerator: { sum: sumOf(...early) },
    denominator: { sum: sumOf(...early, 'invasive') },
  },
  detected(
    'breast-cancer',
    '乳腺癌检出率（每10万）',
    'Breast cancer found, for each 100,000',
    { field: 'confirmed' },
    { and: [is('breast'), ...known('confirmed')] },
  ),
  share('early-breast', '乳腺癌早诊率', 'Found early, breast', ['early', 'staged'], ...known('earlyStages')),
  share('followed-up', '随访管理率', 'Followed up of those due', ['followUpDone', 'followUpDue']),
  share('treated', '治疗率', 'Treated of those due', ['treatmentDone', 'treatmentDue']),
  share('aware', '知晓率', 'Aware of those asked', ['aware', 'asked']),
  share('partly-aware', '部分知晓率', 'Partly aware of those asked', ['partlyAware', 'asked']),
  share('notified', '异常告知率', 'Told of those abnormal', ['notified', 'abnormal']),
  share('arrived', '转诊到位率', 'Arrived of those referred', ['arrived', 'referred']),
];
