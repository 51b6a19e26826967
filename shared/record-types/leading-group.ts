// 领导小组: who leads a piece of work, with exactly one head.
import { defineRecordType } from '../forms/define-record-type.ts';
import { column } from '../forms/ledger-columns.ts';
import { notBefore, offices, optionsOf, words } from '../forms/shorthand.ts';
import { dayField, noteAndPhotos } from '../forms/usual-fields.ts';

const isPresentHead = {
  and: [{ eq: [{ field: 'position' }, 'head'] }, { not: { present: { field: 'until' } } }],
} as const;

export const leadingGroup = defineRecordType({
  id: 'leading-group',
  version: 1,
  label: words('领导小组', 'Leading group'),
  tile: '领',
  area: 'campaign',
  collection: 'records',
  life: 'standing',
  recordedBy: offices,
  fields: [
    {
      id: 'name',
      kind: 'text',
      required: true,
      label: words('名称', 'Name'),
      hint: words('例如：创先争优活动领导小组', 'For example: leading group of the campaign'),
    },
    dayField(words('成立日期', 'Set up on')),
    {
      id: 'members',
      kind: 'group',
      required: true,
      label: words('成员', 'Members'),
      itemLabel: words('成员', 'Member'),
      fields: [
        {
          id: 'person',
          kind: 'person',
          allowTyped: true,
          required: true,
          sensitivity: 1,
          label: words('姓名', 'Name'),
        },
        {
          id: 'position',
          kind: 'choice',
          required: true,
          label: words('小组职务', 'Position in the group'),
          options: optionsOf(
            ['head', '组长', 'Head'],
            ['deputy', '副组长', 'Deputy head'],
            ['member', '成员', 'Member'],
            ['office-head', '办公室主任', 'Head of its office'],
            ['liaison', '联络员', 'Liaison'],
          ),
        },
        { id: 'post', kind: 'text', maxLength: 60, label: words('单位职务', 'Post') },
        {
          id: 'since',
          kind: 'date',
          label: words('开始担任的日期', 'Since'),
          constraints: [
            notBefore('since', 'occurredOn', '不能早于小组成立', 'It cannot be before the group was set up'),
          ],
        },
        {
          id: 'until',
          kind: 'date',
          label: words('不再担任的日期', 'Until'),
          constraints: [
            notBefore('until', 'occurredOn', '不能早于小组成立', 'It cannot be before the group was set up'),
            notBefore('until', 'since', '不能早于开始担任', 'It cannot end before it began'),
          ],
        },
      ],
    },
    {
      id: 'documentNumber',
      kind: 'text',
      format: 'documentNumber',
      label: words('成立依据文号', 'Based on document'),
    },
    { id: 'duties', kind: 'longText', folded: true, maxLength: 1000, label: words('职责分工', 'Duties') },
    ...noteAndPhotos,
  ],
  rules: [
    {
      field: 'members',
      rule: {
        or: [
          { not: { present: { field: 'members' } } },
          { eq: [{ countOf: { group: 'members', where: isPresentHead } }, 1] },
        ],
      },
      severity: 'block',
      message: words('组长必须有，且只能有一名', 'There must be one head, and only one'),
    },
  ],
  title: [{ field: 'name' }],
  summary: [{ field: 'documentNumber' }, words(' · 成立于', ' · set up on '), { field: 'occurredOn' }],
  ledgerColumns: [
    column('occurredOn', words('成立日期', 'Set up on')),
    column('name', words('名称', 'Name')),
    column('documentNumber', words('成立依据文号', 'Based on document')),
    column('members', words('成员', 'Members')),
    {
      id: 'count',
      label: words('成员数', 'Number of members'),
      value: {
        expression: { countOf: { group: 'members', where: { not: { present: { field: 'until' } } } } },
      },
      total: true,
    },
  ],
  countedAs: words('个', 'groups'),
  indicators: [
    {
      id: 'members',
      label: words('领导小组成员', 'Members of leading groups'),
      unit: words('名', 'members'),
      phrase: words('成员{n}名', '{n} members'),
      numerator: { sum: { countOf: { group: 'members', where: { not: { present: { field: 'until' } } } } } },
    },
  ],
  sample: {
    name: '创先争优活动领导小组',
    documentNumber: '示妇发〔2026〕5号',
    members: [
      { key: 'member-1', person: { name: '陈示华' }, post: '妇联主席', position: 'head' },
      { key: 'member-2', person: { name: '周示敏' }, post: '妇联副主席', position: 'deputy' },
      {
        key: 'member-3',
        person: { name: '李示清' },
        post: '办公室干事',
        position: 'liaison',
        since: '2026-11-20',
      },
    ],
  },
});
