// 经费保障: money that came for the work of a year, from whom, for what.
import { onceAYear } from '../forms/asked.ts';
import { defineRecordType } from '../forms/define-record-type.ts';
import { column } from '../forms/ledger-columns.ts';
import { offices, optionsOf, words } from '../forms/shorthand.ts';
import { dayField, noteAndPhotos, yearField } from '../forms/usual-fields.ts';

const isBudgeted = { gt: [{ field: 'plannedFen' }, 0] } as const;
const yuan = (field: string) => ({ div: [{ field }, 100] }) as const;

export const funding = defineRecordType({
  id: 'funding',
  version: 1,
  label: words('经费保障', 'Funding'),
  tile: '费',
  area: 'organisation',
  collection: 'records',
  life: 'event',
  recordedBy: offices,
  asked: { howOften: onceAYear },
  fields: [
    yearField,
    {
      id: 'source',
      kind: 'choice',
      required: true,
      label: words('经费来源', 'Source'),
      options: optionsOf(
        ['fiscal', '财政', 'Public budget'],
        ['party-dues', '党费', 'Party dues'],
        ['above', '上级妇联', 'The federation above'],
        ['society', '社会', 'Society'],
      ),
    },
    {
      id: 'amountFen',
      kind: 'money',
      required: true,
      label: words('落实金额（元）', 'Amount received (yuan)'),
    },
    {
      id: 'purpose',
      kind: 'choice',
      required: true,
      label: words('用途', 'For what'),
      options: optionsOf(
        ['office', '工作经费', 'Running costs'],
        ['activities', '活动经费', 'Activities'],
        ['venue', '阵地建设', 'Venues'],
        ['chair-pay', '村妇联主席报酬', 'Pay of village chairs'],
        ['other', '其他', 'Other'],
      ),
    },
    dayField(words('到账日期', 'Received on')),
    { id: 'plannedFen', kind: 'money', label: words('计划金额（元）', 'Amount planned (yuan)') },
    {
      id: 'unit',
      kind: 'orgUnit',
      within: 'below',
      initial: { from: 'ownUnit' },
      label: words('受益单位', 'For which unit'),
    },
    {
      id: 'documentNumber',
      kind: 'text',
      format: 'documentNumber',
      folded: true,
      label: words('依据文号', 'Based on document'),
    },
    { id: 'detail', kind: 'text', maxLength: 200, folded: true, label: words('具体用途', 'Details') },
    ...noteAndPhotos,
  ],
  rules: [
    {
      field: 'amountFen',
      rule: { lte: [{ field: 'amountFen' }, { field: 'plannedFen' }] },
      severity: 'warn',
      message: words('落实的多于计划的，请核对', 'More was received than planned; please check'),
    },
  ],
  title: [{ field: 'purpose' }, words('：', ': '), { field: 'amountFen' }],
  summary: [{ field: 'year' }, words('度 · ', ' · '), { field: 'source' }],
  ledgerColumns: [
    column('occurredOn', words('到账日期', 'Received on')),
    column('year', words('年度', 'Year')),
    column('unit', words('受益单位', 'For which unit')),
    column('source', words('经费来源', 'Source')),
    column('purpose', words('用途', 'For what')),
    {
      id: 'planned',
      label: words('计划金额（元）', 'Planned (yuan)'),
      value: { expression: yuan('plannedFen') },
      total: true,
    },
    {
      id: 'amount',
      label: words('落实金额（元）', 'Received (yuan)'),
      value: { expression: yuan('amountFen') },
      total: true,
    },
    column('detail', words('具体用途', 'Details')),
  ],
  countedAs: words('笔', 'amounts'),
  indicators: [
    {
      id: 'amount',
      label: words('落实经费', 'Funds received'),
      unit: words('元', 'yuan'),
      format: 'fen',
      phrase: words('落实经费{n}', '{n} received'),
      numerator: { sum: { field: 'amountFen' } },
    },
    {
      id: 'received-rate',
      label: words('经费落实率', 'Share of the plan received'),
      unit: words('元', 'yuan'),
      phrase: words('有计划的经费落实率{n}', '{n} of what was planned'),
      where: isBudgeted,
      numerator: { sum: yuan('amountFen') },
      denominator: { sum: yuan('plannedFen') },
    },
  ],
  sample: {
    year: 2026,
    source: 'fiscal',
    amountFen: 3_000_000,
    purpose: 'office',
    plannedFen: 3_600_000,
    unit: '420303001',
    detail: '妇联工作经费，分两次拨付',
  },
});
