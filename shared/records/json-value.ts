// What JSON can hold: the type of everything that travels or is stored without being understood.

/** Any value that JSON.parse can return. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

/** A JSON object; an absent key is not the same as null. */
export type JsonObject = { readonly [key: string]: JsonValue };

/** True when `value` is a plain object (not null, not a list). */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True when `value` could have come from JSON.parse; a key with an undefined value counts as absent. */
export function isJsonValue(value: unknown): value is JsonValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (Array.isArray(value)) return value.every((item) => isJsonValue(item));
  return isJsonObject(value) && Object.values(value).every((item) => item === undefined || isJsonValue(item));
}

/** A list's items, a single value as a list of one, nothing as an empty list. */
export function itemsOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined || value === null) return [];
  return isJsonList(value) ? value : [value];
}

function isJsonList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
