// What is sensitive in a document, masked or left out, in the rows of its groups too.
import type { RecordDefinition } from '../forms/define-record-type.ts';
import type { Field } from '../forms/field-types.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../records/json-value.ts';
import { maskIdentityNumber, maskPhone } from './identity-number.ts';

/**
 * The document as lists and exports may show it: identity numbers and telephones masked, other sensitive fields empty but
 * for yes and no, on which expressions depend. One without any comes back as it is.
 */
export function masked<D extends { readonly values: JsonObject }>(
  definition: Pick<RecordDefinition, 'fields'>,
  document: D,
): D {
  const values = maskedFields(definition.fields, document.values);
  return values === document.values ? document : { ...document, values };
}

function maskedFields(fields: readonly Field[], values: JsonObject): JsonObject {
  return fields.reduce<JsonObject>((all, field) => {
    const value = all[field.id];
    const shown = value === undefined ? value : maskedValue(field, value);
    return shown === undefined || shown === value ? all : { ...all, [field.id]: shown };
  }, values);
}

function maskedValue(field: Field, value: JsonValue): JsonValue {
  if (field.kind === 'group' && Array.isArray(value))
    return value.map((row: JsonValue) => (isJsonObject(row) ? maskedFields(field.fields, row) : row));
  if (field.kind === 'identityNumber' && typeof value === 'string') return maskIdentityNumber(value);
  if (field.kind === 'phone' && typeof value === 'string') return maskPhone(value);
  return field.sensitivity === 2 && typeof value !== 'boolean' ? null : value;
}
