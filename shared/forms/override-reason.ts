// Why a warning was overridden: kept in the record, read by the reviewer (`domain.md` §12.2).
import type { JsonObject } from '../records/json-value.ts';
import { checkText } from './check-text.ts';
import type { EntryProblem } from './entry-problem.ts';

/** The key in `values`; no definition has a field of this name. */
export const overrideReasonId = 'overrideReason';

/** Why what was warned of is right all the same; '' when nobody said. */
export function overrideReason(values: JsonObject): string {
  const reason = values[overrideReasonId];
  return typeof reason === 'string' ? reason.trim() : '';
}

/** A reason of more than a sentence or two, or one that cannot be stored, is a fault of the entry. */
export function problemsOfReason(values: JsonObject): EntryProblem[] {
  const reason = values[overrideReasonId];
  const message = reason === undefined ? null : checkText(reason, 200);
  return message === null ? [] : [{ fieldId: overrideReasonId, severity: 'block', message }];
}

/** Warnings that want a reason: all but those that only ask to look again. */
export function wantsReason(problems: readonly EntryProblem[]): boolean {
  return problems.some(({ severity, asks }) => severity === 'warn' && asks !== 'again');
}
