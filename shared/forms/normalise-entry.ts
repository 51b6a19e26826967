// Values as they are stored: trimmed, plain digits, folded name dots; what people type in many ways stored in one.
import { isJsonObject, type JsonObject, type JsonValue } from '../records/json-value.ts';
import { normaliseIdentityNumber } from '../people/identity-number.ts';
import { normaliseDocumentNumber } from './document-number.ts';
import type { RecordDefinition } from './define-record-type.ts';
import type { Field, LeafField } from './field-types.ts';
import { parseTypedDate } from './local-date.ts';
import { isRelevant, scopeOf, type EntryContent } from './relevance.ts';
import { isPresent } from './expression.ts';

/**
 * The entry as it is saved: empty values are absent, computed and irrelevant fields are not stored, everything else in
 * its one written form. Unknown values are kept untouched.
 */
export function normaliseEntry(
  definition: RecordDefinition,
  entry: EntryContent,
  today: string,
): EntryContent {
  const scope = scopeOf(entry, today);
  const values: Record<string, JsonValue> = { ...entry.values };
  for (const field of definition.fields) {
    const value = values[field.id];
    if (value === undefined) continue;
    const stored =
      field.kind === 'computed' || !isRelevant(field, scope) ? null : normaliseValue(field, value);
    if (isPresent(stored)) values[field.id] = stored;
    else delete values[field.id];
  }
  return { ...entry, values };
}

/** One value in its one written form. */
export function normaliseValue(field: Field, value: JsonValue): JsonValue {
  if (field.kind === 'group') return normaliseRows(field.fields, value);
  if (field.kind === 'person')
    return isJsonObject(value) && typeof value.name === 'string'
      ? { ...value, name: normaliseName(value.name) }
      : value;
  if (typeof value !== 'string') return value;
  switch (field.kind) {
    case 'text':
      return field.format === 'documentNumber'
        ? normaliseDocumentNumber(value)
        : value.normalize('NFC').trim();
    case 'longText':
      return value.normalize('NFC').trim();
    case 'identityNumber':
      return normaliseIdentityNumber(value);
    case 'phone':
      return value
        .normalize('NFKC')
        .replaceAll(/[\s()（）]/g, '')
        .replace(/^\+?86(?=1\d{10}$)/, '');
    case 'date':
      return parseTypedDate(value) ?? value;
    default:
      return value;
  }
}

/** A person's name: trimmed, one kind of dot (·) whatever was typed. */
export function normaliseName(name: string): string {
  return name
    .normalize('NFC')
    .replaceAll(/[•・‧∙．]/g, '·')
    .trim();
}

function normaliseRows(fields: readonly LeafField[], value: JsonValue): JsonValue {
  if (!Array.isArray(value)) return value;
  return value.map((row: JsonValue) => (isJsonObject(row) ? normaliseRow(fields, row) : row));
}

function normaliseRow(fields: readonly LeafField[], row: JsonObject): JsonObject {
  const pairs = Object.entries(row).flatMap(([id, value]): [string, JsonValue][] => {
    const field = fields.find((candidate) => candidate.id === id);
    const stored = field === undefined ? value : normaliseValue(field, value);
    return isPresent(stored) ? [[id, stored]] : [];
  });
  return Object.fromEntries(pairs);
}
