// The columns that ledgers over several kinds of work have in common (`domain.md` §12.4), and those of a list of people.
import type { DrawnCell, LedgerColumnPlan } from '../define-ledger.ts';

const column = (id: string, zh: string, en: string, cell: LedgerColumnPlan['cell']): LedgerColumnPlan => ({
  ...{ id, label: { zh, en }, cell },
});
/** A column that says the first of these things that is known. */
export const saying = (
  id: string,
  [zh, en]: readonly [string, string],
  ...firstOf: readonly string[]
): LedgerColumnPlan => column(id, zh, en, { firstOf });
/** The same, of numbers that are added up. */
export const adding = (
  id: string,
  [zh, en]: readonly [string, string],
  cell: DrawnCell,
): LedgerColumnPlan => ({ ...column(id, zh, en, cell), total: true });

export const numberColumn = column('number', '序号', 'No.', 'number');
const unit = column('unit', '单位', 'Unit', 'unit');
const review = column('review', '审核状态', 'Review', 'review');

/** The same, of numbers of different things, which have no sum. */
export const amounting = (
  id: string,
  [zh, en]: readonly [string, string],
  cell: DrawnCell,
): LedgerColumnPlan => ({ ...column(id, zh, en, cell), amount: true });

/** Before and after a definition's own columns. */
export const firstColumns: readonly LedgerColumnPlan[] = [numberColumn, unit];
export const standingColumn = column('standing', '现状', 'Stands', 'standing');
export const lastColumns: readonly LedgerColumnPlan[] = [review];
export const noteColumn = saying('note', ['备注', 'Note'], 'note', 'result');

/** Empty, to be filled in by hand. */
export const blankColumn = (id: string, [zh, en]: readonly [string, string]): LedgerColumnPlan =>
  column(id, zh, en, 'blank');
/** A column of a cell that neither of those says. */
export const telling = (
  id: string,
  [zh, en]: readonly [string, string],
  cell: LedgerColumnPlan['cell'],
): LedgerColumnPlan => column(id, zh, en, cell);
export const dayColumn = (zh: string, en: string): LedgerColumnPlan => column('day', zh, en, 'day');
export const contentColumn = column('content', '内容摘要', 'Content', 'content');

/** Who is responsible for it, else who wrote it down. */
export const responsibleColumn = column('responsible', '责任人', 'Responsible', {
  firstOf: ['responsible', 'leader', 'organiser', 'chair', 'helper'],
  orAuthor: true,
});

/** 序号|单位|时间|名称|内容摘要|参加/服务人数|金额|责任人|审核状态|备注. */
export const commonColumns: readonly LedgerColumnPlan[] = [
  ...firstColumns,
  dayColumn('时间', 'Date'),
  column('name', '名称', 'What', 'name'),
  contentColumn,
  adding('people', ['参加/服务人数', 'People'], {
    firstOf: ['attended', 'served', 'participants', 'beneficiaries'],
  }),
  adding('amount', ['金额（元）', 'Amount (yuan)'], { firstOf: ['value', 'amount', 'money'] }),
  responsibleColumn,
  ...lastColumns,
  noteColumn,
];

/** Of matters that come to an end: how they stand, and no money. */
export const matterColumns: readonly LedgerColumnPlan[] = commonColumns
  .filter(({ id }) => id !== 'amount' && id !== 'people')
  .flatMap((each) => (each.id === 'review' ? [standingColumn, each] : [each]));

export const nameColumn = saying('person', ['姓名', 'Name'], 'name', 'person', 'recipient');
export const personColumns: readonly LedgerColumnPlan[] = [
  nameColumn,
  saying('sex', ['性别', 'Sex'], 'sex'),
  saying('birthDate', ['出生日期', 'Birth date'], 'birthDate'),
  saying('idNo', ['身份证号', 'Identity number'], 'idNo'),
  saying('phone', ['电话', 'Telephone'], 'phone'),
];
export const postColumns: readonly LedgerColumnPlan[] = [
  saying('education', ['文化程度', 'Education'], 'education'),
  saying('political', ['政治面貌', 'Party'], 'political'),
  saying('roles', ['职务、身份', 'Post'], 'position', 'posts', 'roles'),
];
export const skillsColumn = saying('skills', ['特长', 'Skills'], 'speciality', 'skills', 'skill', 'trade');
