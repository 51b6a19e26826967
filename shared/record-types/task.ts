// 任务: what each unit is to reach for women by when. Each unit goes on with it for itself.
import { defineRecordType } from '../forms/define-record-type.ts';
import { column } from '../forms/ledger-columns.ts';
import { notBefore, offices, words } from '../forms/shorthand.ts';
import { dayField, noteAndPhotos } from '../forms/usual-fields.ts';
import { outcomesForWomen } from '../policy/outcomes-for-women.ts';

const isMeasured = {
  gt: [{ countOf: { group: 'targets', where: { present: { field: 'target' } } } }, 0],
} as const;
/** The list says what is counted, and in which unit. */
const isInOwnWords = { not: { present: { field: 'measuredBy' } } } as const;

export const task = defineRecordType({
  id: 'task',
  version: 1,
  label: words('任务', 'Task'),
  tile: '任',
  area: 'campaign',
  collection: 'records',
  life: 'standing',
  dueOn: 'dueOn',
  addressedTo: { field: 'targets.unit' },
  answeredByEach: true,
  partOf: {
    field: 'parentTask',
    takes: ['task', 'measuredBy', 'targetOutcome', 'targetUnit', 'dueOn', 'source', 'sourceNumber'],
  },
  recordedBy: offices,
  fields: [
    { id: 'task', kind: 'text', maxLength: 200, required: true, label: words('任务', 'Task') },
    {
      id: 'targets',
      kind: 'group',
      required: true,
      label: words('责任单位和目标', 'Responsible units and targets'),
      itemLabel: words('责任单位', 'Unit'),
      fields: [
        { id: 'unit', kind: 'orgUnit', within: 'below', required: true, label: words('单位', 'Unit') },
        { id: 'target', kind: 'integer', min: 1, label: words('计划数', 'Planned') },
        { id: 'responsible', kind: 'text', maxLength: 60, label: words('责任人', 'Responsible') },
      ],
    },
    {
      id: 'measuredBy',
      kind: 'choice',
      label: words('从哪类记录算出完成数', 'Reached as counted from records'),
      hint: words(
        '选了就从各单位的记录自动算，不用另报数；没有合适的就不选，在下面写明',
        'If chosen, it is counted from the records of each unit and need not be reported; else say it below',
      ),
      options: outcomesForWomen.map(({ id, label }) => ({ id, label })),
    },
    {
      id: 'targetOutcome',
      kind: 'text',
      maxLength: 60,
      relevant: isInOwnWords,
      required: isMeasured,
      label: words('计划数指什么', 'What the number counts'),
      hint: words(
        '只能是妇女得到的实际成效，例如参加技能培训的妇女人数；不得是干部填报的记录数、活动数',
        'Only what women gain, such as women trained; never how many records or activities a cadre enters',
      ),
    },
    {
      id: 'targetUnit',
      kind: 'text',
      maxLength: 10,
      relevant: isInOwnWords,
      required: isMeasured,
      label: words('计量单位', 'Unit of the number'),
      hint: words('例如：人、户、件', 'For example: people, households, matters'),
    },
    {
      id: 'dueOn',
      kind: 'date',
      required: true,
      label: words('完成时限', 'Due on'),
      constraints: [
        notBefore('dueOn', 'occurredOn', '完成时限不能早于布置日期', 'It cannot be due before it was set'),
      ],
    },
    dayField(words('布置日期', 'Set on')),
    {
      id: 'source',
      kind: 'text',
      maxLength: 200,
      suggestLast: true,
      label: words('任务来源', 'Where it comes from'),
    },
    {
      id: 'sourceNumber',
      kind: 'text',
      format: 'documentNumber',
      folded: true,
      label: words('来源文号', 'Its document number'),
    },
    {
      id: 'parentTask',
      kind: 'record',
      recordType: 'task',
      folded: true,
      label: words('由哪项任务分解', 'Split from which task'),
    },
    {
      id: 'cooperating',
      kind: 'orgUnit',
      many: true,
      within: 'below',
      folded: true,
      label: words('配合单位', 'Cooperating units'),
    },
    {
      id: 'measures',
      kind: 'longText',
      folded: true,
      maxLength: 1000,
      label: words('任务措施', 'Measures'),
    },
    {
      id: 'planned',
      kind: 'computed',
      folded: true,
      value: { sumOf: { group: 'targets', field: 'target' } },
      label: words('计划合计', 'Planned in all'),
    },
    ...noteAndPhotos,
  ],
  title: [{ field: 'task' }],
  summary: [
    words('完成时限 ', 'due on '),
    { field: 'dueOn' },
    words(' · 计划', ' · planned: '),
    { field: 'measuredBy', or: 'targetOutcome' },
  ],
  ledgerColumns: [
    column('occurredOn', words('布置日期', 'Set on')),
    column('task', words('任务', 'Task')),
    column('source', words('任务来源', 'Where it comes from')),
    column('targetOutcome', words('计划数指什么', 'What the number counts')),
    column('measuredBy', words('从哪类记录算出', 'Counted from records')),
    column('targetUnit', words('计量单位', 'Unit of the number')),
    column('dueOn', words('完成时限', 'Due on')),
    column('cooperating', words('配合单位', 'Cooperating units')),
  ],
  countedAs: words('项', 'tasks'),
  indicators: [
    {
      id: 'assignments',
      label: words('分解到单位的任务', 'Tasks by unit'),
      unit: words('个（次）', 'assignments'),
      phrase: words('分解到责任单位{n}个（次）', '{n} assignments to units'),
      numerator: { sum: { count: { field: 'targets' } } },
    },
  ],
  sample: {
    task: '组织妇女参加家政技能培训',
    targets: [{ key: 'target-1', unit: '420303001', target: 60, responsible: '张示芳' }],
    targetOutcome: '参加培训并结业的妇女',
    targetUnit: '人',
    dueOn: '2026-12-20',
    source: '创先争优活动实施方案',
    sourceNumber: '示妇发〔2026〕6号',
    measures: '与职业学校合办，结业后推荐就业',
  },
});
