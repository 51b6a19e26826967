// “两癌”检查季度数: what the health office hands over of one quarter, in numbers only; who was examined and what was found stays there.
import { defineRecordType } from '../forms/define-record-type.ts';
import type { Expression } from '../forms/expression.ts';
import type { Constraint, NumberField } from '../forms/field-types.ts';
import { column, sumColumn } from '../forms/ledger-columns.ts';
import { offices, optionsOf, words } from '../forms/shorthand.ts';
import { dayField, noteField } from '../forms/usual-fields.ts';
import { screeningIndicators } from '../indicators/catalogue/screening-indicators.ts';

const is = (cancer: string): Expression => ({ eq: [{ field: 'cancer' }, cancer] });
const isCervical = is('cervical');
const isBreast = is('breast');

/** The field that a number is a part of, with its name in a sentence. */
type Whole = readonly [field: string, zh: string, en: string];
type More = { readonly relevant?: Expression; readonly within?: readonly Whole[] };

const examined: Whole = ['examined', '实查人数', 'were examined'];
const reported: Whole = ['reported', '初筛有结果的人数', 'have a primary result'];
const abnormal: Whole = ['abnormal', '异常或可疑的人数', 'were abnormal'];
const colposcopyDue: Whole = ['colposcopyDue', '应做阴道镜的人数', 'are due for colposcopy'];
const colposcopyDone: Whole = ['colposcopyDone', '实做阴道镜的人数', 'had a colposcopy'];

/** A number of women; not more than those of whom they are a part. */
function count(id: string, zh: string, en: string, { relevant, within = [] }: More = {}): NumberField {
  const constraints = within.map(([field, ofZh, ofEn]): Constraint => ({
    rule: { lte: [{ field: id }, { field }] },
    severity: 'block',
    message: words(`不能多于${ofZh}`, `Cannot be more than ${ofEn}`),
  }));
  return {
    ...{ id, kind: 'integer', min: 0, folded: true },
    ...{ unit: words('人', 'women'), label: words(zh, en), constraints },
    ...(relevant === undefined ? {} : { relevant }),
  };
}

