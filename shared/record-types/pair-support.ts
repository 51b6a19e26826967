// 结对帮扶: who stands by whom, since when, with what plan; 爱心妈妈 of left-behind children is a kind of its own.
import { defineRecordType } from '../forms/define-record-type.ts';
import { column, dayColumn } from '../forms/ledger-columns.ts';
import { optionsOf, words } from '../forms/shorthand.ts';
import { dayField, noteAndPhotos } from '../forms/usual-fields.ts';
import { careCategories } from '../people/care-categories.ts';

export const pairSupport = defineRecordType({
  ...{ id: 'pair-support', version: 1, tile: '结', area: 'service', collection: 'records', life: 'standing' },
  label: { zh: '结对帮扶', en: 'Paired support' },
  caresFor: { person: 'person', what: [{ field: 'pairKind' }, { zh: '：', en: ': ' }, { field: 'plan' }] },
  recordedBy: ['village', 'township', 'county', 'city'],
  fields: [
    {
      ...{ id: 'pairKind', kind: 'choice', required: true, initial: { value: 'support' } },
      label: { zh: '结对类型', en: 'Kind' },
      options: [
        { id: 'support', label: { zh: '结对帮扶', en: 'Paired support' } },
        { id: 'loving-mother', label: { zh: '爱心妈妈结对儿童', en: 'Loving mother of a child' } },
      ],
    },
    {
      ...{ id: 'helperKind', kind: 'choice', required: true, initial: { value: 'person' } },
      label: { zh: '帮扶方', en: 'Who helps' },
      options: [
        { id: 'person', label: { zh: '个人', en: 'A person' } },
        { id: 'unit', label: { zh: '单位', en: 'A unit' } },
      ],
    },
    {
      ...{ id: 'helper', kind: 'person', allowTyped: true, required: true, sensitivity: 1 },
      relevant: { eq: [{ field: 'helperKind' }, 'person'] },
      label: { zh: '帮扶人', en: 'Helper' },
    },
    {
      ...{ id: 'helperUnit', kind: 'text', required: true, suggestLast: true },
      relevant: { eq: [{ field: 'helperKind' }, 'unit'] },
      label: { zh: '帮扶单位', en: 'Helping unit' },
    },
    {
      ...{ id: 'person', kind: 'person', allowTyped: true, required: true, sensitivity: 1 },
      tells: [{ from: 'categories', to: 'category' }],
      label: { zh: '帮扶对象', en: 'Whom' },
    },
    {
      ...{ id: 'category', kind: 'choice', required: true, sensitivity: 1, options: careCategories },
      label: { zh: '对象类别', en: 'Category' },
    },
    dayField({ zh: '结对日期', en: 'Paired on' }),
    { id: 'plan', kind: 'longText', maxLength: 500, label: { zh: '帮扶计划', en: 'Plan' } },
    {
      ...{
        id: 'visitEvery',
        kind: 'choice',
        folded: true,
        label: words('走访频次', 'How often she is visited'),
      },
      options: optionsOf(
        ['week', '每周', 'Every week'],
        ['fortnight', '每两周', 'Every two weeks'],
        ['month', '每月', 'Every month'],
        ['quarter', '每季度', 'Every quarter'],
        ['half-year', '每半年', 'Every half-year'],
        ['as-needed', '按需要', 'As needed'],
      ),
    },
    {
      ...{ id: 'careTarget', kind: 'record', recordType: 'care-target', folded: true },
      label: { zh: '服务对象档案', en: 'Care file' },
    },
    ...noteAndPhotos,
  ],
  rules: [
    {
      field: 'person',
      severity: 'block',
      rule: {
        or: [
          { not: { present: { field: 'person', part: 'id' } } },
          {
            ne: [
              { field: 'helper', part: 'id' },
              { field: 'person', part: 'id' },
            ],
          },
        ],
      },
      message: {
        zh: '帮扶人和帮扶对象不能是同一个人',
        en: 'Nobody is paired with herself',
      },
    },
    {
      field: 'person',
      severity: 'warn',
      rule: {
        or: [
          { not: { present: { field: 'person', part: 'name' } } },
          {
            and: [{ present: { field: 'helper', part: 'id' } }, { present: { field: 'person', part: 'id' } }],
          },
          {
            ne: [
              { field: 'helper', part: 'name' },
              { field: 'person', part: 'name' },
            ],
          },
        ],
      },
      message: {
        zh: '帮扶人和帮扶对象同名，请核对是不是两个人',
        en: 'Helper and helped have one name; please check that they are two people',
      },
    },
    {
      field: 'category',
      severity: 'warn',
      rule: {
        not: {
          and: [
            { eq: [{ field: 'pairKind' }, 'loving-mother'] },
            { in: [{ field: 'category' }, ['lone-elderly', 'left-behind-woman', 'single-mother']] },
          ],
        },
      },
      message: {
        zh: '爱心妈妈结对的是儿童，请核对类别',
        en: 'A loving mother is paired with a child; please check',
      },
    },
  ],
  title: [{ field: 'person' }],
  summary: [
    { field: 'category' },
    { zh: ' · ', en: ' · ' },
    { field: 'helper' },
    { zh: '', en: '' },
    { field: 'helperUnit' },
  ],
  ledgerColumns: [
    dayColumn({ zh: '结对日期', en: 'Paired on' }),
    column('pairKind', { zh: '结对类型', en: 'Kind' }),
    column('helper', { zh: '帮扶人', en: 'Helper' }),
    column('helperUnit', { zh: '帮扶单位', en: 'Helping unit' }),
    column('person', { zh: '帮扶对象', en: 'Whom' }),
    column('category', { zh: '对象类别', en: 'Category' }),
    column('plan', { zh: '帮扶计划', en: 'Plan' }),
    column('visitEvery', { zh: '走访频次', en: 'How often' }),
  ],
  countedAs: { zh: '对', en: 'pairs' },
  indicators: [
    {
      id: 'loving-mothers',
      label: { zh: '爱心妈妈结对', en: 'Loving mothers' },
      unit: { zh: '对', en: 'pairs' },
      phrase: { zh: '其中爱心妈妈结对{n}对', en: '{n} of them loving mothers' },
      where: { eq: [{ field: 'pairKind' }, 'loving-mother'] },
      numerator: { events: true },
    },
    {
      id: 'people',
      label: { zh: '帮扶对象', en: 'People supported' },
      unit: { zh: '人', en: 'people' },
      phrase: { zh: '帮扶{n}人', en: '{n} people supported' },
      unknownPhrase: { zh: '{n}对的对象未登记在人员库', en: '{n} with people who are not in the registry' },
      numerator: { people: 'person' },
    },
  ],
  sample: {
    pairKind: 'loving-mother',
    helperKind: 'person',
    helper: { name: '李示梅' },
    person: { name: '刘示童' },
    category: 'left-behind-child',
    plan: '每月看望一次，周末辅导作业',
    visitEvery: 'month',
  },
});
