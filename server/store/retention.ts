// Queries on what is old enough to go: found on a snapshot, asked again and removed a little at a time.
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { FeedKey } from '../../shared/access/feed-keys.ts';
import { replicatedCollections, type CollectionName } from '../../shared/records/record.ts';
import { documentName, type Hold } from './holds.ts';
import type { MutationKey } from './receipts.ts';
import type { SqlWords } from './sql-words.ts';
import type { Tables } from './tables.ts';

export type NamedDocument = { readonly collection: CollectionName; readonly id: string };
/** A revision that took the place of those before it, at an instant. */
export type Superseding = NamedDocument & { readonly rev: number; readonly at: string };
export type OldReceipt = MutationKey & { readonly at: string; readonly deviceId: string };

/** How much of each kind a purge removed. */
export type PurgeCounts = {
  readonly tombstones: number;
  readonly revisions: number;
  readonly receipts: number;
  readonly commits: number;
};

export type RetentionReads = {
  /** The position of the newest of the commits that were all made before an instant, 0 when there is none. It stays, as the mark. */
  readonly lastOld: (before: string) => Promise<number>;
  /** Up to which instant all old revisions were looked through, by purges that came to their end; '' before the first. */
  readonly lookedThrough: () => Promise<string>;
  /** Deleted documents in the order of their ids. */
  readonly tombstonesAfter: (
    collection: CollectionName,
    id: string,
    limit: number,
  ) => Promise<readonly NamedDocument[]>;
  /** Revisions after the first, written from one instant until before another, in order; those after `last`. */
  readonly supersedingBetween: (
    from: string,
    before: string,
    last: Superseding | undefined,
    limit: number,
  ) => Promise<readonly Superseding[]>;
  /** Receipts from before an instant, in order, those after `last`; not those that tell that a refused row was taken later. */
  readonly receiptsBefore: (
    before: string,
    last: OldReceipt | undefined,
    limit: number,
  ) => Promise<readonly OldReceipt[]>;
  /** When the receipt with the highest number of this device was written; '' when it has none. */
  readonly lastPushOf: (deviceId: string) => Promise<string>;
  /** Whether a tombstone after this position was removed that had one of these keys. */
  readonly isPurgedAfter: (
    collection: CollectionName,
    keys: readonly FeedKey[],
    position: number,
  ) => Promise<boolean>;
};

export type RetentionWrites = {
  /**
   * Removes those of these documents that are deleted, were so at the position `cut`, and of which nothing waits: no row in
   * quarantine, nothing recovered, no conflict, no decision, no final report, and who was not erased. Returns how many.
   */
  readonly dropTombstones: (documents: readonly NamedDocument[], cut: number) => Promise<number>;
  /** Removes the revisions before these, but such as still count (`isDispensable`). Returns how many. */
  readonly dropSuperseded: (superseding: readonly Superseding[]) => Promise<number>;
  readonly dropReceipts: (receipts: readonly MutationKey[]) => Promise<number>;
  /** Removes the oldest commits before a position, so many at most. */
  readonly dropCommits: (cut: number, limit: number) => Promise<number>;
  /** Begins a run under a name; false when one of this name began before. */
  readonly beginPurge: (name: string, before: string, at: string) => Promise<boolean>;
  readonly endPurge: (name: string, counts: PurgeCounts, at: string) => Promise<void>;
};

export function createRetentionQueries(
  db: Kysely<Tables>,
  words: SqlWords,
  hold: Hold,
): RetentionReads & RetentionWrites {
  return { ...retentionReads(db), ...retentionWrites(db, words, hold) };
}

