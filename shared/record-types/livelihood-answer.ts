// 办理情况: what was done about an issue, and how content those are who raised it. Solved or explained closes it.
import { defineRecordType } from '../forms/define-record-type.ts';
import { column, dayColumn } from '../forms/ledger-columns.ts';
import { dayField, noteAndPhotos } from '../forms/usual-fields.ts';

export const livelihoodAnswer = defineRecordType({
  ...{
    id: 'livelihood-answer',
    version: 1,
    tile: '办',
    area: 'livelihood',
    collection: 'records',
    life: 'event',
  },
  label: { zh: '民生问题办理', en: 'What was done' },
  continues: ['livelihood-issue'],
  stateField: 'result',
  closes: { in: [{ field: 'result' }, ['solved', 'explained']] },
  recordedBy: ['village', 'township', 'county', 'city'],
  fields: [
    {
      ...{ id: 'result', kind: 'choice', required: true },
      label: { zh: '办理结果', en: 'Result' },
      options: [
        { id: 'under-way', label: { zh: '正在办理', en: 'Under way' } },
        { id: 'partly', label: { zh: '部分解决', en: 'Partly solved' } },
        { id: 'solved', label: { zh: '已解决', en: 'Solved' } },
        { id: 'explained', label: { zh: '不能解决，已说明', en: 'Cannot be solved; explained' } },
      ],
    },
    {
      ...{ id: 'done', kind: 'longText', maxLength: 500, required: true },
      label: { zh: '办了什么', en: 'What was done' },
    },
    dayField(),
    {
      ...{ id: 'satisfaction', kind: 'choice', required: true },
      relevant: { in: [{ field: 'result' }, ['solved', 'explained']] },
      label: { zh: '满意度', en: 'Satisfaction' },
      options: [
        { id: 'satisfied', label: { zh: '满意', en: 'Satisfied' } },
        { id: 'mostly', label: { zh: '基本满意', en: 'Mostly satisfied' } },
        { id: 'not', label: { zh: '不满意', en: 'Not satisfied' } },
        { id: 'unasked', label: { zh: '未能回访', en: 'Could not be asked' } },
      ],
    },
    ...noteAndPhotos,
  ],
  title: [{ field: 'done' }],
  summary: [{ field: 'result' }, { zh: ' · ', en: ' · ' }, { field: 'satisfaction' }],
  ledgerColumns: [
    dayColumn(),
    column('result', { zh: '办理结果', en: 'Result' }),
    column('done', { zh: '办了什么', en: 'What was done' }),
    column('satisfaction', { zh: '满意度', en: 'Satisfaction' }),
  ],
  countedAs: { zh: '次', en: 'times' },
  indicators: [
    {
      id: 'solved',
      label: { zh: '已解决', en: 'Solved' },
      unit: { zh: '件', en: 'issues' },
      phrase: { zh: '解决{n}件', en: '{n} solved' },
      where: { eq: [{ field: 'result' }, 'solved'] },
      numerator: { events: true },
    },
    {
      id: 'satisfaction-rate',
      label: { zh: '满意率', en: 'Satisfaction' },
      unit: { zh: '件', en: 'issues' },
      phrase: { zh: '满意率{n}', en: 'satisfaction {n}' },
      phraseOfFew: { zh: '回访{of}件中满意{n}件', en: '{n} of {of} asked satisfied' },
      where: { in: [{ field: 'satisfaction' }, ['satisfied', 'mostly', 'not']] },
      numerator: { sum: { if: [{ eq: [{ field: 'satisfaction' }, 'satisfied'] }, 1, 0] } },
      denominator: { events: true },
    },
  ],
  sample: {
    result: 'solved',
    done: '妇女之家开办课后看护，每天到十八点',
    satisfaction: 'satisfied',
  },
});
