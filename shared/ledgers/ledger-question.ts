// What is asked of a ledger, and which records and people answer it.
import { isTrue } from '../forms/expression.ts';
import { scopeOf } from '../forms/relevance.ts';
import { upgradeRecord } from '../forms/upgrade-record.ts';
import { isWithin, type OrgTree } from '../org/org-unit.ts';
import type { ReportingPeriod } from '../org/reporting-period.ts';
import { isJsonObject, itemsOf } from '../records/json-value.ts';
import type { ReviewState, SyncedDocument, UnitId } from '../records/record.ts';
import type { LedgerPlan } from './define-ledger.ts';

/** Lines whose text holds these words, whose record is in this state; and which columns to show, all unless said. */
export type LedgerFilter = {
  readonly text?: string | undefined;
  readonly reviewState?: ReviewState | undefined;
  readonly columns?: readonly string[] | undefined;
};

/**
 * Which ledger (a type of record, or an entry of the catalogue), of a unit with all below it, of a period. `lockedOnly`:
 * only what was reviewed and stands in a confirmed month, as in 查数.
 */
export type LedgerQuestion = ReportingPeriod &
  LedgerFilter & {
    readonly type: string;
    readonly unitId: UnitId;
    readonly lockedOnly?: boolean | undefined;
  };

/** The first day that counts: a register begins with the first record there is. */
export function firstDayOf(plan: LedgerPlan, { from }: ReportingPeriod): string {
  return plan.isRegister === true ? '0000-01-01' : from;
}

/** The source by which the document is a line of the ledger; what was voided or deleted is none. */
export function sourceOf(
  document: SyncedDocument,
  plan: LedgerPlan,
  question: LedgerQuestion,
  tree: OrgTree,
): LedgerPlan['sources'][number] | undefined {
  const { occurredOn, reviewState } = document;
  if (occurredOn < firstDayOf(plan, question) || occurredOn > question.until) return undefined;
  if (document._deleted || reviewState === 'void') return undefined;
  if (question.reviewState !== undefined && question.reviewState !== reviewState) return undefined;
  const source = plan.sources.find(
    ({ type, where, definition }) =>
      type === document.type &&
      (where === undefined || isTrue(where, scopeOf(upgradeRecord(definition, document), occurredOn))),
  );
  if (source === undefined) return undefined;
  return linesOf(document, source, question, tree).length > 0 ? source : undefined;
}

/** What is a line: a document, or one row of it with the unit that the row is for. `key` is unique in the ledger. */
export type LineSubject = {
  readonly key: string;
  readonly document: SyncedDocument;
  readonly unitId?: UnitId;
};

/** The document itself; or its rows, but of one of another unit only those that are for the unit asked about. */
export function linesOf(
  document: SyncedDocument,
  { eachRow }: Pick<LedgerPlan['sources'][number], 'eachRow'>,
  question: Pick<LedgerQuestion, 'unitId'>,
  tree: OrgTree,
): readonly LineSubject[] {
  const { id, values } = document;
  if (eachRow === undefined) return isOf(document, question, tree) ? [{ key: id, document }] : [];
  const isWhole = isOf(document, question, tree);
  return itemsOf(values[eachRow]).flatMap((row, index): readonly LineSubject[] => {
    const unitId = isJsonObject(row) && typeof row.unit === 'string' ? row.unit : '';
    if (!isWhole && !isWithin(tree, unitId, question.unitId)) return [];
    const narrowed = { ...document, values: { ...values, [eachRow]: [row] } };
    return [{ key: `${id} ${unitId} ${index}`, document: narrowed, unitId }];
  });
}

function isOf(
  { orgUnitId, hostUnitId }: SyncedDocument,
  { unitId }: Pick<LedgerQuestion, 'unitId'>,
  tree: OrgTree,
): boolean {
  return [orgUnitId, hostUnitId].some((unit) => isWithin(tree, unit, unitId));
}
