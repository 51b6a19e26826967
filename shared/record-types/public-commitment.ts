// 公开承诺: what was promised to whom by when. Lives on: fulfilment and evaluation are records about it.
import { defineRecordType } from '../forms/define-record-type.ts';
import { notBefore, words } from '../forms/shorthand.ts';

export const publicCommitment = defineRecordType({
  id: 'public-commitment',
  version: 1,
  label: { zh: '公开承诺', en: 'Public commitment' },
  tile: '诺',
  area: 'campaign',
  collection: 'records',
  life: 'standing',
  dueOn: 'items.dueOn',
  recordedBy: ['village', 'township', 'county', 'city'],
  fields: [
    {
      id: 'promiser',
      kind: 'choice',
      required: true,
      initial: { value: 'org' },
      label: { zh: '承诺主体', en: 'Who promises' },
      options: [
        { id: 'org', label: { zh: '妇联组织', en: 'The organisation' } },
        { id: 'person', label: { zh: '个人', en: 'A person' } },
      ],
    },
    {
      id: 'person',
      kind: 'person',
      allowTyped: true,
      required: true,
      sensitivity: 1,
      relevant: { eq: [{ field: 'promiser' }, 'person'] },
      label: { zh: '承诺人', en: 'Person' },
    },
    {
      id: 'category',
      kind: 'choice',
      required: true,
      label: { zh: '承诺类别', en: 'Category' },
      options: [
        { id: 'common', label: { zh: '共性承诺', en: 'Common' } },
        { id: 'post', label: { zh: '岗位承诺', en: 'Of the post' } },
        { id: 'practical', label: { zh: '实事承诺', en: 'A practical matter' } },
      ],
    },
    {
      id: 'items',
      kind: 'group',
      required: true,
      max: 10,
      label: { zh: '承诺事项', en: 'Promises' },
      itemLabel: { zh: '承诺', en: 'Promise' },
      fields: [
        { id: 'content', kind: 'text', maxLength: 200, required: true, label: { zh: '内容', en: 'What' } },
        {
          ...{ id: 'dueOn', kind: 'date', required: true, label: { zh: '完成时限', en: 'Due on' } },
          constraints: [
            notBefore(
              'dueOn',
              'occurredOn',
              '完成时限不能早于承诺日期',
              'It cannot be due before it was promised',
            ),
          ],
        },
        {
          ...{ id: 'measure', kind: 'text', maxLength: 200 },
          label: words('措施', 'By what measure'),
        },
        {
          ...{ id: 'forWhom', kind: 'text', maxLength: 60 },
          label: words('受益对象', 'Who benefits'),
        },
        {
          id: 'beneficiaries',
          kind: 'integer',
          min: 0,
          unit: { zh: '人', en: 'people' },
          label: { zh: '受益人数', en: 'People who benefit' },
        },
      ],
    },
    { id: 'occurredOn', kind: 'date', required: true, label: { zh: '承诺日期', en: 'Promised on' } },
    {
      id: 'publishedBy',
      kind: 'choices',
      label: { zh: '公示方式', en: 'Published by' },
      options: [
        { id: 'board', label: { zh: '公示栏', en: 'Notice board' } },
        { id: 'meeting', label: { zh: '会议', en: 'Meeting' } },
        { id: 'media', label: { zh: '媒体', en: 'Media' } },
        { id: 'badge', label: { zh: '工作牌', en: 'Work badge' } },
      ],
    },
    {
      id: 'publishedOn',
      kind: 'date',
      folded: true,
      label: { zh: '公示日期', en: 'Published on' },
      constraints: [
        {
          rule: { gte: [{ field: 'publishedOn' }, { field: 'occurredOn' }] },
          severity: 'warn',
          message: { zh: '公示早于承诺，请核对', en: 'Published before it was promised; please check' },
        },
      ],
    },
    {
      ...{ id: 'measures', kind: 'longText', folded: true, maxLength: 500 },
      label: { zh: '总的措施', en: 'Measures for all of them' },
    },
    { id: 'photos', kind: 'photos', folded: true, label: { zh: '照片', en: 'Photos' } },
  ],
  title: [{ field: 'category' }, { zh: '：', en: ': ' }, { field: 'items' }],
  summary: [{ field: 'promiser' }, { zh: ' · ', en: ' · ' }, { field: 'person' }],
  ledgerColumns: [
    { id: 'date', label: { zh: '承诺日期', en: 'Promised on' }, value: { field: 'occurredOn' } },
    { id: 'promiser', label: { zh: '承诺主体', en: 'Who promises' }, value: { field: 'promiser' } },
    { id: 'category', label: { zh: '承诺类别', en: 'Category' }, value: { field: 'category' } },
    { id: 'items', label: { zh: '承诺事项', en: 'Promises' }, value: { field: 'items' } },
    {
      id: 'count',
      label: { zh: '项数', en: 'Number' },
      value: { expression: { count: { field: 'items' } } },
      total: true,
    },
    { id: 'publishedBy', label: { zh: '公示方式', en: 'Published by' }, value: { field: 'publishedBy' } },
  ],
  countedAs: { zh: '份', en: 'commitments' },
  indicators: [
    {
      id: 'promises',
      label: { zh: '承诺事项', en: 'Promises' },
      unit: { zh: '项', en: 'promises' },
      phrase: { zh: '承诺{n}项', en: '{n} promises' },
      numerator: { sum: { count: { field: 'items' } } },
    },
  ],
  sample: {
    promiser: 'org',
    category: 'practical',
    items: [
      {
        key: 'promise-1',
        content: '开办家政技能班',
        dueOn: '2026-12-31',
        measure: '请老师进村，分两期授课',
        forWhom: '本村妇女',
        beneficiaries: 30,
      },
    ],
    publishedBy: ['board', 'meeting'],
  },
});
