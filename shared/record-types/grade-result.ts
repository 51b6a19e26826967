// 晋档升级: the grade that was assessed for an organisation, by which document. Entered; what a scheme proposes only stands beside it (`shared/grading/`).
import { onceAYear } from '../forms/asked.ts';
import { defineRecordType } from '../forms/define-record-type.ts';
import type { Expression } from '../forms/expression.ts';
import type { OwnIndicator } from '../indicators/define-indicator.ts';
import { column } from '../forms/ledger-columns.ts';
import { addsUpTo, everyLevel, notBefore, optionsOf, words } from '../forms/shorthand.ts';
import { dayField, noteAndPhotos, yearField } from '../forms/usual-fields.ts';
import { goodLabels, goods as goodIds, gradeLabels, grades as gradeIds } from '../grading/grades.ts';
import { scoreFields } from '../grading/score-fields.ts';

const grades = gradeIds.map((id) => [id, gradeLabels[id].zh, gradeLabels[id].en] as const);
const goods = goodIds.map((id) => [id, goodLabels[id].zh, goodLabels[id].en] as const);

/** 群众评议 as it was held: every figure optional, each held against the others. */
const ballots = [
  ['ballotsOut', '发放测评表', 'Ballots handed out'],
  ['ballotsBack', '收回测评表', 'Ballots collected'],
  ['satisfied', '满意', 'Satisfied'],
  ['fairlySatisfied', '基本满意', 'Fairly satisfied'],
  ['dissatisfied', '不满意', 'Dissatisfied'],
] as const;
const ballotFields = ballots.map(([id, zh, en]) => ({
  ...({ id, kind: 'integer', min: 0, folded: true } as const),
  relevant: { includes: [{ field: 'ways' }, 'people'] } as const,
  unit: words('份', 'ballots'),
  label: words(zh, en),
}));

const isGrade = (field: string, grade: string): Expression => ({ eq: [{ field }, grade] });
const place = (field: string): Expression => ({
  if: [
    isGrade(field, 'good'),
    1,
    { if: [isGrade(field, 'fairly-good'), 2, { if: [isGrade(field, 'average'), 3, 4] }] },
  ],
});
const hadGrade: Expression = { in: [{ field: 'previousGrade' }, grades.map(([id]) => id)] };
const rose: Expression = { and: [hadGrade, { lt: [place('grade'), place('previousGrade')] }] };
const fell: Expression = { and: [hadGrade, { gt: [place('grade'), place('previousGrade')] }] };
const hasAllGoods: Expression = { eq: [{ count: { field: 'goods' } }, goods.length] };
const oneIf = (rule: Expression): Expression => ({ if: [rule, 1, 0] });

/** Shares of each grade, in the order of the grades. */
const shares = grades.map(([id, zh, en]): OwnIndicator => ({
  id: `share-${id}`,
  label: words(`“${zh}”占比`, `Share: ${en}`),
  unit: words('个', 'organisations'),
  phrase: words(`“${zh}”占{n}`, `${en}: {n}`),
  phraseOfFew: words(`{of}个中“${zh}”{n}个`, `${en}: {n} of {of}`),
  numerator: { sum: oneIf(isGrade('grade', id)) },
  denominator: { events: true },
}));

