// 结对走访: what the helper of a pair did, what she brought. Continues a pair.
import { partOf } from '../forms/activity-tags.ts';
import { defineRecordType } from '../forms/define-record-type.ts';
import { column, dayColumn } from '../forms/ledger-columns.ts';
import { dayField, noteAndPhotos } from '../forms/usual-fields.ts';

export const pairVisit = defineRecordType({
  ...{ id: 'pair-visit', version: 1, tile: '探', area: 'service', collection: 'records', life: 'event' },
  label: { zh: '结对走访', en: 'Visit of a pair' },
  continues: ['pair-support'],
  stateField: 'situation',
  recordedBy: ['village', 'township', 'county', 'city'],
  fields: [
    {
      ...{ id: 'content', kind: 'longText', maxLength: 500, required: true },
      label: { zh: '走访内容', en: 'What was done' },
    },
    dayField({ zh: '走访日期', en: 'Visited on' }),
    {
      ...{ id: 'situation', kind: 'choice', required: true, initial: { value: 'steady' } },
      label: { zh: '对象情况', en: 'How it goes' },
      options: [
        { id: 'steady', label: { zh: '帮扶中', en: 'Being supported' } },
        { id: 'better', label: { zh: '有好转', en: 'Better' } },
        { id: 'harder', label: { zh: '困难加重', en: 'Harder' } },
      ],
    },
    { id: 'goods', kind: 'text', label: { zh: '物资', en: 'Goods' } },
    { id: 'moneyFen', kind: 'money', label: { zh: '资金（元）', en: 'Money (yuan)' } },
    ...partOf,
    ...noteAndPhotos,
  ],
  title: [{ field: 'content' }],
  summary: [
    { field: 'situation' },
    { zh: ' · ', en: ' · ' },
    { field: 'goods' },
    { zh: ' · ', en: ' · ' },
    { field: 'moneyFen' },
  ],
  ledgerColumns: [
    dayColumn({ zh: '走访日期', en: 'Visited on' }),
    column('content', { zh: '走访内容', en: 'What was done' }),
    column('situation', { zh: '对象情况', en: 'How it goes' }),
    column('goods', { zh: '物资', en: 'Goods' }),
    {
      ...{ id: 'money', label: { zh: '资金（元）', en: 'Money (yuan)' }, total: true },
      value: { expression: { div: [{ field: 'moneyFen' }, 100] } },
    },
  ],
  countedAs: { zh: '次', en: 'visits' },
  indicators: [
    {
      id: 'money',
      label: { zh: '帮扶资金', en: 'Money given' },
      unit: { zh: '元', en: 'yuan' },
      format: 'fen',
      phrase: { zh: '帮扶资金{n}', en: '{n} given' },
      where: { present: { field: 'moneyFen' } },
      numerator: { sum: { field: 'moneyFen' } },
    },
  ],
  sample: {
    content: '辅导数学作业，陪孩子和外地务工的母亲视频通话',
    situation: 'better',
    goods: '书包、文具',
    moneyFen: 20_000,
  },
});
