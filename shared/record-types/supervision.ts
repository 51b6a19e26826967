// 督导检查: which units were visited, how, and how many problems were found.
import { defineRecordType } from '../forms/define-record-type.ts';
import { column, sumColumn } from '../forms/ledger-columns.ts';
import { countyAndCity, optionsOf, words } from '../forms/shorthand.ts';
import { dayField, photosField } from '../forms/usual-fields.ts';

export const supervision = defineRecordType({
  id: 'supervision',
  version: 1,
  label: words('督导检查', 'Supervision visit'),
  tile: '督',
  area: 'campaign',
  collection: 'records',
  life: 'event',
  addressedTo: { field: 'units' },
  recordedBy: countyAndCity,
  fields: [
    {
      id: 'units',
      kind: 'orgUnit',
      many: true,
      within: 'below',
      required: true,
      label: words('督导对象', 'Units visited'),
    },
    {
      id: 'way',
      kind: 'choice',
      required: true,
      label: words('督导方式', 'How'),
      options: optionsOf(
        ['on-site', '实地督导', 'On site'],
        ['papers', '查阅资料', 'Reading papers'],
        ['talks', '座谈', 'Talks'],
        ['phone', '电话', 'By telephone'],
        ['online-sample', '线上抽查', 'Sample online'],
      ),
    },
    dayField(words('督导日期', 'Date')),
    {
      id: 'findings',
      kind: 'integer',
      min: 0,
      required: true,
      unit: words('个', 'problems'),
      label: words('发现问题数', 'Problems found'),
      hint: words('每个问题另记一条“督导问题”', 'Each is recorded as a problem of its own'),
    },
    { id: 'content', kind: 'text', maxLength: 200, label: words('督导内容', 'What about') },
    { id: 'leader', kind: 'text', maxLength: 60, label: words('组长', 'Led by') },
    { id: 'members', kind: 'text', maxLength: 200, folded: true, label: words('成员', 'Members') },
    {
      id: 'impression',
      kind: 'longText',
      maxLength: 1000,
      folded: true,
      label: words('总体情况', 'Overall'),
    },
    photosField,
  ],
  title: [{ field: 'units' }],
  summary: [{ field: 'way' }, words(' · 发现问题', ' · '), { field: 'findings' }],
  ledgerColumns: [
    column('occurredOn', words('督导日期', 'Date')),
    column('units', words('督导对象', 'Units visited')),
    column('way', words('督导方式', 'How')),
    column('content', words('督导内容', 'What about')),
    column('leader', words('组长', 'Led by')),
    sumColumn('findings', words('发现问题数', 'Problems found')),
  ],
  countedAs: words('次', 'visits'),
  indicators: [
    {
      id: 'units',
      label: words('督导单位', 'Units visited'),
      unit: words('个（次）', 'units'),
      phrase: words('督导单位{n}个（次）', '{n} units visited'),
      numerator: { sum: { count: { field: 'units' } } },
    },
    {
      id: 'findings',
      label: words('发现问题', 'Problems found'),
      unit: words('个', 'problems'),
      phrase: words('发现问题{n}个', '{n} problems found'),
      numerator: { sum: { field: 'findings' } },
    },
  ],
  sample: {
    units: ['420303001'],
    way: 'on-site',
    findings: 2,
    content: '公开承诺落实情况',
    leader: '陈示华',
    members: '李示清',
  },
});
