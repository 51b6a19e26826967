// 下一步打算: what is planned, from which gap it comes, by when. Planned is not done: its progress is recorded apart.
import { defineRecordType } from '../forms/define-record-type.ts';
import { column } from '../forms/ledger-columns.ts';
import { notBefore, words } from '../forms/shorthand.ts';
import { dayField, noteField } from '../forms/usual-fields.ts';

export const nextStep = defineRecordType({
  id: 'next-step',
  version: 1,
  label: words('下一步打算', 'Next step'),
  tile: '划',
  area: 'campaign',
  collection: 'records',
  life: 'standing',
  dueOn: 'dueOn',
  recordedBy: ['city'],
  fields: [
    {
      id: 'matter',
      kind: 'text',
      maxLength: 200,
      required: true,
      label: words('打算做什么', 'What is planned'),
    },
    {
      id: 'gap',
      kind: 'text',
      maxLength: 200,
      required: true,
      label: words('针对的差距', 'The gap it comes from'),
      hint: words('例如：哪项指标还差多少', 'For example: which figure falls short by how much'),
    },
    {
      id: 'dueOn',
      kind: 'date',
      required: true,
      label: words('完成时限', 'Due on'),
      constraints: [
        notBefore(
          'dueOn',
          'occurredOn',
          '完成时限不能早于提出日期',
          'It cannot be due before it was planned',
        ),
      ],
    },
    { id: 'responsible', kind: 'text', maxLength: 60, required: true, label: words('责任人', 'Responsible') },
    dayField(words('提出日期', 'Planned on')),
    { id: 'target', kind: 'text', maxLength: 200, label: words('目标', 'Target') },
    {
      id: 'measures',
      kind: 'longText',
      maxLength: 1000,
      folded: true,
      label: words('措施', 'Measures'),
    },
    noteField,
  ],
  title: [{ field: 'matter' }],
  summary: [words('完成时限 ', 'due on '), { field: 'dueOn' }, words(' · ', ' · '), { field: 'responsible' }],
  ledgerColumns: [
    column('occurredOn', words('提出日期', 'Planned on')),
    column('matter', words('打算做什么', 'What is planned')),
    column('gap', words('针对的差距', 'The gap it comes from')),
    column('target', words('目标', 'Target')),
    column('measures', words('措施', 'Measures')),
    column('dueOn', words('完成时限', 'Due on')),
    column('responsible', words('责任人', 'Responsible')),
  ],
  countedAs: words('项', 'plans'),
  sample: {
    matter: '为尚未建妇女之家的村落实场所',
    gap: '妇女之家覆盖率还差两个村',
    dueOn: '2026-12-31',
    responsible: '李示清',
    target: '每个村都有妇女之家',
    measures: '与村“两委”共用场所，统一标识',
  },
});
