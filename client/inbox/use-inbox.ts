// What was refused below, and what came back after a restore: asked of the server, for it lies on no device of ours.
import { computed, onMounted, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import {
  inboxActReplySchema,
  inboxReplySchema,
  type Correction,
  type InboxAct,
  type InboxActReply,
  type InboxActRequest,
  type InboxReply,
} from '../../shared/recovery/recovery-protocol.ts';
import { useOpenSession } from '../session/use-session.ts';
import { errorWords } from '../ui/error-words.ts';
import { useLanguage } from '../ui/use-language.ts';
import { useOnReachable } from '../ui/use-on-reachable.ts';

export type InboxEntry = InboxReply['refused'][number] & {
  readonly broughtBy?: string;
  readonly bringerName?: string;
};
export type UseInbox = {
  readonly state: Readonly<Ref<'asking' | 'known' | 'unreachable'>>;
  readonly inbox: Readonly<ShallowRef<InboxReply>>;
  /** From before a restore, waiting for a word. */
  readonly recovered: ComputedRef<InboxReply['recovered']>;
  /** Those that were laid aside. */
  readonly aside: ComputedRef<InboxReply['recovered']>;
  /** What waits. */
  readonly count: ComputedRef<number>;
  /** Id of the entry that is being dealt with. */
  readonly busy: Readonly<Ref<string>>;
  /** The server's words why it still waits; '' once it is settled; undefined when the server is away. */
  readonly act: (id: string, act: Exclude<InboxAct, 'correct'>) => Promise<string | undefined>;
  /** What the server said to it; undefined when it is away. */
  readonly correct: (id: string, correction: Correction) => Promise<InboxActReply | undefined>;
};

/** For whoever has units below; a village's own refusals are on its device. */
export function useInbox(): UseInbox {
  const { account, api } = useOpenSession();
  const { locale } = useLanguage();
  const state = ref<'asking' | 'known' | 'unreachable'>('asking');
  const inbox = shallowRef<InboxReply>({ recovered: [], refused: [] });
  const busy = ref('');
  const load = async (): Promise<void> => {
    if (account.role === 'villageCadre') return;
    const outcome = await api.ask('/api/inbox', inboxReplySchema, undefined, 'GET');
    if (outcome.kind === 'ok') [inbox.value, state.value] = [outcome.body, 'known'];
    else if (state.value === 'asking') state.value = 'unreachable';
  };
  const send = async (request: InboxActRequest): Promise<InboxActReply | undefined> => {
    busy.value = request.id;
    const outcome = await api.ask('/api/inbox', inboxActReplySchema, request);
    busy.value = '';
    await load();
    if (outcome.kind === 'unreachable') return undefined;
    if (outcome.kind === 'ok') return outcome.body;
    return { isSettled: false, message: errorWords(outcome.code, locale.value, outcome.detail ?? '') };
  };
  const recovered = computed(() => inbox.value.recovered.filter(({ isAside }) => !isAside));
  onMounted(load);
  useOnReachable(() => void load());
  return {
    ...{ state, inbox, recovered, busy },
    aside: computed(() => inbox.value.recovered.filter(({ isAside }) => isAside)),
    count: computed(() => recovered.value.length + inbox.value.refused.length),
    act: async (id, act) => {
      const reply = await send({ id, act });
      if (reply === undefined) return undefined;
      return reply.isSettled ? '' : (reply.message ?? '');
    },
    correct: (id, correction) => send({ id, act: 'correct', correction }),
  };
}
