// 合并: two documents of one person. Both stay with their ids; the one points to the other, and taking that away undoes it.
import type { JsonObject } from '../records/json-value.ts';
import type { DocumentId, SyncedDocument } from '../records/record.ts';
import { mergedIntoOf, textsOf, type PersonDocument } from './person-values.ts';

/** The id of the document that stands for a person: itself unless it was merged. */
export type PersonIdOf = (id: DocumentId) => DocumentId;

/** Nobody merged. */
export const eachForItself: PersonIdOf = (id) => id;

/** Follows merges to their end, also over several steps; a circle ends at the smallest id in it, from wherever it is entered. */
export function createPersonIdOf(people: Iterable<Pick<PersonDocument, 'id' | 'values'>>): PersonIdOf {
  const next = new Map<DocumentId, DocumentId>();
  for (const person of people) {
    const survivor = mergedIntoOf(person);
    if (survivor !== undefined && survivor !== person.id) next.set(person.id, survivor);
  }
  return next.size === 0 ? eachForItself : (id) => endOf(next, id);
}

function endOf(next: ReadonlyMap<DocumentId, DocumentId>, id: DocumentId): DocumentId {
  const path: DocumentId[] = [];
  let here = id;
  for (let step = next.get(here); step !== undefined; step = next.get(here)) {
    if (path.includes(here)) return smallest(path.slice(path.indexOf(here)));
    path.push(here);
    here = step;
  }
  return here;
}

function smallest(ids: readonly DocumentId[]): DocumentId {
  return ids.reduce((least, id) => (id < least ? id : least));
}

/** The values of the document that gives way. */
export function mergedValues(loser: JsonObject, survivor: DocumentId): JsonObject {
  return { ...loser, mergedInto: survivor };
}

/** The merge undone: the document stands for itself again. */
export function separatedValues({ mergedInto: _survivor, ...values }: JsonObject): JsonObject {
  return values;
}

/** Two who were merged into each other stay visible as one: whoever stands for both is read as if she had not been merged. */
export function readAsStanding(person: SyncedDocument, personIdOf: PersonIdOf): SyncedDocument {
  const isMerged = mergedIntoOf(person) !== undefined;
  if (!isMerged || personIdOf(person.id) !== person.id) return person;
  return { ...person, values: separatedValues(person.values) };
}

/** Somebody looked at the two and says that they are not one person: not proposed again. */
export function distinguishedValues(values: JsonObject, other: DocumentId): JsonObject {
  return { ...values, notSameAs: [...new Set([...textsOf(values, 'notSameAs'), other])].sort() };
}
