// The same event in other units' records, as far as this device holds them; linking is an edit of the linked record.
import { computed, ref, watch, type ComputedRef, type Ref } from 'vue';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { sameEventProposals, type SameEventProposal } from '../../shared/records/same-event.ts';
import { entryOf } from '../capture/rebase-entry.ts';
import { useOpenSession, useServices } from '../session/use-session.ts';
import { useWatchableOf } from '../ui/use-watchable.ts';

export type SameEvent = {
  /** The record by which the event is counted, when this one is linked to it. */
  readonly host: Readonly<Ref<SyncedDocument | undefined>>;
  /** Records that are linked to this one. */
  readonly linked: ComputedRef<readonly SyncedDocument[]>;
  readonly proposals: ComputedRef<readonly SameEventProposal[]>;
  readonly isBusy: Readonly<Ref<boolean>>;
  /** Undefined takes the link away; false when it was not stored. */
  readonly link: (hostId: string | undefined) => Promise<boolean>;
};

export function useSameEvent(record: Readonly<Ref<SyncedDocument>>): SameEvent {
  const { registry } = useServices();
  const { repositories, api } = useOpenSession();
  const isBusy = ref(false);
  const host = ref<SyncedDocument>();
  const candidates = useWatchableOf(
    () => ({
      types: [record.value.type],
      occurredFrom: record.value.occurredOn,
      occurredUntil: record.value.occurredOn,
    }),
    (filter) => repositories.records.watchList(filter),
    [],
  );
  watch(
    () => record.value.sameEventAs,
    async (id) => {
      host.value = undefined;
      if (id === undefined || id === record.value.id) return;
      host.value = await repositories.records.get(id);
      if (host.value !== undefined) return;
      const outcome = await api.query('records', { where: { id }, page: { size: 1 } });
      if (outcome.kind === 'ok') host.value = outcome.body.documents[0];
    },
    { immediate: true },
  );
  const proposals = computed(() => {
    const definition = registry.get(record.value.type);
    return definition === undefined ? [] : sameEventProposals(record.value, candidates.value, definition);
  });
  return {
    ...{ host, proposals, isBusy },
    linked: computed(() => candidates.value.filter(({ sameEventAs }) => sameEventAs === record.value.id)),
    link: async (hostId) => {
      const { id, type, definitionVersion } = record.value;
      const over = (current: SyncedDocument) => ({ ...entryOf(current), sameEventAs: hostId });
      isBusy.value = true;
      try {
        await repositories.records.save({ id, type, definitionVersion, entry: over(record.value), over });
        return true;
      } catch {
        return false;
      } finally {
        isBusy.value = false;
      }
    },
  };
}
