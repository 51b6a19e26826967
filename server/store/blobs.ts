// Queries on photos: uploads per account, chunks, finished blobs, and the documents that list them.
import { sql, type Kysely } from 'kysely';
import type { FeedKey } from '../../shared/access/feed-keys.ts';
import type { Hold, HoldName } from './holds.ts';
import type { SqlWords } from './sql-words.ts';
import type { Tables } from './tables.ts';

export type BlobUpload = {
  readonly sha256: string;
  readonly account: string;
  readonly bytes: number;
  readonly mime: string;
  readonly isDone: boolean;
};
export type BlobChunk = { readonly chunk: number; readonly sha256: string; readonly bytes: number };
export type BlobReference = {
  readonly sha256: string;
  readonly collection: string;
  readonly docId: string;
  readonly account: string;
};

export type BlobReads = {
  readonly blob: (sha256: string) => Promise<{ readonly mime: string; readonly bytes: number } | undefined>;
  /** All that are whole, with the bytes of the file of each. */
  readonly finished: () => Promise<readonly { readonly sha256: string; readonly fileBytes: number }[]>;
  readonly upload: (sha256: string, account: string) => Promise<BlobUpload | undefined>;
  readonly chunks: (sha256: string, account: string) => Promise<readonly BlobChunk[]>;
  /**
   * True when a present document under one of these keys lists the hash, and somebody who wrote it so had all its bytes:
   * naming a hash in one's own record opens nobody else's photo.
   */
  readonly isListedWithin: (sha256: string, collection: string, keys: readonly FeedKey[]) => Promise<boolean>;
};

export type BlobWrites = {
  readonly announce: (upload: Omit<BlobUpload, 'isDone'>, at: string) => Promise<void>;
  /** Its file is gone: all its pieces are wanted again from this account. */
  readonly reopen: (sha256: string, account: string) => Promise<void>;
  readonly addChunk: (sha256: string, account: string, chunk: BlobChunk) => Promise<void>;
  /** False when its upload is there no more: then nothing is kept. */
  readonly finish: (
    sha256: string,
    account: string,
    blob: { readonly bytes: number; readonly mime: string; readonly derivativeBytes: number },
    at: string,
  ) => Promise<boolean>;
  /** Forgets an upload whose bytes were not what was announced. */
  readonly forget: (sha256: string, account: string) => Promise<void>;
  readonly refer: (references: readonly BlobReference[]) => Promise<void>;
};

export function createBlobQueries(db: Kysely<Tables>, words: SqlWords, hold: Hold): BlobReads & BlobWrites {
  return { ...blobReads(db, words, hold), ...blobWrites(db, hold) };
}

/** By whomever it is sent. */
export function photoName(sha256: string): HoldName {
  return { lane: 'other', key: `photo/${sha256}` };
}

function blobReads(db: Kysely<Tables>, words: SqlWords, hold: Hold): BlobReads {
  return {
    blob: async (sha256) =>
      db.selectFrom('blobs').select(['mime', 'bytes']).where('sha256', '=', sha256).executeTakeFirst(),
    finished: () =>
      db.selectFrom('blobs').select(['sha256', 'derivative_bytes as fileBytes']).orderBy('sha256').execute(),
    upload: async (sha256, account) => {
      await hold([photoName(sha256)]);
      const row = await db
        .selectFrom('blob_uploads')
        .selectAll()
        .where('sha256', '=', sha256)
        .where('account', '=', account)
        .executeTakeFirst();
      return row === undefined
        ? undefined
        : { sha256, account, bytes: row.bytes, mime: row.mime, isDone: row.done === 1 };
    },
    chunks: async (sha256, account) => {
      const rows = await db
        .selectFrom('blob_chunks')
        .selectAll()
        .where('sha256', '=', sha256)
        .where('account', '=', account)
        .orderBy('chunk')
        .execute();
      return rows.map((row) => ({ chunk: row.chunk, sha256: row.chunk_sha256, bytes: row.bytes }));
    },
    isListedWithin: async (sha256, collection, keys) => {
      if (keys.length === 0) return false;
      const found = await sql<{ one: number }>`SELECT 1 AS one FROM blob_references r
        JOIN blob_uploads u ON u.sha256 = r.sha256 AND u.account = r.account AND u.done = 1
        JOIN documents d ON d.collection = r.collection AND d.id = r.doc_id AND d.deleted = 0
          AND ${words.contains('d.json', sha256)}
        JOIN feed f ON f.collection = r.collection AND f.id = r.doc_id AND f.is_current = 1
        WHERE r.sha256 = ${sha256} AND r.collection = ${collection} AND f.feed_key IN (${sql.join(keys)}) LIMIT 1`.execute(
        db,
      );
      return found.rows.length > 0;
    },
  };
}

export function referenceRow({
  sha256,
  collection,
  docId,
  account,
}: BlobReference): Tables['blob_references'] {
  return { sha256, collection, doc_id: docId, account };
}

function blobWrites(db: Kysely<Tables>, hold: Hold): BlobWrites {
  return {
    announce: async (upload, at) => {
      await db
        .insertInto('blob_uploads')
        .values({
          sha256: upload.sha256,
          account: upload.account,
          bytes: upload.bytes,
          mime: upload.mime,
          done: 0,
          at,
        })
        .onConflict((conflict) => conflict.columns(['sha256', 'account']).doNothing())
        .execute();
    },
    reopen: async (sha256, account) => {
      await db
        .updateTable('blob_uploads')
        .set({ done: 0 })
        .where('sha256', '=', sha256)
        .where('account', '=', account)
        .execute();
    },
    addChunk: async (sha256, account, chunk) => {
      await db
        .insertInto('blob_chunks')
        .values({ sha256, account, chunk: chunk.chunk, chunk_sha256: chunk.sha256, bytes: chunk.bytes })
        .onConflict((conflict) => conflict.columns(['sha256', 'account', 'chunk']).doNothing())
        .execute();
    },
    finish: async (sha256, account, blob, at) => {
      // First: whoever takes it away waits from here on, or was before.
      await hold([photoName(sha256)]);
      const upload = await db
        .updateTable('blob_uploads')
        .set({ done: 1 })
        .where('sha256', '=', sha256)
        .where('account', '=', account)
        .executeTakeFirst();
      if (upload.numUpdatedRows === 0n) return false;
      await db
        .insertInto('blobs')
        .values({ sha256, bytes: blob.bytes, mime: blob.mime, derivative_bytes: blob.derivativeBytes, at })
        .onConflict((conflict) => conflict.column('sha256').doNothing())
        .execute();
      await db
        .deleteFrom('blob_chunks')
        .where('sha256', '=', sha256)
        .where('account', '=', account)
        .execute();
      return true;
    },
    forget: async (sha256, account) => {
      await db
        .deleteFrom('blob_chunks')
        .where('sha256', '=', sha256)
        .where('account', '=', account)
        .execute();
      await db
        .deleteFrom('blob_uploads')
        .where('sha256', '=', sha256)
        .where('account', '=', account)
        .execute();
    },
    refer: async (references) => {
      if (references.length === 0) return;
      await db
        .insertInto('blob_references')
        .values(references.map(referenceRow))
        .onConflict((conflict) => conflict.columns(['sha256', 'collection', 'doc_id', 'account']).doNothing())
        .execute();
    },
  };
}
