// 民生问题: what concerns women most directly, raised by whom if she likes, until when somebody sees to it.
import { defineRecordType } from '../forms/define-record-type.ts';
import { column, dayColumn } from '../forms/ledger-columns.ts';
import { dayField, noteAndPhotos } from '../forms/usual-fields.ts';

export const livelihoodIssue = defineRecordType({
  ...{
    id: 'livelihood-issue',
    version: 1,
    tile: '民',
    area: 'livelihood',
    collection: 'records',
    life: 'standing',
  },
  label: { zh: '民生问题', en: 'Livelihood issue' },
  dueOn: 'dueOn',
  recordedBy: ['village', 'township', 'county', 'city'],
  fields: [
    { id: 'issue', kind: 'longText', maxLength: 500, required: true, label: { zh: '问题', en: 'Issue' } },
    {
      ...{ id: 'category', kind: 'choice', required: true },
      label: { zh: '类别', en: 'Category' },
      options: [
        { id: 'job', label: { zh: '就业', en: 'Work' } },
        { id: 'health', label: { zh: '健康', en: 'Health' } },
        { id: 'rights', label: { zh: '维权', en: 'Rights' } },
        { id: 'schooling', label: { zh: '子女教育', en: 'Children’s education' } },
        { id: 'old-age', label: { zh: '养老', en: 'Old age' } },
        { id: 'environment', label: { zh: '环境', en: 'Environment' } },
        { id: 'other', label: { zh: '其他', en: 'Other' } },
      ],
    },
    dayField({ zh: '提出日期', en: 'Raised on' }),
    {
      ...{ id: 'responsible', kind: 'person', allowTyped: true, required: true, sensitivity: 1 },
      label: { zh: '责任人', en: 'Who sees to it' },
    },
    {
      ...{ id: 'dueOn', kind: 'date', required: true },
      label: { zh: '办理时限', en: 'Due on' },
      constraints: [
        {
          rule: { gte: [{ field: 'dueOn' }, { field: 'occurredOn' }] },
          severity: 'block',
          message: { zh: '时限不能早于提出日期', en: 'It cannot be due before it was raised' },
        },
      ],
    },
    {
      ...{ id: 'raisedBy', kind: 'person', allowTyped: true, sensitivity: 1 },
      label: { zh: '提出人', en: 'Raised by' },
      hint: { zh: '可以匿名，不填', en: 'May stay anonymous: leave it empty' },
    },
    ...noteAndPhotos,
  ],
  title: [{ field: 'issue' }],
  summary: [
    { field: 'category' },
    { zh: ' · 责任人', en: ' · ' },
    { field: 'responsible' },
    { zh: ' · 时限', en: ' · due ' },
    { field: 'dueOn' },
  ],
  ledgerColumns: [
    dayColumn({ zh: '提出日期', en: 'Raised on' }),
    column('issue', { zh: '问题', en: 'Issue' }),
    column('category', { zh: '类别', en: 'Category' }),
    column('responsible', { zh: '责任人', en: 'Who sees to it' }),
    column('dueOn', { zh: '办理时限', en: 'Due on' }),
  ],
  countedAs: { zh: '件', en: 'issues' },
  sample: {
    issue: '村小放学早，留守儿童没人接',
    category: 'schooling',
    responsible: { name: '王示兰' },
    dueOn: '2026-12-20',
  },
});
