// 技能比武: which contest, of which level, how many took part, who won.
import { partOf } from '../forms/activity-tags.ts';
import { allLevels, prizes } from '../forms/award-options.ts';
import { defineRecordType } from '../forms/define-record-type.ts';
import { column, dayColumn, sumColumn } from '../forms/ledger-columns.ts';
import { dayField, noteAndPhotos, placeField } from '../forms/usual-fields.ts';

export const skillContest = defineRecordType({
  ...{
    id: 'skill-contest',
    version: 1,
    tile: '技',
    area: 'achievement',
    collection: 'records',
    life: 'event',
  },
  label: { zh: '技能比武', en: 'Skill contest' },
  recordedBy: ['village', 'township', 'county', 'city'],
  fields: [
    { id: 'name', kind: 'text', required: true, label: { zh: '比武名称', en: 'Name' } },
    {
      ...{ id: 'level', kind: 'choice', required: true, initial: { from: 'last' }, options: allLevels },
      label: { zh: '级别', en: 'Level' },
    },
    dayField(),
    {
      ...{ id: 'participants', kind: 'integer', min: 1, required: true },
      unit: { zh: '人', en: 'people' },
      label: { zh: '参赛人数', en: 'Participants' },
    },
    {
      ...{ id: 'winners', kind: 'group', max: 30 },
      label: { zh: '获奖者', en: 'Winners' },
      itemLabel: { zh: '获奖者', en: 'Winner' },
      fields: [
        {
          ...{ id: 'person', kind: 'person', allowTyped: true, required: true, sensitivity: 1 },
          label: { zh: '姓名', en: 'Name' },
        },
        { id: 'prize', kind: 'choice', options: prizes, label: { zh: '奖次', en: 'Prize' } },
      ],
    },
    { id: 'skill', kind: 'text', folded: true, label: { zh: '比武项目', en: 'Skill' } },
    placeField({ folded: true }),
    ...partOf,
    ...noteAndPhotos,
  ],
  rules: [
    {
      field: 'winners',
      rule: { lte: [{ count: { field: 'winners' } }, { field: 'participants' }] },
      severity: 'block',
      message: { zh: '获奖者不能多于参赛人数', en: 'There cannot be more winners than participants' },
    },
  ],
  title: [{ field: 'name' }],
  summary: [{ field: 'level' }, { zh: ' · 参赛', en: ' · ' }, { field: 'participants' }],
  ledgerColumns: [
    dayColumn(),
    column('name', { zh: '比武名称', en: 'Name' }),
    column('level', { zh: '级别', en: 'Level' }),
    column('place', { zh: '地点', en: 'Place' }),
    sumColumn('participants', { zh: '参赛人数', en: 'Participants' }),
    column('winners', { zh: '获奖者', en: 'Winners' }),
  ],
  countedAs: { zh: '场', en: 'contests' },
  indicators: [
    {
      id: 'participants',
      label: { zh: '参赛人次', en: 'Participants' },
      unit: { zh: '人次', en: 'person-times' },
      phrase: { zh: '参赛{n}人次', en: '{n} took part' },
      numerator: { sum: { field: 'participants' } },
    },
    {
      id: 'winners',
      label: { zh: '获奖人次', en: 'Winners' },
      unit: { zh: '人次', en: 'person-times' },
      phrase: { zh: '获奖{n}人次', en: '{n} won' },
      numerator: { sum: { count: { field: 'winners' } } },
    },
  ],
  sample: {
    name: '“巧手编织”技能比武',
    level: 'township',
    participants: 32,
    winners: [
      { key: 'winner-1', person: { name: '李示梅' }, prize: 'first' },
      { key: 'winner-2', person: { name: '张示芳' }, prize: 'second' },
    ],
    skill: '手工编织',
    place: '花果街道文化站',
  },
});
