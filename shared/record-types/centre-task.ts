// 中心工作: the work of the party committee and government that the federation serves, as a list that its owner edits.
import { defineRecordType } from '../forms/define-record-type.ts';
import { column } from '../forms/ledger-columns.ts';
import { notBefore, words } from '../forms/shorthand.ts';
import { dayField, noteAndPhotos } from '../forms/usual-fields.ts';

export const centreTask = defineRecordType({
  id: 'centre-task',
  version: 1,
  label: words('中心工作', 'Centre task'),
  tile: '中',
  area: 'campaign',
  collection: 'records',
  life: 'standing',
  dueOn: 'endOn',
  addressedTo: { field: 'units', below: true },
  recordedBy: ['city'],
  fields: [
    {
      id: 'name',
      kind: 'text',
      required: true,
      label: words('名称', 'Name'),
      hint: words('例如：五大战役', 'For example: the five battles'),
    },
    dayField(words('开始日期', 'Begins on')),
    {
      id: 'endOn',
      kind: 'date',
      label: words('结束日期', 'Ends on'),
      constraints: [notBefore('endOn', 'occurredOn', '结束不能早于开始', 'It cannot end before it begins')],
    },
    { id: 'leadBody', kind: 'text', label: words('牵头单位', 'Led by') },
    {
      id: 'items',
      kind: 'group',
      max: 30,
      label: words('具体事项', 'Items'),
      hint: words('按当地文件填写', 'As the local document names them'),
      itemLabel: words('事项', 'Item'),
      fields: [
        { id: 'name', kind: 'text', required: true, label: words('事项名称', 'Name') },
        {
          id: 'role',
          kind: 'text',
          maxLength: 200,
          label: words('妇联承担的工作', 'What the federation does'),
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
      id: 'basis',
      kind: 'text',
      maxLength: 200,
      folded: true,
      label: words('依据文件', 'Based on document'),
    },
    ...noteAndPhotos,
  ],
  title: [{ field: 'name' }],
  summary: [{ field: 'leadBody' }, words('牵头 · ', ' leads · '), { field: 'items' }],
  ledgerColumns: [
    column('occurredOn', words('开始日期', 'Begins on')),
    column('endOn', words('结束日期', 'Ends on')),
    column('name', words('名称', 'Name')),
    column('leadBody', words('牵头单位', 'Led by')),
    column('items', words('具体事项', 'Items')),
    column('units', words('参加单位', 'Units that take part')),
    column('basis', words('依据文件', 'Based on document')),
  ],
  countedAs: words('项', 'centre tasks'),
  indicators: [
    {
      id: 'items',
      label: words('中心工作事项', 'Items of centre tasks'),
      unit: words('件', 'items'),
      phrase: words('具体事项{n}件', '{n} items'),
      numerator: { sum: { count: { field: 'items' } } },
    },
  ],
  sample: {
    name: '五大战役',
    endOn: '2026-12-31',
    leadBody: '示例市委办公室',
    items: [{ key: 'item-1', name: '示例事项（按当地文件填写）', role: '组织巾帼志愿者参加' }],
    units: ['420303'],
  },
});