function retentionReads(db: Kysely<Tables>): RetentionReads {
  return {
    lastOld: async (before) => {
      const young = await db
        .selectFrom('commits')
        .select('position')
        .where('at', '>=', before)
        .orderBy('position')
        .limit(1)
        .executeTakeFirst();
      const old = db.selectFrom('commits').select((of) => of.fn.max('position').as('position'));
      const row = await (
        young === undefined ? old : old.where('position', '<', young.position)
      ).executeTakeFirst();
      return row?.position ?? 0;
    },
    lookedThrough: async () => {
      const row = await db
        .selectFrom('purges')
        .select((of) => of.fn.max('before_at').as('before'))
        .where('ended_at', 'is not', null)
        .executeTakeFirst();
      return row?.before ?? '';
    },
    tombstonesAfter: async (collection, id, limit) => {
      const rows = await sql<{ id: string }>`SELECT id FROM documents WHERE deleted = 1
        AND collection = ${collection} AND id > ${id} ORDER BY id LIMIT ${limit}`.execute(db);
      return rows.rows.map((row) => ({ collection, id: row.id }));
    },
    supersedingBetween: async (from, before, last, limit) => {
      const after =
        last === undefined
          ? sql`at >= ${from}`
          : sql`(at, collection, id, rev) > (${last.at}, ${last.collection}, ${last.id}, ${last.rev})`;
      const { rows } = await sql<{
        collection: string;
        id: string;
        rev: number;
        at: string;
      }>`SELECT collection, id, rev, at FROM history WHERE ${after} AND at < ${before} AND rev > 1
        ORDER BY at, collection, id, rev LIMIT ${limit}`.execute(db);
      return rows.flatMap(({ collection: name, ...row }) => {
        const collection = replicatedCollections.find((known) => known === name);
        return collection === undefined ? [] : [{ collection, ...row }];
      });
    },
    receiptsBefore: (before, last, limit) => receiptsBefore(db, before, last, limit),
    lastPushOf: async (deviceId) => {
      const row = await db
        .selectFrom('receipts')
        .select('at')
        .where('device_id', '=', deviceId)
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row?.at ?? '';
    },
    isPurgedAfter: async (collection, keys, position) => {
      if (keys.length === 0) return false;
      const found = await db
        .selectFrom('purged_feed')
        .select('position')
        .where('collection', '=', collection)
        .where('feed_key', 'in', keys)
        .where('position', '>', position)
        .limit(1)
        .executeTakeFirst();
      return found !== undefined;
    },
  };
}

async function receiptsBefore(
  db: Kysely<Tables>,
  before: string,
  last: OldReceipt | undefined,
  limit: number,
): Promise<readonly OldReceipt[]> {
  const after =
    last === undefined
      ? sql`r.at < ${before}`
      : sql`r.at < ${before} AND (r.at, r.account, r.mutation_id) > (${last.at}, ${last.account}, ${last.mutationId})`;
  const { rows } = await sql<{
    account: string;
    mutation_id: string;
    at: string;
    device_id: string;
  }>`SELECT r.account, r.mutation_id, r.at, r.device_id FROM receipts r WHERE ${after} AND NOT EXISTS (
      SELECT 1 FROM quarantine q WHERE q.collection = r.collection AND q.doc_id = r.doc_id AND q.device_id = r.device_id)
    ORDER BY r.at, r.account, r.mutation_id LIMIT ${limit}`.execute(db);
  return rows.map((row) => ({
    ...{ account: row.account, mutationId: row.mutation_id, at: row.at, deviceId: row.device_id },
  }));
}

function retentionWrites(db: Kysely<Tables>, words: SqlWords, hold: Hold): RetentionWrites {
  return {
    dropTombstones: async (documents, cut) => {
      await hold(documents.map(({ collection, id }) => documentName(collection, id)));
      let dropped = 0;
      for (const document of documents)
        if (await isForgotten(db, words, document, cut)) {
          await dropDocument(db, document);
          dropped += 1;
        }
      return dropped;
    },
    dropSuperseded: async (superseding) => {
      await hold(superseding.map(({ collection, id }) => documentName(collection, id)));
      let dropped = 0;
      for (const { collection, id, rev } of superseding) {
        const result = await sql`DELETE FROM history WHERE collection = ${collection} AND id = ${id}
          AND rev < ${rev} AND ${isDispensable}`.execute(db);
        dropped += Number(result.numAffectedRows ?? 0n);
      }
      return dropped;
    },
    dropReceipts: async (receipts) => {
      let dropped = 0;
      for (const { account, mutationId } of receipts) {
        const result = await db
          .deleteFrom('receipts')
          .where('account', '=', account)
          .where('mutation_id', '=', mutationId)
          .executeTakeFirst();
        dropped += Number(result.numDeletedRows);
      }
      return dropped;
    },
    dropCommits: async (cut, limit) => {
      const result = await sql`DELETE FROM commits WHERE position IN (
        SELECT position FROM commits WHERE position < ${cut} ORDER BY position LIMIT ${limit})`.execute(db);
      return Number(result.numAffectedRows ?? 0n);
    },
    beginPurge: async (name, before, at) => {
      const counts = { tombstones: 0, revisions: 0, receipts: 0, commits: 0 };
      const result = await db
        .insertInto('purges')
        .values({ name, before_at: before, began_at: at, ended_at: null, ...counts })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .executeTakeFirst();
      return result.numInsertedOrUpdatedRows === 1n;
    },
    endPurge: async (name, counts, at) => {
      await db
        .updateTable('purges')
        .set({ ...counts, ended_at: at })
        .where('name', '=', name)
        .execute();
    },
  };
}

