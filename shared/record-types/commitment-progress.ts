// 践诺记录: what was done about a public commitment since it was made.
import { defineRecordType } from '../forms/define-record-type.ts';

export const commitmentProgress = defineRecordType({
  id: 'commitment-progress',
  version: 1,
  label: { zh: '践诺记录', en: 'Fulfilment' },
  tile: '践',
  area: 'campaign',
  collection: 'records',
  life: 'event',
  continues: ['public-commitment'],
  stateField: 'progress',
  recordedBy: ['village', 'township', 'county', 'city'],
  fields: [
    {
      id: 'progress',
      kind: 'choice',
      required: true,
      label: { zh: '进展', en: 'Progress' },
      options: [
        { id: 'examined', label: { zh: '已审诺', en: 'Examined' } },
        { id: 'published', label: { zh: '已公示', en: 'Published' } },
        { id: 'begun', label: { zh: '正在办', en: 'Under way' } },
        { id: 'partly', label: { zh: '部分完成', en: 'Partly done' } },
        { id: 'done', label: { zh: '已完成', en: 'Done' } },
        { id: 'stuck', label: { zh: '有困难', en: 'In difficulty' } },
      ],
    },
    {
      id: 'done',
      kind: 'longText',
      maxLength: 500,
      required: true,
      label: { zh: '办了什么', en: 'What was done' },
    },
    { id: 'occurredOn', kind: 'date', required: true, label: { zh: '日期', en: 'Date' } },
    {
      id: 'beneficiaries',
      kind: 'estimate',
      min: 0,
      folded: true,
      unit: { zh: '人', en: 'people' },
      label: { zh: '受益人数', en: 'People who benefit' },
    },
    { id: 'photos', kind: 'photos', folded: true, label: { zh: '照片', en: 'Photos' } },
  ],
  title: [{ field: 'done' }],
  summary: [{ field: 'progress' }, { zh: ' · 受益', en: ' · ' }, { field: 'beneficiaries' }],
  ledgerColumns: [
    { id: 'date', label: { zh: '日期', en: 'Date' }, value: { field: 'occurredOn' } },
    { id: 'progress', label: { zh: '进展', en: 'Progress' }, value: { field: 'progress' } },
    { id: 'done', label: { zh: '办了什么', en: 'What was done' }, value: { field: 'done' } },
    {
      id: 'beneficiaries',
      label: { zh: '受益人数', en: 'People who benefit' },
      value: { expression: { field: 'beneficiaries' } },
      total: true,
    },
  ],
  countedAs: { zh: '次', en: 'times' },
  indicators: [
    {
      id: 'beneficiaries',
      label: { zh: '受益人次', en: 'People who benefited' },
      unit: { zh: '人次', en: 'person-times' },
      phrase: { zh: '受益{n}人次', en: '{n} person-times' },
      where: { present: { field: 'beneficiaries' } },
      numerator: { sum: { field: 'beneficiaries' } },
    },
  ],
  sample: {
    progress: 'partly',
    done: '家政技能班开班，两期结业',
    beneficiaries: { count: 24, isEstimate: false },
  },
});
