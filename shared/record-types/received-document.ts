// 收文: which document came from whom, by when it must be acted on, how it was passed on.
import { defineRecordType } from '../forms/define-record-type.ts';
import { secrecyRules } from '../forms/secrecy-rules.ts';
import { column } from '../forms/ledger-columns.ts';
import { countyAndCity, notBefore, optionsOf, words } from '../forms/shorthand.ts';
import { dayField, noteAndPhotos } from '../forms/usual-fields.ts';

const isRelayed = { present: { field: 'relayedVia' } } as const;

export const receivedDocument = defineRecordType({
  id: 'received-document',
  version: 1,
  label: words('收文', 'Received document'),
  tile: '收',
  area: 'campaign',
  collection: 'records',
  life: 'standing',
  dueOn: 'dueOn',
  recordedBy: countyAndCity,
  fields: [
    {
      id: 'title',
      kind: 'text',
      maxLength: 200,
      required: true,
      label: words('文件标题', 'Title'),
      hint: words('涉密文件不得录入', 'Never a classified document'),
      constraints: secrecyRules('title'),
    },
    {
      id: 'sender',
      kind: 'text',
      required: true,
      suggestLast: true,
      label: words('来文机关', 'From'),
    },
    dayField(words('收文日期', 'Received on')),
    {
      id: 'documentNumber',
      kind: 'text',
      format: 'documentNumber',
      maxLength: 60,
      label: words('文号', 'Document number'),
      constraints: secrecyRules('documentNumber'),
    },
    {
      id: 'handling',
      kind: 'longText',
      maxLength: 500,
      label: words('办理要求', 'What is to be done'),
    },
    {
      id: 'dueOn',
      kind: 'date',
      label: words('办理时限', 'Due on'),
      constraints: [
        notBefore('dueOn', 'occurredOn', '办理时限不能早于收文', 'It cannot be due before it came'),
      ],
    },
    {
      id: 'relayedVia',
      kind: 'choices',
      label: words('传达方式', 'Passed on by'),
      options: optionsOf(
        ['meeting', '会议传达', 'A meeting'],
        ['study', '组织学习', 'Study'],
        ['forwarded', '转发文件', 'Forwarding it'],
        ['phone', '电话通知', 'Telephone'],
      ),
    },
    {
      id: 'relayedOn',
      kind: 'date',
      relevant: isRelayed,
      required: true,
      label: words('传达日期', 'Date passed on'),
      constraints: [
        notBefore('relayedOn', 'occurredOn', '传达不能早于收文', 'It cannot be passed on before it came'),
      ],
    },
    { id: 'handler', kind: 'text', folded: true, maxLength: 60, label: words('经办人', 'Handled by') },
    ...noteAndPhotos,
  ],
  title: [{ field: 'title' }],
  summary: [{ field: 'sender' }, words(' · ', ' · '), { field: 'documentNumber' }],
  ledgerColumns: [
    column('occurredOn', words('收文日期', 'Received on')),
    column('sender', words('来文机关', 'From')),
    column('documentNumber', words('文号', 'Document number')),
    column('title', words('文件标题', 'Title')),
    column('handling', words('办理要求', 'What is to be done')),
    column('dueOn', words('办理时限', 'Due on')),
    column('relayedOn', words('传达日期', 'Date passed on')),
    column('relayedVia', words('传达方式', 'Passed on by')),
  ],
  countedAs: words('件', 'documents'),
  indicators: [
    {
      id: 'relayed',
      label: words('已传达', 'Passed on'),
      unit: words('件', 'documents'),
      phrase: words('已传达{n}件', '{n} passed on'),
      where: isRelayed,
      numerator: { events: true },
    },
    {
      id: 'relayed-in-time',
      label: words('传达及时率', 'Passed on in time'),
      unit: words('件', 'documents'),
      phrase: words('传达及时率{n}', '{n} passed on in time'),
      phraseOfFew: words('有时限的{of}件中按时传达{n}件', '{n} of {of} passed on in time'),
      where: { and: [{ present: { field: 'relayedOn' } }, { present: { field: 'dueOn' } }] },
      numerator: { sum: { if: [{ lte: [{ field: 'relayedOn' }, { field: 'dueOn' }] }, 1, 0] } },
      denominator: { events: true },
    },
  ],
  sample: {
    title: '关于深入开展创先争优活动的实施意见',
    sender: '示例市委组织部',
    documentNumber: '示组发〔2026〕12号',
    handling: '传达到各县（市、区）妇联，并报送贯彻情况',
    dueOn: '2026-12-15',
    relayedVia: ['meeting'],
    relayedOn: '2026-11-20',
  },
});
