// The history of the record on the desk, asked of the server; a record in its first version has none to ask for.
import { shallowRef, watch, type ShallowRef } from 'vue';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { historyReplySchema, type HistoryReply } from '../../shared/review/history-protocol.ts';
import { useOpenSession } from '../session/use-session.ts';

export type RecordHistory = {
  readonly history: Readonly<ShallowRef<HistoryReply | undefined>>;
  readonly state: Readonly<ShallowRef<'none' | 'asking' | 'known' | 'unreachable'>>;
};

export function useHistory(record: () => SyncedDocument): RecordHistory {
  const { api } = useOpenSession();
  const history = shallowRef<HistoryReply>();
  const state = shallowRef<RecordHistory['state']['value']>('none');
  watch(
    () => `${record().id} ${record().rev}`,
    async (_now, _before, onCleanup) => {
      let isGone = false;
      onCleanup(() => {
        isGone = true;
      });
      const { id, rev } = record();
      history.value = undefined;
      state.value = rev > 1 ? 'asking' : 'none';
      if (rev <= 1) return;
      const outcome = await api.ask(historyReplySchema, '/api/history', { id });
      if (isGone) return;
      history.value = outcome.kind === 'ok' ? outcome.body : undefined;
      state.value = outcome.kind === 'ok' ? 'known' : 'unreachable';
    },
    { immediate: true },
  );
  return { history, state };
}
