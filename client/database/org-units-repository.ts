// The org tree as far as this account sees it: itself, those around it and those above.
import { map } from 'rxjs';
import * as z from 'zod/mini';
import { createOrgTree, levels, type OrgTree, type OrgUnit } from '../../shared/org/org-unit.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { toDocument, type SyncedCollection } from './synced-collection.ts';
import { watchStream, type Watchable } from './watchable.ts';

export type OrgUnitsRepository = {
  readonly tree: () => Promise<OrgTree>;
  readonly watchTree: () => Watchable<OrgTree>;
  /** All units that are held, by code. */
  readonly list: () => Promise<readonly OrgUnit[]>;
};

const unitValuesSchema = z.object({
  name: z.string(),
  shortName: z.string(),
  parentId: z.nullable(z.string()),
  level: z.enum(levels),
});

export function createOrgUnitsRepository(collection: SyncedCollection): OrgUnitsRepository {
  const list = async (): Promise<readonly OrgUnit[]> =>
    unitsOf((await collection.find({ sort: [{ id: 'asc' }] }).exec()).map(toDocument));
  return {
    list,
    tree: async () => createOrgTree(await list()),
    watchTree: () =>
      watchStream(collection.find().$.pipe(map((found) => createOrgTree(unitsOf(found.map(toDocument)))))),
  };
}

function unitsOf(documents: readonly SyncedDocument[]): readonly OrgUnit[] {
  return documents.flatMap((document) => {
    const values = unitValuesSchema.safeParse(document.values);
    return values.success ? [{ id: document.id, ...values.data }] : [];
  });
}
