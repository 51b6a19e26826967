// The org tree of this deployment, read from its documents once and again when it changed.
import * as z from 'zod/mini';
import { createOrgTree, levels, type OrgTree, type OrgUnit } from '../../shared/org/org-unit.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import type { StoreView } from '../store/store.ts';

const unitValuesSchema = z.object({
  name: z.string(),
  shortName: z.string(),
  parentId: z.nullable(z.string()),
  level: z.enum(levels),
});

export type OrgTrees = {
  /** The tree as this snapshot knows it, and the version that its scope hangs on. */
  readonly at: (
    view: Pick<StoreView, 'deployment' | 'documents'>,
  ) => Promise<{ readonly tree: OrgTree; readonly version: number }>;
};

export function createOrgTrees(): OrgTrees {
  let cached: { readonly tree: OrgTree; readonly version: number } | undefined;
  return {
    at: async (view) => {
      const { orgVersion } = await view.deployment.get();
      if (cached === undefined || cached.version !== orgVersion) {
        const documents = await view.documents.all('orgUnits');
        cached = {
          tree: createOrgTree(documents.filter((document) => !document._deleted).map(toUnit)),
          version: orgVersion,
        };
      }
      return cached;
    },
  };
}

export function toUnit(document: SyncedDocument): OrgUnit {
  return { id: document.id, ...unitValuesSchema.parse(document.values) };
}
