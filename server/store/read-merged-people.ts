// Who stands for whom among the people of some feeds, and under which name.
import { feedKeysOf, type FeedKey } from '../../shared/access/feed-keys.ts';
import type { OrgTree } from '../../shared/org/org-unit.ts';
import { createPersonIdOf, type PersonIdOf } from '../../shared/people/merged-people.ts';
import { nameOf } from '../../shared/people/person-values.ts';
import type { DocumentId, SyncedDocument } from '../../shared/records/record.ts';
import { parseStored } from './stored-document.ts';
import type { StoreView } from './store.ts';

/** Undefined for those who were not merged, or into somebody out of reach: the name that was written stands. */
export type PresentName = (id: DocumentId) => string | undefined;

/** To count with. */
export async function readPersonIdOf(view: StoreView, keys: readonly FeedKey[]): Promise<PersonIdOf> {
  return createPersonIdOf(await mergedUnder(view, keys));
}

/** `keys`: those under which people may be read. Anybody's id can be written into a merge, so a name needs them too. */
export async function readPresentNames(
  view: StoreView,
  keys: readonly FeedKey[],
  tree: OrgTree,
): Promise<PresentName> {
  const merged = await mergedUnder(view, keys);
  const personIdOf = createPersonIdOf(merged);
  const held = new Set(keys);
  const names = new Map<DocumentId, string>();
  for (const { id } of merged) {
    const survivor = (await view.documents.get('people', personIdOf(id)))?.document;
    if (survivor === undefined || survivor.id === id) continue;
    if (feedKeysOf(survivor, tree).some((key) => held.has(key))) names.set(id, nameOf(survivor));
  }
  return (id) => names.get(id);
}

async function mergedUnder(view: StoreView, keys: readonly FeedKey[]): Promise<readonly SyncedDocument[]> {
  const merged: SyncedDocument[] = [];
  const path = ['values', 'mergedInto'];
  await view.query.having({ collection: 'people', keys, path }, (json) => merged.push(parseStored(json)));
  return merged;
}
