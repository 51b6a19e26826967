// The only door from screens to people.
import type { RxDocument } from 'rxdb';
import { map, ReplaySubject, share, switchMap, type Observable } from 'rxjs';
import type { Label } from '../../shared/forms/field-types.ts';
import type { DocumentId, SyncedDocument, UnitId } from '../../shared/records/record.ts';
import type { MatchReason, PersonMatch } from '../../shared/people/match-person.ts';
import {
  createPersonIdOf,
  eachForItself,
  separatedValues,
  type PersonIdOf,
} from '../../shared/people/merged-people.ts';
import { nameOf, textOf, type PersonDocument } from '../../shared/people/person-values.ts';
import { withSearchKeys, type ReadName } from '../../shared/people/search-keys.ts';
import { changedDocument, documentToWrite, type WriterDeps } from './author.ts';
import { keepBase } from './edit-bases.ts';
import type { EntryToSave } from './entry.ts';
import { createPersonSearch, type HeldPerson } from './person-search.ts';
import type { Settings } from './settings.ts';
import { readDocument, toDocument, writeDocument, type SyncedCollection } from './synced-collection.ts';
import { firstValue, watchStream, type Watchable } from './watchable.ts';

export type PeopleFilter = {
  /** Any part of the name, its reading or initials, a telephone, the end of an identity number; empty for everyone. */
  readonly text?: string;
  readonly orgUnitId?: UnitId;
  readonly limit?: number;
};

/** `total` counts also those beyond the limit. */
export type FoundPeople = { readonly people: readonly SyncedDocument[]; readonly total: number };

/** Who stands for whom. `nameOf` is undefined for those who were not merged: their name is the one that was written. */
export type MergedPeople = {
  /** The documents that gave way, the newest change first. */
  readonly documents: readonly SyncedDocument[];
  readonly idOf: PersonIdOf;
  readonly nameOf: (id: DocumentId) => string | undefined;
};

export const nobodyMerged: MergedPeople = { documents: [], idOf: eachForItself, nameOf: () => undefined };

export type PersonName = { readonly id: DocumentId; readonly name: string };
export type Twin = { readonly name: string; readonly reason: MatchReason; readonly words: Label };

export type PersonChange = Pick<SyncedDocument, 'values' | 'orgUnitId' | 'hostUnitId'>;

export type PeopleRepository = {
  /** Durable when it resolves, like `records.save`. */
  readonly save: (input: EntryToSave) => Promise<SyncedDocument>;
  /** A merge, a move: decided on the newest state. Undefined when the document is no longer here. */
  readonly change: (
    id: DocumentId,
    step: (person: SyncedDocument) => PersonChange,
  ) => Promise<SyncedDocument | undefined>;
  readonly get: (id: DocumentId) => Promise<SyncedDocument | undefined>;
  readonly watch: (id: DocumentId) => Watchable<SyncedDocument | undefined>;
  /** Merged ones are left out; in the order of the reading. */
  readonly watchFound: (filter?: PeopleFilter) => Watchable<FoundPeople>;
  readonly watchMerged: () => Watchable<MergedPeople>;
  /** Everyone by name, merged ones left out: to recognise names in a text. */
  readonly watchNames: () => Watchable<readonly PersonName[]>;
  /** Who is already registered under this number, or under this name and birth date in the same village. */
  readonly twinsOf: (person: PersonDocument) => Promise<readonly Twin[]>;
  /** Pairs that may be one person. */
  readonly watchMatches: () => Watchable<readonly PersonMatch[]>;
  /** Who moved to another unit and waits to be handed over to it. */
  readonly watchMovedAway: () => Watchable<readonly SyncedDocument[]>;
};

