// Between a document and its row: what is kept as columns, and how the stored text becomes a document again.
import { contentHash } from '../../shared/records/content-hash.ts';
import {
  syncedDocumentSchema,
  type CollectionName,
  type SyncedDocument,
} from '../../shared/records/record.ts';
import type { Tables } from './tables.ts';

/** A document with the hash of its content, as it stands in the database. */
export type StoredDocument = { readonly document: SyncedDocument; readonly hash: string };

/** Reads stored text; only this server writes it, so a failure is a defect. */
export function parseStored(json: string): SyncedDocument {
  return syncedDocumentSchema.parse(JSON.parse(json));
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
    occurred_on: document.occurredOn,
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
