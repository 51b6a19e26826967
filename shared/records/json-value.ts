// What JSON can hold: the type of everything that travels or is stored without being understood.

/** Any value that JSON.parse can return. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

/** A JSON object; an absent key is not the same as null. */
export type JsonObject = { readonly [key: string]: JsonValue };

/** True when `value` is a plain object (not null, not a list). */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
