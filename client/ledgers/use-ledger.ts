// A ledger's records: from this device when it holds the whole period, else from the server, which says how many there are.
import { computed, onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import { isPeriodHeld } from '../../shared/access/device-window.ts';
import { isInLedger, reasonOutsideLedger, type LedgerQuestion } from '../../shared/ledgers/build-ledger.ts';
import { mostOnScreen } from '../../shared/ledgers/ledger-protocol.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { useOpenSession, useServices } from '../session/use-session.ts';
import { useOrgNames } from '../ui/use-org-names.ts';
import { useCell, useWatchable } from '../ui/use-watchable.ts';

export type LedgerRecords = {
  /** The oldest of them, as many as a screen takes. */
  readonly documents: readonly SyncedDocument[];
  readonly continuations: readonly SyncedDocument[];
  readonly total: number;
  /** Left out of a ledger that is `lockedOnly`, because they came after their month was locked. */
  readonly late: number;
};
export type LedgerState = 'device' | 'server' | 'asking' | 'unreachable';

export function useLedger(question: Readonly<Ref<LedgerQuestion>>): {
  readonly records: Readonly<ShallowRef<LedgerRecords | undefined>>;
  readonly state: Readonly<ShallowRef<LedgerState>>;
} {
  const { registry, clock } = useServices();
  const { account, api, repositories, syncStatus } = useOpenSession();
  const { tree } = useOrgNames();
  const words = useWatchable(repositories.periods.watchWords(), () => undefined);
  const overview = useCell(syncStatus.overview);
  const records = shallowRef<LedgerRecords>();
  const state = shallowRef<LedgerState>('asking');
  let asked = 0;

  const readHere = (wanted: LedgerQuestion): (() => void) => {
    const following = registry.all.filter(({ continues }) => continues?.includes(wanted.type));
    const types = [wanted.type, ...following.map(({ id }) => id)];
    return repositories.records.watchList({ types, occurredFrom: wanted.from }).subscribe((held) => {
      const all = held.filter((record) => isInLedger(record, wanted, tree.value));
      const reasonOf = (record: SyncedDocument) =>
        reasonOutsideLedger(record, wanted, { tree: tree.value, words: words.value });
      const mine = all.filter((record) => reasonOf(record) === undefined);
      records.value = {
        documents: mine.slice(-mostOnScreen),
        continuations: held.filter((record) => record.aboutId !== undefined),
        total: mine.length,
        late: all.filter((record) => reasonOf(record) === 'late').length,
      };
      state.value = 'device';
    });
  };
  const askServer = async (wanted: LedgerQuestion, mine: number): Promise<void> => {
    [records.value, state.value] = [undefined, 'asking'];
    const outcome = await api.ledger(wanted);
    if (mine !== asked) return;
    state.value = outcome.kind === 'ok' ? 'server' : 'unreachable';
    records.value = outcome.kind === 'ok' ? outcome.body : undefined;
  };

  const isHeld = computed(() =>
    isPeriodHeld(question.value, question.value.unitId, account, tree.value, clock.today()),
  );
  const mayAsk = computed(() => !isHeld.value && overview.value.reachable);
  let stop: (() => void) | undefined;
  watch(
    [question, tree, isHeld, mayAsk, words],
    ([wanted]) => {
      asked += 1;
      stop?.();
      stop = isHeld.value ? readHere(wanted) : undefined;
      if (!isHeld.value) void askServer(wanted, asked);
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    asked += 1;
    stop?.();
  });
  return { records, state };
}
