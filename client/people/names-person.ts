// Does a record name this person in one of its fields?
import { isJsonObject, type JsonObject, type JsonValue } from '../../shared/records/json-value.ts';

/** In a person field, or in one of a row. */
export function namesPerson(record: { readonly values: JsonObject }, personId: string): boolean {
  const names = (value: JsonValue): boolean => {
    if (Array.isArray(value)) return value.some(names);
    return isJsonObject(value) && (value['id'] === personId || Object.values(value).some(names));
  };
  return Object.values(record.values).some(names);
}
