// 文件办理: what was done about a received document, until it is dealt with.
import { defineRecordType } from '../forms/define-record-type.ts';
import { column } from '../forms/ledger-columns.ts';
import { countyAndCity, optionsOf, words } from '../forms/shorthand.ts';
import { dayField, photosField } from '../forms/usual-fields.ts';

const isDone = { eq: [{ field: 'state' }, 'done'] } as const;

export const documentHandling = defineRecordType({
  id: 'document-handling',
  version: 1,
  label: words('文件办理', 'Handling of a document'),
  tile: '办',
  area: 'campaign',
  collection: 'records',
  life: 'event',
  continues: ['received-document'],
  stateField: 'state',
  closes: isDone,
  recordedBy: countyAndCity,
  fields: [
    {
      id: 'state',
      kind: 'choice',
      required: true,
      label: words('办理状态', 'State'),
      options: optionsOf(
        ['relayed', '已传达', 'Passed on'],
        ['under-way', '正在办理', 'Under way'],
        ['done', '已办结', 'Dealt with'],
      ),
    },
    {
      id: 'done',
      kind: 'longText',
      maxLength: 500,
      required: true,
      label: words('办理情况', 'What was done'),
    },
    dayField(words('日期', 'Date')),
    {
      id: 'isInTime',
      kind: 'boolean',
      required: true,
      relevant: isDone,
      label: words('按期办结', 'In time'),
    },
    { id: 'handler', kind: 'text', folded: true, maxLength: 60, label: words('经办人', 'Handled by') },
    photosField,
  ],
  title: [{ field: 'done' }],
  summary: [{ field: 'state' }, words(' · 经办：', ' · by '), { field: 'handler' }],
  ledgerColumns: [
    column('occurredOn', words('日期', 'Date')),
    column('state', words('办理状态', 'State')),
    column('done', words('办理情况', 'What was done')),
    column('isInTime', words('按期办结', 'In time')),
    column('handler', words('经办人', 'Handled by')),
  ],
  countedAs: words('次', 'times'),
  indicators: [
    {
      id: 'done',
      label: words('办结文件', 'Documents dealt with'),
      unit: words('件', 'documents'),
      phrase: words('办结{n}件', '{n} dealt with'),
      where: isDone,
      numerator: { events: true },
    },
    {
      id: 'in-time',
      label: words('按期办结率', 'Dealt with in time'),
      unit: words('件', 'documents'),
      phrase: words('按期办结率{n}', '{n} in time'),
      phraseOfFew: words('办结的{of}件中按期{n}件', '{n} of {of} in time'),
      where: isDone,
      numerator: { sum: { if: [{ field: 'isInTime' }, 1, 0] } },
      denominator: { events: true },
    },
  ],
  sample: { state: 'done', done: '已在工作例会传达，贯彻情况已报送', isInTime: true, handler: '李示清' },
});
