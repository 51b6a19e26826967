// Rows that wait to be written together: documents with their revisions, receipts with their verdicts, references to photos.
import type { Kysely } from 'kysely';
import type { CollectionName } from '../../shared/records/record.ts';
import { BatchError, endsTransaction } from './batch-error.ts';
import { referenceRow, type BlobReference } from './blobs.ts';
import { writeDocuments, type NewDocument } from './documents.ts';
import { insertRows } from './insert-rows.ts';
import { receiptRow, type NewReceipt } from './receipts.ts';
import type { SqlWords } from './sql-words.ts';
import type { Tables } from './tables.ts';

export type SettledReceipt = {
  readonly receipt: NewReceipt;
  readonly verdict: string;
  readonly isApplied: boolean;
};

type Pending =
  | { readonly kind: 'document'; readonly collection: CollectionName; readonly written: NewDocument }
  | { readonly kind: 'receipt'; readonly settled: SettledReceipt }
  | { readonly kind: 'reference'; readonly reference: BlobReference };

export type PendingRows = {
  readonly add: (row: Pending) => void;
  readonly count: () => number;
  /** Forgets all that were added after the first `count`. */
  readonly keep: (count: number) => void;
  /** Writes the first `count` of them; throws a `BatchError`, or the fault of the storage. */
  readonly write: (count: number) => Promise<void>;
};

export function createPendingRows(db: Kysely<Tables>, words: SqlWords): PendingRows {
  const pending: Pending[] = [];
  return {
    add: (row) => void pending.push(row),
    count: () => pending.length,
    keep: (count) => {
      pending.length = count;
    },
    write: async (count) => {
      if (count === 0) return;
      try {
        await writeAll(db, words, pending.slice(0, count));
      } catch (error) {
        throw endsTransaction(error) ? error : new BatchError(error);
      }
      pending.splice(0, count);
    },
  };
}

async function writeAll(db: Kysely<Tables>, words: SqlWords, rows: readonly Pending[]): Promise<void> {
  const receipts = rows.flatMap((row) => (row.kind === 'receipt' ? [settledRow(row.settled)] : []));
  await insertRows(db, words.dialect, 'receipts', receipts);
  const byCollection = new Map<CollectionName, NewDocument[]>();
  for (const row of rows) {
    if (row.kind !== 'document') continue;
    const list = byCollection.get(row.collection) ?? [];
    list.push(row.written);
    byCollection.set(row.collection, list);
  }
  for (const [collection, documents] of byCollection) await writeDocuments(db, words, collection, documents);
  const references = rows.flatMap((row) => (row.kind === 'reference' ? [referenceRow(row.reference)] : []));
  await insertRows(db, words.dialect, 'blob_references', references, {
    columns: ['sha256', 'collection', 'doc_id', 'account'],
    do: 'nothing',
  });
}

function settledRow({ receipt, verdict, isApplied }: SettledReceipt): Tables['receipts'] {
  return { ...receiptRow(receipt), verdict, applied: isApplied ? 1 : 0 };
}
