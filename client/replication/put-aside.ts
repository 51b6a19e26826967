// Values that the server put aside as conflicts in answer to a push: kept here until pull brings those, for a restore in between.
import * as z from 'zod/mini';
import {
  collectionsOfDevices,
  syncedDocumentSchema,
  type CollectionName,
  type SyncedDocument,
} from '../../shared/records/record.ts';
import type { Settings } from '../database/settings.ts';
import type { SyncedCollection } from '../database/synced-collection.ts';

export type PutAsideDeps = {
  readonly settings: Settings;
  /** What stands there, also as gone, came by pull. */
  readonly conflicts: SyncedCollection;
};

/** One of each collection: those push side by side. */
const settingOf = (pushed: CollectionName): string => `put-aside:${pushed}`;
const storedSchema = z.array(syncedDocumentSchema);

/** Those of documents of `pushed` that no pull has brought yet. */
async function stillAlone(
  { settings, conflicts }: PutAsideDeps,
  pushed: CollectionName,
): Promise<readonly SyncedDocument[]> {
  const stored = storedSchema.safeParse(await settings.read(settingOf(pushed)));
  const kept = stored.success ? stored.data : [];
  const ids = kept.map(({ id }) => id);
  const pulled = await conflicts.storageInstance.findDocumentsById(ids, true);
  return kept.filter(({ id }) => !pulled.some((each) => each.id === id));
}

/** All that no pull has brought yet. */
export async function readPutAside(deps: PutAsideDeps): Promise<readonly SyncedDocument[]> {
  return (await Promise.all(collectionsOfDevices.map((each) => stillAlone(deps, each)))).flat();
}

/** Durable when it resolves. */
export async function keepPutAside(
  deps: PutAsideDeps,
  pushed: CollectionName,
  conflicts: readonly SyncedDocument[],
): Promise<void> {
  const known = await stillAlone(deps, pushed);
  const older = known.filter(({ id }) => !conflicts.some((each) => each.id === id));
  await deps.settings.write(settingOf(pushed), [...older, ...conflicts]);
}

/** What pull has brought is kept there alone. */
export async function dropPulled(deps: PutAsideDeps): Promise<void> {
  for (const each of collectionsOfDevices)
    if ((await deps.settings.read(settingOf(each))) !== undefined) await keepPutAside(deps, each, []);
}
