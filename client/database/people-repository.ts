// The only door from screens to people.
import { map } from 'rxjs';
import type { DocumentId, SyncedDocument, UnitId } from '../../shared/records/record.ts';
import { documentToWrite, type WriterDeps } from './author.ts';
import type { EntryToSave } from './entry.ts';
import { readDocument, toDocument, writeDocument, type SyncedCollection } from './synced-collection.ts';
import { watchStream, type Watchable } from './watchable.ts';

export type PeopleFilter = {
  /** Part of the name; empty or absent for everyone. */
  readonly text?: string;
  readonly orgUnitId?: UnitId;
  readonly limit?: number;
};

export type PeopleRepository = {
  /** Durable when it resolves, like `records.save`. */
  readonly save: (input: EntryToSave) => Promise<SyncedDocument>;
  readonly get: (id: DocumentId) => Promise<SyncedDocument | undefined>;
  readonly watch: (id: DocumentId) => Watchable<SyncedDocument | undefined>;
  /** By name, in the order of pinyin. */
  readonly watchList: (filter?: PeopleFilter) => Watchable<readonly SyncedDocument[]>;
};

export function createPeopleRepository(collection: SyncedCollection, deps: WriterDeps): PeopleRepository {
  const byPinyin = new Intl.Collator('zh');
  const nameOf = (person: SyncedDocument): string =>
    typeof person.values.name === 'string' ? person.values.name : '';
  const narrowed = (people: readonly SyncedDocument[], filter: PeopleFilter): readonly SyncedDocument[] => {
    const wanted = filter.text?.trim() ?? '';
    const found = wanted === '' ? [...people] : people.filter((person) => nameOf(person).includes(wanted));
    return found
      .sort((a, b) => byPinyin.compare(nameOf(a), nameOf(b)))
      .slice(0, filter.limit ?? found.length);
  };
  return {
    save: async (input) => {
      const seq = await deps.editSequence.next();
      return writeDocument(collection, input.id, (current) => documentToWrite(deps, input, current, seq));
    },
    get: (id) => readDocument(collection, id),
    watch: (id) =>
      watchStream(
        collection.findOne(id).$.pipe(map((found) => (found === null ? undefined : toDocument(found)))),
      ),
    watchList: (filter = {}) => {
      const selector = filter.orgUnitId === undefined ? {} : { orgUnitId: { $eq: filter.orgUnitId } };
      return watchStream(
        collection.find({ selector }).$.pipe(map((found) => narrowed(found.map(toDocument), filter))),
      );
    },
  };
}
