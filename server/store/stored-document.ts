// Between a document and its row: what is kept as columns, and how the stored text becomes a document again.
import { countedOn } from '../../shared/review/period-lock.ts';
import { contentHash } from '../../shared/records/content-hash.ts';
import { isJsonObject } from '../../shared/records/json-value.ts';
import {
  syncedDocumentSchema,
  type CollectionName,
  type SyncedDocument,
} from '../../shared/records/record.ts';
import type { Tables } from './tables.ts';

/** A document with the hash of its content, as it stands in the database. */
export type StoredDocument = { readonly document: SyncedDocument; readonly hash: string };

/**
 * Reads stored text. Every document was checked against the schema before it was stored and only this server writes, so no more is
 * looked at than whether it is a document at all: a failure is a defect or a damaged file. Counting reads very many.
 */
export function parseStored(json: string): SyncedDocument {
  const value: unknown = JSON.parse(json);
  return isDocument(value) ? value : syncedDocumentSchema.parse(value);
}

const texts = [
  ...['id', 'type', 'orgUnitId', 'hostUnitId', 'occurredOn', 'createdBy', 'deviceId'],
  ...['createdAt', 'updatedAt', 'reviewState'],
];
const lists = ['partnerUnitIds', 'tags', 'audience', 'photos'];

/** By what must be in the envelope whatever the document. */
function isDocument(value: unknown): value is SyncedDocument {
  return (
    isJsonObject(value) &&
    texts.every((name) => typeof value[name] === 'string') &&
    lists.every((name) => Array.isArray(value[name])) &&
    isJsonObject(value['values']) &&
    isJsonObject(value['edit']) &&
    typeof value['rev'] === 'number' &&
    typeof value['definitionVersion'] === 'number' &&
    typeof value['_deleted'] === 'boolean'
  );
}

/** The document with its content hash. */
export function withHash(document: SyncedDocument): StoredDocument {
  return { document, hash: contentHash(document) };
}

/** The row of `documents` for a document. */
export function documentRow(
  collection: CollectionName,
  { document, hash }: StoredDocument,
  json: string,
): Tables['documents'] {
  return {
    collection,
    id: document.id,
    type: document.type,
    org_unit: document.orgUnitId,
    // The day by which it is asked for: of one that was carried over, in the month that it counts in.
    occurred_on: countedOn(document),
    review_state: document.reviewState,
    created_by: document.createdBy,
    about_id: document.aboutId ?? null,
    audience: JSON.stringify(document.audience),
    rev: document.rev,
    content_hash: hash,
    json,
    deleted: document._deleted ? 1 : 0,
  };
}
