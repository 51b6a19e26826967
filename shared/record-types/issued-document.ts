// 发文: a document of the federation's own, sent down or submitted up, with the plan annexed to it.
import { defineRecordType } from '../forms/define-record-type.ts';
import { secrecyRules } from '../forms/secrecy-rules.ts';
import { column } from '../forms/ledger-columns.ts';
import { offices, optionsOf, words } from '../forms/shorthand.ts';
import { dayField, photosField } from '../forms/usual-fields.ts';

const isSubmitted = { in: [{ field: 'documentKind' }, ['report', 'request']] } as const;
const holdsPlan = {
  gt: [{ countOf: { group: 'annexes', where: { eq: [{ field: 'annexKind' }, 'plan'] } } }, 0],
} as const;

export const issuedDocument = defineRecordType({
  id: 'issued-document',
  version: 1,
  label: words('发文', 'Issued document'),
  tile: '发',
  area: 'campaign',
  collection: 'records',
  life: 'event',
  addressedTo: { field: 'recipients', below: { eq: [{ field: 'isForAllBelow' }, true] } },
  recordedBy: offices,
  fields: [
    {
      id: 'documentKind',
      kind: 'choice',
      required: true,
      label: words('文种', 'Kind'),
      options: optionsOf(
        ['opinion', '意见', 'Opinion'],
        ['notice', '通知', 'Notice'],
        ['circular', '通报', 'Circular'],
        ['report', '报告', 'Report'],
        ['request', '请示', 'Request for instructions'],
        ['letter', '函', 'Letter'],
        ['minutes', '纪要', 'Minutes'],
      ),
    },
    {
      id: 'title',
      kind: 'text',
      maxLength: 200,
      required: true,
      label: words('标题', 'Title'),
      hint: words('涉密文件不得录入', 'Never a classified document'),
      constraints: [
        ...secrecyRules('title'),
        {
          rule: {
            not: {
              and: [
                { eq: [{ field: 'documentKind' }, 'report'] },
                { containsAny: [{ field: 'title' }, ['请示']] },
              ],
            },
          },
          severity: 'warn',
          message: words(
            '报告中不得夹带请示事项，请核对',
            'A report must not contain a request; please check',
          ),
        },
      ],
    },
    {
      id: 'documentNumber',
      kind: 'text',
      format: 'documentNumber',
      maxLength: 60,
      required: true,
      label: words('发文字号', 'Document number'),
      constraints: secrecyRules('documentNumber'),
    },
    dayField(words('成文日期', 'Dated')),
    {
      id: 'signatory',
      kind: 'text',
      maxLength: 60,
      required: isSubmitted,
      label: words('签发人', 'Signed by'),
    },
    {
      id: 'recipients',
      kind: 'orgUnit',
      many: true,
      within: 'below',
      relevant: { not: isSubmitted },
      label: words('主送下级单位', 'To units below'),
      hint: words('所选单位会收到这条记录', 'They receive this record'),
    },
    {
      id: 'isForAllBelow',
      kind: 'boolean',
      relevant: { present: { field: 'recipients' } },
      label: words('同时发到它们的下级', 'Also to the units below them'),
    },
    {
      id: 'otherRecipients',
      kind: 'text',
      required: isSubmitted,
      label: words('主送其他机关', 'To other bodies'),
      hint: words('报告、请示报送上级机关', 'Reports and requests go to a superior body'),
    },
    { id: 'copies', kind: 'text', folded: true, maxLength: 200, label: words('抄送', 'Copies to') },
    {
      id: 'annexes',
      kind: 'group',
      max: 20,
      folded: true,
      label: words('附件', 'Annexes'),
      itemLabel: words('附件', 'Annex'),
      fields: [
        { id: 'name', kind: 'text', maxLength: 200, required: true, label: words('附件名称', 'Name') },
        {
          id: 'annexKind',
          kind: 'choice',
          required: true,
          label: words('附件类型', 'What it is'),
          options: optionsOf(['plan', '实施方案', 'Plan of action'], ['other', '其他', 'Other']),
        },
        { id: 'paper', kind: 'file', label: words('文件', 'File') },
      ],
    },
    {
      id: 'planPurpose',
      kind: 'longText',
      folded: true,
      relevant: holdsPlan,
      label: words('目的意义', 'Purpose of the plan'),
    },
    {
      id: 'planTargets',
      kind: 'longText',
      folded: true,
      relevant: holdsPlan,
      label: words('目标任务', 'Targets of the plan'),
    },
    {
      id: 'planSteps',
      kind: 'longText',
      folded: true,
      relevant: holdsPlan,
      label: words('实施步骤', 'Steps of the plan'),
    },
    {
      id: 'planMethods',
      kind: 'longText',
      folded: true,
      relevant: holdsPlan,
      label: words('具体方法', 'Methods of the plan'),
    },
    { id: 'content', kind: 'longText', folded: true, label: words('内容摘要', 'Summary') },
    { id: 'paper', kind: 'file', folded: true, label: words('正文文件', 'The document') },
    photosField,
  ],
  title: [{ field: 'title' }],
  summary: [{ field: 'documentKind' }, words(' · ', ' · '), { field: 'documentNumber' }],
  ledgerColumns: [
    column('occurredOn', words('成文日期', 'Dated')),
    column('documentKind', words('文种', 'Kind')),
    column('documentNumber', words('发文字号', 'Document number')),
    column('title', words('标题', 'Title')),
    column('signatory', words('签发人', 'Signed by')),
    column('recipients', words('主送下级单位', 'To units below')),
    column('otherRecipients', words('主送其他机关', 'To other bodies')),
    column('copies', words('抄送', 'Copies to')),
    column('annexes', words('附件', 'Annexes')),
  ],
  countedAs: words('件', 'documents'),
  indicators: [
    {
      id: 'issued',
      label: words('印发文件', 'Documents issued'),
      unit: words('件', 'documents'),
      phrase: words('印发{n}件', '{n} issued'),
      where: { not: isSubmitted },
      numerator: { events: true },
    },
    {
      id: 'submitted',
      label: words('报送文件', 'Documents submitted'),
      unit: words('件', 'documents'),
      phrase: words('报送{n}件', '{n} submitted'),
      where: isSubmitted,
      numerator: { events: true },
    },
  ],
  sample: {
    documentKind: 'notice',
    title: '关于印发《创先争优活动实施方案》的通知',
    documentNumber: '示妇发〔2026〕6号',
    signatory: '陈示华',
    recipients: ['420303001'],
    annexes: [{ key: 'annex-1', name: '创先争优活动实施方案', annexKind: 'plan' }],
    planPurpose: '发挥基层妇联组织作用，服务妇女群众',
    planTargets: '基层妇联组织普遍参加，公开承诺有落实',
    planSteps: '动员部署、组织实施、总结提高',
    planMethods: '公开承诺、结对帮扶、群众评议',
  },
});