export function createPeopleRepository(
  collection: SyncedCollection,
  deps: WriterDeps & { readonly readName: ReadName; readonly settings: Settings },
): PeopleRepository {
  const everyone = watchEveryone(collection);
  const merged = thoseWith(collection, 'values.mergedInto').pipe(
    share({ connector: () => new ReplaySubject(1) }),
  );
  return {
    save: async (input) => {
      const seq = await deps.editSequence.next();
      const name = textOf(input.entry.values, 'name');
      const syllables = await deps.readName(name);
      await keepBase(deps.settings, collection, input);
      return writeDocument(collection, input.id, (current) => {
        const next = documentToWrite(deps, input, current, seq);
        return { ...next, values: withSearchKeys(next.values, name, syllables) };
      });
    },
    change: async (id, step) => {
      if ((await readDocument(collection, id)) === undefined) return undefined;
      const seq = await deps.editSequence.next();
      return writeDocument(collection, id, (current) => {
        if (current === undefined) throw new Error('the person left this device while she was changed');
        return changedDocument(deps, current, step(current), seq);
      });
    },
    get: (id) => readDocument(collection, id),
    watch: (id) =>
      watchStream(
        collection.findOne(id).$.pipe(map((found) => (found === null ? undefined : toDocument(found)))),
      ),
    watchFound: (filter = {}) => watchStream(everyone.pipe(map((held) => held.find(filter)))),
    watchMerged: () => watchStream(merged.pipe(switchMap((people) => withNames(collection, people)))),
    watchMatches: () =>
      watchStream(
        everyone.pipe(switchMap(async (held) => (await matching()).proposeMatches(held.documents()))),
      ),
    watchMovedAway: () => watchStream(thoseWith(collection, 'values.movedTo')),
    watchNames: () => watchStream(everyone.pipe(map((held) => held.names()))),
    twinsOf: async (person) => twinsAmong(await firstValue(watchStream(everyone)), person),
  };
}

/** Without the index of everyone: asked also where nobody searches. */
function thoseWith(collection: SyncedCollection, path: string): Observable<readonly SyncedDocument[]> {
  return collection
    .find({ selector: { [path]: { $exists: true } } })
    .$.pipe(map((found) => found.map(toDocument)));
}

/** Everyone on this device, indexed from the first question on and then with each change. */
type Everyone = {
  readonly find: (filter: PeopleFilter) => FoundPeople;
  readonly documents: () => readonly PersonDocument[];
  readonly names: () => readonly PersonName[];
};

function watchEveryone(collection: SyncedCollection): Observable<Everyone> {
  const search = createPersonSearch();
  return collection.find().$.pipe(
    map((found): Everyone => {
      const byId = new Map(found.map((person) => [person.id, person]));
      search.update(found.map((person): [DocumentId, HeldPerson] => [person.id, heldPerson(person)]));
      return {
        find: ({ text = '', ...options }) => {
          const { ids, total } = search.find(text, options);
          const people = ids.flatMap((id) => byId.get(id) ?? []).map(toDocument);
          return { people, total };
        },
        documents: () => found.map((person) => heldPerson(person).read()),
        names: () =>
          search.find('').ids.flatMap((id) => {
            const person = byId.get(id);
            return person === undefined ? [] : [{ id, name: nameOf(heldPerson(person).read()) }];
          }),
      };
    }),
    // The index outlives its askers: each letter that is typed is a new question.
    share({ connector: () => new ReplaySubject(1), resetOnRefCountZero: false }),
  );
}

/** Loaded where somebody is registered or the registry is checked: no screen of the field starts with it. */
function matching() {
  return import('../../shared/people/match-person.ts');
}

async function twinsAmong(everyone: Everyone, person: PersonDocument): Promise<readonly Twin[]> {
  const { matchReasons, proposeMatches } = await matching();
  const alike = [textOf(person.values, 'idNo'), nameOf(person)]
    .filter((text) => text !== '')
    .flatMap((text) => everyone.find({ text }).people)
    .filter(({ id }) => id !== person.id)
    // Whoever is found stands for herself, though those whom she was merged with are not among these.
    .map((each) => ({ ...each, values: separatedValues(each.values) }));
  return proposeMatches([person, ...new Map(alike.map((each) => [each.id, each])).values()])
    .filter(({ reason }) => reason === 'sameNumber' || reason === 'sameNameAndBirth')
    .filter(({ first, second }) => first === person.id || second === person.id)
    .flatMap(({ first, second, reason }) => {
      const other = alike.find(({ id }) => id === (first === person.id ? second : first));
      return other === undefined ? [] : [{ name: nameOf(other), reason, words: matchReasons[reason] }];
    });
}

/** The stored object itself, which nobody changes: a copy of each of tens of thousands would cost more than the search. */
function heldPerson(person: RxDocument<SyncedDocument>): HeldPerson {
  return { revision: person.revision, read: () => person._data };
}

function withNames(
  collection: SyncedCollection,
  people: readonly SyncedDocument[],
): Observable<MergedPeople> {
  const idOf = createPersonIdOf(people);
  const documents = people
    .filter(({ id }) => idOf(id) !== id)
    .sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
  const survivors = [...new Set(people.map(({ id }) => idOf(id)))];
  return collection.findByIds(survivors).$.pipe(
    map((found) => ({
      documents,
      idOf,
      nameOf: (id) => {
        const survivor = idOf(id) === id ? undefined : found.get(idOf(id));
        return survivor === undefined ? undefined : nameOf(toDocument(survivor)) || undefined;
      },
    })),
  );
}
