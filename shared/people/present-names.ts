// A record read with the names that people have now: for somebody who was merged, the name of the document that stands for her.
import { isJsonObject, type JsonObject, type JsonValue } from '../records/json-value.ts';
import type { DocumentId, SyncedDocument } from '../records/record.ts';

/** To be shown, never to be stored: what was written stays as it was written. */
export function withPresentNames(
  record: SyncedDocument,
  personName: (id: DocumentId) => string | undefined,
): SyncedDocument {
  const renamed = (value: JsonValue): JsonValue => {
    if (Array.isArray(value)) return value.map(renamed);
    if (!isJsonObject(value)) return value;
    const name = typeof value.id === 'string' ? personName(value.id) : undefined;
    return name === undefined ? ofValues(value) : { ...value, name };
  };
  const ofValues = (values: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(values).map(([id, value]) => [id, renamed(value)]));
  return { ...record, values: ofValues(record.values) };
}
