// A question of a page to the server: its newest answer, which stays with its question while there is no other.
import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import type * as z from 'zod/mini';
import { useOpenSession } from '../session/use-session.ts';
import { useAgain } from './use-again.ts';

/** `question` is the one that `reply` answers: while another is asked, or the server is away, that is not the one on the page. */
export type Answered<Q, T> = { readonly question: Q; readonly reply: T };
export type AnswerView<Q, T> = {
  readonly answer: Readonly<ShallowRef<Answered<Q, T> | undefined>>;
  readonly state: Readonly<ShallowRef<'asking' | 'answered' | 'unreachable'>>;
};

/** Nothing is asked while the question is undefined. Asked again until the server answers. */
export function useAnswer<Q, T>(
  path: string,
  schema: z.ZodMiniType<T>,
  question: Readonly<Ref<Q | undefined>>,
): AnswerView<Q, T> {
  const { api } = useOpenSession();
  const answer = shallowRef<Answered<Q, T>>();
  const state = shallowRef<'asking' | 'answered' | 'unreachable'>('asking');
  let asked = 0;

  const ask = async (): Promise<void> => {
    const wanted = question.value;
    asked += 1;
    const mine = asked;
    if (wanted === undefined) return;
    state.value = 'asking';
    const outcome = await api.ask(path, schema, wanted);
    if (mine !== asked) return;
    if (outcome.kind === 'ok') answer.value = { question: wanted, reply: outcome.body };
    state.value = outcome.kind === 'ok' ? 'answered' : 'unreachable';
  };
  watch(
    () => JSON.stringify(question.value),
    () => void ask(),
    { immediate: true },
  );
  useAgain(state, () => void ask());
  onScopeDispose(() => {
    asked += 1;
  });
  return { answer, state };
}
