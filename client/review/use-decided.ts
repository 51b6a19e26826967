// Which version of which record this account has decided upon, as far as it was not refused: known before the server's word.
import { computed, type ComputedRef } from 'vue';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { decisionOf } from '../../shared/review/decision.ts';
import { useOpenSession } from '../session/use-session.ts';
import { useWatchable } from '../ui/use-watchable.ts';

export type Decided = ComputedRef<(record: SyncedDocument) => boolean>;

export function useDecided(): Decided {
  const { repositories } = useOpenSession();
  const own = useWatchable(repositories.decisions.watchOwn(), []);
  return computed(() => {
    const versions = new Set<string>();
    for (const decision of own.value) {
      const values = decision.outcome === 'refused' ? null : decisionOf(decision);
      if (values !== null) versions.add(`${decision.aboutId} ${values.recordRev}`);
    }
    return (record) => versions.has(`${record.id} ${record.rev}`);
  });
}
