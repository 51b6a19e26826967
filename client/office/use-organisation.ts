// Records that the organisation of a unit and of those below it is read from: the server's, and what this device has beside them.
import {
  computed,
  onScopeDispose,
  shallowRef,
  watch,
  type ComputedRef,
  type Ref,
  type ShallowRef,
} from 'vue';
import type { OrgTree } from '../../shared/org/org-unit.ts';
import {
  createOrganisations,
  organisationTypes,
  type OrganisationOfUnit,
} from '../../shared/org/unit-organisation.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import type { QueryRequest } from '../../shared/sync/protocol.ts';
import type { ApiClient } from '../api-client.ts';
import { useOpenSession, useServices } from '../session/use-session.ts';
import { useOrgNames } from '../ui/use-org-names.ts';
import { useCell, useWatchable } from '../ui/use-watchable.ts';

type Where = NonNullable<QueryRequest['where']>;

export type OrganisationView = {
  readonly of: ComputedRef<(unit: string) => OrganisationOfUnit>;
  /** `device`: the server could not be asked; an old approved record may lie there only. */
  readonly source: Readonly<ShallowRef<'asking' | 'server' | 'device'>>;
  /** There were more records than are read at once: something may be there that looks as if it were not. */
  readonly isCut: Readonly<ShallowRef<boolean>>;
};

const pageSize = 200;
const mostPages = 12;
const mostUnitsAtOnce = 100;
const belowTypes = ['womens-org', 'womens-home', 'leading-group', 'regulation', 'status-change'];
const venueTypes = ['womens-org', 'womens-home', 'status-change'];

export function useOrganisation(unit: Readonly<Ref<string>>): OrganisationView {
  const { registry, clock } = useServices();
  const { api, repositories, syncStatus } = useOpenSession();
  const { tree } = useOrgNames();
  const overview = useCell(syncStatus.overview);
  const held = useWatchable(repositories.records.watchList({ types: organisationTypes }), []);
  const found = shallowRef<readonly SyncedDocument[]>([]);
  const source = shallowRef<OrganisationView['source']['value']>('asking');
  const isCut = shallowRef(false);
  let asked = 0;

  watch(
    [unit, tree, () => overview.value.reachable] as const,
    async ([wanted, units], [before]) => {
      asked += 1;
      const mine = asked;
      if (wanted !== before) [found.value, source.value] = [[], 'asking'];
      const answers = await Promise.all(questionsOf(wanted, units).map((where) => askAll(api, where)));
      if (mine !== asked) return;
      const isAnswered = answers.every((answer) => answer !== undefined);
      // What the server said of the same unit stays when the network goes.
      if (!isAnswered && source.value === 'server') return;
      source.value = isAnswered ? 'server' : 'device';
      isCut.value = answers.some((answer) => answer?.isCut === true);
      found.value = isAnswered ? answers.flatMap((answer) => answer?.documents ?? []) : [];
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    asked += 1;
  });
  return {
    of: computed(() => {
      const byId = new Map([...held.value, ...found.value].map((record) => [record.id, record]));
      const year = Number(clock.today().slice(0, 4));
      return createOrganisations({ registry, records: [...byId.values()], year });
    }),
    ...{ source, isCut },
  };
}

/** The unit in full; those right below as far as a table names them; of a county also the venues of its villages. */
function questionsOf(unit: string, tree: OrgTree): readonly Where[] {
  const below = tree.children(unit);
  const { level, parentId } = tree.unit(unit) ?? {};
  const villages = level === 'county' ? below.flatMap((each) => tree.children(each)) : [];
  return [
    { orgUnitId: unit, type: { in: [...organisationTypes] } },
    ...(level === 'village' && typeof parentId === 'string'
      ? [{ orgUnitId: parentId, type: 'committee-seat', 'values.village': unit }]
      : []),
    ...inParts(below).flatMap((units): Where[] => [
      { orgUnitId: { in: units }, type: { in: belowTypes } },
      { orgUnitId: { in: units }, type: 'org-member', 'values.position': 'chair' },
    ]),
    ...inParts(villages).map((units): Where => ({ orgUnitId: { in: units }, type: { in: venueTypes } })),
  ];
}

function inParts(units: readonly string[]): string[][] {
  const count = Math.ceil(units.length / mostUnitsAtOnce);
  return Array.from({ length: count }, (_, part) =>
    units.slice(part * mostUnitsAtOnce, (part + 1) * mostUnitsAtOnce),
  );
}

/** Page after page; undefined when the server gives no answer. */
async function askAll(
  api: Pick<ApiClient, 'query'>,
  where: Where,
): Promise<{ readonly documents: readonly SyncedDocument[]; readonly isCut: boolean } | undefined> {
  const documents: SyncedDocument[] = [];
  let after: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const outcome = await api.query('records', {
      where,
      page: { size: pageSize, ...(after === undefined ? {} : { after }) },
    });
    if (outcome.kind !== 'ok') return undefined;
    documents.push(...outcome.body.documents);
    ({ after } = outcome.body);
    if (after === undefined) return { documents, isCut: false };
  }
  return { documents, isCut: true };
}
