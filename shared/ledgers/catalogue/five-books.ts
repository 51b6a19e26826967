// 五簿, the five record books of a women's home (`domain.md` §6.2): what happened, as the records have it.
import type { LedgerDefinition } from '../define-ledger.ts';
import {
  addressColumn,
  categoriesColumn,
  commonColumns,
  firstColumns,
  lastColumns,
  nameColumn,
  noteColumn,
  personColumns,
  standingColumn,
  standingColumns,
} from './book-columns.ts';

/** Of a person who is in the registry and has not left it. */
export const isHere = {
  not: {
    or: [
      { present: { field: 'mergedInto' } },
      { present: { field: 'diedOn' } },
      { present: { field: 'movedTo' } },
    ],
  },
} as const;

const trainings = ['training-course', 'training-attendance'] as const;
const honours = ['honour', 'family-honour', 'civil-post'] as const;

/** What is an event to the software, but no activity of women. */
const noActivities = [
  ...[...trainings, ...honours],
  ...['work-brief', 'baseline', 'received-document', 'issued-document', 'supervision', 'committee-seat'],
  ...['outline-indicator', 'cadre-review', 'grade-result', 'family-mediation', 'livelihood-issue'],
] as const;

export const fiveBooks: readonly LedgerDefinition[] = [
  {
    id: 'book-of-activities',
    label: { zh: '工作活动记录簿', en: 'Book of activities' },
    sources: [{ type: 'condolence-visit', cells: { people: { firstOf: ['count'] } } }],
    everyEventBut: noActivities,
    columns: commonColumns,
  },
  {
    id: 'book-of-trainings',
    label: { zh: '妇女培训登记簿', en: 'Book of trainings' },
    sources: trainings.map((type) => ({ type })),
    columns: standingColumns,
  },
  {
    id: 'book-of-honours',
    label: { zh: '各类表彰登记簿', en: 'Book of honours' },
    sources: honours.map((type) => ({ type })),
    columns: [
      ...firstColumns,
      { id: 'day', label: { zh: '授予日期', en: 'Awarded on' }, cell: 'day' },
      {
        id: 'name',
        label: { zh: '荣誉名称', en: 'Honour' },
        cell: { firstOf: ['kind', 'honourKind', 'name'] },
      },
      { id: 'level', label: { zh: '级别', en: 'Level' }, cell: { firstOf: ['level'] } },
      {
        id: 'recipient',
        label: { zh: '获得者', en: 'Recipient' },
        cell: { firstOf: ['recipient', 'family', 'person'] },
      },
      { id: 'authority', label: { zh: '授予机关', en: 'Authority' }, cell: { firstOf: ['authority'] } },
      { id: 'document', label: { zh: '文号', en: 'Document' }, cell: { firstOf: ['documentNumber'] } },
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
      },
      { type: 'family-mediation' },
      { type: 'livelihood-issue' },
    ],
    columns: standingColumns,
  },
  {
    id: 'book-of-care-targets',
    label: { zh: '重点帮扶对象登记簿', en: 'Book of people to care for' },
    isRegister: true,
    sources: [
      { type: 'care-target' },
      { type: 'person', where: { and: [{ present: { field: 'categories' } }, isHere] } },
    ],
    columns: [
      ...firstColumns,
      nameColumn,
      ...personColumns,
      categoriesColumn,
      addressColumn,
      standingColumn,
      noteColumn,
    ],
  },
];
