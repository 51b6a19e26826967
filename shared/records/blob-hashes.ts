// Which bytes a document refers to.
import { isJsonObject, type JsonValue } from './json-value.ts';
import type { SyncedDocument } from './record.ts';

/** Hashes of the list of photos, and of every file and signature among the values, in rows of groups too; each once. */
export function blobHashesOf({
  photos,
  values,
}: Pick<SyncedDocument, 'photos' | 'values'>): readonly string[] {
  return [...new Set([...photos.map((photo) => photo.sha256), ...Object.values(values).flatMap(hashesIn)])];
}

function hashesIn(value: JsonValue): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item: JsonValue) => hashesIn(item));
  if (!isJsonObject(value)) return [];
  return typeof value.sha256 === 'string' ? [value.sha256] : Object.values(value).flatMap(hashesIn);
}
