// A field's value in an entry, wherever it stands: among the values or in the envelope.
import { isEnvelopeField, type Field } from '../../shared/forms/field-types.ts';
import { isJsonValue, type JsonValue } from '../../shared/records/json-value.ts';
import { photoSchema } from '../../shared/records/record.ts';
import type { Entry } from '../database/entry.ts';

export function entryValue(entry: Entry, field: Field): JsonValue | undefined {
  if (!isEnvelopeField(field.id)) return entry.values[field.id];
  if (field.id === 'occurredOn') return entry.occurredOn;
  if (field.id === 'hostUnitId') return entry.hostUnitId;
  const list = listOf(entry, field.id).filter(isJsonValue);
  return list.length === 0 ? undefined : list;
}

/** The entry with this value in its place; undefined empties it. */
export function withEntryValue(entry: Entry, field: Field, value: JsonValue | undefined): Entry {
  if (field.id === 'occurredOn') return { ...entry, occurredOn: typeof value === 'string' ? value : '' };
  if (field.id === 'hostUnitId')
    return { ...entry, hostUnitId: typeof value === 'string' ? value : entry.hostUnitId };
  if (field.id === 'partnerUnitIds') return { ...entry, partnerUnitIds: textsOf(value) };
  if (field.id === 'tags') return { ...entry, tags: textsOf(value) };
  if (field.id === 'photos') return { ...entry, photos: photosOf(value) };
  const { [field.id]: _before, ...rest } = entry.values;
  return { ...entry, values: value === undefined ? rest : { ...rest, [field.id]: value } };
}

function listOf(entry: Entry, fieldId: string): readonly unknown[] {
  if (fieldId === 'photos') return entry.photos;
  return fieldId === 'tags' ? (entry.tags ?? []) : entry.partnerUnitIds;
}

function textsOf(value: JsonValue | undefined): string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}

function photosOf(value: JsonValue | undefined): Entry['photos'] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((each: JsonValue) => {
    const photo = photoSchema.safeParse(each);
    return photo.success ? [photo.data] : [];
  });
}
