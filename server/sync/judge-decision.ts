// The verdict on a pushed decision.
import type { SyncedDocument } from '../../shared/records/record.ts';
import { decisionOf } from '../../shared/review/decision.ts';
import { needsReason } from '../../shared/review/review-state.ts';
import { applyDecision } from './apply-decision.ts';
import { masterFor, quarantined, type Judgement } from './judgement.ts';
import { keepDecision } from './keep-decision.ts';
import type { RowContext } from './row-context.ts';

/** Judges a new decision: applied, waiting for its record, or refused with a word why. */
export async function judgeDecision(context: RowContext, decision: SyncedDocument): Promise<Judgement> {
  const values = decisionOf(decision);
  if (values === null || decision.aboutId === undefined)
    return quarantined(context, 'invalidValue', [values === null ? 'action' : 'aboutId']);
  if (needsReason(values.action) && (values.reason ?? '').trim() === '')
    return quarantined(context, 'decisionNeedsReason', ['reason']);
  const result = await applyDecision(context, decision, values, context.caller.account);
  if (result.outcome === 'refused' && result.code !== 'changedSinceReview')
    return quarantined(
      context,
      result.code,
      result.field === undefined ? [] : [result.field],
      undefined,
      result.words,
    );
  const outcome =
    result.outcome === 'refused'
      ? { outcome: result.outcome, outcomeCode: result.code }
      : { outcome: result.outcome };
  const stored = await keepDecision(context, decision, outcome);
  if (result.outcome === 'refused')
    return { ...quarantined(context, result.code, [], stored), isApplied: true };
  if (result.outcome === 'waiting')
    return { status: 'waiting', ...masterFor(context, stored), isApplied: true };
  return { status: 'accepted', rev: 1, isApplied: true };
}
