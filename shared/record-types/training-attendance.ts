// 培训办理: who came to a course, for how many days, assessed how, with which certificate. Closes the course.
import { defineRecordType } from '../forms/define-record-type.ts';
import type { Expression } from '../forms/expression.ts';
import { column, dayColumn, sumColumn } from '../forms/ledger-columns.ts';
import { dayField, noteAndPhotos } from '../forms/usual-fields.ts';

const people = { zh: '人', en: 'people' };
/** Of those named, how many were assessed thus. */
const assessedAs = (...results: string[]): Expression => ({
  countOf: { group: 'attendees', where: { in: [{ field: 'assessment' }, results] } },
});
const assessed = assessedAs('excellent', 'passed', 'failed');

export const trainingAttendance = defineRecordType({
  ...{
    id: 'training-attendance',
    version: 1,
    tile: '训',
    area: 'learning',
    collection: 'records',
    life: 'event',
  },
  label: { zh: '培训办理', en: 'Course held' },
  continues: ['training-course'],
  stateField: 'state',
  closes: { in: [{ field: 'state' }, ['held', 'cancelled']] },
  recordedBy: ['village', 'township', 'county', 'city'],
  fields: [
    {
      ...{ id: 'state', kind: 'choice', required: true, initial: { value: 'held' } },
      label: { zh: '办班情况', en: 'How it stands' },
      options: [
        { id: 'held', label: { zh: '已办结', en: 'Held' } },
        { id: 'partly', label: { zh: '已办一部分', en: 'Partly held' } },
        { id: 'cancelled', label: { zh: '未办，已取消', en: 'Cancelled' } },
      ],
    },
    {
      ...{ id: 'attended', kind: 'integer', min: 1, required: true, unit: people },
      relevant: { ne: [{ field: 'state' }, 'cancelled'] },
      label: { zh: '参训人数', en: 'Attended' },
    },
    dayField({ zh: '办结日期', en: 'Ended on' }),
    {
      ...{ id: 'expected', kind: 'integer', min: 1, unit: people },
      relevant: { ne: [{ field: 'state' }, 'cancelled'] },
      label: { zh: '应训人数', en: 'Due to attend' },
    },
    {
      ...{ id: 'attendees', kind: 'group', max: 200 },
      relevant: { ne: [{ field: 'state' }, 'cancelled'] },
      label: { zh: '参训花名册', en: 'Who attended' },
      itemLabel: { zh: '学员', en: 'Attendee' },
      fields: [
        {
          ...{ id: 'person', kind: 'person', allowTyped: true, required: true, sensitivity: 1 },
          label: { zh: '姓名', en: 'Name' },
        },
        {
          ...{ id: 'post', kind: 'text', maxLength: 60, sensitivity: 1 },
          label: { zh: '单位及职务', en: 'Unit and post' },
        },
        {
          ...{ id: 'days', kind: 'decimal', min: 0, max: 60, step: 0.5, decimals: 1 },
          unit: { zh: '天', en: 'days' },
          label: { zh: '出勤', en: 'Days attended' },
        },
        {
          ...{ id: 'assessment', kind: 'choice' },
          label: { zh: '考核', en: 'Assessment' },
          options: [
            { id: 'excellent', label: { zh: '优秀', en: 'Excellent' } },
            { id: 'passed', label: { zh: '合格', en: 'Passed' } },
            { id: 'failed', label: { zh: '不合格', en: 'Failed' } },
          ],
        },
        { id: 'certificate', kind: 'text', maxLength: 40, label: { zh: '结业证号', en: 'Certificate' } },
      ],
    },
    ...noteAndPhotos,
  ],
  rules: [
    {
      field: 'attendees',
      rule: { lte: [{ count: { field: 'attendees' } }, { field: 'attended' }] },
      severity: 'block',
      message: { zh: '花名册的人不能多于参训人数', en: 'No more can be named than attended' },
    },
    {
      field: 'attended',
      rule: { lte: [{ field: 'attended' }, { field: 'expected' }] },
      severity: 'warn',
      message: { zh: '参训多于应训，请核对', en: 'More attended than were due; please check' },
    },
  ],
  title: [{ field: 'state' }],
  summary: [
    { zh: '参训', en: 'attended ' },
    { field: 'attended' },
    { zh: ' · ', en: ' · ' },
    { field: 'occurredOn' },
  ],
  ledgerColumns: [
    dayColumn({ zh: '办结日期', en: 'Ended on' }),
    column('state', { zh: '办班情况', en: 'How it stands' }),
    sumColumn('expected', { zh: '应训人数', en: 'Due' }),
    sumColumn('attended', { zh: '参训人数', en: 'Attended' }),
    column('attendees', { zh: '参训花名册', en: 'Who attended' }),
  ],
  countedAs: { zh: '次', en: 'times' },
  indicators: [
    {
      id: 'held',
      label: { zh: '办结', en: 'Held' },
      unit: { zh: '期', en: 'courses' },
      phrase: { zh: '办结{n}期', en: '{n} courses held' },
      where: { eq: [{ field: 'state' }, 'held'] },
      numerator: { events: true },
    },
    {
      id: 'person-times',
      label: { zh: '参训人次', en: 'Attended' },
      unit: { zh: '人次', en: 'person-times' },
      phrase: { zh: '参训{n}人次', en: '{n} person-times' },
      where: { present: { field: 'attended' } },
      numerator: { sum: { field: 'attended' } },
    },
    {
      id: 'people',
      label: { zh: '参训人数', en: 'People who attended' },
      unit: people,
      phrase: { zh: '花名册{n}人', en: '{n} people by name' },
      unknownPhrase: { zh: '{n}名学员未登记在人员库', en: '{n} who are not in the registry' },
      numerator: { people: 'attendees.person' },
    },
    {
      id: 'attendance-rate',
      label: { zh: '参训率', en: 'Attendance' },
      unit: { zh: '人次', en: 'person-times' },
      phrase: { zh: '参训率{n}', en: 'attendance {n}' },
      phraseOfFew: { zh: '应训{of}人次中参训{n}人次', en: '{n} of {of} person-times due' },
      where: { gt: [{ field: 'expected' }, 0] },
      numerator: { sum: { field: 'attended' } },
      denominator: { sum: { field: 'expected' } },
    },
    {
      id: 'pass-rate',
      label: { zh: '合格率', en: 'Passed' },
      unit: { zh: '人次', en: 'person-times' },
      phrase: { zh: '合格率{n}', en: '{n} passed' },
      phraseOfFew: { zh: '考核{of}人次中合格{n}人次', en: '{n} of {of} assessed passed' },
      where: { gt: [assessed, 0] },
      numerator: { sum: assessedAs('excellent', 'passed') },
      denominator: { sum: assessed },
    },
  ],
  sample: {
    state: 'held',
    attended: 56,
    expected: 60,
    attendees: [
      {
        key: 'attendee-1',
        person: { name: '陈示红' },
        days: 3,
        assessment: 'excellent',
        certificate: '示结001',
      },
      {
        key: 'attendee-2',
        person: { name: '杨示霞' },
        days: 2.5,
        assessment: 'passed',
        certificate: '示结002',
      },
    ],
  },
});
