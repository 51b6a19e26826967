// 五册, the five registers of a women's home (`domain.md` §6.2): who holds which post, who is paired with whom.
import type { Expression } from '../../forms/expression.ts';
import type { LedgerDefinition, LedgerSource } from '../define-ledger.ts';
import {
  educationColumn,
  firstColumns,
  lastColumns,
  nameColumn,
  noteColumn,
  personColumns,
  politicalColumn,
  rolesColumn,
  skillsColumn,
  standingColumn,
  standingColumns,
} from './book-columns.ts';
import { isHere } from './five-books.ts';

const hasRole = (role: string): Expression => ({ includes: [{ field: 'roles' }, role] });
const peopleWith = (...roles: readonly string[]): LedgerSource => ({
  type: 'person',
  where: { and: [{ or: roles.map((role) => hasRole(role)) }, isHere] },
});

export const fiveRosters: readonly LedgerDefinition[] = [
  {
    id: 'roster-of-cadres',
    label: { zh: '干部花名册', en: 'Roster of cadres' },
    isRegister: true,
    sources: [{ type: 'org-member' }, peopleWith('chair', 'executive')],
    columns: [
      ...[...firstColumns, nameColumn, ...personColumns],
      ...[educationColumn, politicalColumn, rolesColumn, noteColumn],
    ],
  },
  {
    id: 'roster-of-representatives',
    label: { zh: '妇女代表及先进人物册', en: 'Women’s representatives and exemplary women' },
    isRegister: true,
    sources: [
      { type: 'honour', cells: { roles: { firstOf: ['kind', 'honourKind'] } } },
      { type: 'skilled-woman' },
      peopleWith('representative', 'skilled'),
    ],
    columns: [
      ...[...firstColumns, nameColumn, ...personColumns],
      ...[educationColumn, politicalColumn, rolesColumn, skillsColumn, noteColumn],
    ],
  },
  {
    id: 'book-of-contacts',
    label: { zh: '代表联系群众册', en: 'Contacts of the representatives' },
    sources: [{ type: 'home-visit' }, { type: 'livelihood-issue' }],
    columns: standingColumns,
  },
  {
    id: 'roster-of-pairs',
    label: { zh: '结对帮扶册', en: 'Pairs' },
    isRegister: true,
    sources: [{ type: 'pair-support' }],
    columns: [
      ...firstColumns,
      { id: 'day', label: { zh: '结对日期', en: 'Paired on' }, cell: 'day' },
      {
        id: 'helper',
        label: { zh: '帮扶人', en: 'Helper' },
        cell: { firstOf: ['helper', 'helpers', 'supporter', 'supporters'] },
      },
      {
        id: 'target',
        label: { zh: '帮扶对象', en: 'For whom' },
        cell: { firstOf: ['target', 'targets', 'person', 'beneficiary'] },
      },
      { id: 'content', label: { zh: '帮扶内容', en: 'Help' }, cell: 'content' },
      standingColumn,
      ...lastColumns,
      noteColumn,
    ],
  },
  {
    id: 'roster-of-volunteers',
    label: { zh: '巾帼志愿者册', en: 'Roster of volunteers' },
    isRegister: true,
    sources: [{ type: 'volunteer' }, peopleWith('volunteer', 'knitter')],
    columns: [...firstColumns, nameColumn, ...personColumns, rolesColumn, skillsColumn, noteColumn],
  },
];
