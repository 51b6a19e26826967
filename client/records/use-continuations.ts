// The records about a standing one: from this device, and for a record that is not held here from the server.
import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { useOpenSession } from '../session/use-session.ts';
import type { RecordView } from './use-record.ts';

/** Newest first by the day it happened. Undefined until it is known. */
export function useContinuations(
  id: string,
  state: Readonly<Ref<RecordView['state']['value']>>,
): Readonly<ShallowRef<readonly SyncedDocument[] | undefined>> {
  const { repositories, api } = useOpenSession();
  const found = shallowRef<readonly SyncedDocument[]>();
  const stop = repositories.records.watchList({ aboutId: id }).subscribe((held) => {
    if (state.value !== 'fromServer') found.value = held;
  });
  watch(
    state,
    async (now) => {
      if (now !== 'fromServer') return;
      const outcome = await api.query('records', {
        where: { aboutId: id },
        sort: [{ occurredOn: 'desc' }],
        page: { size: 200 },
      });
      if (outcome.kind === 'ok') found.value = outcome.body.documents;
    },
    { immediate: true },
  );
  onScopeDispose(stop);
  return found;
}
