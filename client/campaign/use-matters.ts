// The standing matters of one kind: what this device holds, and above the village also what only the server does.
import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue';
import type { SyncedDocument, UnitId } from '../../shared/records/record.ts';
import type { QueryRequest } from '../../shared/sync/protocol.ts';
import { useOpenSession, useServices } from '../session/use-session.ts';
import { useOrgNames } from '../ui/use-org-names.ts';
import { useCell, useWatchableOf } from '../ui/use-watchable.ts';
import { concerns, inOrder, matterOf, type Matter } from './matter.ts';

/** `partial`: only what this device holds, because the server cannot be asked. */
export type MattersState = 'asking' | 'whole' | 'partial';
export type Matters = {
  readonly matters: ComputedRef<readonly Matter[]>;
  readonly state: Readonly<Ref<MattersState>>;
  readonly hasMore: ComputedRef<boolean>;
  readonly more: () => Promise<void>;
};

type Question = { readonly type: string; readonly unitId: UnitId };
type Beyond = { readonly records: readonly SyncedDocument[]; readonly about: readonly SyncedDocument[] };

export function useMatters(question: () => Question): Matters {
  const { registry, clock } = useServices();
  const { repositories } = useOpenSession();
  const { tree } = useOrgNames();
  const watchList = (types: readonly string[]) => repositories.records.watchList({ types });
  const here = useWatchableOf(() => [question().type], watchList, []);
  const followHere = useWatchableOf(() => followingOf(question().type), watchList, []);
  const { beyond, ...rest } = useMattersBeyond(question);

  function followingOf(type: string): readonly string[] {
    return registry.all.filter(({ continues }) => continues?.includes(type)).map(({ id }) => id);
  }
  const matters = computed(() => {
    const { type, unitId } = question();
    const definition = registry.get(type);
    if (definition === undefined) return [];
    const about = new Map<string, SyncedDocument[]>();
    for (const each of newest(beyond.value.about, followHere.value))
      about.set(each.aboutId ?? '', [...(about.get(each.aboutId ?? '') ?? []), each]);
    const deps = { registry, tree: tree.value, today: clock.today(), unitId };
    const records = newest(beyond.value.records, here.value)
      .filter((record) => record.type === type && record.reviewState !== 'void')
      .filter((record) => concerns(record, unitId, tree.value));
    return inOrder(records.map((record) => matterOf(record, definition, about.get(record.id) ?? [], deps)));
  });
  return { matters, ...rest };
}

const pageSize = 200;
/** As many ids as one condition takes. */
const mostIds = 100;

/** A page at a time, the newest first, each with what followed it. */
function useMattersBeyond(question: () => Question): Omit<Matters, 'matters'> & {
  readonly beyond: Readonly<Ref<Beyond>>;
} {
  const { account, syncStatus } = useOpenSession();
  const { registry } = useServices();
  const overview = useCell(syncStatus.overview);
  const beyond = shallowRef<Beyond>(nothing);
  const state = ref<MattersState>('whole');
  const after = ref<string>();
  const { page, following } = useQueries();
  let asked = 0;

  const load = async (): Promise<void> => {
    asked += 1;
    const mine = asked;
    state.value = 'asking';
    const { type, unitId } = question();
    // What is addressed to a unit stands under another: then the device sorts out what concerns it.
    const isAddressed = registry.get(type)?.addressedTo !== undefined;
    const narrowed = isAddressed || unitId === account.orgUnitId ? {} : { orgUnitId: { startsWith: unitId } };
    const found = await page({ type, ...narrowed }, after.value);
    const about = found === undefined ? undefined : await following(found.documents.map(({ id }) => id));
    if (mine !== asked) return;
    state.value = about === undefined ? 'partial' : 'whole';
    if (found === undefined || about === undefined) return;
    after.value = found.after;
    const { records, about: before } = beyond.value;
    beyond.value = { records: [...records, ...found.documents], about: [...before, ...about] };
  };
  watch(
    [() => JSON.stringify(question()), () => overview.value.reachable] as const,
    ([wanted, isReachable], [before]) => {
      if (account.role === 'villageCadre') return;
      if (wanted !== before) [beyond.value, after.value] = [nothing, undefined];
      // What was listed stays when the network goes, and goes on where it stopped when it is back.
      else if (!isReachable || state.value === 'whole') return;
      void load();
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    asked += 1;
  });
  return { beyond, state, hasMore: computed(() => after.value !== undefined), more: load };
}

const nothing: Beyond = { records: [], about: [] };

/** Undefined where the server did not answer. */
function useQueries() {
  const { api } = useOpenSession();
  const page = async (where: NonNullable<QueryRequest['where']>, after: string | undefined) => {
    const outcome = await api.query('records', {
      where,
      sort: [{ occurredOn: 'desc' }],
      page: { size: pageSize, ...(after === undefined ? {} : { after }) },
    });
    return outcome.kind === 'ok' ? outcome.body : undefined;
  };
  const following = async (ids: readonly string[]): Promise<readonly SyncedDocument[] | undefined> => {
    const found: SyncedDocument[] = [];
    for (let start = 0; start < ids.length; start += mostIds) {
      const where = { aboutId: { in: ids.slice(start, start + mostIds) } };
      for (let after: string | undefined, isFirst = true; isFirst || after !== undefined; isFirst = false) {
        const body = await page(where, after);
        if (body === undefined) return undefined;
        found.push(...body.documents);
        ({ after } = body);
      }
    }
    return found;
  };
  return { page, following };
}

/** The device's own version where both know a document: it may hold what was not sent yet. */
function newest(
  beyond: readonly SyncedDocument[],
  here: readonly SyncedDocument[],
): readonly SyncedDocument[] {
  return [...new Map([...beyond, ...here].map((document) => [document.id, document])).values()];
}
