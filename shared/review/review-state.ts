// Review as a table of moves: which decision leads from which state to which.
import type { ReviewState } from '../records/record.ts';

/** Decisions a reviewer makes; `withdraw` takes one's own decision back. */
export const decisionActions = ['return', 'approve', 'withdraw', 'void'] as const;
export type DecisionAction = (typeof decisionActions)[number];

const moves: Readonly<Record<DecisionAction, Partial<Record<ReviewState, ReviewState>>>> = {
  return: { submitted: 'returned' },
  approve: { submitted: 'approved' },
  withdraw: { returned: 'submitted', approved: 'submitted' },
  void: { submitted: 'void', returned: 'void', approved: 'void' },
};

/** The state after a decision, or null when the decision does not apply to this state. */
export function stateAfterDecision(state: ReviewState, action: DecisionAction): ReviewState | null {
  return moves[action][state] ?? null;
}

/** The state after its author saved new or changed content; a void or archived record takes no edits (null). */
export function stateAfterEdit(state: ReviewState): ReviewState | null {
  return state === 'void' || state === 'archived' ? null : 'submitted';
}

/** A return and a voiding say why. */
export function needsReason(action: DecisionAction): boolean {
  return action === 'return' || action === 'void';
}
