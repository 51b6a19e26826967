// 五册, the five registers of a women's home (`domain.md` §6.2): who holds which post, who is paired with whom.
import type { LedgerDefinition } from '../define-ledger.ts';
import {
  dayColumn,
  firstColumns,
  lastColumns,
  matterColumns,
  noteColumn,
  personColumns,
  postColumns,
  saying,
  skillsColumn,
  standingColumn,
} from './book-columns.ts';
import { pairColumns } from './pair-columns.ts';
import { peopleWith } from './people-sources.ts';

const delegates = ['representative'] as const;
/** Honours of one woman; the others are of a group or a post. */
const ofWomen = ['achiever', 'red-banner', 'skilled-woman'] as const;

export const fiveRosters: readonly LedgerDefinition[] = [
  {
    id: 'roster-of-cadres',
    label: { zh: '干部花名册', en: 'Roster of cadres' },
    isRegister: true,
    sources: [
      { type: 'org-member', where: { not: { in: [{ field: 'position' }, delegates] } } },
      peopleWith('chair', 'vice-chair', 'executive'),
    ],
    columns: [
      ...[...firstColumns, ...personColumns, ...postColumns, skillsColumn],
      saying('from', ['任职日期', 'Since'], 'startedOn'),
      standingColumn,
      noteColumn,
    ],
  },
  {
    id: 'roster-of-representatives',
    label: { zh: '妇女代表及先进人物册', en: 'Women’s representatives and exemplary women' },
    isRegister: true,
    sources: [
      { type: 'org-member', where: { in: [{ field: 'position' }, delegates] } },
      {
        type: 'honour',
        where: { in: [{ field: 'honourKind' }, ofWomen] },
        cells: { roles: { firstOf: ['honourKind'] } },
      },
      { type: 'skilled-woman' },
      peopleWith('representative', 'skilled'),
    ],
    columns: [...firstColumns, ...personColumns, ...postColumns, skillsColumn, noteColumn],
  },
  {
    id: 'book-of-contacts',
    label: { zh: '代表联系群众册', en: 'Contacts of the representatives' },
    sources: [
      {
        type: 'home-visit',
        cells: { content: { firstOf: ['detail', 'situation'] }, note: { firstOf: ['followUp'] } },
      },
      { type: 'livelihood-issue' },
    ],
    columns: matterColumns,
  },
  {
    id: 'roster-of-pairs',
    label: { zh: '结对帮扶册', en: 'Pairs' },
    isRegister: true,
    sources: [{ type: 'pair-support' }],
    columns: [
      ...firstColumns,
      dayColumn('结对日期', 'Paired on'),
      saying('kind', ['结对类型', 'Kind'], 'pairKind'),
      saying('helper', ['帮扶人（单位）', 'Helper'], 'helper', 'helperUnit'),
      saying('person', ['帮扶对象', 'For whom'], 'person'),
      saying('category', ['对象类别', 'Who they are'], 'category'),
      saying('plan', ['帮扶计划', 'Plan'], 'plan'),
      ...pairColumns,
      ...lastColumns,
      noteColumn,
    ],
  },
  {
    id: 'roster-of-volunteers',
    label: { zh: '巾帼志愿者册', en: 'Roster of volunteers' },
    isRegister: true,
    sources: [{ type: 'volunteer' }, peopleWith('volunteer', 'knitter')],
    columns: [
      ...[...firstColumns, ...personColumns, skillsColumn],
      saying('team', ['服务队', 'Team'], 'team'),
      saying('volunteerNumber', ['志愿者编号', 'Number of the volunteer'], 'number'),
      standingColumn,
      noteColumn,
    ],
  },
];
