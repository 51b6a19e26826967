// Who stands for whom among the people of some feeds, and under which name.
import type { FeedKey } from '../../shared/access/feed-keys.ts';
import { createPersonIdOf, type PersonIdOf } from '../../shared/people/merged-people.ts';
import { nameOf } from '../../shared/people/person-values.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { parseStored } from './stored-document.ts';
import type { StoreView } from './store.ts';

export type MergedPeople = {
  readonly personIdOf: PersonIdOf;
  /** Undefined for those who were not merged: the name that was written stands. */
  readonly personName: (id: string) => string | undefined;
};

export async function readMergedPeople(view: StoreView, keys: readonly FeedKey[]): Promise<MergedPeople> {
  const merged: SyncedDocument[] = [];
  const path = ['values', 'mergedInto'];
  await view.query.having({ collection: 'people', keys, path }, (json) => merged.push(parseStored(json)));
  const personIdOf = createPersonIdOf(merged);
  const names = new Map<string, string>();
  for (const { id } of merged) {
    const survivor = await view.documents.get('people', personIdOf(id));
    if (survivor !== undefined && survivor.document.id !== id) names.set(id, nameOf(survivor.document));
  }
  return { personIdOf, personName: (id) => names.get(id) };
}
