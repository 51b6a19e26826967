// The content of a document as bytes that are the same on every machine, and its hash.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { serverOwnedFields, type SyncedDocument } from './record.ts';

const outsideContent: ReadonlySet<string> = new Set([...serverOwnedFields, 'updatedAt', 'edit']);

/** JSON with sorted keys and without absent values: equal values give equal text. */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  let pairs = '';
  for (const [key, item] of Object.entries(value).sort(byKey))
    if (item !== undefined)
      pairs += `${pairs === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(item)}`;
  return `{${pairs}}`;
}

/** By UTF-16 code units, the same everywhere. */
function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

/** The device-owned content of a document: what a person wrote, without stamps and without what the server adds. */
export function contentOf(document: SyncedDocument): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(document))
    if (!outsideContent.has(key) && !isStorageField(key)) kept[key] = value;
  return kept;
}

/** The bytes that `contentHash` is of, as text. */
export function contentText(document: SyncedDocument): string {
  return canonicalJson(contentOf(document));
}

/** SHA-256 (hex) of `contentOf`: names a merge base and the version that a decision saw. */
export function contentHash(document: SyncedDocument): string {
  return bytesToHex(sha256(utf8ToBytes(contentText(document))));
}

/** True when nothing differs that replication must carry, edit stamp and server-owned fields included. */
export function isSameDocument(a: SyncedDocument, b: SyncedDocument): boolean {
  return canonicalJson(withoutStorageFields(a)) === canonicalJson(withoutStorageFields(b));
}

/** The document without the fields that a device's storage adds (`_rev`, `_meta`, `_attachments`). */
export function withoutStorageFields(document: SyncedDocument): Record<string, unknown> {
  return Object.fromEntries(Object.entries(document).filter(([key]) => !isStorageField(key)));
}

function isStorageField(key: string): boolean {
  return key === '_rev' || key === '_meta' || key === '_attachments';
}
