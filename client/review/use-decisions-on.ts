// Decisions on one record, newest first, and the one that still waits for the server's word.
import { computed, type ComputedRef } from 'vue';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { decisionOf } from '../../shared/review/decision.ts';
import { stateAfterDecision, type DecisionAction } from '../../shared/review/review-state.ts';
import { useOpenSession } from '../session/use-session.ts';
import { useWatchable } from '../ui/use-watchable.ts';

export type DecisionLine = {
  readonly id: string;
  readonly action: DecisionAction;
  readonly reason: string;
  readonly at: string;
  readonly by: string;
  readonly outcome: 'pending' | 'waiting' | 'applied' | 'refused';
  readonly outcomeCode: string | undefined;
  /** The version of the record that it is about. */
  readonly recordRev: number;
};

export type DecisionsOn = {
  readonly decisions: ComputedRef<readonly DecisionLine[]>;
  readonly pending: ComputedRef<DecisionAction | undefined>;
  /** May this account take its own decision back: it stands, and nothing has happened since. */
  readonly mayWithdraw: (record: SyncedDocument) => boolean;
};

export function useDecisionsOn(recordId: string): DecisionsOn {
  const { account, repositories } = useOpenSession();
  const documents = useWatchable(repositories.decisions.watchFor(recordId), []);
  const decisions = computed(() =>
    documents.value.flatMap((document): DecisionLine[] => {
      const values = decisionOf(document);
      if (values === null) return [];
      return [
        {
          id: document.id,
          action: values.action,
          reason: values.reason ?? '',
          at: document.receivedAt ?? document.createdAt,
          by: document.createdBy,
          outcome: document.outcome ?? 'pending',
          outcomeCode: document.outcomeCode,
          recordRev: values.recordRev,
        },
      ];
    }),
  );
  const pending = computed(() => decisions.value.find(({ outcome }) => outcome === 'pending')?.action);
  const mayWithdraw = (record: SyncedDocument): boolean => {
    const [last] = decisions.value;
    const isOwn = last?.by === account.id && last.outcome === 'applied' && last.recordRev === record.rev - 1;
    return isOwn && stateAfterDecision(record.reviewState, 'withdraw') !== null;
  };
  return { decisions, pending, mayWithdraw };
}
