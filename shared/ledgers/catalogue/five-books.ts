// 五簿, the five record books of a women's home (`domain.md` §6.2): what happened, as the records have it.
import type { LedgerDefinition } from '../define-ledger.ts';
import {
  adding,
  commonColumns,
  dayColumn,
  firstColumns,
  lastColumns,
  matterColumns,
  noteColumn,
  personColumns,
  saying,
  standingColumn,
} from './book-columns.ts';
import { personWhere } from './people-sources.ts';

/** Done once, but no activity: they have books of their own, or are papers, figures and assessments of the office. */
const noActivities = [
  ...['honour', 'family-honour', 'demo-base', 'skilled-woman', 'essay', 'reflection', 'study-progress'],
  ...['family-mediation', 'work-brief', 'issued-document', 'supervision', 'party-group-meeting'],
  ...['baseline', 'funding', 'party-linkage', 'outline-indicator', 'cadre-review', 'grade-result'],
] as const;

export const fiveBooks: readonly LedgerDefinition[] = [
  {
    id: 'book-of-activities',
    label: { zh: '工作活动记录簿', en: 'Book of activities' },
    sources: [
      { type: 'condolence-visit', cells: { people: { firstOf: ['count'] } } },
      { type: 'pair-visit' },
    ],
    everyEventBut: noActivities,
    columns: commonColumns,
  },
  {
    id: 'book-of-trainings',
    label: { zh: '妇女培训登记簿', en: 'Book of trainings' },
    sources: [{ type: 'training-course' }],
    columns: [
      ...firstColumns,
      dayColumn('开班日期', 'Begins on'),
      saying('name', ['名称', 'Course'], 'name'),
      saying('kind', ['班别', 'Kind'], 'courseKind'),
      saying('place', ['地点', 'Place'], 'place'),
      saying('courses', ['课程', 'Subjects'], 'courses'),
      saying('organiser', ['责任人', 'Organiser'], 'organiser'),
      adding('planned', ['计划人数', 'Planned'], { firstOf: ['plannedCount'] }),
      adding('attended', ['参训人数', 'Attended'], { following: 'attended' }),
      standingColumn,
      ...lastColumns,
      noteColumn,
    ],
  },
  {
    id: 'book-of-honours',
    label: { zh: '各类表彰登记簿', en: 'Book of honours' },
    sources: [
      { type: 'honour' },
      { type: 'family-honour' },
      { type: 'skill-contest', where: { present: { field: 'winners' } } },
    ],
    columns: [
      ...firstColumns,
      dayColumn('授予日期', 'Awarded on'),
      saying('name', ['荣誉名称', 'Honour'], 'honourKind', 'name'),
      saying('level', ['级别', 'Level'], 'level'),
      saying('recipient', ['获得者', 'Recipient'], 'recipient', 'family', 'winners'),
      saying('authority', ['授予机关', 'Authority'], 'authority'),
      saying('document', ['文号', 'Document'], 'documentNumber'),
      ...lastColumns,
      noteColumn,
    ],
  },
  {
    id: 'book-of-petitions',
    label: { zh: '群众来信来访登记簿', en: 'Book of letters and visits' },
    sources: [
      {
        type: 'home-visit',
        where: { in: [{ field: 'situation' }, ['request', 'quarrel']] },
        cells: { content: { firstOf: ['detail', 'situation'] }, note: { firstOf: ['followUp'] } },
      },
      // What is written of a quarrel beyond its kind and outcome stays in its record.
      { type: 'family-mediation', cells: { note: { firstOf: [] } } },
      { type: 'livelihood-issue' },
    ],
    columns: matterColumns,
  },
  {
    id: 'book-of-care-targets',
    label: { zh: '重点帮扶对象登记簿', en: 'Book of people to care for' },
    isRegister: true,
    sources: [{ type: 'care-target' }, personWhere({ present: { field: 'categories' } })],
    columns: [
      ...firstColumns,
      ...personColumns,
      saying('categories', ['类别', 'Category'], 'categories'),
      saying('difficulty', ['困难情况', 'Difficulty'], 'difficulty'),
      saying('guardian', ['监护人', 'Guardian'], 'guardianName'),
      saying('address', ['住址', 'Address'], 'address', 'addressDetail'),
      standingColumn,
      noteColumn,
    ],
  },
];
