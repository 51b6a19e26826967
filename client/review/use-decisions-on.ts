// Decisions on one record, newest first, and the one that still waits for the server's word.
import { computed, type ComputedRef } from 'vue';
import { decisionOf } from '../../shared/review/decision.ts';
import type { DecisionAction } from '../../shared/review/review-state.ts';
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
};

export type DecisionsOn = {
  readonly decisions: ComputedRef<readonly DecisionLine[]>;
  readonly pending: ComputedRef<DecisionAction | undefined>;
};

export function useDecisionsOn(recordId: string): DecisionsOn {
  const { repositories } = useOpenSession();
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
        },
      ];
    }),
  );
  const pending = computed(() => decisions.value.find(({ outcome }) => outcome === 'pending')?.action);
  return { decisions, pending };
}
