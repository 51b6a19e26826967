// The records about a standing one: from this device, and beyond its window from the server.
import { computed, onScopeDispose, shallowRef, watch, type ComputedRef, type Ref } from 'vue';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { useOpenSession } from '../session/use-session.ts';
import { useCell } from '../ui/use-watchable.ts';
import type { RecordView } from './use-record.ts';

/** Newest first by the day it happened. Undefined until it is known. */
export function useContinuations(
  id: string,
  state: Readonly<Ref<RecordView['state']['value']>>,
): ComputedRef<readonly SyncedDocument[] | undefined> {
  const { account, repositories, api, syncStatus } = useOpenSession();
  const overview = useCell(syncStatus.overview);
  const here = shallowRef<readonly SyncedDocument[]>();
  const beyond = shallowRef<readonly SyncedDocument[]>();
  /** Devices of county and city let go of what is reviewed, and never held what two levels below recorded. */
  const isOffice = account.role === 'countyOfficer' || account.role === 'cityOfficer';
  const stop = repositories.records.watchList({ aboutId: id }).subscribe((held) => {
    here.value = held;
  });
  const ask = async (): Promise<void> => {
    const outcome = await api.query('records', {
      where: { aboutId: id },
      sort: [{ occurredOn: 'desc' }],
      page: { size: 200 },
    });
    if (outcome.kind === 'ok') beyond.value = outcome.body.documents;
  };
  watch(
    [state, () => overview.value.reachable] as const,
    ([now, isReachable]) => {
      const isWanted = now === 'fromServer' || (now === 'here' && isOffice && isReachable);
      if (isWanted && beyond.value === undefined) void ask();
    },
    { immediate: true },
  );
  onScopeDispose(stop);
  return computed(() => {
    if (state.value === 'fromServer') return beyond.value;
    if (here.value === undefined || beyond.value === undefined) return here.value;
    return newestFirst([...beyond.value, ...here.value]);
  });
}

/** The device's own version where both know one: it may hold what was not sent yet. */
function newestFirst(documents: readonly SyncedDocument[]): readonly SyncedDocument[] {
  const each = new Map(documents.map((document) => [document.id, document]));
  return [...each.values()].sort((a, b) => (a.occurredOn < b.occurredOn ? 1 : -1));
}
