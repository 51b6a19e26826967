// What an identity number tells of other fields, filled in for her: in a form and in an import alike.
import type { JsonObject, JsonValue } from '../records/json-value.ts';
import type { RecordDefinition } from './define-record-type.ts';
import { isPresent } from './expression.ts';
import type { Field, IdentityNumberField } from './field-types.ts';
import { numberIn } from './identity-fields.ts';

/**
 * The values with birth date and sex as the newly typed number tells them. What somebody wrote by hand stays: replaced is
 * only what is empty, stands there from the start, or came from the number before. For a form and for an import alike.
 * `before`: the values before the number changed; none for an import.
 */
export function fillFromIdentity(
  definition: RecordDefinition,
  field: IdentityNumberField,
  values: JsonObject,
  before: JsonObject = {},
): JsonObject {
  const told = numberIn(values[field.id]);
  if (field.tells === undefined || told === undefined) return values;
  const toldBefore = numberIn(before[field.id]);
  const filled: Record<string, JsonValue> = { ...values };
  for (const key of ['birthDate', 'sex'] as const) {
    const id = field.tells[key];
    const now = values[id];
    if (!isPresent(now) || now === toldBefore?.[key] || now === initialOf(definition, id))
      filled[id] = told[key];
  }
  return filled;
}

function initialOf(definition: RecordDefinition, id: string): JsonValue | undefined {
  const initial = definition.fields.find((field: Field) => field.id === id)?.initial;
  return initial !== undefined && 'value' in initial ? initial.value : undefined;
}
