// Whom an id of the registry means: somebody who was merged into another is found as the one that stands for her.
import type { Field } from '../forms/field-types.ts';
import { createPersonIdOf } from '../people/merged-people.ts';
import { mergedIntoOf } from '../people/person-values.ts';
import { isJsonObject, type JsonObject } from '../records/json-value.ts';
import type { DocumentId, SyncedDocument } from '../records/record.ts';

/** Undefined for whoever is not among these people. */
export type PersonOf = (id: DocumentId) => SyncedDocument | undefined;

/** Goes no further than the last who is among these people. */
export function createPersonOf(people: readonly SyncedDocument[]): PersonOf {
  const known = new Map(people.map((person) => [person.id, person]));
  const personIdOf = createPersonIdOf(people.filter((person) => known.has(mergedIntoOf(person) ?? '')));
  return (id) => known.get(personIdOf(id));
}

/** The ids of the people whom a record names in its own fields, or a row in its. */
export function peopleNamed(fields: readonly Field[], values: JsonObject): readonly DocumentId[] {
  return fields.flatMap(({ kind, id }) => {
    const value = kind === 'person' ? values[id] : undefined;
    return isJsonObject(value) && typeof value.id === 'string' ? [value.id] : [];
  });
}
