// Values that the server put aside as conflicts in answer to a push: kept here until pull brings those, for a restore in between.
import { conflictOf, isLaterConflict } from '../../shared/conflicts/conflict.ts';
import { syncedDocumentSchema, type DocumentId, type SyncedDocument } from '../../shared/records/record.ts';
import type { Settings } from '../database/settings.ts';
import type { SyncedCollection } from '../database/synced-collection.ts';

export type PutAsideDeps = {
  readonly settings: Settings;
  /** What stands there, also as gone, came by pull. */
  readonly conflicts: SyncedCollection;
  /** Under which this device pulls. */
  readonly scope: string;
};

const beginning = 'put-aside:';
const beginningIn = (scope: string): string => `${beginning}${scope}:`;

/** Each under a name of its own: several collections push side by side, and others are taken away meanwhile. Durable when it resolves. */
export async function keepPutAside(
  { settings, scope }: Pick<PutAsideDeps, 'settings' | 'scope'>,
  conflicts: readonly SyncedDocument[],
): Promise<void> {
  for (const conflict of conflicts) await settings.write(beginningIn(scope) + conflict.id, conflict);
}

/** All of this scope that no pull has brought yet. */
export async function readPutAside({
  settings,
  conflicts,
  scope,
}: PutAsideDeps): Promise<readonly SyncedDocument[]> {
  const kept: SyncedDocument[] = [];
  for (const name of await settings.names(beginningIn(scope))) {
    const stored = syncedDocumentSchema.safeParse(await settings.read(name));
    if (stored.success) kept.push(stored.data);
  }
  const ids = kept.map(({ id }) => id);
  const pulled = await conflicts.storageInstance.findDocumentsById(ids, true);
  return kept.filter((one) => !pulled.some((other) => other.id === one.id && !isLater(one, other)));
}

/** What pull has brought is kept there alone, and nothing of another scope. Answers with those that no pull has brought. */
export async function tidyPutAside(deps: PutAsideDeps): Promise<readonly DocumentId[]> {
  const { settings, scope } = deps;
  const names = await settings.names(beginning);
  const alone = (await readPutAside(deps)).map(({ id }) => id);
  const staying = new Set(alone.map((id) => beginningIn(scope) + id));
  for (const name of names) if (!staying.has(name)) await settings.remove(name);
  return alone;
}

/** Come up anew since it was pulled. */
function isLater(kept: SyncedDocument, pulled: SyncedDocument): boolean {
  const [one, other] = [conflictOf(kept), conflictOf(pulled)];
  return one !== null && other !== null && isLaterConflict(one, other);
}
