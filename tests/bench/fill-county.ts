// Fills a data directory with a year of a city's records, of many kinds, units, months and states, through the store's one transaction.
import { readConfig } from '../../server/config.ts';
import { createServer } from '../../server/create-server.ts';
import { localDateOf } from '../../server/clock.ts';
import { createSeededRandom } from '../../server/demo/seeded-random.ts';
import { readOrgCsv } from '../../server/operations/read-org-csv.ts';
import { sampleTreeCsv } from '../../server/operations/sample-tree.ts';
import { withHash } from '../../server/store/stored-document.ts';
import { feedKeysOf } from '../../shared/access/feed-keys.ts';
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import { recordTypes } from '../../shared/record-types/registry.ts';
import type { OrgTree, OrgUnit } from '../../shared/org/org-unit.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';

/** Records of this year are counted. */
export const measuredYear = { from: '2025-01-01', until: '2025-12-31' };
const at = '2026-01-05T02:00:00.000Z';
const perTransaction = 1_000;

/** Each kind takes its turn, with the values of its sample; who is named differs. Four of five are reviewed. */
export async function fillCounty(dataDir: string, records: number, within: string): Promise<void> {
  const server = await createServer(readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent', PORT: '0' }));
  const units = readOrgCsv(await sampleTreeCsv());
  await server.importOrgUnits(units);
  const { tree } = await server.store.read((view) => server.trees.at(view));
  const documents = inventedYear(units, tree, records, within);
  for (let first = 0; first < records; first += perTransaction) {
    const some = documents.slice(first, first + perTransaction);
    await server.store.write(async (tx) => {
      for (const document of some)
        await tx.documents.put('records', withHash(document), {
          ...{ account: 'bench', deviceId: 'bench', seq: 1, at },
        });
      const changes = some.map((document) => ({
        ...{ collection: 'records' as const, id: document.id, keys: feedKeysOf(document, tree) },
      }));
      await tx.feed.publish(changes, `measured-${first}`, at);
    });
  }
  await server.store.close();
}

function inventedYear(
  units: readonly OrgUnit[],
  tree: OrgTree,
  records: number,
  within: string,
): readonly SyncedDocument[] {
  const villages = units.filter(
    ({ id, level }) => level === 'village' && tree.withAncestors(id).includes(within),
  );
  const kinds = recordTypes.all.filter(
    ({ continues, recordedBy }) => continues === undefined && recordedBy.includes('village'),
  );
  const random = createSeededRandom(4203);
  const first = Date.parse(`${measuredYear.from}T00:00:00Z`);
  return Array.from({ length: records }, (_, index) => {
    const day = localDateOf(new Date(first + random.below(365) * 86_400_000));
    const unit = random.pick(villages).id;
    return inventedRecord(`measured-${index}`, random.pick(kinds), {
      unit,
      day,
      person: random.below(60_000),
    });
  });
}

/** One record of a kind, as its sample says it. */
export function inventedRecord(
  id: string,
  kind: RecordDefinition,
  { unit, day, person }: { readonly unit: string; readonly day: string; readonly person: number },
): SyncedDocument {
  const named = kind.fields.filter((field) => field.kind === 'person').map((field) => field.id);
  const people = Object.fromEntries(named.map((field) => [field, { id: `person-${person}`, name: '示例' }]));
  return {
    ...{ id, type: kind.id, definitionVersion: kind.version, orgUnitId: unit, hostUnitId: unit },
    ...{ partnerUnitIds: [], occurredOn: day, values: { ...kind.sample, ...people }, tags: [], audience: [] },
    ...{ photos: [], createdBy: 'bench', deviceId: 'bench', createdAt: at, updatedAt: at },
    ...{ edit: { deviceId: 'bench', seq: 1 }, rev: 1, receivedAt: at, _deleted: false },
    reviewState: person % 5 === 0 ? 'submitted' : 'approved',
  };
}
