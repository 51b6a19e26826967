// A kind of work that exists for tests only, with a field of every kind: what holds for it holds for any definition.
import { defineRecordType } from '../../../shared/forms/define-record-type.ts';

const both = (zh: string, en: string) => ({ zh, en });
const options = [
  { id: 'one', label: both('甲', 'First') },
  { id: 'two', label: both('乙', 'Second') },
];

export const throwAwayType = defineRecordType({
  id: 'throw-away',
  version: 1,
  label: both('试填', 'Try-out'),
  tile: '试',
  area: 'daily',
  collection: 'records',
  life: 'event',
  recordedBy: ['village'],
  fields: [
    { id: 'topic', kind: 'text', required: true, label: both('主题', 'Topic') },
    { id: 'occurredOn', kind: 'date', required: true, label: both('日期', 'Date') },
    { id: 'story', kind: 'longText', label: both('经过', 'Story') },
    { id: 'people', kind: 'integer', min: 1, required: true, label: both('人数', 'People') },
    { id: 'hours', kind: 'decimal', decimals: 1, label: both('小时', 'Hours') },
    { id: 'share', kind: 'percentage', label: both('比例', 'Share') },
    { id: 'money', kind: 'money', label: both('金额', 'Money') },
    { id: 'crowd', kind: 'estimate', unit: both('名', 'people'), label: both('到场', 'Crowd') },
    { id: 'isOutside', kind: 'boolean', label: both('在室外', 'Outside') },
    { id: 'startsAt', kind: 'time', label: both('开始', 'Starts') },
    { id: 'month', kind: 'period', label: both('月份', 'Month') },
    { id: 'one', kind: 'choice', options, label: both('单选', 'One') },
    { id: 'many', kind: 'choices', options, label: both('多选', 'Many') },
    {
      id: 'whySecond',
      kind: 'text',
      required: true,
      relevant: { eq: [{ field: 'one' }, 'two'] },
      label: both('为什么选乙', 'Why the second'),
    },
    { id: 'who', kind: 'person', allowTyped: true, label: both('对象', 'Who') },
    { id: 'after', kind: 'record', recordType: 'home-visit', label: both('上次走访', 'Earlier visit') },
    { id: 'with', kind: 'orgUnit', label: both('单位', 'Unit') },
    { id: 'number', kind: 'identityNumber', label: both('身份证号', 'Identity number') },
    { id: 'phone', kind: 'phone', label: both('电话', 'Telephone') },
    {
      id: 'rows',
      kind: 'group',
      label: both('物品', 'Things'),
      itemLabel: both('一件', 'Thing'),
      fields: [
        { id: 'thing', kind: 'text', required: true, label: both('品名', 'Name') },
        { id: 'pieces', kind: 'integer', label: both('件数', 'Pieces') },
      ],
    },
    { id: 'photos', kind: 'photos', label: both('照片', 'Photos') },
    { id: 'paper', kind: 'file', label: both('证书', 'Certificate') },
    { id: 'signed', kind: 'signature', label: both('签名', 'Signature') },
    {
      id: 'total',
      kind: 'computed',
      value: { mul: [{ field: 'people' }, { field: 'hours' }] },
      label: both('总小时', 'Hours in all'),
    },
  ],
  title: [{ field: 'topic' }],
  summary: [{ field: 'people' }, both(' 人', ' people')],
  ledgerColumns: [{ id: 'topic', label: both('主题', 'Topic'), value: { field: 'topic' } }],
  sample: { topic: '试填', people: 3 },
});
