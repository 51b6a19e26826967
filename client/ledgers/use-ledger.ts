// A ledger: from this device when it holds everything that is asked for, else from the server, which says how much there is.
import {
  computed,
  onScopeDispose,
  shallowRef,
  watch,
  type ComputedRef,
  type Ref,
  type ShallowRef,
} from 'vue';
import { isPeriodHeld } from '../../shared/access/device-window.ts';
import { buildLedger, type Ledger, type LedgerMaterial } from '../../shared/ledgers/build-ledger.ts';
import { readsPeople, typesOf, type LedgerPlan } from '../../shared/ledgers/define-ledger.ts';
import { mostOnScreen, type LedgerReply } from '../../shared/ledgers/ledger-protocol.ts';
import { firstDayOf, type LedgerQuestion } from '../../shared/ledgers/ledger-question.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { useOpenSession, useServices } from '../session/use-session.ts';
import { useLanguage } from '../ui/use-language.ts';
import { useOrgNames } from '../ui/use-org-names.ts';
import { useCell } from '../ui/use-watchable.ts';

/** `partial`: this device holds a part and the server cannot be asked. */
export type LedgerState = 'device' | 'partial' | 'server' | 'asking' | 'unreachable';
export type LedgerView = {
  /** As many lines as a screen takes, with the sums over all there are. */
  readonly ledger: ComputedRef<Ledger | undefined>;
  readonly total: ComputedRef<number>;
  readonly state: Readonly<ShallowRef<LedgerState>>;
};

type Held = { readonly material: LedgerMaterial; readonly reply?: LedgerReply };

export function useLedger(
  plan: Readonly<Ref<LedgerPlan | undefined>>,
  question: Readonly<Ref<LedgerQuestion>>,
): LedgerView {
  const { registry, clock } = useServices();
  const { account, api, syncStatus } = useOpenSession();
  const { locale } = useLanguage();
  const { tree, nameOf } = useOrgNames();
  const watchHere = useMaterialHere();
  const overview = useCell(syncStatus.overview);
  const held = shallowRef<Held>();
  const state = shallowRef<LedgerState>('asking');
  let asked = 0;

  const askServer = async (mine: number): Promise<void> => {
    [held.value, state.value] = [undefined, 'asking'];
    const outcome = await api.ledger({ ...question.value, locale: locale.value });
    if (mine !== asked) return;
    state.value = outcome.kind === 'ok' ? 'server' : 'unreachable';
    if (outcome.kind === 'ok') held.value = { material: outcome.body, reply: outcome.body };
  };
  const source = computed((): 'device' | 'partial' | 'server' | 'unreachable' => {
    if (plan.value === undefined) return 'unreachable';
    const { unitId } = question.value;
    const isOwn = isPeriodHeld(
      { from: clock.today(), until: '' },
      unitId,
      account,
      tree.value,
      clock.today(),
    );
    const from = firstDayOf(plan.value, question.value);
    const period = { ...question.value, from };
    const isHeld = isPeriodHeld(period, unitId, account, tree.value, clock.today());
    // People are all held wherever any are.
    if (isHeld || (isOwn && typesOf(plan.value).length === 0)) return 'device';
    if (overview.value.reachable) return 'server';
    return isOwn && plan.value.isRegister === true ? 'partial' : 'unreachable';
  });
  let stop: (() => void) | undefined;
  watch(
    [() => JSON.stringify(question.value), source, tree],
    () => {
      asked += 1;
      stop?.();
      stop = undefined;
      if (source.value === 'server') void askServer(asked);
      else if (source.value === 'unreachable' || plan.value === undefined)
        [held.value, state.value] = [undefined, 'unreachable'];
      else
        stop = watchHere(plan.value, firstDayOf(plan.value, question.value), (material) => {
          held.value = { material };
          state.value = source.value;
        });
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    asked += 1;
    stop?.();
  });

  const whole = computed(() => {
    if (held.value === undefined || plan.value === undefined) return undefined;
    const { material, reply } = held.value;
    // What came from the server is narrowed already.
    const { text: _text, ...wide } = question.value;
    const deps = { locale: locale.value, unitName: nameOf, registry, tree: tree.value };
    const built = buildLedger(plan.value, reply === undefined ? question.value : wide, material, deps);
    return reply === undefined ? built : withSums(built, reply.sums);
  });
  return {
    ledger: computed(() =>
      whole.value === undefined
        ? undefined
        : { ...whole.value, lines: whole.value.lines.slice(0, mostOnScreen) },
    ),
    total: computed(() => held.value?.reply?.total ?? whole.value?.lines.length ?? 0),
    state,
  };
}

function withSums(ledger: Ledger, sums: LedgerReply['sums']): Ledger {
  return { ...ledger, totals: ledger.columns.map(({ id, isTotal }) => (isTotal ? (sums[id] ?? 0) : '')) };
}

/** Hands over what this device holds for a ledger, again whenever it changes; the answer stops it. */
function useMaterialHere(): (
  plan: LedgerPlan,
  from: string,
  listener: (material: LedgerMaterial) => void,
) => () => void {
  const { repositories } = useOpenSession();
  return (plan, from, listener) => {
    const types = [...typesOf(plan), ...plan.following];
    let records: readonly SyncedDocument[] | undefined = types.length === 0 ? [] : undefined;
    let people: readonly SyncedDocument[] | undefined = readsPeople(plan) ? undefined : [];
    const tell = (): void => {
      if (records === undefined || people === undefined) return;
      const continuations = records.filter(({ aboutId }) => aboutId !== undefined);
      listener({ documents: [...records, ...people], continuations, people });
    };
    const stops = [
      ...(records === undefined
        ? [
            repositories.records.watchList({ types, occurredFrom: from }).subscribe((held) => {
              records = held;
              tell();
            }),
          ]
        : []),
      ...(people === undefined
        ? [
            repositories.people.watchList().subscribe((held) => {
              people = held;
              tell();
            }),
          ]
        : []),
    ];
    tell();
    return () => stops.forEach((stop) => stop());
  };
}
