// 年末对照: what came of a cadre's goals and measures. Closes her form.
import { defineRecordType } from '../forms/define-record-type.ts';
import { column, dayColumn, sumColumn } from '../forms/ledger-columns.ts';
import { dayField } from '../forms/usual-fields.ts';

const measures = { zh: '项', en: 'measures' };

export const themeEducationReview = defineRecordType({
  ...{
    id: 'theme-education-review',
    version: 1,
    tile: '照',
    area: 'grading',
    collection: 'records',
    life: 'event',
  },
  label: { zh: '年末对照', en: 'Looking back' },
  continues: ['theme-education-form'],
  stateField: 'outcome',
  closes: true,
  recordedBy: ['village', 'township', 'county', 'city'],
  fields: [
    {
      ...{ id: 'outcome', kind: 'choice', required: true },
      label: { zh: '目标完成情况', en: 'Outcome' },
      options: [
        { id: 'reached', label: { zh: '目标完成', en: 'Reached' } },
        { id: 'partly', label: { zh: '部分完成', en: 'Partly reached' } },
        { id: 'missed', label: { zh: '未完成', en: 'Not reached' } },
      ],
    },
    {
      ...{ id: 'measuresPlanned', kind: 'integer', min: 0, required: true, unit: measures },
      label: { zh: '计划措施', en: 'Measures planned' },
    },
    {
      ...{ id: 'measuresDone', kind: 'integer', min: 0, required: true, unit: measures },
      label: { zh: '已完成', en: 'Of them done' },
    },
    {
      id: 'reviewText',
      kind: 'longText',
      maxLength: 1000,
      required: true,
      label: { zh: '对照', en: 'Review' },
    },
    dayField(),
  ],
  rules: [
    {
      field: 'measuresDone',
      rule: { lte: [{ field: 'measuresDone' }, { field: 'measuresPlanned' }] },
      severity: 'block',
      message: { zh: '已完成的不能多于计划的', en: 'No more can be done than were planned' },
    },
  ],
  againstAbout: [
    {
      field: 'measuresPlanned',
      rule: { eq: [{ field: 'measuresPlanned' }, { count: { field: 'about', part: 'measures' } }] },
      message: {
        zh: '与登记的措施项数不符，请核对；没错的，再保存一次',
        en: 'Not as many as the form holds; please check, or save once more',
      },
    },
  ],
  title: [{ field: 'outcome' }],
  summary: [{ field: 'measuresDone' }, { zh: ' / ', en: ' of ' }, { field: 'measuresPlanned' }],
  ledgerColumns: [
    dayColumn(),
    column('outcome', { zh: '目标完成情况', en: 'Outcome' }),
    sumColumn('measuresPlanned', { zh: '计划措施', en: 'Planned' }),
    sumColumn('measuresDone', { zh: '已完成', en: 'Done' }),
    column('reviewText', { zh: '对照', en: 'Review' }),
  ],
  countedAs: { zh: '份', en: 'reviews' },
  indicators: [
    {
      id: 'done-rate',
      label: { zh: '措施完成率', en: 'Measures done' },
      unit: { zh: '项', en: 'measures' },
      phrase: { zh: '措施完成率{n}', en: '{n} of the measures done' },
      phraseOfFew: { zh: '措施{of}项中完成{n}项', en: '{n} of {of} measures done' },
      where: { gt: [{ field: 'measuresPlanned' }, 0] },
      numerator: { sum: { field: 'measuresDone' } },
      denominator: { sum: { field: 'measuresPlanned' } },
    },
  ],
  sample: {
    outcome: 'reached',
    measuresPlanned: 3,
    measuresDone: 3,
    reviewText: '办了两期直播培训，课后看护每天开放。',
  },
});
