// The dry run: every row read under the mapping and the answers, what is asked, what is double, what is ready.
import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import { findDuplicates, heldKeys, type Duplicate } from '../../shared/import/find-duplicates.ts';
import type { TableRow } from '../../shared/import/find-table.ts';
import {
  groupQuestions,
  type Answer,
  type Question,
  type QuestionGroup,
} from '../../shared/import/import-question.ts';
import type { ReadPlan } from '../../shared/import/read-plan.ts';
import { readRow, type ReadRow } from '../../shared/import/read-row.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import type { Timers } from '../database/clock.ts';
import { inSlices } from './in-slices.ts';

export const rowStates = ['ready', 'question', 'error', 'duplicate', 'skipped'] as const;
export type RowState = (typeof rowStates)[number];
export type JudgedRow = ReadRow & { readonly state: RowState; readonly duplicate: Duplicate | undefined };

/** A question is answered under its own id, or under its `likeKey` for all like it. */
export type ImportRows = {
  readonly rows: ComputedRef<readonly JudgedRow[]>;
  readonly counts: ComputedRef<Readonly<Record<RowState, number>>>;
  readonly groups: ComputedRef<readonly QuestionGroup[]>;
  readonly answered: ComputedRef<number>;
  readonly isBusy: Readonly<Ref<boolean>>;
  /** Reads everything anew; `false` when it was stopped. */
  readonly start: (plans: readonly ReadPlan[], held: readonly SyncedDocument[]) => Promise<boolean>;
  readonly stop: () => void;
  readonly answer: (answers: readonly (readonly [string, Answer])[]) => Promise<void>;
  readonly canTakeBack: ComputedRef<boolean>;
  readonly takeBack: () => Promise<void>;
  readonly skip: (rowIds: readonly string[], isSkipped: boolean) => void;
  readonly allowDouble: (rowIds: readonly string[]) => void;
  readonly done: Readonly<ShallowRef<number>>;
};

type Source = { readonly plan: ReadPlan; readonly row: TableRow };
type Remembered = {
  readonly answers: ReadonlyMap<string, Answer>;
  readonly skipped: ReadonlySet<string>;
};

const sliceSize = 50;

export function useImportRows(definition: () => RecordDefinition | undefined, timers: Timers): ImportRows {
  const read = shallowRef<readonly ReadRow[]>([]);
  const answers = shallowRef<ReadonlyMap<string, Answer>>(new Map());
  const skipped = shallowRef<ReadonlySet<string>>(new Set());
  const allowed = shallowRef<ReadonlySet<string>>(new Set());
  const held = shallowRef<ReadonlyMap<string, string>>(new Map());
  const before = shallowRef<readonly Remembered[]>([]);
  const isBusy = ref(false);
  const done = shallowRef(0);
  let sources: readonly Source[] = [];
  let run = 0;

  const readAll = async (wanted: readonly Source[]): Promise<readonly ReadRow[] | undefined> => {
    run += 1;
    const mine = run;
    isBusy.value = true;
    const results = await inSlices(wanted, ({ plan, row }) => readRow(plan, row, answers.value), {
      ...{ timers, size: sliceSize, isStopped: () => mine !== run },
      onProgress: (count) => {
        done.value = count;
      },
    });
    if (mine === run) isBusy.value = false;
    return results;
  };
  const readAgain = async (isTouched: (row: ReadRow) => boolean): Promise<void> => {
    const places = read.value.flatMap((row, place) => (isTouched(row) ? [place] : []));
    const results = await readAll(places.flatMap((place) => sources[place] ?? []));
    if (results === undefined) return;
    const next = [...read.value];
    for (const [at, place] of places.entries()) {
      const result = results[at];
      if (result !== undefined) next[place] = result;
    }
    read.value = next;
  };
  const judged = useJudgedRows({ read, skipped, allowed, held }, definition);
  const remember = (): void => {
    before.value = [...before.value, { answers: answers.value, skipped: skipped.value }].slice(-50);
  };
  const isAskedUnder = (keys: ReadonlySet<string>) => (row: ReadRow) =>
    row.questions.some(({ id, likeKey }) => keys.has(id) || keys.has(likeKey));

  return {
    ...judged,
    answered: computed(() => read.value.reduce((sum, row) => sum + row.answered.length, 0)),
    ...{ isBusy, done },
    start: async (plans, documents) => {
      const kind = definition();
      sources = plans.flatMap((plan) => plan.table.rows.map((row) => ({ plan, row })));
      [answers.value, skipped.value, allowed.value, before.value] = [new Map(), new Set(), new Set(), []];
      held.value = kind === undefined ? new Map() : heldKeys(kind, documents);
      const results = await readAll(sources);
      read.value = results ?? [];
      return results !== undefined;
    },
    stop: () => {
      run += 1;
      isBusy.value = false;
    },
    answer: async (given) => {
      remember();
      answers.value = new Map([...answers.value, ...given]);
      await readAgain(isAskedUnder(new Set(given.map(([key]) => key))));
    },
    canTakeBack: computed(() => before.value.length > 0),
    takeBack: async () => {
      const last = before.value.at(-1);
      if (last === undefined) return;
      before.value = before.value.slice(0, -1);
      [answers.value, skipped.value] = [last.answers, last.skipped];
      await readAgain(() => true);
    },
    skip: (rowIds, isSkipped) => {
      remember();
      const rest = [...skipped.value].filter((id) => !rowIds.includes(id));
      skipped.value = new Set(isSkipped ? [...rest, ...rowIds] : rest);
    },
    allowDouble: (rowIds) => {
      allowed.value = new Set([...allowed.value, ...rowIds]);
    },
  };
}

type Judging = {
  readonly read: ShallowRef<readonly ReadRow[]>;
  readonly skipped: ShallowRef<ReadonlySet<string>>;
  readonly allowed: ShallowRef<ReadonlySet<string>>;
  readonly held: ShallowRef<ReadonlyMap<string, string>>;
};

function useJudgedRows(
  { read, skipped, allowed, held }: Judging,
  definition: () => RecordDefinition | undefined,
): Pick<ImportRows, 'rows' | 'counts' | 'groups'> {
  const duplicates = computed(() => {
    const kind = definition();
    const compared = read.value.filter(
      ({ id, questions }) => questions.length === 0 && !skipped.value.has(id),
    );
    return kind === undefined ? new Map<string, Duplicate>() : findDuplicates(kind, compared, held.value);
  });
  const stateOf = (row: ReadRow): RowState => {
    if (skipped.value.has(row.id)) return 'skipped';
    if (row.questions.length > 0) return 'question';
    if (row.errors.length > 0) return 'error';
    return duplicates.value.has(row.id) && !allowed.value.has(row.id) ? 'duplicate' : 'ready';
  };
  const rows = computed(() =>
    read.value.map((row) => ({ ...row, state: stateOf(row), duplicate: duplicates.value.get(row.id) })),
  );
  return {
    rows,
    counts: computed(() => {
      const counts = { ready: 0, question: 0, error: 0, duplicate: 0, skipped: 0 };
      for (const { state } of rows.value) counts[state] += 1;
      return counts;
    }),
    groups: computed(() => {
      const open: readonly Question[] = rows.value.flatMap((row) =>
        row.state === 'question' ? row.questions : [],
      );
      return groupQuestions(open);
    }),
  };
}
