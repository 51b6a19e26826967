// One person: from this device, else as the server shows her, numbers in part until they are asked for with a reason.
import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { unmaskReplySchema, type UnmaskReason } from '../../shared/people/unmask-protocol.ts';
import { useOpenSession } from '../session/use-session.ts';

export type PersonView = {
  readonly person: Readonly<ShallowRef<SyncedDocument | undefined>>;
  /** missing: neither here nor, as far as this account may see, on the server · unreachable: not here, and no answer. */
  readonly state: Readonly<Ref<'loading' | 'here' | 'fromServer' | 'missing' | 'unreachable'>>;
  /** What the server gave in whole; of a person on this device nothing has to be asked. */
  readonly whole: Readonly<ShallowRef<SyncedDocument | undefined>>;
  readonly unmask: (reason: UnmaskReason) => Promise<void>;
  readonly unmaskState: Readonly<Ref<'none' | 'asking' | 'unanswered'>>;
  readonly forgetWhole: () => void;
};

export function usePerson(id: string): PersonView {
  const { repositories, api } = useOpenSession();
  const person = shallowRef<SyncedDocument>();
  const whole = shallowRef<SyncedDocument>();
  const state = ref<PersonView['state']['value']>('loading');
  const unmaskState = ref<PersonView['unmaskState']['value']>('none');
  /** Raised when she no longer wants it: an answer to an older wish is not shown. */
  let wish = 0;

  const ask = async (): Promise<void> => {
    const outcome = await api.query('people', { where: { id }, page: { size: 1 } });
    if (state.value === 'here') return;
    const found = outcome.kind === 'ok' ? outcome.body.documents[0] : undefined;
    person.value = found;
    if (found !== undefined) state.value = 'fromServer';
    else state.value = outcome.kind === 'ok' ? 'missing' : 'unreachable';
  };
  const stop = repositories.people.watch(id).subscribe((held) => {
    if (held !== undefined && !held._deleted) {
      [person.value, whole.value, state.value] = [held, undefined, 'here'];
    } else if (state.value !== 'fromServer') {
      [person.value, state.value] = [undefined, 'loading'];
      void ask();
    }
  });
  onScopeDispose(stop);
  return {
    ...{ person, state, whole, unmaskState },
    unmask: async (reason) => {
      if (unmaskState.value === 'asking') return;
      unmaskState.value = 'asking';
      const mine = wish;
      const outcome = await api.ask('/api/unmask', unmaskReplySchema, { id, reason });
      if (mine !== wish) return;
      unmaskState.value = outcome.kind === 'ok' ? 'none' : 'unanswered';
      if (outcome.kind === 'ok') whole.value = outcome.body.document;
    },
    forgetWhole: () => {
      wish += 1;
      [whole.value, unmaskState.value] = [undefined, 'none'];
    },
  };
}
