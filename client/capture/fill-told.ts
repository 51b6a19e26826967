// What an answer tells, filled in: from an identity number, or from who somebody is. Loaded when it is needed.
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import type { Field } from '../../shared/forms/field-types.ts';
import { fillFromIdentity } from '../../shared/forms/fill-from-identity.ts';
import { nameOf } from '../../shared/people/person-values.ts';
import { fillFromPerson, personIdIn, type PersonValues } from '../../shared/people/told-by-person.ts';
import type { JsonObject, JsonValue } from '../../shared/records/json-value.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import type { Entry } from '../database/entry.ts';
import type { PeopleRepository } from '../database/people-repository.ts';

type People = Pick<PeopleRepository, 'get'>;
type Answer = {
  readonly field: Field;
  /** The values as they were when the answer was given. */
  readonly before: JsonObject;
  readonly value: JsonValue;
};

/** The step that fills in what was told; it changes nothing if the field says something else by then. */
export async function fillTold(
  people: People,
  definition: RecordDefinition,
  { field, before, value }: Answer,
): Promise<(entry: Entry) => Entry> {
  if (field.kind === 'identityNumber')
    return (entry) => ({ ...entry, values: fillFromIdentity(definition, field, entry.values, before) });
  const id = personIdIn(value);
  if (field.kind !== 'person' || id === undefined) return (entry) => entry;
  const person = await valuesOf(people, id);
  const earlier = await valuesOf(people, personIdIn(before[field.id]));
  return (entry) =>
    personIdIn(entry.values[field.id]) === id
      ? { ...entry, values: fillFromPerson(definition, field, entry.values, person, earlier) }
      : entry;
}

/** A form that begins with a person: she stands in its first field for one, and tells what she tells. */
export function entryWithPerson(definition: RecordDefinition, entry: Entry, person: SyncedDocument): Entry {
  const field = definition.fields.find((candidate) => candidate.kind === 'person');
  if (field === undefined) return entry;
  const values = { ...entry.values, [field.id]: { id: person.id, name: nameOf(person) } };
  return { ...entry, values: fillFromPerson(definition, field, values, person.values) };
}

async function valuesOf(people: People, id: string | undefined): Promise<PersonValues> {
  return (id === undefined ? undefined : await people.get(id))?.values ?? {};
}
