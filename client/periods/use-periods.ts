// The table of months: asked of the server, and asked again whenever a month was confirmed or opened here.
import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import type { SyncedDocument } from '../../shared/records/record.ts';
import {
  periodsReplySchema,
  type PeriodsQuestion,
  type PeriodsReply,
} from '../../shared/review/periods-protocol.ts';
import { useOpenSession } from '../session/use-session.ts';
import { useCell, useWatchable } from '../ui/use-watchable.ts';

export type PeriodRows = PeriodsReply['rows'];
export type PeriodCell = PeriodRows[number]['months'][number];

export type Periods = {
  readonly rows: Readonly<ShallowRef<PeriodRows | undefined>>;
  readonly state: Readonly<ShallowRef<'asking' | 'here' | 'unreachable'>>;
  /** Words on months that this device holds, its own unsent ones included. */
  readonly words: Readonly<ShallowRef<readonly SyncedDocument[]>>;
};

export function usePeriods(question: Readonly<Ref<PeriodsQuestion>>): Periods {
  const { api, repositories, syncStatus } = useOpenSession();
  const overview = useCell(syncStatus.overview);
  const words = useWatchable(repositories.periods.watchAll(), []);
  const rows = shallowRef<PeriodRows>();
  const state = shallowRef<'asking' | 'here' | 'unreachable'>('asking');
  let asked = 0;

  const ask = async (wanted: PeriodsQuestion, isOther: boolean): Promise<void> => {
    asked += 1;
    const mine = asked;
    if (isOther) [rows.value, state.value] = [undefined, 'asking'];
    const outcome = await api.ask(periodsReplySchema, '/api/periods', wanted);
    if (mine !== asked) return;
    if (outcome.kind === 'ok') rows.value = outcome.body.rows;
    state.value = outcome.kind === 'ok' ? 'here' : 'unreachable';
  };
  watch(
    [question, words, () => overview.value.reachable] as const,
    ([wanted], [before]) => void ask(wanted, wanted !== before),
    { immediate: true },
  );
  onScopeDispose(() => {
    asked += 1;
  });
  return { rows, state, words };
}
