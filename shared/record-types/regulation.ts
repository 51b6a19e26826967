// 制度: a regulation of the organisation, and whether it hangs on the wall.
import { defineRecordType } from '../forms/define-record-type.ts';
import { column } from '../forms/ledger-columns.ts';
import { everyLevel, optionsOf, words } from '../forms/shorthand.ts';
import { dayField, noteAndPhotos } from '../forms/usual-fields.ts';

export const regulation = defineRecordType({
  id: 'regulation',
  version: 1,
  label: words('制度', 'Regulation'),
  tile: '制',
  area: 'organisation',
  collection: 'records',
  life: 'standing',
  recordedBy: everyLevel,
  fields: [
    { id: 'name', kind: 'text', required: true, label: words('制度名称', 'Name') },
    {
      id: 'category',
      kind: 'choice',
      required: true,
      label: words('制度类别', 'Category'),
      options: optionsOf(
        ['study', '学习制度', 'Study'],
        ['meeting', '例会制度', 'Regular meetings'],
        ['deliberation', '议事制度', 'Deliberation'],
        ['reception', '接待制度', 'Reception'],
        ['ledger', '台账制度', 'Ledgers'],
        ['assessment', '考核制度', 'Assessment'],
        ['other', '其他', 'Other'],
      ),
    },
    { id: 'isOnWall', kind: 'boolean', required: true, label: words('已上墙', 'On the wall') },
    dayField(words('制定日期', 'Made on')),
    { id: 'content', kind: 'longText', folded: true, label: words('主要内容', 'Content') },
    { id: 'paper', kind: 'file', folded: true, label: words('文件', 'File') },
    ...noteAndPhotos,
  ],
  title: [{ field: 'name' }],
  summary: [{ field: 'category' }, words(' · 已上墙：', ' · on the wall: '), { field: 'isOnWall' }],
  ledgerColumns: [
    column('occurredOn', words('制定日期', 'Made on')),
    column('name', words('制度名称', 'Name')),
    column('category', words('制度类别', 'Category')),
    column('isOnWall', words('已上墙', 'On the wall')),
    column('content', words('主要内容', 'Content')),
  ],
  countedAs: words('项', 'regulations'),
  indicators: [
    {
      id: 'on-wall',
      label: words('已上墙制度', 'Regulations on the wall'),
      unit: words('项', 'regulations'),
      phrase: words('已上墙{n}项', '{n} on the wall'),
      where: { eq: [{ field: 'isOnWall' }, true] },
      numerator: { events: true },
    },
  ],
  sample: {
    name: '妇女议事会制度',
    category: 'deliberation',
    isOnWall: true,
    content: '每季度议事一次，议题公开征集，结果公示',
  },
});
