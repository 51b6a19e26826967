// What is asked of a ledger, and which records and people answer it.
import { countedOn } from '../review/period-lock.ts';
import { isTrue } from '../forms/expression.ts';
import { scopeOf } from '../forms/relevance.ts';
import { upgradeRecord } from '../forms/upgrade-record.ts';
import { isWithin, type OrgTree } from '../org/org-unit.ts';
import type { ReportingPeriod } from '../org/reporting-period.ts';
import { isJsonObject, itemsOf, type JsonObject } from '../records/json-value.ts';
import type { ReviewState, SyncedDocument, UnitId } from '../records/record.ts';
import type { LedgerPlan } from './define-ledger.ts';

type LedgerSource = LedgerPlan['sources'][number];

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

/** The last day on which what continues a record counts: a register stands as of a day, any other ledger as of now. */
export function lastDayOf(plan: LedgerPlan, { until }: ReportingPeriod): string {
  return plan.isRegister === true ? until : '9999-12-31';
}

/** The source by which the document is a line of the ledger; what was voided or deleted is none. */
export function sourceOf(
  document: SyncedDocument,
  plan: LedgerPlan,
  question: LedgerQuestion,
  tree: OrgTree,
): LedgerSource | undefined {
  const { occurredOn, reviewState } = document;
  const day = countedOn(document);
  if (day < firstDayOf(plan, question) || day > question.until) return undefined;
  if (document._deleted || reviewState === 'void') return undefined;
  if (question.reviewState !== undefined && question.reviewState !== reviewState) return undefined;
  return plan.sources.find((source) => {
    const { type, where, definition } = source;
    if (type !== document.type) return false;
    const units =
      plan.eachUnit === undefined
        ? [document.orgUnitId, document.hostUnitId, ...unitsNamed(document.values, source.ofUnit)]
        : unitsNamed(document.values, plan.eachUnit.field);
    if (![...new Set(units)].some((unit) => isWithin(tree, unit, question.unitId))) return false;
    return where === undefined || isTrue(where, scopeOf(upgradeRecord(definition, document), occurredOn));
  });
}

/** Is this row a line? Of what another unit wrote down, only the rows that are about the unit that is asked about. */
export function isRowAsked(
  row: JsonObject,
  document: SyncedDocument,
  source: LedgerSource,
  question: LedgerQuestion,
  tree: OrgTree,
): boolean {
  const field = unitFieldOf(source);
  if (field === undefined) return true;
  const units = [document.orgUnitId, document.hostUnitId, ...unitsNamed(row, field)];
  return units.some((unit) => isWithin(tree, unit, question.unitId));
}

/** The unit that a row is about, where its rows are about units. */
export function unitOfRow(row: JsonObject, source: LedgerSource): UnitId | undefined {
  const field = unitFieldOf(source);
  return field === undefined ? undefined : unitsNamed(row, field)[0];
}

function unitFieldOf({ ofUnit, eachRowOf }: LedgerSource): string | undefined {
  const [group, field] = (ofUnit ?? '').split('.');
  return group === eachRowOf ? field : undefined;
}

/** The units in a field, or in that of each row of a group (`targets.unit`). */
function unitsNamed(values: JsonObject, path: string | undefined): readonly UnitId[] {
  const [field = '', inRow] = (path ?? '').split('.');
  const held = itemsOf(values[field]);
  const found =
    inRow === undefined ? held : held.flatMap((row) => (isJsonObject(row) ? itemsOf(row[inRow]) : []));
  return found.filter((unit) => typeof unit === 'string');
}
