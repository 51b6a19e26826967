// 整改: what was done about a problem found, until it is closed out (销号).
import { defineRecordType } from '../forms/define-record-type.ts';
import { column } from '../forms/ledger-columns.ts';
import { everyLevel, optionsOf, words } from '../forms/shorthand.ts';
import { dayField, photosField } from '../forms/usual-fields.ts';

const isClosed = { eq: [{ field: 'state' }, 'closed'] } as const;

export const rectification = defineRecordType({
  id: 'rectification',
  version: 1,
  label: words('整改', 'Putting right'),
  tile: '改',
  area: 'campaign',
  collection: 'records',
  life: 'event',
  continues: ['supervision-issue'],
  stateField: 'state',
  closes: isClosed,
  recordedBy: everyLevel,
  fields: [
    {
      id: 'state',
      kind: 'choice',
      required: true,
      label: words('整改状态', 'State'),
      hint: words('销号由督导单位核实后填写', 'Closed out by the unit that found it, after a check'),
      options: optionsOf(
        ['under-way', '整改中', 'Under way'],
        ['rectified', '已整改，待销号', 'Put right, to be checked'],
        ['closed', '已销号', 'Closed out'],
      ),
    },
    {
      id: 'done',
      kind: 'longText',
      maxLength: 500,
      required: true,
      label: words('整改情况', 'What was done'),
    },
    dayField(words('日期', 'Date')),
    {
      id: 'isInTime',
      kind: 'boolean',
      required: true,
      relevant: isClosed,
      label: words('按期整改', 'In time'),
    },
    { id: 'checkedBy', kind: 'text', maxLength: 60, folded: true, label: words('核实人', 'Checked by') },
    photosField,
  ],
  title: [{ field: 'done' }],
  summary: [{ field: 'state' }, words(' · 核实人：', ' · checked by '), { field: 'checkedBy' }],
  ledgerColumns: [
    column('occurredOn', words('日期', 'Date')),
    column('state', words('整改状态', 'State')),
    column('done', words('整改情况', 'What was done')),
    column('isInTime', words('按期整改', 'In time')),
    column('checkedBy', words('核实人', 'Checked by')),
  ],
  countedAs: words('次', 'times'),
  indicators: [
    {
      id: 'closed',
      label: words('销号问题', 'Problems closed out'),
      unit: words('个', 'problems'),
      phrase: words('销号{n}个', '{n} closed out'),
      where: isClosed,
      numerator: { events: true },
    },
    {
      id: 'in-time',
      label: words('按期整改率', 'Put right in time'),
      unit: words('个', 'problems'),
      phrase: words('按期整改率{n}', '{n} put right in time'),
      phraseOfFew: words('销号的{of}个中按期整改{n}个', '{n} of {of} put right in time'),
      where: isClosed,
      numerator: { sum: { if: [{ field: 'isInTime' }, 1, 0] } },
      denominator: { events: true },
    },
  ],
  sample: { state: 'rectified', done: '五项制度已补齐，于妇女之家上墙' },
});
