// A decision is applied by compare-and-swap on (state, rev, content hash) of the version that the reviewer saw.
import type { Account } from '../../shared/access/role.ts';
import { mayRead } from '../../shared/access/feed-keys.ts';
import { mayReview } from '../../shared/access/policy.ts';
import type { ErrorCode } from '../../shared/errors/error-codes.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { decisionOf, type DecisionValues } from '../../shared/review/decision.ts';
import { stateAfterDecision } from '../../shared/review/review-state.ts';
import { accountById } from '../access/sessions.ts';
import type { StoredDocument } from '../store/stored-document.ts';
import { unitsDelegatedTo } from './delegated-units.ts';
import { lockRefusal } from './period-locks.ts';
import { releaseLinked } from './release-linked.ts';
import { withServerFields, writeDocument, type RowContext } from './row-context.ts';

export type DecisionResult =
  | { readonly outcome: 'applied' }
  | { readonly outcome: 'waiting' }
  | {
      readonly outcome: 'refused';
      readonly code: ErrorCode;
      readonly field?: string;
      readonly words?: string;
    };

/** Applies a decision to its record. A record that is unknown, or hidden from the reviewer, has not arrived. */
export async function applyDecision(
  context: RowContext,
  decision: SyncedDocument,
  values: DecisionValues,
  reviewer: Account,
): Promise<DecisionResult> {
  const record =
    decision.aboutId === undefined ? undefined : await context.tx.documents.get('records', decision.aboutId);
  if (record === undefined || !mayRead(reviewer, 'records', record.document, context.caller.tree))
    return { outcome: 'waiting' };
  const delegated = await unitsDelegatedTo(context, reviewer.id);
  if (!mayReview(reviewer, record.document, context.caller.tree, delegated))
    return { outcome: 'refused', code: 'notTheReviewer' };
  // Where colleagues review each other, whoever wrote what stands there now is its author too.
  if ((await context.tx.documents.lastWriter('records', record.document.id)) === reviewer.id)
    return { outcome: 'refused', code: 'notTheReviewer' };
  if (decision.orgUnitId !== record.document.orgUnitId)
    return { outcome: 'refused', code: 'notTheReviewer', field: 'orgUnitId' };
  const words = await lockRefusal(context, record.document, reviewer);
  if (words !== null) return { outcome: 'refused', code: 'periodLocked', words };
  const next = await nextState(context, record, values, reviewer);
  if (next === null) return { outcome: 'refused', code: 'changedSinceReview' };
  const { document } = record;
  const decided = withServerFields(document, { ...document, rev: document.rev + 1, reviewState: next });
  await writeDocument(context, 'records', decided, reviewer.id);
  if (next === 'void') await releaseLinked(context, document.id);
  return { outcome: 'applied' };
}

async function nextState(
  context: RowContext,
  record: StoredDocument,
  values: DecisionValues,
  reviewer: Account,
): Promise<SyncedDocument['reviewState'] | null> {
  const { document, hash } = record;
  if (document._deleted || document.rev !== values.recordRev || hash !== values.recordHash) return null;
  if (values.action === 'withdraw' && !(await isOwnLastWord(context, document, reviewer))) return null;
  return stateAfterDecision(document.reviewState, values.action);
}

/** One takes back one's own decision only, and only while it is the last thing that happened to the record. */
async function isOwnLastWord(
  context: RowContext,
  record: SyncedDocument,
  reviewer: Account,
): Promise<boolean> {
  const [last] = await context.tx.documents.revisionsFrom('records', record.id, record.rev);
  return last?.account === reviewer.id;
}

/** Decisions that came before their record are replayed when it arrives; their outcome reaches the reviewer by pull. */
export async function replayWaitingDecisions(context: RowContext, recordId: string): Promise<void> {
  const decisions = await context.tx.documents.about('decisions', recordId);
  const waiting = decisions.filter((decision) => decision.outcome === 'waiting' && !decision._deleted);
  for (const decision of waiting) {
    const values = decisionOf(decision);
    const reviewer = await accountById(context.tx, context.trees, decision.createdBy);
    if (values === null || reviewer === undefined) continue;
    const result = await applyDecision(context, decision, values, reviewer);
    if (result.outcome === 'waiting') continue;
    const outcome =
      result.outcome === 'refused'
        ? { outcome: result.outcome, outcomeCode: result.code }
        : { outcome: result.outcome };
    const settled = withServerFields(decision, {
      rev: decision.rev + 1,
      reviewState: 'none',
      receivedAt: decision.receivedAt,
      ...outcome,
    });
    await writeDocument(context, 'decisions', settled, decision.createdBy);
  }
}
