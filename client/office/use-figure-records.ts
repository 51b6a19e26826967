// The records behind one number, page after page, as many as somebody asks for.
import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import {
  figureRecordsReplySchema,
  type FigureRecordsQuestion,
  type FigureRecordsReply,
} from '../../shared/indicators/statistics-protocol.ts';
import { useAgain } from '../indicators/use-again.ts';
import { useOpenSession } from '../session/use-session.ts';

export type FigureRecordsView = {
  readonly rows: Readonly<ShallowRef<FigureRecordsReply['rows']>>;
  readonly total: Readonly<ShallowRef<number>>;
  readonly hasMore: Readonly<ShallowRef<boolean>>;
  readonly state: Readonly<ShallowRef<'asking' | 'answered' | 'unreachable'>>;
  readonly readMore: () => Promise<void>;
};

export function useFigureRecords(question: Readonly<Ref<FigureRecordsQuestion>>): FigureRecordsView {
  const { api } = useOpenSession();
  const rows = shallowRef<FigureRecordsReply['rows']>([]);
  const [total, hasMore] = [shallowRef(0), shallowRef(false)];
  const state = shallowRef<'asking' | 'answered' | 'unreachable'>('asking');
  let [asked, place]: [number, string | undefined] = [0, undefined];

  const read = async (after: string | undefined): Promise<void> => {
    asked += 1;
    const mine = asked;
    state.value = 'asking';
    const wanted = after === undefined ? question.value : { ...question.value, after };
    const outcome = await api.ask('/api/figures/records', figureRecordsReplySchema, wanted);
    if (mine !== asked) return;
    state.value = outcome.kind === 'ok' ? 'answered' : 'unreachable';
    if (outcome.kind !== 'ok') return;
    place = outcome.body.after;
    rows.value = after === undefined ? outcome.body.rows : [...rows.value, ...outcome.body.rows];
    [total.value, hasMore.value] = [outcome.body.total, place !== undefined];
  };
  const begin = (): void => {
    [rows.value, total.value, hasMore.value] = [[], 0, false];
    void read(undefined);
  };
  watch(() => JSON.stringify(question.value), begin, { immediate: true });
  useAgain(state, () => void read(rows.value.length === 0 ? undefined : place));
  onScopeDispose(() => {
    asked += 1;
  });
  return { rows, total, hasMore, state, readMore: () => read(place) };
}
