// 妇女议事会: what women talked over, what they decided, and whether it is done.
import { partOf } from '../forms/activity-tags.ts';
import { defineRecordType } from '../forms/define-record-type.ts';
import { column, dayColumn, sumColumn } from '../forms/ledger-columns.ts';
import { dayField, noteAndPhotos, placeField } from '../forms/usual-fields.ts';

export const womensCouncil = defineRecordType({
  ...{ id: 'womens-council', version: 1, tile: '议', area: 'daily', collection: 'records', life: 'event' },
  label: { zh: '妇女议事会', en: 'Women’s council' },
  recordedBy: ['village', 'township', 'county'],
  fields: [
    { id: 'topic', kind: 'text', required: true, label: { zh: '议题', en: 'Topic' } },
    dayField(),
    {
      ...{ id: 'attended', kind: 'integer', min: 1, required: true },
      unit: { zh: '人', en: 'people' },
      label: { zh: '参加人数', en: 'Attended' },
    },
    { id: 'opinions', kind: 'longText', maxLength: 1000, label: { zh: '主要意见', en: 'Opinions' } },
    { id: 'decision', kind: 'longText', maxLength: 500, label: { zh: '议定事项', en: 'Decision' } },
    {
      ...{ id: 'done', kind: 'boolean', relevant: { present: { field: 'decision' } } },
      label: { zh: '议定事项已落实', en: 'The decision is carried out' },
      hint: { zh: '还在计划的选“否”，办完后再改', en: 'No while it is planned; change it once it is done' },
    },
    placeField({ folded: true }),
    ...partOf,
    ...noteAndPhotos,
  ],
  title: [{ field: 'topic' }],
  summary: [
    { zh: '参加', en: 'attended ' },
    { field: 'attended' },
    { zh: ' · ', en: ' · ' },
    { field: 'decision' },
  ],
  ledgerColumns: [
    dayColumn(),
    column('topic', { zh: '议题', en: 'Topic' }),
    column('place', { zh: '地点', en: 'Place' }),
    sumColumn('attended', { zh: '参加人数', en: 'Attended' }),
    column('opinions', { zh: '主要意见', en: 'Opinions' }),
    column('decision', { zh: '议定事项', en: 'Decision' }),
    column('done', { zh: '已落实', en: 'Carried out' }),
  ],
  countedAs: { zh: '场', en: 'events' },
  indicators: [
    {
      id: 'person-times',
      label: { zh: '议事人次', en: 'Attended' },
      unit: { zh: '人次', en: 'person-times' },
      numerator: { sum: { field: 'attended' } },
    },
    {
      id: 'decisions',
      label: { zh: '议定事项', en: 'Decisions' },
      unit: { zh: '件', en: 'decisions' },
      phrase: { zh: '议定事项{n}件', en: '{n} decisions' },
      where: { present: { field: 'decision' } },
      numerator: { events: true },
    },
    {
      id: 'done',
      label: { zh: '已落实', en: 'Carried out' },
      unit: { zh: '件', en: 'decisions' },
      phrase: { zh: '已落实{n}件', en: '{n} carried out' },
      where: { and: [{ present: { field: 'decision' } }, { eq: [{ field: 'done' }, true] }] },
      numerator: { events: true },
    },
  ],
  sample: {
    topic: '村口晾晒场怎么用',
    attended: 23,
    opinions: '秋收时晾晒粮食，平时跳广场舞',
    decision: '划线分区，妇女小组长轮流照看',
    done: true,
    place: '妇女之家',
  },
});
