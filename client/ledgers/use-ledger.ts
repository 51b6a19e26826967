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
import {
  buildLedger,
  columnsOf,
  type Ledger,
  type LedgerMaterial,
} from '../../shared/ledgers/build-ledger.ts';
import { readsPeople, typesOf, type LedgerPlan } from '../../shared/ledgers/define-ledger.ts';
import { ledgerReplySchema, mostOnScreen, type LedgerReply } from '../../shared/ledgers/ledger-protocol.ts';
import { firstDayOf, type LedgerQuestion } from '../../shared/ledgers/ledger-question.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { useOpenSession, useServices } from '../session/use-session.ts';
import { useDescribeOptions } from '../ui/use-describe-options.ts';
import { useLanguage } from '../ui/use-language.ts';
import { useOrgNames } from '../ui/use-org-names.ts';
import { useOnReachable } from '../ui/use-on-reachable.ts';
import { useWatchable } from '../ui/use-watchable.ts';

/** `partial`: this device holds a part and the server cannot be asked. */
export type LedgerState = 'device' | 'partial' | 'server' | 'asking' | 'unreachable';
export type LedgerView = {
  /** As many lines as a screen takes, with the sums over all there are. */
  readonly ledger: ComputedRef<Ledger | undefined>;
  readonly total: ComputedRef<number>;
  /** Left out of a ledger of locked months, because they came late. */
  readonly late: ComputedRef<number>;
  readonly state: Readonly<ShallowRef<LedgerState>>;
};

/** What this device has for the ledger, or what the server says of it. */
type Held = { readonly material: LedgerMaterial } | { readonly reply: LedgerReply };

export function useLedger(
  plan: Readonly<Ref<LedgerPlan | undefined>>,
  question: Readonly<Ref<LedgerQuestion>>,
): LedgerView {
  const { registry, clock } = useServices();
  const { account, api, repositories } = useOpenSession();
  const words = useWatchable(repositories.periods.watchWords(), () => undefined);
  const { locale } = useLanguage();
  const { tree } = useOrgNames();
  const describe = useDescribeOptions();
  const watchHere = useMaterialHere();
  const held = shallowRef<Held>();
  const state = shallowRef<LedgerState>('asking');
  let asked = 0;

  let stop: (() => void) | undefined;
  const readHere = (wanted: LedgerPlan, as: 'device' | 'partial'): void => {
    stop?.();
    stop = watchHere(wanted, firstDayOf(wanted, question.value), (material) => {
      held.value = { material };
      state.value = as;
    });
  };
  const askServer = async (wanted: LedgerPlan, mine: number): Promise<void> => {
    const outcome = await api.ask('/api/ledgers', ledgerReplySchema, {
      ...question.value,
      locale: locale.value,
    });
    if (mine !== asked) return;
    if (outcome.kind === 'ok') {
      stop?.();
      stop = undefined;
      held.value = { reply: outcome.body };
      state.value = 'server';
    } else if (state.value === 'partial') return;
    else if (place.value === 'part') readHere(wanted, 'partial');
    else state.value = 'unreachable';
  };
  /** How much of what is asked for lies on this device. */
  const place = computed((): 'all' | 'part' | 'none' => {
    if (plan.value === undefined) return 'none';
    const today = clock.today();
    const isHeld = (from: string): boolean =>
      isPeriodHeld({ from, until: question.value.until }, question.value.unitId, account, tree.value, today);
    // People are all held wherever any are.
    const hasOwn = isHeld(today);
    if (isHeld(firstDayOf(plan.value, question.value))) return 'all';
    if (hasOwn && typesOf(plan.value).length === 0) return 'all';
    return hasOwn && plan.value.isRegister === true ? 'part' : 'none';
  });
  watch(
    [() => JSON.stringify(question.value), locale, place, tree],
    () => {
      asked += 1;
      stop?.();
      stop = undefined;
      if (plan.value === undefined) return;
      if (place.value === 'all') readHere(plan.value, 'device');
      else {
        [held.value, state.value] = [undefined, 'asking'];
        void askServer(plan.value, asked);
      }
    },
    { immediate: true },
  );
  useOnReachable(() => {
    if (plan.value === undefined || place.value === 'all' || state.value === 'server') return;
    asked += 1;
    if (state.value === 'unreachable') state.value = 'asking';
    void askServer(plan.value, asked);
  });
  onScopeDispose(() => {
    asked += 1;
    stop?.();
  });

  const whole = computed(() => {
    if (held.value === undefined || plan.value === undefined) return undefined;
    if ('reply' in held.value) return asLedger(plan.value, held.value.reply, locale.value);
    const deps = { ...describe.value, registry, tree: tree.value, words: words.value };
    return buildLedger(plan.value, question.value, held.value.material, {
      ...deps,
      // Of other accounts a device knows no names.
      authorName: (id) => (id === account.id ? account.name : undefined),
    });
  });
  return {
    ledger: computed(() =>
      whole.value === undefined
        ? undefined
        : { ...whole.value, lines: whole.value.lines.slice(0, mostOnScreen) },
    ),
    total: computed(() => {
      const all = held.value;
      return all !== undefined && 'reply' in all ? all.reply.total : (whole.value?.lines.length ?? 0);
    }),
    late: computed(() => whole.value?.late ?? 0),
    state,
  };
}

function asLedger(plan: LedgerPlan, { lines, sums, late, notes }: LedgerReply, locale: 'zh' | 'en'): Ledger {
  const columns = columnsOf(plan, locale);
  return { columns, lines, late, notes, totals: columns.map(({ id }) => sums[id] ?? '') };
}

/** Hands over what this device holds for a ledger, again whenever it changes; the answer stops it. */
function useMaterialHere(): (
  plan: LedgerPlan,
  from: string,
  listener: (material: LedgerMaterial) => void,
) => () => void {
  const { repositories } = useOpenSession();
  return (plan, from, listener) => {
    const types = [...typesOf(plan), ...plan.following, ...plan.preceding];
    // A course may have been planned long before somebody attended it.
    const occurredFrom = plan.preceding.length === 0 ? from : undefined;
    let records: readonly SyncedDocument[] | undefined = types.length === 0 ? [] : undefined;
    let people: readonly SyncedDocument[] | undefined = readsPeople(plan) ? undefined : [];
    const tell = (): void => {
      if (records === undefined || people === undefined) return;
      const continuations = records.filter(({ aboutId }) => aboutId !== undefined);
      listener({ documents: [...records, ...people], continuations, preceding: records, people });
    };
    let [found, merged]: (readonly SyncedDocument[] | undefined)[] = [undefined, undefined];
    /** With those who gave way, so that a record that names them finds who stands for them. */
    const tellPeople = (): void => {
      if (found === undefined || merged === undefined) return;
      people = [...found, ...merged];
      tell();
    };
    const stops: (() => void)[] = [
      ...(records === undefined
        ? [
            repositories.records
              .watchList({ types, ...(occurredFrom === undefined ? {} : { occurredFrom }) })
              .subscribe((held) => {
                records = held;
                tell();
              }),
          ]
        : []),
      ...(people === undefined
        ? [
            repositories.people.watchFound().subscribe((held) => {
              found = held.people;
              tellPeople();
            }),
            repositories.people.watchMerged().subscribe((held) => {
              merged = held.documents;
              tellPeople();
            }),
          ]
        : []),
    ];
    tell();
    return () => stops.forEach((stop) => stop());
  };
}
