// 培训计划: a course as it is planned. Who came is recorded when it is over: planned is not done.
import { partOf } from '../forms/activity-tags.ts';
import { defineRecordType } from '../forms/define-record-type.ts';
import { column, dayColumn, sumColumn } from '../forms/ledger-columns.ts';
import { dayField, noteAndPhotos, placeField } from '../forms/usual-fields.ts';

export const trainingCourse = defineRecordType({
  ...{
    id: 'training-course',
    version: 1,
    tile: '培',
    area: 'learning',
    collection: 'records',
    life: 'standing',
  },
  label: { zh: '培训计划', en: 'Planned course' },
  dueOn: 'endsOn',
  recordedBy: ['village', 'township', 'county', 'city'],
  fields: [
    { id: 'name', kind: 'text', required: true, label: { zh: '培训班名称', en: 'Name' } },
    {
      ...{ id: 'courseKind', kind: 'choice', required: true },
      label: { zh: '类别', en: 'Kind' },
      options: [
        { id: 'women-cadres', label: { zh: '女干班', en: 'Women cadres' } },
        { id: 'business', label: { zh: '业务', en: 'Federation work' } },
        { id: 'skills', label: { zh: '技能', en: 'Skills' } },
        { id: 'practical-technique', label: { zh: '农村实用技术', en: 'Practical farming techniques' } },
        { id: 'law', label: { zh: '法律', en: 'Law' } },
        { id: 'family-education', label: { zh: '家教', en: 'Family education' } },
      ],
    },
    {
      ...{ id: 'organiser', kind: 'text', required: true, suggestLast: true, initial: { from: 'last' } },
      label: { zh: '主办', en: 'Organiser' },
    },
    dayField({ zh: '开始日期', en: 'From' }),
    {
      ...{ id: 'endsOn', kind: 'date', required: true },
      label: { zh: '结束日期', en: 'To' },
      constraints: [
        {
          rule: { gte: [{ field: 'endsOn' }, { field: 'occurredOn' }] },
          severity: 'block',
          message: { zh: '结束不能早于开始', en: 'It cannot end before it begins' },
        },
      ],
    },
    {
      ...{ id: 'plannedCount', kind: 'integer', min: 1, required: true, unit: { zh: '人', en: 'people' } },
      label: { zh: '计划人数', en: 'Planned for' },
      hint: {
        zh: '计划不等于已办：办完后在这条记录里填“培训办理”，才算参训人次',
        en: 'Planned is not done: record the attendance on this course’s page once it is over',
      },
    },
    placeField({}),
    {
      ...{ id: 'courses', kind: 'choices' },
      label: { zh: '课程', en: 'Courses' },
      options: [
        { id: 'theory', label: { zh: '基本理论', en: 'Theory' } },
        { id: 'law', label: { zh: '法律知识', en: 'Law' } },
        { id: 'business', label: { zh: '业务知识', en: 'Federation work' } },
        { id: 'other', label: { zh: '其他', en: 'Other' } },
      ],
    },
    {
      ...{ id: 'hours', kind: 'decimal', min: 0.5, max: 400, step: 0.5, decimals: 1, folded: true },
      unit: { zh: '学时', en: 'hours' },
      label: { zh: '学时', en: 'Study hours' },
    },
    ...partOf,
    ...noteAndPhotos,
  ],
  title: [{ field: 'name' }],
  summary: [
    { field: 'courseKind' },
    { zh: ' · ', en: ' · ' },
    { field: 'place' },
    { zh: ' · 计划', en: ' · planned for ' },
    { field: 'plannedCount' },
  ],
  ledgerColumns: [
    dayColumn({ zh: '开始日期', en: 'From' }),
    column('endsOn', { zh: '结束日期', en: 'To' }),
    column('name', { zh: '培训班名称', en: 'Name' }),
    column('courseKind', { zh: '类别', en: 'Kind' }),
    column('organiser', { zh: '主办', en: 'Organiser' }),
    column('place', { zh: '地点', en: 'Place' }),
    column('courses', { zh: '课程', en: 'Courses' }),
    sumColumn('plannedCount', { zh: '计划人数', en: 'Planned for' }),
  ],
  countedAs: { zh: '期', en: 'courses' },
  indicators: [
    {
      id: 'planned',
      label: { zh: '计划培训', en: 'Planned for' },
      unit: { zh: '人次', en: 'person-times' },
      phrase: { zh: '计划培训{n}人次', en: 'planned for {n}' },
      numerator: { sum: { field: 'plannedCount' } },
    },
  ],
  sample: {
    name: '妇女干部能力提升班',
    courseKind: 'women-cadres',
    organiser: '十堰市妇联',
    endsOn: '2026-11-22',
    plannedCount: 60,
    place: '市委党校',
    courses: ['theory', 'law', 'business'],
    hours: 24,
  },
});
