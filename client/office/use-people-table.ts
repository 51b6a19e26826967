// People of a unit with all below it, asked of the server a page at a time; only the newest question counts.
import {
  computed,
  onScopeDispose,
  ref,
  shallowRef,
  watch,
  type ComputedRef,
  type Ref,
  type ShallowRef,
} from 'vue';
import { wherePeople } from '../../shared/people/people-query.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { useOpenSession, useServices } from '../session/use-session.ts';
import { useOnReachable } from '../ui/use-on-reachable.ts';
import { usePeopleWords } from './people-words.ts';

export type PeopleTable = {
  readonly people: Readonly<ShallowRef<readonly SyncedDocument[]>>;
  /** Undefined before the first answer. */
  readonly total: Readonly<Ref<number | undefined>>;
  readonly state: Readonly<Ref<'asking' | 'here' | 'unreachable'>>;
  /** Place of the first person shown, from 1. */
  readonly first: ComputedRef<number>;
  readonly hasNext: ComputedRef<boolean>;
  readonly hasPrevious: ComputedRef<boolean>;
  readonly next: () => void;
  readonly previous: () => void;
};

const pageSize = 50;
const typingPauseMs = 250;

export function usePeopleTable(unit: () => string): PeopleTable {
  const { api } = useOpenSession();
  const { timers } = useServices();
  const words = usePeopleWords();
  const people = shallowRef<readonly SyncedDocument[]>([]);
  const total = ref<number>();
  const state = ref<PeopleTable['state']['value']>('asking');
  const after = ref<string>();
  let question = 0;
  let stopWaiting: (() => void) | undefined;
  // A cursor leads on in the unit it was given for only.
  const beginAgain = (): void => {
    [words.unit, words.pages] = [unit(), ['']];
  };
  if (words.unit !== unit()) beginAgain();

  const ask = async (): Promise<void> => {
    question += 1;
    const mine = question;
    state.value = 'asking';
    const { text, category, role, pages } = words;
    const start = pages.at(-1) ?? '';
    const outcome = await api.query('people', {
      where: wherePeople({ text, category, role, within: unit() }),
      page: { size: pageSize, ...(start === '' ? {} : { after: start }) },
    });
    if (mine !== question) return;
    state.value = outcome.kind === 'ok' ? 'here' : 'unreachable';
    people.value = outcome.kind === 'ok' ? outcome.body.documents : [];
    total.value = outcome.kind === 'ok' ? outcome.body.total : undefined;
    after.value = outcome.kind === 'ok' ? outcome.body.after : undefined;
  };
  watch([() => words.text, () => words.category, () => words.role, unit], () => {
    beginAgain();
    stopWaiting?.();
    stopWaiting = timers.after(typingPauseMs, () => void ask());
  });
  watch(
    () => words.pages.length,
    () => {
      // A question that was typed meanwhile begins at the first page anyway.
      stopWaiting?.();
      void ask();
    },
    { immediate: true },
  );
  useOnReachable(() => {
    if (state.value !== 'here') void ask();
  });
  onScopeDispose(() => {
    question += 1;
    stopWaiting?.();
  });
  return {
    ...{ people, total, state },
    first: computed(() => (words.pages.length - 1) * pageSize + 1),
    hasNext: computed(() => after.value !== undefined && (total.value ?? 0) > words.pages.length * pageSize),
    hasPrevious: computed(() => words.pages.length > 1),
    next: () => {
      if (after.value !== undefined) words.pages = [...words.pages, after.value];
    },
    previous: () => {
      words.pages = words.pages.slice(0, -1);
    },
  };
}
