// A ledger (台账): records of one kind as numbered lines with totals; a view, never typed.
import type { RecordDefinition } from '../forms/define-record-type.ts';
import type { DescribeOptions } from '../forms/describe-record.ts';
import { upgradeRecord } from '../forms/upgrade-record.ts';
import { isWithin, type OrgTree } from '../org/org-unit.ts';
import { reasonOutside, type FigureQuestion } from '../indicators/count-figures.ts';
import type { PeriodWords } from '../review/period-lock.ts';
import type { DocumentId, ReviewState, SyncedDocument } from '../records/record.ts';
import { standingState } from '../records/standing-state.ts';
import type { Registry } from '../record-types/define-registry.ts';
import { ledgerRow, type LedgerCell } from './ledger-row.ts';

/** Which records: of one type, of a unit with all below it, of a period; `lockedOnly` as in 查数. */
export type LedgerQuestion = FigureQuestion & { readonly type: string };

export type LedgerLine = { readonly id: DocumentId; readonly cells: readonly LedgerCell[] };
export type Ledger = {
  /** 序号 and 单位 first, then the definition's own, 现状 for what lives on, 审核状态 last. */
  readonly columns: readonly { readonly id: string; readonly label: string; readonly isTotal: boolean }[];
  /** In the order of the day, as a ledger is kept. */
  readonly lines: readonly LedgerLine[];
  /** Under each column that is added up; '' elsewhere. */
  readonly totals: readonly (number | '')[];
};

export type LedgerDeps = DescribeOptions & {
  readonly registry: Pick<Registry, 'get'>;
  /** Records that continue those of the ledger. */
  readonly continuations: readonly SyncedDocument[];
};

/** Is this record a line of the ledger? What was voided or deleted is not. */
export function isInLedger(record: SyncedDocument, question: LedgerQuestion, tree: OrgTree): boolean {
  const isInPeriod = record.occurredOn >= question.from && record.occurredOn <= question.until;
  const isOfUnit = [record.orgUnitId, record.hostUnitId].some((unit) =>
    isWithin(tree, unit, question.unitId),
  );
  return (
    record.type === question.type &&
    isInPeriod &&
    isOfUnit &&
    !record._deleted &&
    record.reviewState !== 'void'
  );
}

/** Why a record of the ledger is left out of one that is `lockedOnly`; undefined when it stands in it. */
export function reasonOutsideLedger(
  record: SyncedDocument,
  question: LedgerQuestion,
  deps: { readonly tree: OrgTree; readonly words: PeriodWords },
): ReturnType<typeof reasonOutside> {
  return question.lockedOnly === true ? reasonOutside(record, deps) : undefined;
}

/** The ledger of these records, in whatever order they come. */
export function buildLedger(
  definition: RecordDefinition,
  records: readonly SyncedDocument[],
  deps: LedgerDeps,
): Ledger {
  const columns = columnsOf(definition, deps);
  const about = groupByAbout(deps.continuations);
  const inOrder = records.slice().sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const lines = inOrder.map((written, index) => {
    const record = upgradeRecord(definition, written);
    const state =
      definition.life === 'standing'
        ? [standingState(about.get(record.id) ?? [], deps.registry).label?.[deps.locale] ?? '']
        : [];
    const own = ledgerRow(definition, record, deps);
    const unit = deps.unitName?.(record.orgUnitId) ?? record.orgUnitId;
    return {
      id: record.id,
      cells: [index + 1, unit, ...own, ...state, stateWords[record.reviewState][deps.locale]],
    };
  });
  const totals = columns.map(({ isTotal }, place) => (isTotal ? sumOf(lines, place) : ''));
  return { columns, lines, totals };
}

function columnsOf(definition: RecordDefinition, { locale }: DescribeOptions): Ledger['columns'] {
  const plain = (id: string, zh: string, en: string) => ({
    ...{ id, label: locale === 'zh' ? zh : en },
    isTotal: false,
  });
  return [
    plain('number', '序号', 'No.'),
    plain('unit', '单位', 'Unit'),
    ...definition.ledgerColumns.map((column) => ({
      ...{ id: column.id, label: column.label[locale] },
      isTotal: column.total === true,
    })),
    ...(definition.life === 'standing' ? [plain('standing', '现状', 'Stands')] : []),
    plain('review', '审核状态', 'Review'),
  ];
}

const stateWords: Readonly<Record<ReviewState, Readonly<Record<'zh' | 'en', string>>>> = {
  none: { zh: '未上传', en: 'Not sent' },
  submitted: { zh: '待审', en: 'Awaiting review' },
  returned: { zh: '退回', en: 'Returned' },
  approved: { zh: '已审', en: 'Reviewed' },
  archived: { zh: '已归档', en: 'Archived' },
  void: { zh: '作废', en: 'Void' },
};

/** In hundredths, so that cents add up. */
function sumOf(lines: readonly LedgerLine[], place: number): number {
  const hundredths = lines.reduce((sum, { cells }) => {
    const cell = cells[place];
    return sum + (typeof cell === 'number' ? Math.round(cell * 100) : 0);
  }, 0);
  return hundredths / 100;
}

function groupByAbout(
  records: readonly SyncedDocument[],
): ReadonlyMap<DocumentId, readonly SyncedDocument[]> {
  const groups = new Map<DocumentId, SyncedDocument[]>();
  for (const record of records)
    if (record.aboutId !== undefined)
      groups.set(record.aboutId, [...(groups.get(record.aboutId) ?? []), record]);
  return groups;
}

function keyOf(record: SyncedDocument): string {
  return `${record.occurredOn} ${record.orgUnitId} ${record.id}`;
}
