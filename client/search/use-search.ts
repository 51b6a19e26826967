// Asking the server, a page at a time; only the newest question counts.
import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import type { SyncedDocument } from '../../shared/records/record.ts';
import type { QueryRequest } from '../../shared/sync/protocol.ts';
import { useOpenSession } from '../session/use-session.ts';

/** '' does not narrow. `unit` is the beginning of a unit's code: everything under it. */
export type SearchWords = {
  readonly type: string;
  readonly state: string;
  readonly from: string;
  readonly until: string;
  readonly unit: string;
};

export type Search = {
  readonly found: Readonly<ShallowRef<readonly SyncedDocument[]>>;
  /** Undefined before the first answer. */
  readonly total: Readonly<Ref<number | undefined>>;
  readonly isBusy: Readonly<Ref<boolean>>;
  readonly isUnreachable: Readonly<Ref<boolean>>;
  readonly hasMore: ComputedRef<boolean>;
  readonly search: (words: SearchWords) => Promise<void>;
  readonly more: () => Promise<void>;
};

const pageSize = 50;

export function useSearch(): Search {
  const { api } = useOpenSession();
  const found = shallowRef<readonly SyncedDocument[]>([]);
  const total = ref<number>();
  const isBusy = ref(false);
  const isUnreachable = ref(false);
  const after = ref<string>();
  let asked: QueryRequest = {};
  let question = 0;

  const ask = async (before: readonly SyncedDocument[]): Promise<void> => {
    question += 1;
    const mine = question;
    isBusy.value = true;
    const page = { size: pageSize, ...(after.value === undefined ? {} : { after: after.value }) };
    const outcome = await api.query('records', { ...asked, page });
    if (mine !== question) return;
    isBusy.value = false;
    isUnreachable.value = outcome.kind !== 'ok';
    if (outcome.kind !== 'ok') {
      // Answers to an older question are not shown as answers to this one.
      if (before.length === 0) [found.value, total.value] = [[], undefined];
      return;
    }
    found.value = [...before, ...outcome.body.documents];
    total.value = outcome.body.total;
    after.value = outcome.body.after;
  };
  return {
    ...{ found, total, isBusy, isUnreachable },
    hasMore: computed(() => after.value !== undefined),
    search: async (words) => {
      asked = { where: conditionsOf(words), sort: [{ occurredOn: 'desc' }] };
      after.value = undefined;
      await ask([]);
    },
    more: () => ask(found.value),
  };
}

function conditionsOf(words: SearchWords): NonNullable<QueryRequest['where']> {
  const time = {
    ...(words.from === '' ? {} : { gte: words.from }),
    ...(words.until === '' ? {} : { lte: words.until }),
  };
  return {
    ...(words.type === '' ? {} : { type: words.type }),
    ...(words.state === '' ? {} : { reviewState: words.state }),
    ...(words.unit === '' ? {} : { orgUnitId: { startsWith: words.unit } }),
    ...(Object.keys(time).length === 0 ? {} : { occurredOn: time }),
  };
}
