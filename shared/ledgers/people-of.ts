// Whom an id of the registry means: somebody who was merged into another is found as the one that stands for her.
import { createPersonIdOf } from '../people/merged-people.ts';
import { mergedIntoOf } from '../people/person-values.ts';
import type { DocumentId, SyncedDocument } from '../records/record.ts';

/** Undefined for whoever is not among these people. */
export type PersonOf = (id: DocumentId) => SyncedDocument | undefined;

/** Goes no further than the last who is among these people. */
export function createPersonOf(people: readonly SyncedDocument[]): PersonOf {
  const known = new Map(people.map((person) => [person.id, person]));
  const personIdOf = createPersonIdOf(people.filter((person) => known.has(mergedIntoOf(person) ?? '')));
  return (id) => known.get(personIdOf(id));
}
