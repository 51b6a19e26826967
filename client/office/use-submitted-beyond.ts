// While this device is still downloading its window, the server says what else waits for this account.
import { computed, shallowRef, watch, type ComputedRef } from 'vue';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { useDecided } from '../review/use-decided.ts';
import { useMayDecide } from '../review/use-may-decide.ts';
import { useOpenSession } from '../session/use-session.ts';
import { useCell } from '../ui/use-watchable.ts';

const mostAtOnce = 200;

export function useSubmittedBeyond(): ComputedRef<readonly SyncedDocument[]> {
  const { api, syncStatus } = useOpenSession();
  const mayDecide = useMayDecide();
  const isDecided = useDecided();
  const overview = useCell(syncStatus.overview);
  const found = shallowRef<readonly SyncedDocument[]>([]);
  const mustAsk = computed(() => !overview.value.isDownloaded && overview.value.reachable);
  watch(
    mustAsk,
    async (isNeeded) => {
      found.value = [];
      if (!isNeeded) return;
      const outcome = await api.query('records', {
        where: { reviewState: 'submitted' },
        sort: [{ receivedAt: 'asc' }],
        page: { size: mostAtOnce },
      });
      // Downloaded meanwhile: then the device knows better.
      if (mustAsk.value && outcome.kind === 'ok') found.value = outcome.body.documents;
    },
    { immediate: true },
  );
  return computed(() => found.value.filter((record) => mayDecide.value(record) && !isDecided.value(record)));
}
