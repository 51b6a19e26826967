// The standing record that another one continues, wherever it can be read.
import { shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { useOpenSession } from '../session/use-session.ts';

/** Undefined for a record that continues none, or while it is not known. */
export function useContinued(
  record: Readonly<Ref<SyncedDocument | undefined>>,
): Readonly<ShallowRef<SyncedDocument | undefined>> {
  const { repositories, api } = useOpenSession();
  const continued = shallowRef<SyncedDocument>();
  watch(
    () => record.value?.aboutId,
    async (id) => {
      if (id === undefined) return;
      const held = await repositories.records.get(id);
      if (held !== undefined) {
        continued.value = held;
        return;
      }
      const outcome = await api.query('records', { where: { id }, page: { size: 1 } });
      if (outcome.kind === 'ok') continued.value = outcome.body.documents[0];
    },
    { immediate: true },
  );
  return continued;
}
