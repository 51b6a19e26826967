// Whom an id of the registry means: somebody who was merged into another is found as the one that stands for her.
import type { DocumentId, SyncedDocument } from '../records/record.ts';

/** Undefined for whoever is not among these people. */
export type PersonOf = (id: DocumentId) => SyncedDocument | undefined;

/** A circle of merges ends where it is entered again. */
export function createPersonOf(people: readonly SyncedDocument[]): PersonOf {
  const known = new Map(people.map((person) => [person.id, person]));
  return (id) => {
    const seen = new Set<DocumentId>();
    let person = known.get(id);
    while (person !== undefined && !seen.has(person.id)) {
      seen.add(person.id);
      const { mergedInto } = person.values;
      person = (typeof mergedInto === 'string' ? known.get(mergedInto) : undefined) ?? person;
    }
    return person;
  };
}
