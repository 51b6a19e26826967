// 巾帼志愿者: who joined, her number, what she is good at; lives on until she leaves.
import { defineRecordType } from '../forms/define-record-type.ts';
import { column, dayColumn } from '../forms/ledger-columns.ts';
import { dayField, noteAndPhotos } from '../forms/usual-fields.ts';

export const volunteer = defineRecordType({
  ...{ id: 'volunteer', version: 1, tile: '巾', area: 'service', collection: 'records', life: 'standing' },
  label: { zh: '巾帼志愿者', en: 'Volunteer' },
  recordedBy: ['village', 'township', 'county', 'city'],
  fields: [
    {
      ...{ id: 'person', kind: 'person', allowTyped: true, required: true, sensitivity: 1 },
      label: { zh: '姓名', en: 'Name' },
    },
    dayField({ zh: '加入日期', en: 'Joined on' }),
    { id: 'number', kind: 'text', maxLength: 40, label: { zh: '志愿者编号', en: 'Number' } },
    {
      ...{ id: 'skills', kind: 'choices' },
      label: { zh: '专长', en: 'Skills' },
      options: [
        { id: 'law', label: { zh: '法律', en: 'Law' } },
        { id: 'counselling', label: { zh: '心理疏导', en: 'Counselling' } },
        { id: 'health', label: { zh: '医疗健康', en: 'Health' } },
        { id: 'tutoring', label: { zh: '辅导孩子', en: 'Tutoring' } },
        { id: 'arts', label: { zh: '文艺', en: 'Arts' } },
        { id: 'housekeeping', label: { zh: '家政', en: 'Housekeeping' } },
        { id: 'farming', label: { zh: '种植养殖', en: 'Farming' } },
        { id: 'handicraft', label: { zh: '手工', en: 'Handicraft' } },
        { id: 'other', label: { zh: '其他', en: 'Other' } },
      ],
    },
    {
      ...{ id: 'team', kind: 'text', suggestLast: true, initial: { from: 'last' } },
      label: { zh: '志愿队伍', en: 'Team' },
    },
    ...noteAndPhotos,
  ],
  title: [{ field: 'person' }],
  summary: [{ field: 'number' }, { zh: ' · ', en: ' · ' }, { field: 'skills' }],
  ledgerColumns: [
    dayColumn({ zh: '加入日期', en: 'Joined on' }),
    column('person', { zh: '姓名', en: 'Name' }),
    column('number', { zh: '志愿者编号', en: 'Number' }),
    column('skills', { zh: '专长', en: 'Skills' }),
    column('team', { zh: '志愿队伍', en: 'Team' }),
  ],
  countedAs: { zh: '名', en: 'volunteers' },
  indicators: [
    {
      id: 'people',
      label: { zh: '新加入志愿者', en: 'Volunteers who joined' },
      unit: { zh: '人', en: 'people' },
      phrase: { zh: '', en: '' },
      unknownPhrase: { zh: '{n}名未登记在人员库', en: '{n} who are not in the registry' },
      numerator: { people: 'person' },
    },
  ],
  sample: {
    person: { name: '李示梅' },
    number: '示0001',
    skills: ['tutoring', 'handicraft'],
    team: '花果村巾帼志愿服务队',
  },
});
