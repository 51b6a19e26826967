// 任务进展: what a unit has reached of its task so far.
import { defineRecordType } from '../forms/define-record-type.ts';
import { column } from '../forms/ledger-columns.ts';
import { everyLevel, optionsOf, words } from '../forms/shorthand.ts';
import { dayField, photosField } from '../forms/usual-fields.ts';

const isDone = { eq: [{ field: 'state' }, 'done'] } as const;

export const taskProgress = defineRecordType({
  id: 'task-progress',
  version: 1,
  label: words('任务进展', 'Progress of a task'),
  tile: '进',
  area: 'campaign',
  collection: 'records',
  life: 'event',
  continues: ['task'],
  stateField: 'state',
  closes: { in: [{ field: 'state' }, ['done', 'cancelled']] },
  recordedBy: everyLevel,
  fields: [
    {
      id: 'state',
      kind: 'choice',
      required: true,
      label: words('状态', 'State'),
      options: optionsOf(
        ['in-progress', '进行中', 'In progress'],
        ['done', '已完成', 'Done'],
        ['cancelled', '已取消', 'Cancelled'],
      ),
    },
    {
      id: 'isInTime',
      kind: 'boolean',
      required: true,
      relevant: isDone,
      label: words('按期完成', 'In time'),
    },
    {
      id: 'done',
      kind: 'longText',
      maxLength: 500,
      required: true,
      label: words('办了什么', 'What was done'),
    },
    dayField(words('日期', 'Date')),
    {
      id: 'doneValue',
      kind: 'integer',
      min: 0,
      relevant: { ne: [{ field: 'state' }, 'cancelled'] },
      label: words('已完成数', 'Reached so far'),
      hint: words('从开始到现在的累计数', 'In all since the beginning'),
    },
    {
      id: 'percentage',
      kind: 'percentage',
      relevant: { ne: [{ field: 'state' }, 'cancelled'] },
      label: words('完成进度（%）', 'Progress (%)'),
      constraints: [
        {
          rule: { or: [{ not: isDone }, { gte: [{ field: 'percentage' }, 100] }] },
          severity: 'warn',
          message: words('已完成，进度却不到100%，请核对', 'Done, but less than 100 %; please check'),
        },
      ],
    },
    photosField,
  ],
  title: [{ field: 'done' }],
  summary: [{ field: 'state' }, words(' · ', ' · '), { field: 'percentage' }],
  ledgerColumns: [
    column('occurredOn', words('日期', 'Date')),
    column('state', words('状态', 'State')),
    column('done', words('办了什么', 'What was done')),
    column('doneValue', words('已完成数', 'Reached so far')),
    column('percentage', words('完成进度', 'Progress')),
    column('isInTime', words('按期完成', 'In time')),
  ],
  countedAs: words('次', 'times'),
  indicators: [
    {
      id: 'done',
      label: words('完成任务', 'Tasks done'),
      unit: words('项', 'tasks'),
      phrase: words('完成任务{n}项', '{n} done'),
      where: isDone,
      numerator: { events: true },
    },
    {
      id: 'in-time',
      label: words('按期完成率', 'Done in time'),
      unit: words('项', 'tasks'),
      phrase: words('按期完成率{n}', '{n} in time'),
      phraseOfFew: words('完成的{of}项中按期{n}项', '{n} of {of} in time'),
      where: isDone,
      numerator: { sum: { if: [{ field: 'isInTime' }, 1, 0] } },
      denominator: { events: true },
    },
  ],
  sample: { state: 'in-progress', done: '第一期开班，24名妇女结业', doneValue: 24, percentage: 40 },
});
