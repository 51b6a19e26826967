// 年度基数: the base of a rate that nobody records as an event: entered once a year, with its source and date.
import { onceAYear } from '../forms/asked.ts';
import { defineRecordType } from '../forms/define-record-type.ts';
import { column } from '../forms/ledger-columns.ts';
import { everyLevel, optionsOf, words } from '../forms/shorthand.ts';
import { dayField, noteField, yearField } from '../forms/usual-fields.ts';

const isOther = { eq: [{ field: 'item' }, 'other'] } as const;

export const baseline = defineRecordType({
  id: 'baseline',
  version: 1,
  label: words('年度基数', 'Base of a rate'),
  tile: '数',
  area: 'organisation',
  collection: 'records',
  life: 'event',
  recordedBy: everyLevel,
  asked: { howOften: onceAYear },
  fields: [
    {
      id: 'item',
      kind: 'choice',
      required: true,
      label: words('基数', 'Of what'),
      options: optionsOf(
        ['women', '妇女人口', 'Women living there'],
        ['cadres', '妇女干部', 'Women cadres'],
        ['study-due', '应参学人数', 'Due for study'],
        ['training-due', '应参训人数', 'Due for training'],
        ['promises-due', '应承诺的组织和个人', 'Due to promise'],
        ['groups-due', '应建领导小组的单位', 'Due to have a leading group'],
        ['orgs-due', '应建妇联组织', 'Due organisations'],
        ['homes-due', '应建妇女之家', 'Due Women’s Homes'],
        ['two-new-due', '应建妇联组织的“两新”组织', 'New organisations due to have one'],
        ['supervision-due', '应督导单位', 'Units due for supervision'],
        ['cervical-task', '宫颈癌检查任务数', 'Cervical screening: set for the year'],
        ['breast-task', '乳腺癌检查任务数', 'Breast screening: set for the year'],
        ['screening-due', '“两癌”应查妇女（35—64岁）', 'Women due for screening (35 to 64)'],
        ['screening-age', '35—64岁妇女人口', 'Women of 35 to 64'],
        ['other', '其他', 'Other'],
      ),
    },
    {
      id: 'otherItem',
      kind: 'text',
      maxLength: 60,
      required: true,
      relevant: isOther,
      label: words('什么基数', 'Of what, in words'),
    },
    yearField,
    { id: 'value', kind: 'integer', min: 0, required: true, label: words('数值', 'Number') },
    {
      id: 'source',
      kind: 'text',
      required: true,
      suggestLast: true,
      label: words('数据来源', 'Source'),
      hint: words(
        '例如：公安户籍、村台账、上级文件',
        'For example: household registration, village ledger, a document',
      ),
    },
    { id: 'asOf', kind: 'date', notFuture: true, required: true, label: words('数据截止日', 'As of') },
    dayField(words('填报日期', 'Entered on')),
    noteField,
  ],
  title: [{ field: 'item' }, words('', ' '), { field: 'otherItem' }],
  summary: [{ field: 'year' }, words('度：', ': '), { field: 'value' }],
  ledgerColumns: [
    column('year', words('年度', 'Year')),
    column('item', words('基数', 'Of what')),
    column('otherItem', words('什么基数', 'In words')),
    { id: 'value', label: words('数值', 'Number'), value: { expression: { field: 'value' } } },
    column('source', words('数据来源', 'Source')),
    column('asOf', words('数据截止日', 'As of')),
    column('occurredOn', words('填报日期', 'Entered on')),
  ],
  countedAs: words('项', 'bases'),
  sample: { item: 'women', year: 2026, value: 640, source: '村人口台账', asOf: '2026-06-30' },
});
