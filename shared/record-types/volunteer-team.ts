// 巾帼志愿服务队: its kind, who leads it, how many it has; lives on until it is dissolved.
import { defineRecordType } from '../forms/define-record-type.ts';
import { column, dayColumn, sumColumn } from '../forms/ledger-columns.ts';
import { dayField, noteAndPhotos } from '../forms/usual-fields.ts';

export const volunteerTeam = defineRecordType({
  ...{
    id: 'volunteer-team',
    version: 1,
    tile: '队',
    area: 'service',
    collection: 'records',
    life: 'standing',
  },
  label: { zh: '志愿服务队', en: 'Volunteer team' },
  recordedBy: ['village', 'township', 'county', 'city'],
  fields: [
    { id: 'name', kind: 'text', required: true, label: { zh: '队伍名称', en: 'Name' } },
    {
      ...{ id: 'teamKind', kind: 'choice', required: true },
      label: { zh: '类型', en: 'Kind' },
      options: [
        { id: 'legal', label: { zh: '法律维权', en: 'Law and rights' } },
        { id: 'skills', label: { zh: '技能培训', en: 'Skills training' } },
        { id: 'arts', label: { zh: '文艺', en: 'Arts' } },
        { id: 'housekeeping', label: { zh: '家政互助', en: 'Household help' } },
        { id: 'emergency', label: { zh: '应急', en: 'Emergencies' } },
        { id: 'general', label: { zh: '综合', en: 'General' } },
      ],
    },
    {
      ...{ id: 'leader', kind: 'person', allowTyped: true, required: true, sensitivity: 1 },
      label: { zh: '负责人', en: 'Leader' },
    },
    {
      ...{ id: 'members', kind: 'integer', min: 1, required: true },
      unit: { zh: '人', en: 'people' },
      label: { zh: '队员人数', en: 'Members' },
    },
    dayField({ zh: '成立日期', en: 'Founded on' }),
    ...noteAndPhotos,
  ],
  title: [{ field: 'name' }],
  summary: [
    { field: 'teamKind' },
    { zh: ' · 负责人', en: ' · led by ' },
    { field: 'leader' },
    { zh: ' · ', en: ' · ' },
    { field: 'members' },
  ],
  ledgerColumns: [
    dayColumn({ zh: '成立日期', en: 'Founded on' }),
    column('name', { zh: '队伍名称', en: 'Name' }),
    column('teamKind', { zh: '类型', en: 'Kind' }),
    column('leader', { zh: '负责人', en: 'Leader' }),
    sumColumn('members', { zh: '队员人数', en: 'Members' }),
  ],
  countedAs: { zh: '支', en: 'teams' },
  indicators: [
    {
      id: 'members',
      label: { zh: '队员', en: 'Members' },
      unit: { zh: '人次', en: 'person-times' },
      phrase: { zh: '队员{n}人次', en: '{n} members' },
      numerator: { sum: { field: 'members' } },
    },
  ],
  sample: {
    name: '花果村巾帼志愿服务队',
    teamKind: 'general',
    leader: { name: '王示兰' },
    members: 18,
  },
});
