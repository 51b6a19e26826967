// The records behind a fact as lines of a list: asked of the server, which holds those of all units below.
import { shallowRef, watch, type ShallowRef } from 'vue';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { useOpenSession } from '../session/use-session.ts';

/** As many as are shown; the fact says how many there are. */
const mostShown = 20;

/** In the order of their ids; empty while they are asked for, undefined when the server does not answer. */
export function useFactRecords(
  ids: () => readonly string[],
): Readonly<ShallowRef<readonly SyncedDocument[] | undefined>> {
  const { api } = useOpenSession();
  const records = shallowRef<readonly SyncedDocument[] | undefined>([]);
  watch(
    () => ids().slice(0, mostShown).join(' '),
    async (wanted, _before, onCleanup) => {
      let isGone = false;
      onCleanup(() => {
        isGone = true;
      });
      records.value = [];
      if (wanted === '') return;
      const page = { size: mostShown };
      const outcome = await api.query('records', { where: { id: { in: wanted.split(' ') } }, page });
      if (!isGone) records.value = outcome.kind === 'ok' ? outcome.body.documents : undefined;
    },
    { immediate: true },
  );
  return records;
}
