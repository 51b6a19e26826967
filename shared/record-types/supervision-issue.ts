// 督导问题: what is to be put right, by whom, by when. Lives until it is closed out.
import { defineRecordType } from '../forms/define-record-type.ts';
import { column } from '../forms/ledger-columns.ts';
import { countyAndCity, notBefore, optionsOf, words } from '../forms/shorthand.ts';
import { dayField, photosField } from '../forms/usual-fields.ts';

export const supervisionIssue = defineRecordType({
  id: 'supervision-issue',
  version: 1,
  label: words('督导问题', 'Problem found'),
  tile: '问',
  area: 'campaign',
  collection: 'records',
  life: 'standing',
  dueOn: 'dueOn',
  addressedTo: { field: 'unit' },
  recordedBy: countyAndCity,
  fields: [
    { id: 'issue', kind: 'text', maxLength: 200, required: true, label: words('问题', 'Problem') },
    {
      id: 'unit',
      kind: 'orgUnit',
      within: 'below',
      required: true,
      label: words('责任单位', 'Responsible unit'),
    },
    {
      id: 'severity',
      kind: 'choice',
      required: true,
      label: words('严重程度', 'Severity'),
      options: optionsOf(['general', '一般', 'General'], ['serious', '较重', 'Serious']),
    },
    {
      id: 'responsible',
      kind: 'text',
      maxLength: 60,
      required: true,
      label: words('整改责任人', 'Responsible'),
    },
    {
      id: 'dueOn',
      kind: 'date',
      required: true,
      label: words('整改时限', 'Due on'),
      constraints: [
        notBefore('dueOn', 'occurredOn', '整改时限不能早于发现日期', 'It cannot be due before it was found'),
      ],
    },
    dayField(words('发现日期', 'Found on')),
    {
      id: 'category',
      kind: 'choice',
      folded: true,
      label: words('问题类别', 'Category'),
      options: optionsOf(
        ['organisation', '组织建设', 'Organisation'],
        ['venue', '阵地建设', 'Venues'],
        ['work', '工作落实', 'Carrying out the work'],
        ['regulation', '制度执行', 'Regulations'],
        ['funds', '经费保障', 'Funds'],
        ['other', '其他', 'Other'],
      ),
    },
    {
      id: 'requirement',
      kind: 'longText',
      maxLength: 500,
      folded: true,
      label: words('整改要求', 'What is required'),
    },
    {
      id: 'supervision',
      kind: 'record',
      recordType: 'supervision',
      folded: true,
      label: words('哪次督导', 'Which visit'),
    },
    photosField,
  ],
  title: [{ field: 'issue' }],
  summary: [{ field: 'unit' }, words(' · ', ' · '), { field: 'severity' }],
  ledgerColumns: [
    column('occurredOn', words('发现日期', 'Found on')),
    column('unit', words('责任单位', 'Responsible unit')),
    column('issue', words('问题', 'Problem')),
    column('category', words('问题类别', 'Category')),
    column('severity', words('严重程度', 'Severity')),
    column('responsible', words('整改责任人', 'Responsible')),
    column('dueOn', words('整改时限', 'Due on')),
  ],
  countedAs: words('个', 'problems'),
  indicators: [
    {
      id: 'serious',
      label: words('较重问题', 'Serious problems'),
      unit: words('个', 'problems'),
      phrase: words('其中较重{n}个', '{n} of them serious'),
      where: { eq: [{ field: 'severity' }, 'serious'] },
      numerator: { events: true },
    },
  ],
  sample: {
    issue: '妇女之家制度未上墙',
    unit: '420303001',
    severity: 'general',
    responsible: '张示芳',
    dueOn: '2026-12-10',
    category: 'regulation',
    requirement: '制度补充完善后上墙公示',
  },
});
