// One record: from this device, else as a query of the server finds it.
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { useOpenSession } from '../session/use-session.ts';

export type RecordView = {
  readonly record: Readonly<ShallowRef<SyncedDocument | undefined>>;
  /** missing: neither here nor, as far as this account may see, on the server · unreachable: not here, and no answer. */
  readonly state: Readonly<ShallowRef<'loading' | 'here' | 'fromServer' | 'missing' | 'unreachable'>>;
};

export function useRecord(id: string): RecordView {
  const { repositories, api } = useOpenSession();
  const record = shallowRef<SyncedDocument>();
  const state = shallowRef<RecordView['state']['value']>('loading');

  const ask = async (): Promise<void> => {
    const outcome = await api.query('records', { where: { id }, page: { size: 1 } });
    if (state.value === 'here') return;
    const found = outcome.kind === 'ok' ? outcome.body.documents[0] : undefined;
    record.value = found;
    if (found !== undefined) state.value = 'fromServer';
    else state.value = outcome.kind === 'unreachable' ? 'unreachable' : 'missing';
  };
  const stop = repositories.records.watch(id).subscribe((held) => {
    if (held !== undefined && !held._deleted) {
      record.value = held;
      state.value = 'here';
    } else if (state.value !== 'fromServer') {
      state.value = 'loading';
      ask().catch(() => {
        state.value = 'unreachable';
      });
    }
  });
  onScopeDispose(stop);
  return { record, state };
}
