// What is asked of a ledger, and which records and people answer it.
import { isTrue } from '../forms/expression.ts';
import { scopeOf } from '../forms/relevance.ts';
import { upgradeRecord } from '../forms/upgrade-record.ts';
import { isWithin, type OrgTree } from '../org/org-unit.ts';
import type { ReportingPeriod } from '../org/reporting-period.ts';
import type { ReviewState, SyncedDocument, UnitId } from '../records/record.ts';
import type { LedgerPlan } from './define-ledger.ts';

/** Lines whose text holds these words, whose record is in this state; and which columns to show, all unless said. */
export type LedgerFilter = {
  readonly text?: string | undefined;
  readonly reviewState?: ReviewState | undefined;
  readonly columns?: readonly string[] | undefined;
};

/** Which ledger (a type of record, or an entry of the catalogue), of a unit with all below it, of a period. */
export type LedgerQuestion = ReportingPeriod &
  LedgerFilter & { readonly type: string; readonly unitId: UnitId };

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
  const units = new Set([document.orgUnitId, document.hostUnitId]);
  if (![...units].some((unit) => isWithin(tree, unit, question.unitId))) return undefined;
  return plan.sources.find(
    ({ type, where, definition }) =>
      type === document.type &&
      (where === undefined || isTrue(where, scopeOf(upgradeRecord(definition, document), occurredOn))),
  );
}