/**
 * Of a revision in the history: the document is not on its way to a reviewer or back to its author, it is not the one in which
 * what stands was written, nor one after it (whoever wrote it is known by them), and no final report was written from it.
 */
const isDispensable = sql`NOT EXISTS (SELECT 1 FROM documents d WHERE d.collection = history.collection AND d.id = history.id
    AND (d.review_state IN ('submitted', 'returned') OR d.rev = history.rev
      OR (d.content_hash = history.content_hash AND NOT EXISTS (SELECT 1 FROM history n WHERE n.collection = d.collection
        AND n.id = d.id AND n.rev > history.rev AND n.content_hash <> d.content_hash))))
  AND NOT EXISTS (SELECT 1 FROM report_revisions r WHERE r.id = history.id AND r.rev = history.rev)`;

async function isForgotten(
  db: Kysely<Tables>,
  words: SqlWords,
  { collection, id }: NamedDocument,
  cut: number,
): Promise<boolean> {
  const isWaiting: RawBuilder<unknown> = sql`${words.valueAt('a.json', ['outcome'])} = ${words.scalar('waiting')}`;
  const { rows } =
    await sql`SELECT 1 FROM documents d WHERE d.collection = ${collection} AND d.id = ${id} AND d.deleted = 1
    AND NOT EXISTS (SELECT 1 FROM feed f WHERE f.collection = d.collection AND f.id = d.id AND f.position > ${cut})
    AND NOT EXISTS (SELECT 1 FROM quarantine q WHERE q.collection = d.collection AND q.doc_id = d.id AND q.settled_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM recovered r WHERE r.collection = d.collection AND r.doc_id = d.id AND r.state <> 'accepted')
    AND NOT EXISTS (SELECT 1 FROM recovered r WHERE r.about_id = d.id AND r.state <> 'accepted')
    AND NOT EXISTS (SELECT 1 FROM documents a WHERE a.about_id = d.id AND a.deleted = 0
      AND (a.collection = 'conflicts' OR (a.collection = 'decisions' AND ${isWaiting})))
    AND NOT EXISTS (SELECT 1 FROM report_revisions r WHERE r.id = d.id)
    AND NOT EXISTS (SELECT 1 FROM erasures e WHERE e.id = d.id AND d.collection = 'people')`.execute(db);
  return rows.length > 0;
}

/** Its keys keep the mark: who read less far than it under one of them must begin afresh. */
async function dropDocument(db: Kysely<Tables>, { collection, id }: NamedDocument): Promise<void> {
  await sql`INSERT INTO purged_feed (collection, feed_key, position)
    SELECT collection, feed_key, max(position) FROM feed WHERE collection = ${collection} AND id = ${id}
    GROUP BY collection, feed_key ORDER BY feed_key
    ON CONFLICT (collection, feed_key) DO UPDATE SET position = excluded.position
      WHERE excluded.position > purged_feed.position`.execute(db);
  for (const table of ['feed', 'history', 'documents'] as const)
    await db.deleteFrom(table).where('collection', '=', collection).where('id', '=', id).execute();
  await db
    .deleteFrom('blob_references')
    .where('collection', '=', collection)
    .where('doc_id', '=', id)
    .execute();
}
