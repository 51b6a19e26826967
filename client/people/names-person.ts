// Does a record name this person in one of its fields, under her own id or one that was merged into it?
import type { PersonIdOf } from '../../shared/people/merged-people.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../shared/records/json-value.ts';

/** In a person field, or in one of a row. */
export function namesPerson(
  record: { readonly values: JsonObject },
  personId: string,
  idOf: PersonIdOf,
): boolean {
  const isHer = (id: JsonValue | undefined): boolean => typeof id === 'string' && idOf(id) === personId;
  const names = (value: JsonValue): boolean => {
    if (Array.isArray(value)) return value.some(names);
    return isJsonObject(value) && (isHer(value['id']) || Object.values(value).some(names));
  };
  return Object.values(record.values).some(names);
}
