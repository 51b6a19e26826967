// 查数: from this device when it holds the whole period, else from the server; which of the two is always said.
import { earliestCarried } from '../../shared/review/carry-over.ts';
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
import { indicatorsOf } from '../../shared/indicators/catalogue/indicators-of.ts';
import {
  createFigureCount,
  type FigureQuestion,
  type UnitFigures,
} from '../../shared/indicators/count-figures.ts';
import { figureReplySchema } from '../../shared/indicators/figures-protocol.ts';
import { nobodyMerged } from '../database/people-repository.ts';
import { useOpenSession, useServices } from '../session/use-session.ts';
import { useOrgNames } from '../ui/use-org-names.ts';
import { useOnReachable } from '../ui/use-on-reachable.ts';
import { useCell, useWatchable } from '../ui/use-watchable.ts';

/** `device`: counted here · `server`: as of an instant · `asking` · `unreachable`: neither can answer now. */
export type FigureSource =
  | { readonly kind: 'device' }
  | { readonly kind: 'server'; readonly asOf: string }
  | { readonly kind: 'asking' }
  | { readonly kind: 'unreachable' };

export type Figures = {
  readonly answer: Readonly<ShallowRef<UnitFigures | undefined>>;
  readonly source: Readonly<ShallowRef<FigureSource>>;
  /** False while the first download runs: what is counted here may be too little. */
  readonly isComplete: ComputedRef<boolean>;
};

export function useFigures(question: Readonly<Ref<FigureQuestion>>): Figures {
  const { registry, clock } = useServices();
  const { account, api, repositories, syncStatus } = useOpenSession();
  const { tree } = useOrgNames();
  const words = useWatchable(repositories.periods.watchWords(), () => undefined);
  const merged = useWatchable(repositories.people.watchMerged(), nobodyMerged);
  const overview = useCell(syncStatus.overview);
  const answer = shallowRef<UnitFigures>();
  const source = shallowRef<FigureSource>({ kind: 'asking' });
  const indicators = indicatorsOf(registry);
  let asked = 0;

  const countHere = (wanted: FigureQuestion): (() => void) =>
    repositories.records
      .watchList({ occurredFrom: earliestCarried(wanted.from), occurredUntil: wanted.until })
      .subscribe((records) => {
        const personIdOf = merged.value.idOf;
        const count = createFigureCount(wanted, {
          ...{ registry, indicators, tree: tree.value, words: words.value, personIdOf },
        });
        for (const record of records) count.add(record);
        [answer.value, source.value] = [count.read(), { kind: 'device' }];
      });

  /** To which question the server's answer on the screen is; that one stays until there is a newer. */
  let answered = '';
  const askServer = async (wanted: FigureQuestion): Promise<void> => {
    asked += 1;
    const mine = asked;
    const asWords = JSON.stringify(wanted);
    if (source.value.kind !== 'server' || answered !== asWords)
      [answer.value, source.value] = [undefined, { kind: 'asking' }];
    const outcome = await api.ask('/api/figures', figureReplySchema, wanted);
    if (mine !== asked) return;
    if (outcome.kind === 'ok') {
      answered = asWords;
      [answer.value, source.value] = [outcome.body, { kind: 'server', asOf: outcome.body.asOf }];
    } else if (source.value.kind === 'asking') source.value = { kind: 'unreachable' };
  };

  const isHeld = computed(() =>
    isPeriodHeld(question.value, question.value.unitId, account, tree.value, clock.today()),
  );
  let stop: (() => void) | undefined;
  watch(
    [question, tree, isHeld, words, merged],
    ([wanted]) => {
      asked += 1;
      stop?.();
      stop = isHeld.value ? countHere(wanted) : undefined;
      if (!isHeld.value) void askServer(wanted);
    },
    { immediate: true },
  );
  useOnReachable(() => {
    if (!isHeld.value && source.value.kind !== 'server') void askServer(question.value);
  });
  onScopeDispose(() => {
    asked += 1;
    stop?.();
  });
  return { answer, source, isComplete: computed(() => overview.value.isDownloaded) };
}