export const gradeResult = defineRecordType({
  id: 'grade-result',
  version: 1,
  label: words('晋档升级', 'Result of grading'),
  tile: '级',
  area: 'grading',
  collection: 'records',
  life: 'event',
  recordedBy: everyLevel,
  asked: { howOften: onceAYear },
  oncePer: ['organisation', 'year'],
  addressedTo: { field: 'organisation' },
  fields: [
    {
      id: 'organisation',
      kind: 'orgUnit',
      within: 'below',
      required: true,
      initial: { from: 'ownUnit' },
      label: words('评定对象', 'Organisation'),
    },
    yearField,
    {
      id: 'previousGrade',
      kind: 'choice',
      required: true,
      label: words('上期档次', 'Grade before'),
      options: optionsOf(...grades, ['none', '首次评定', 'First time']),
    },
    {
      id: 'grade',
      kind: 'choice',
      required: true,
      label: words('审定档次', 'Grade'),
      options: optionsOf(...grades),
    },
    {
      id: 'documentNumber',
      kind: 'text',
      format: 'documentNumber',
      required: true,
      label: words('评定文号', 'By document'),
      hint: words('档次以文件为准，本系统不打分', 'The document decides; nothing is scored here'),
    },
    dayField(words('评定日期', 'Assessed on')),
    {
      id: 'goods',
      kind: 'choices',
      label: words('达到的“五个好”', 'Of the five goods'),
      hint: words('没有达到的不选', 'Leave out what was not reached'),
      options: optionsOf(...goods),
    },
    {
      id: 'basis',
      kind: 'longText',
      maxLength: 1000,
      required: { present: { field: 'goods' } },
      label: words('“五个好”评定依据', 'What the goods rest on'),
    },
    {
      id: 'ways',
      kind: 'choices',
      folded: true,
      label: words('评定步骤', 'Steps of the assessment'),
      options: optionsOf(
        ['self', '自评', 'By itself'],
        ['people', '群众评议', 'By the people'],
        ['party', '党委考评', 'By the party committee'],
        ['above', '上级审定', 'By the level above'],
      ),
    },
    ...ballotFields,
    {
      id: 'evidence',
      kind: 'group',
      max: 20,
      folded: true,
      label: words('作为依据的记录', 'Records it rests on'),
      itemLabel: words('记录', 'Record'),
      fields: [{ id: 'record', kind: 'record', required: true, label: words('哪条记录', 'Which record') }],
    },
    ...scoreFields,
    { id: 'gaps', kind: 'longText', maxLength: 1000, folded: true, label: words('差距', 'Gaps') },
    {
      id: 'measures',
      kind: 'group',
      max: 20,
      folded: true,
      label: words('计划措施', 'Planned measures'),
      itemLabel: words('措施', 'Measure'),
      fields: [
        { id: 'content', kind: 'text', maxLength: 200, required: true, label: words('内容', 'What') },
        {
          id: 'dueOn',
          kind: 'date',
          label: words('时限', 'Due on'),
          constraints: [
            notBefore('dueOn', 'occurredOn', '时限不能早于评定', 'It cannot be due before the assessment'),
          ],
        },
      ],
    },
    ...noteAndPhotos,
  ],
  rules: [
    {
      field: 'ballotsBack',
      rule: { lte: [{ field: 'ballotsBack' }, { field: 'ballotsOut' }] },
      severity: 'block',
      message: words('收回的不能多于发放的', 'No more can be collected than were handed out'),
    },
    {
      field: 'dissatisfied',
      ...addsUpTo(
        ['satisfied', 'fairlySatisfied', 'dissatisfied'],
        'ballotsBack',
        '三种意见合计与收回的份数不符，请核对',
        'The three opinions do not add up to the ballots collected; please check',
      ),
    },
  ],
  title: [{ field: 'organisation' }],
  summary: [
    { field: 'year' },
    words('度 · ', ' · '),
    { field: 'grade' },
    words(' · 上期：', ' · before: '),
    { field: 'previousGrade' },
  ],
  ledgerColumns: [
    column('occurredOn', words('评定日期', 'Assessed on')),
    column('organisation', words('评定对象', 'Organisation')),
    column('year', words('年度', 'Year')),
    ...goods.map(([id, zh, en]) => ({
      id,
      label: words(zh, en),
      value: { expression: { if: [{ includes: [{ field: 'goods' }, id] }, '√', ''] } as const },
    })),
    column('basis', words('评定依据', 'What it rests on')),
    ...ballots.map(([id, zh, en]) => column(id, words(`群众评议：${zh}`, en))),
    column('previousGrade', words('上期档次', 'Grade before')),
    column('grade', words('审定档次', 'Grade')),
    {
      id: 'change',
      label: words('升降', 'Change'),
      value: { expression: { if: [rose, '↑', { if: [fell, '↓', ''] }] } },
    },
    column('documentNumber', words('评定文号', 'By document')),
  ],
  countedAs: words('个', 'organisations'),
  indicators: [
    {
      id: 'rose',
      label: words('升档', 'Rose'),
      unit: words('个', 'organisations'),
      phrase: words('升档{n}个', '{n} rose'),
      where: rose,
      numerator: { events: true },
    },
    {
      id: 'fell',
      label: words('降档', 'Fell'),
      unit: words('个', 'organisations'),
      phrase: words('降档{n}个', '{n} fell'),
      where: fell,
      numerator: { events: true },
    },
    {
      id: 'promotion-rate',
      label: words('晋档率', 'Promotion rate'),
      unit: words('个', 'organisations'),
      phrase: words('晋档率{n}', 'promotion rate {n}'),
      phraseOfFew: words('上期非最高档{of}个中升档{n}个', '{n} of {of} that could rise rose'),
      where: { and: [hadGrade, { ne: [{ field: 'previousGrade' }, 'good'] }] },
      numerator: { sum: oneIf(rose) },
      denominator: { events: true },
    },
    {
      id: 'recovery-rate',
      label: words('后进转化率', 'Recovery rate'),
      unit: words('个', 'organisations'),
      phrase: words('后进转化率{n}', 'recovery rate {n}'),
      phraseOfFew: words('上期后进{of}个中转化{n}个', '{n} of {of} poor ones recovered'),
      where: isGrade('previousGrade', 'poor'),
      numerator: { sum: oneIf(rose) },
      denominator: { events: true },
    },
    {
      id: 'five-goods-rate',
      label: words('五好率', 'Share with five goods'),
      unit: words('个', 'organisations'),
      phrase: words('“五个好”占{n}', '{n} with all five goods'),
      phraseOfFew: words('{of}个中“五个好”{n}个', '{n} of {of} with all five goods'),
      numerator: { sum: oneIf(hasAllGoods) },
      denominator: { events: true },
    },
    ...shares,
  ],
  sample: {
    organisation: '420303001202',
    year: 2026,
    previousGrade: 'average',
    grade: 'fairly-good',
    documentNumber: '示妇发〔2026〕9号',
    goods: ['organisation', 'venue', 'mechanism', 'people'],
    basis: '执委配齐，妇女之家经常开放，群众评议满意',
    ways: ['self', 'people', 'above'],
    ballotsOut: 60,
    ballotsBack: 56,
    satisfied: 44,
    fairlySatisfied: 10,
    dissatisfied: 2,
    gaps: '特色工作不突出',
    measures: [{ key: 'measure-1', content: '办好家政技能班', dueOn: '2026-12-20' }],
  },
});