const histology = ['cin1', 'cin2', 'cin3', 'ais', 'microInvasive', 'invasive', 'benign'];
const histologyFound: Expression = {
  add: histology.map((field) => ({ if: [{ present: { field } }, { field }, 0] })),
};
/** One kind was filled in: what is left empty is none. */
const hasKinds: Expression = { or: histology.map((field) => ({ present: { field } })) };
const asOf: Expression = { field: 'occurredOn' };
const yearsSince = (day: string): Expression => ({ yearsBetween: [day, asOf] });
/** Out of the day alone: every quarter that has begun since the first of January counts one birthday more. */
const quarter: Expression = {
  sub: [
    { add: [1, yearsSince('1999-04-01'), yearsSince('1999-07-01'), yearsSince('1999-10-01')] },
    { mul: [3, yearsSince('2000-01-01')] },
  ],
};
export const screeningCounts = defineRecordType({
  id: 'screening-counts',
  version: 1,
  label: words('“两癌”检查季度数', 'Two-cancer screening, a quarter'),
  tile: '检',
  area: 'livelihood',
  collection: 'records',
  life: 'event',
  recordedBy: offices,
  asked: {
    basis: words('“两癌”检查进度和季度统计', 'Progress and quarterly statistics of the screening'),
    howOften: words('一季度一次，由卫健部门提供', 'Once a quarter, from the health office'),
  },
  fields: [
    {
      id: 'cancer',
      kind: 'choice',
      required: true,
      label: words('检查项目', 'Of what'),
      options: optionsOf(['cervical', '宫颈癌', 'Cervical cancer'], ['breast', '乳腺癌', 'Breast cancer']),
    },
    {
      ...dayField(words('数据截止日', 'As of')),
      hint: words(
        '一般是季末；统计按这一天归入季度',
        'As a rule the last of a quarter: by this day it counts',
      ),
    },
    {
      ...{ id: 'year', kind: 'computed', value: { add: [2000, yearsSince('2000-01-01')] } },
      ...{ label: words('归入年度', 'Counts for the year'), unit: words('年', '') },
    },
    {
      ...{ id: 'quarter', kind: 'computed', value: quarter },
      ...{ label: words('归入季度', 'Counts for the quarter'), unit: words('季度', '') },
    },
    {
      id: 'examined',
      kind: 'integer',
      min: 0,
      required: true,
      unit: words('人', 'women'),
      label: words('本季度实查人数', 'Examined in the quarter'),
      hint: words(
        '只填本季度新增的，不填累计数；乡镇已填的，上级不重复填',
        'Of this quarter alone, not since the year began; what a township entered is not entered again above',
      ),
    },
    {
      id: 'source',
      kind: 'text',
      required: true,
      suggestLast: true,
      label: words('数据来源', 'Source'),
      hint: words('例如：县妇幼保健院季报', 'For example: the quarterly report of the maternal hospital'),
    },
    {
      ...count('withinCycle', '周期内查过的人数', 'Examined within the cycle', { relevant: isCervical }),
      hint: words(
        '截至数据截止日，近3年（细胞学）或近5年（HPV）内查过的，同一人只算一次',
        'Up to the day: within three years (cytology) or five (HPV), each woman once',
      ),
    },
    count('reported', '初筛有结果', 'With a primary result', { within: [examined] }),
    count('abnormal', '初筛异常或可疑', 'Abnormal or suspicious', {
      within: [reported],
    }),
    count('notified', '已告知', 'Told', { within: [abnormal] }),
    count('referred', '已转诊', 'Referred', { within: [abnormal] }),
    count('arrived', '转诊到位', 'Arrived', { within: [['referred', '已转诊的人数', 'were referred']] }),
    count('colposcopyDue', '应做阴道镜', 'Due for colposcopy', {
      ...{ relevant: isCervical, within: [examined] },
    }),
    count('colposcopyDone', '实做阴道镜', 'Colposcopy done', {
      ...{ relevant: isCervical, within: [colposcopyDue] },
    }),
    count('biopsyDue', '应做病理', 'Due for histology', {
      ...{ relevant: isCervical, within: [colposcopyDue] },
    }),
    {
      ...count('biopsyDone', '实做病理', 'Histology done', {
        ...{
          relevant: isCervical,
          within: [['biopsyDue', '应做病理的人数', 'are due for histology'], colposcopyDone],
        },
      }),
    },
    count('cin1', 'CIN1', 'CIN1', { relevant: isCervical }),
    count('cin2', 'CIN2', 'CIN2', { relevant: isCervical }),
    count('cin3', 'CIN3', 'CIN3', { relevant: isCervical }),
    count('ais', '原位腺癌（AIS）', 'AIS', { relevant: isCervical }),
    count('microInvasive', '微小浸润癌', 'Microinvasive', { relevant: isCervical }),
    count('invasive', '浸润癌', 'Invasive', { relevant: isCervical }),
    count('benign', '良性或未见病变', 'Benign or nothing found', { relevant: isCervical }),
    count('confirmed', '确诊乳腺癌（含原位癌）', 'Breast cancer confirmed, in situ among them', {
      ...{ relevant: isBreast, within: [examined] },
    }),
    count('staged', '其中有分期的', 'Of them with a stage', {
      ...{ relevant: isBreast, within: [['confirmed', '确诊人数', 'were confirmed']] },
    }),
    {
      id: 'earlyStages',
      kind: 'text',
      maxLength: 60,
      folded: true,
      suggestLast: true,
      relevant: isBreast,
      label: words('早期的口径（省里规定的分期）', 'Which stages the province counts as early'),
      hint: words('填了口径才算早诊率', 'The share of early ones is only said with it'),
    },
    count('early', '其中早期', 'Of them early', {
      ...{ relevant: { and: [isBreast, { present: { field: 'earlyStages' } }] } },
      ...{ within: [['staged', '有分期的人数', 'have a stage']] },
    }),
    count('followUpDue', '应随访', 'Due for follow-up'),
    count('followUpDone', '已随访', 'Followed up', {
      within: [['followUpDue', '应随访人数', 'are due for follow-up']],
    }),
    count('treatmentDue', '应治疗', 'Due for treatment'),
    count('treatmentDone', '已治疗', 'Treated', {
      within: [['treatmentDue', '应治疗人数', 'are due for treatment']],
    }),
    count('asked', '知识答卷', 'Asked what they know'),
    count('aware', '知晓（70分及以上）', 'Aware (70 and more)', {
      within: [['asked', '答卷人数', 'were asked']],
    }),
    count('partlyAware', '部分知晓（40—70分）', 'Partly aware (40 to 70)', {
      within: [['asked', '答卷人数', 'were asked']],
    }),
    noteField,
  ],
  rules: [
    {
      field: 'occurredOn',
      rule: { lte: [asOf, { today: true }] },
      severity: 'block',
      message: words('数据截止日不能晚于今天', 'The day cannot be after today'),
    },
    {
      field: 'biopsyDone',
      rule: { or: [{ not: hasKinds }, { eq: [histologyFound, { field: 'biopsyDone' }] }] },
      severity: 'warn',
      message: words('病理各类合计与实做病理不符', 'The kinds of histology do not add up to those done'),
    },
    {
      field: 'partlyAware',
      rule: { lte: [{ add: [{ field: 'aware' }, { field: 'partlyAware' }] }, { field: 'asked' }] },
      severity: 'block',
      message: words(
        '知晓和部分知晓合计不能多于答卷人数',
        'Aware and partly aware cannot be more than were asked',
      ),
    },
  ],
  title: [{ field: 'cancer' }, words('检查 截至', ' as of '), { field: 'occurredOn' }],
  summary: [words('实查', 'examined '), { field: 'examined' }],
  ledgerColumns: [
    column('year', words('年度', 'Year')),
    column('quarter', words('季度', 'Quarter')),
    column('cancer', words('检查项目', 'Of what')),
    sumColumn('examined', words('实查', 'Examined')),
    sumColumn('reported', words('初筛有结果', 'With a result')),
    sumColumn('abnormal', words('异常或可疑', 'Abnormal')),
    sumColumn('colposcopyDone', words('阴道镜', 'Colposcopy')),
    sumColumn('biopsyDone', words('病理', 'Histology')),
    sumColumn('followUpDue', words('应随访', 'Due for follow-up')),
    sumColumn('followUpDone', words('已随访', 'Followed up')),
    sumColumn('treatmentDue', words('应治疗', 'Due for treatment')),
    sumColumn('treatmentDone', words('已治疗', 'Treated')),
    column('source', words('数据来源', 'Source')),
    column('occurredOn', words('数据截止日', 'As of')),
  ],
  countedAs: words('份', 'tables'),
  indicators: screeningIndicators,
  sample: {
    cancer: 'cervical',
    examined: 960,
    source: '示例县妇幼保健院季报',
    ...{ reported: 960, abnormal: 48, notified: 48, referred: 48, arrived: 46 },
    ...{ colposcopyDue: 48, colposcopyDone: 45, biopsyDue: 30, biopsyDone: 28 },
    ...{ cin1: 12, cin2: 6, cin3: 4, ais: 1, microInvasive: 1, invasive: 1, benign: 3 },
    ...{ followUpDue: 48, followUpDone: 46, treatmentDue: 13, treatmentDone: 12 },
  },
});
