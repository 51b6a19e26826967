// The columns that ledgers over several kinds of work have in common (`domain.md` §12.4), and those of a list of people.
import type { LedgerColumnPlan } from '../define-ledger.ts';

const number: LedgerColumnPlan = { id: 'number', label: { zh: '序号', en: 'No.' }, cell: 'number' };
const unit: LedgerColumnPlan = { id: 'unit', label: { zh: '单位', en: 'Unit' }, cell: 'unit' };
const review: LedgerColumnPlan = { id: 'review', label: { zh: '审核状态', en: 'Review' }, cell: 'review' };

/** Before and after a definition's own columns. */
export const firstColumns: readonly LedgerColumnPlan[] = [number, unit];
export const standingColumn: LedgerColumnPlan = {
  id: 'standing',
  label: { zh: '现状', en: 'Stands' },
  cell: 'standing',
};
export const lastColumns: readonly LedgerColumnPlan[] = [review];

const amountLabel = { zh: '金额（元）', en: 'Amount (yuan)' };
const note: LedgerColumnPlan = {
  id: 'note',
  label: { zh: '备注', en: 'Note' },
  cell: { firstOf: ['note', 'remark', 'remarks', 'result', 'followUp', 'decision'] },
};

/** 序号|单位|时间|名称|内容摘要|参加/服务人数|金额|责任人|审核状态|备注. */
export const commonColumns: readonly LedgerColumnPlan[] = [
  ...firstColumns,
  { id: 'day', label: { zh: '时间', en: 'Date' }, cell: 'day' },
  { id: 'name', label: { zh: '名称', en: 'What' }, cell: 'name' },
  { id: 'content', label: { zh: '内容摘要', en: 'Content' }, cell: 'content' },
  {
    id: 'people',
    label: { zh: '参加/服务人数', en: 'People' },
    cell: { firstOf: ['attended', 'served', 'participants', 'people', 'trained', 'beneficiaryCount'] },
    total: true,
  },
  {
    id: 'amount',
    label: amountLabel,
    cell: { firstOf: ['value', 'amount', 'money', 'amountFen', 'valueFen'] },
    total: true,
  },
  {
    id: 'responsible',
    label: { zh: '责任人', en: 'Responsible' },
    cell: { firstOf: ['responsible', 'leader', 'organiser', 'speaker', 'mediator', 'owner'] },
  },
  ...lastColumns,
  note,
];

/** The same for what lives on: how it stands is part of it. */
export const standingColumns: readonly LedgerColumnPlan[] = commonColumns.flatMap((column) =>
  column.id === 'review' ? [standingColumn, column] : [column],
);

const textColumn = (id: string, zh: string, en: string, firstOf: readonly string[]): LedgerColumnPlan => ({
  ...{ id, label: { zh, en } },
  cell: { firstOf },
});

export const nameColumn = textColumn('person', '姓名', 'Name', ['name', 'person', 'member', 'recipient']);
export const personColumns: readonly LedgerColumnPlan[] = [
  textColumn('sex', '性别', 'Sex', ['sex']),
  textColumn('birthDate', '出生日期', 'Birth date', ['birthDate']),
  textColumn('idNo', '身份证号', 'Identity number', ['idNo']),
  textColumn('phone', '电话', 'Telephone', ['phone']),
];
export const rolesColumn = textColumn('roles', '职务、身份', 'Post', ['post', 'position', 'roles']);
export const categoriesColumn = textColumn('categories', '类别', 'Category', ['category', 'categories']);
export const educationColumn = textColumn('education', '文化程度', 'Education', ['education']);
export const politicalColumn = textColumn('political', '政治面貌', 'Party', ['political']);
export const skillsColumn = textColumn('skills', '特长', 'Skills', ['skills', 'skill', 'speciality']);
export const addressColumn = textColumn('address', '住址', 'Address', ['addressDetail', 'address']);
export const noteColumn = note;
