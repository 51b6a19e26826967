// What the judging of one row works with: the transaction, the caller, and a list of what it changed.
import { feedKeysOf } from '../../shared/access/feed-keys.ts';
import { blobHashesOf } from '../../shared/records/blob-hashes.ts';
import { contentHash } from '../../shared/records/content-hash.ts';
import type { CollectionName, SyncedDocument } from '../../shared/records/record.ts';
import type { Registry } from '../../shared/record-types/define-registry.ts';
import { carriedToOf } from '../../shared/review/period-lock.ts';
import type { OrgTrees } from '../access/org-trees.ts';
import type { Caller } from '../access/caller.ts';
import type { BlobReference } from '../store/blobs.ts';
import type { Change } from '../store/feed.ts';
import type { StoredDocument } from '../store/stored-document.ts';
import type { StoreTransaction } from '../store/store.ts';

export type RowContext = {
  readonly tx: StoreTransaction;
  readonly caller: Caller;
  readonly trees: OrgTrees;
  readonly registry: Registry;
  readonly collection: CollectionName;
  /** Server time of this push, ISO. */
  readonly at: string;
  /** Local date of this push. */
  readonly today: string;
  /** Language of the words in a verdict. */
  readonly locale: 'zh' | 'en';
  /** Documents written so far for this row; published at the end of the transaction. */
  readonly changes: Change[];
};

export type ServerFields = Pick<
  SyncedDocument,
  'rev' | 'reviewState' | 'receivedAt' | 'lockedPeriod' | 'outcome' | 'outcomeCode'
> & { readonly carriedTo?: unknown };

/** Said by the server alone, or by a device's storage to itself. */
const notOfPush = [
  ...['receivedAt', 'lockedPeriod', 'carriedTo', 'outcome', 'outcomeCode'],
  ...['_rev', '_meta', '_attachments'],
];

/** The document with the server's own fields, whatever the push said of them, and without a device storage's. */
export function withServerFields(document: SyncedDocument, fields: ServerFields): SyncedDocument {
  const stored: SyncedDocument = { ...document, rev: fields.rev, reviewState: fields.reviewState };
  for (const key of notOfPush) delete stored[key];
  if (fields.receivedAt !== undefined) stored.receivedAt = fields.receivedAt;
  if (fields.lockedPeriod !== undefined) stored.lockedPeriod = fields.lockedPeriod;
  const carriedTo = carriedToOf(fields);
  if (carriedTo !== undefined) stored['carriedTo'] = carriedTo;
  if (fields.outcome !== undefined) stored.outcome = fields.outcome;
  if (fields.outcomeCode !== undefined) stored.outcomeCode = fields.outcomeCode;
  return stored;
}

/** Stores a document as the new master and notes that it must be published; `hash` is that of its content, where it is known. */
export async function writeDocument(
  context: RowContext,
  collection: CollectionName,
  document: SyncedDocument,
  account: string,
  hash = contentHash(document),
): Promise<StoredDocument> {
  const stored = { document, hash };
  await context.tx.documents.put(collection, stored, {
    account,
    deviceId: document.edit.deviceId,
    seq: document.edit.seq,
    at: context.at,
  });
  context.changes.push({ collection, id: document.id, keys: feedKeysOf(document, context.caller.tree) });
  await context.tx.blobs.refer(blobReferencesOf(collection, document, account));
  return stored;
}

/** What a document lists, as listed by this account. */
export function blobReferencesOf(
  collection: CollectionName,
  document: SyncedDocument,
  account: string,
): readonly BlobReference[] {
  return blobHashesOf(document).map((sha256) => ({ sha256, collection, docId: document.id, account }));
}
