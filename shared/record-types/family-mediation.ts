// 家庭矛盾排查调解: light; where there is violence a confidential rights case follows, and no details stand here.
import { partOf } from '../forms/activity-tags.ts';
import { defineRecordType } from '../forms/define-record-type.ts';
import { column, dayColumn } from '../forms/ledger-columns.ts';
import { dayField, noteAndPhotos } from '../forms/usual-fields.ts';

export const familyMediation = defineRecordType({
  ...{ id: 'family-mediation', version: 1, tile: '调', area: 'daily', collection: 'records', life: 'event' },
  label: { zh: '家庭矛盾调解', en: 'Family mediation' },
  recordedBy: ['village', 'township', 'county'],
  fields: [
    {
      ...{ id: 'mediationKind', kind: 'choice', required: true },
      label: { zh: '矛盾类型', en: 'Kind' },
      options: [
        { id: 'couple', label: { zh: '夫妻', en: 'Couple' } },
        { id: 'in-laws', label: { zh: '婆媳', en: 'In-laws' } },
        { id: 'neighbours', label: { zh: '邻里', en: 'Neighbours' } },
        { id: 'property', label: { zh: '财产', en: 'Property' } },
        { id: 'children', label: { zh: '子女', en: 'Children' } },
        { id: 'other', label: { zh: '其他', en: 'Other' } },
      ],
    },
    dayField(),
    {
      ...{ id: 'steps', kind: 'longText', maxLength: 500, required: true, sensitivity: 1 },
      label: { zh: '调解经过', en: 'What was done' },
    },
    {
      ...{ id: 'result', kind: 'choice', required: true },
      label: { zh: '调解结果', en: 'Result' },
      options: [
        { id: 'settled', label: { zh: '已化解', en: 'Settled' } },
        { id: 'continuing', label: { zh: '继续调解', en: 'Continuing' } },
        { id: 'referred', label: { zh: '已转介', en: 'Referred' } },
      ],
    },
    {
      ...{ id: 'violence', kind: 'boolean', required: true, sensitivity: 2 },
      label: { zh: '有家庭暴力', en: 'Is there violence?' },
    },
    {
      ...{ id: 'firstSteps', kind: 'choices', sensitivity: 2 },
      relevant: { eq: [{ field: 'violence' }, true] },
      label: { zh: '已经做的', en: 'Done at once' },
      hint: {
        zh: '紧急的、涉及未成年人的先报110或派出所，再补记。具体情况不写在这里，另记维权个案',
        en: 'Call the police first in an emergency or when a minor is concerned. Write no details here: a rights case follows',
      },
      options: [
        { id: 'police', label: { zh: '已报110或派出所', en: 'Police called' } },
        { id: 'safe-place', label: { zh: '已到安全的地方', en: 'In a safe place' } },
        { id: 'doctor', label: { zh: '已送医', en: 'Seen by a doctor' } },
        { id: 'federation', label: { zh: '已报上级妇联', en: 'Federation above told' } },
      ],
    },
    {
      ...{ id: 'persons', kind: 'text', sensitivity: 2 },
      label: { zh: '当事人', en: 'Persons' },
      hint: { zh: '可以只写姓', en: 'Initials are enough' },
    },
    ...partOf,
    ...noteAndPhotos,
  ],
  title: [{ field: 'mediationKind' }, { zh: '矛盾调解', en: ': mediation' }],
  summary: [{ field: 'result' }],
  ledgerColumns: [
    dayColumn(),
    column('mediationKind', { zh: '矛盾类型', en: 'Kind' }),
    {
      ...{ id: 'steps', label: { zh: '调解经过', en: 'What was done' } },
      // Nothing about violence stands in a ledger.
      value: { expression: { if: [{ eq: [{ field: 'violence' }, false] }, { field: 'steps' }, ''] } },
    },
    column('result', { zh: '调解结果', en: 'Result' }),
  ],
  countedAs: { zh: '件', en: 'matters' },
  indicators: [
    {
      id: 'settled',
      label: { zh: '已化解', en: 'Settled' },
      unit: { zh: '件', en: 'matters' },
      phrase: { zh: '化解{n}件', en: '{n} settled' },
      where: { eq: [{ field: 'result' }, 'settled'] },
      numerator: { events: true },
    },
    {
      id: 'settled-rate',
      label: { zh: '化解率', en: 'Settled, of all' },
      unit: { zh: '件', en: 'matters' },
      phrase: { zh: '化解率{n}', en: '{n} of all' },
      phraseOfFew: { zh: '', en: '' },
      numerator: { sum: { if: [{ eq: [{ field: 'result' }, 'settled'] }, 1, 0] } },
      denominator: { events: true },
    },
  ],
  sample: {
    mediationKind: 'in-laws',
    steps: '因带孩子意见不合，分别谈心两次，约定分工',
    result: 'settled',
    violence: false,
    persons: '王某、李某',
  },
});
