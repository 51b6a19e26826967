// A definition's sample as if its work had been done on another day: due days and ends move along with it.
import { isJsonObject, type JsonObject, type JsonValue } from '../records/json-value.ts';
import type { LocalDate } from '../records/record.ts';
import type { RecordDefinition } from './define-record-type.ts';
import type { Field } from './field-types.ts';
import { addDays, isLocalDate } from './local-date.ts';

/** The day on which every sample's work is done. */
export const sampleDay: LocalDate = '2026-11-20';

/** Days further away than this belong to a life, not to the work: a birth date stays. */
const yearsOfWork = 3;

/** The sample's values for a record of `occurredOn`. */
export function sampleValues(definition: RecordDefinition, occurredOn: LocalDate): JsonObject {
  const days = Math.round((Date.parse(occurredOn) - Date.parse(sampleDay)) / 86_400_000);
  return movedValues(definition.fields, definition.sample, days);
}

function movedValues(fields: readonly Field[], values: JsonObject, days: number): JsonObject {
  return Object.fromEntries(
    Object.entries(values).map(([id, value]) => {
      const field = fields.find((candidate) => candidate.id === id);
      return [id, field === undefined ? value : movedValue(field, value, days)];
    }),
  );
}

function movedValue(field: Field, value: JsonValue, days: number): JsonValue {
  if (field.kind === 'date' && typeof value === 'string' && isOfWork(value)) return addDays(value, days);
  if (field.kind !== 'group' || !Array.isArray(value)) return value;
  return value.map((row: JsonValue) => (isJsonObject(row) ? movedValues(field.fields, row, days) : row));
}

function isOfWork(date: string): boolean {
  const years = Math.abs(Number(date.slice(0, 4)) - Number(sampleDay.slice(0, 4)));
  return isLocalDate(date) && years <= yearsOfWork;
}
