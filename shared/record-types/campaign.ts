// 主题活动: the campaign itself: name, themes, overall requirements, stages. What happens to it are records about it.
import { defineRecordType } from '../forms/define-record-type.ts';
import { column } from '../forms/ledger-columns.ts';
import { notBefore, words } from '../forms/shorthand.ts';
import { dayField, noteAndPhotos } from '../forms/usual-fields.ts';

export const campaign = defineRecordType({
  id: 'campaign',
  version: 1,
  label: words('主题活动', 'Campaign'),
  tile: '主',
  area: 'campaign',
  collection: 'records',
  life: 'standing',
  dueOn: 'stages.to',
  addressedTo: { field: 'units', below: true },
  recordedBy: ['city'],
  fields: [
    { id: 'name', kind: 'text', required: true, label: words('活动名称', 'Name') },
    dayField(words('开始日期', 'Begins on')),
    {
      id: 'owner',
      kind: 'orgUnit',
      required: true,
      initial: { from: 'ownUnit' },
      label: words('主办单位', 'Run by'),
    },
    {
      id: 'endOn',
      kind: 'date',
      label: words('结束日期', 'Ends on'),
      constraints: [notBefore('endOn', 'occurredOn', '结束不能早于开始', 'It cannot end before it begins')],
    },
    {
      id: 'themes',
      kind: 'group',
      max: 10,
      label: words('活动主题', 'Themes'),
      itemLabel: words('主题', 'Theme'),
      fields: [{ id: 'theme', kind: 'text', maxLength: 60, required: true, label: words('主题', 'Theme') }],
    },
    {
      id: 'requirements',
      kind: 'group',
      max: 10,
      label: words('总体要求', 'Overall requirements'),
      itemLabel: words('要求', 'Requirement'),
      fields: [{ id: 'requirement', kind: 'text', required: true, label: words('内容', 'What is required') }],
    },
    {
      id: 'stages',
      kind: 'group',
      max: 20,
      label: words('活动阶段', 'Stages'),
      itemLabel: words('阶段', 'Stage'),
      fields: [
        { id: 'name', kind: 'text', maxLength: 60, required: true, label: words('阶段名称', 'Name') },
        { id: 'from', kind: 'date', required: true, label: words('开始', 'From') },
        {
          id: 'to',
          kind: 'date',
          label: words('结束', 'To'),
          constraints: [notBefore('to', 'from', '结束不能早于开始', 'It cannot end before it begins')],
        },
      ],
    },
    {
      id: 'units',
      kind: 'orgUnit',
      many: true,
      within: 'below',
      label: words('参加单位', 'Units that take part'),
      hint: words('所选单位及其下级都会收到', 'They and the units below them receive it'),
    },
    {
      id: 'documentNumber',
      kind: 'text',
      format: 'documentNumber',
      folded: true,
      label: words('依据文号', 'Based on document'),
    },
    ...noteAndPhotos,
  ],
  title: [{ field: 'name' }],
  summary: [{ field: 'owner' }, words(' · 主题：', ' · themes: '), { field: 'themes' }],
  ledgerColumns: [
    column('occurredOn', words('开始日期', 'Begins on')),
    column('endOn', words('结束日期', 'Ends on')),
    column('name', words('活动名称', 'Name')),
    column('owner', words('主办单位', 'Run by')),
    column('themes', words('活动主题', 'Themes')),
    column('requirements', words('总体要求', 'Overall requirements')),
    column('stages', words('活动阶段', 'Stages')),
  ],
  countedAs: words('项', 'campaigns'),
  sample: {
    name: '创先争优活动',
    owner: '4203',
    themes: [
      { key: 'theme-1', theme: '坚强阵地' },
      { key: 'theme-2', theme: '温暖之家' },
    ],
    requirements: [
      { key: 'requirement-1', requirement: '推动科学发展' },
      { key: 'requirement-2', requirement: '促进社会和谐' },
      { key: 'requirement-3', requirement: '服务人民群众' },
      { key: 'requirement-4', requirement: '加强基层建设' },
    ],
    stages: [
      { key: 'stage-1', name: '动员部署', from: '2026-09-01', to: '2026-09-30' },
      { key: 'stage-2', name: '组织实施', from: '2026-10-01', to: '2026-12-20' },
    ],
    units: ['420303'],
  },
});
