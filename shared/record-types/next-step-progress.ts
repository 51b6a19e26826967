// 打算落实情况: what has come of a next step.
import { defineRecordType } from '../forms/define-record-type.ts';
import { column } from '../forms/ledger-columns.ts';
import { optionsOf, words } from '../forms/shorthand.ts';
import { dayField, photosField } from '../forms/usual-fields.ts';

export const nextStepProgress = defineRecordType({
  id: 'next-step-progress',
  version: 1,
  label: words('打算落实情况', 'What came of it'),
  tile: '落',
  area: 'campaign',
  collection: 'records',
  life: 'event',
  continues: ['next-step'],
  stateField: 'state',
  closes: { in: [{ field: 'state' }, ['done', 'dropped']] },
  recordedBy: ['city'],
  fields: [
    {
      id: 'state',
      kind: 'choice',
      required: true,
      label: words('落实状态', 'State'),
      options: optionsOf(
        ['under-way', '正在落实', 'Under way'],
        ['done', '已落实', 'Done'],
        ['dropped', '不再进行', 'Dropped'],
      ),
    },
    {
      id: 'done',
      kind: 'longText',
      maxLength: 500,
      required: true,
      label: words('落实情况', 'What was done'),
    },
    dayField(words('日期', 'Date')),
    photosField,
  ],
  title: [{ field: 'done' }],
  summary: [{ field: 'state' }],
  ledgerColumns: [
    column('occurredOn', words('日期', 'Date')),
    column('state', words('落实状态', 'State')),
    column('done', words('落实情况', 'What was done')),
  ],
  countedAs: words('次', 'times'),
  indicators: [
    {
      id: 'done',
      label: words('已落实', 'Done'),
      unit: words('项', 'plans'),
      phrase: words('已落实{n}项', '{n} done'),
      where: { eq: [{ field: 'state' }, 'done'] },
      numerator: { events: true },
    },
  ],
  sample: { state: 'under-way', done: '一个村已腾出场所，正在布置' },
});
