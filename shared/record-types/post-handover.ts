// 换届交接: what passes from the one who leaves a post to the one who takes it: open work, tasks, people.
import { defineRecordType } from '../forms/define-record-type.ts';
import { column } from '../forms/ledger-columns.ts';
import type { RecordField } from '../forms/field-types.ts';
import { everyLevel, optionsOf, words } from '../forms/shorthand.ts';
import { dayField, noteAndPhotos } from '../forms/usual-fields.ts';

/** The unit's record from which a row was taken over; a row that was typed has none. */
const source: RecordField = {
  // Where it applies it is there already.
  ...{ id: 'record', kind: 'record', isGiven: true, required: true },
  relevant: { present: { field: 'record' } },
  label: words('来自记录', 'From the record'),
};

export const postHandover = defineRecordType({
  id: 'post-handover',
  version: 2,
  label: words('换届交接', 'Handing over a post'),
  tile: '交',
  area: 'organisation',
  collection: 'records',
  life: 'standing',
  // To be received from the day on which it is handed over.
  dueOn: 'occurredOn',
  waitsFor: 'to',
  recordedBy: everyLevel,
  fields: [
    {
      id: 'from',
      kind: 'person',
      allowTyped: true,
      required: true,
      sensitivity: 1,
      label: words('移交人', 'From'),
    },
    {
      id: 'to',
      kind: 'person',
      allowTyped: true,
      required: true,
      sensitivity: 1,
      label: words('接任人', 'To'),
    },
    { id: 'post', kind: 'text', maxLength: 60, required: true, label: words('职务', 'Post') },
    dayField(words('交接日期', 'Date')),
    {
      id: 'openWork',
      kind: 'group',
      label: words('未办结的工作和任务', 'Open work and tasks'),
      itemLabel: words('事项', 'Matter'),
      offers: {
        ...{ of: 'openMatters', record: 'record', content: 'content', dueOn: 'dueOn' },
        kind: {
          field: 'kind',
          byType: {
            ...{ task: 'task', 'centre-task': 'task', campaign: 'task' },
            ...{ 'public-commitment': 'promise', 'livelihood-issue': 'matter' },
            ...{ 'supervision-issue': 'problem', 'received-document': 'document' },
          },
          ...{ returned: 'returned', other: 'other' },
        },
      },
      fields: [
        {
          id: 'kind',
          kind: 'choice',
          required: true,
          label: words('类别', 'Kind'),
          options: optionsOf(
            ['task', '上级任务', 'Task from above'],
            ['promise', '公开承诺', 'Public commitment'],
            ['matter', '群众事项', 'Matter of residents'],
            ['problem', '督导问题', 'Problem found by supervision'],
            ['document', '来文办理', 'Document to handle'],
            ['returned', '退回待改', 'Returned, to be corrected'],
            ['other', '其他', 'Other'],
          ),
        },
        {
          ...{ id: 'content', kind: 'text', maxLength: 200, required: true, sensitivity: 1 },
          label: words('内容', 'What'),
        },
        { id: 'dueOn', kind: 'date', isDistant: true, label: words('时限', 'Due on') },
        source,
      ],
    },
    {
      id: 'people',
      kind: 'group',
      label: words('继续关心的人', 'People to look after'),
      itemLabel: words('人员', 'Person'),
      offers: { of: 'peopleInCare', record: 'record', person: 'person', content: 'care' },
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
          id: 'care',
          kind: 'text',
          maxLength: 100,
          sensitivity: 1,
          label: words('要做的事', 'What is to be done'),
        },
        source,
      ],
    },
    {
      id: 'things',
      kind: 'longText',
      maxLength: 1000,
      folded: true,
      label: words('资料和物品', 'Papers and things'),
    },
    { id: 'witness', kind: 'text', maxLength: 60, folded: true, label: words('监交人', 'Witness') },
    ...noteAndPhotos,
  ],
  rules: [
    {
      field: 'to',
      rule: {
        or: [
          { present: { field: 'openWork' } },
          { present: { field: 'people' } },
          { present: { field: 'things' } },
        ],
      },
      severity: 'warn',
      message: words(
        '没有写交接的工作、人员和物品，请核对',
        'Neither work, people nor things are handed over; please check',
      ),
    },
  ],
  title: [{ field: 'post' }, words('：', ': '), { field: 'from' }, words(' → ', ' → '), { field: 'to' }],
  summary: [
    { field: 'openWork', counted: words('件未办结', 'open matters') },
    words(' · ', ' · '),
    { field: 'people', counted: words('人继续关心', 'people to look after') },
  ],
  ledgerColumns: [
    column('occurredOn', words('交接日期', 'Date')),
    column('post', words('职务', 'Post')),
    column('from', words('移交人', 'From')),
    column('to', words('接任人', 'To')),
    column('openWork', words('未办结的工作和任务', 'Open work and tasks')),
    {
      id: 'people',
      label: words('移交人员数', 'People handed over'),
      value: { expression: { count: { field: 'people' } } },
      total: true,
    },
    column('things', words('资料和物品', 'Papers and things')),
    column('witness', words('监交人', 'Witness')),
  ],
  countedAs: words('次', 'times'),
  // Since version 2: what a row was taken over from, and more kinds of work.
  upgrades: [[]],
  sample: {
    from: { name: '何示桂' },
    to: { name: '王示兰' },
    post: '村妇联主席',
    openWork: [{ key: 'work-1', kind: 'promise', content: '开办家政技能班', dueOn: '2026-12-31' }],
    people: [{ key: 'person-1', person: { name: '赵示珍' }, care: '独居，每月走访' }],
    things: '公章一枚，2026年台账已在本系统',
    witness: '张示芳',
  },
});
