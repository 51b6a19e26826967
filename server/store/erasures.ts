// Queries on whom was asked to be erased, and on every place where something of a person can stand.
import { sql, type Kysely } from 'kysely';
import { replicatedCollections, type DocumentId } from '../../shared/records/record.ts';
import { photoName } from './blobs.ts';
import type { Hold, HoldName } from './holds.ts';
import type { NamedDocument } from './retention.ts';
import type { SqlWords } from './sql-words.ts';
import type { Tables } from './tables.ts';

/** A person of whom nothing is to be kept, and since when: ids and instants only. */
export type Erasure = { readonly id: DocumentId; readonly at: string };

/** A photo of hers, and who had sent it for her; `isOthers`: somebody else has sent the same, perhaps for what is on its way. */
export type DroppedPhoto = {
  readonly sha256: string;
  readonly accounts: readonly string[];
  readonly isOthers: boolean;
};

/** JSON text in, the same without what is to go out. */
export type ScrubText = (json: string) => string;

export type ErasureReads = {
  /** A writing transaction that asks is waited for by whoever adds to them. */
  readonly ids: () => Promise<ReadonlySet<DocumentId>>;
  readonly list: () => Promise<readonly Erasure[]>;
  /** Documents of which a version names this id, those after `last` in the order of collection and id. */
  readonly naming: (
    id: DocumentId,
    last: NamedDocument | undefined,
    limit: number,
  ) => Promise<readonly NamedDocument[]>;
  /** Present documents in whose text these words stand, so many at most. */
  readonly saying: (text: string, limit: number) => Promise<readonly NamedDocument[]>;
};

export type ErasureWrites = {
  /** False when it is in the list already. */
  readonly add: (erasure: Erasure) => Promise<boolean>;
  /** What this transaction takes away is overwritten in the file too, where the database can (SQLite). */
  readonly overwriteFreed: () => Promise<void>;
  readonly dropVersionsBefore: (document: NamedDocument, rev: number) => Promise<void>;
  readonly scrubVersions: (document: NamedDocument, scrub: ScrubText) => Promise<void>;
  /** Of the person's own rows in quarantine nothing is left but that they were there; nobody has to deal with them. */
  readonly emptyQuarantine: (id: DocumentId, at: string) => Promise<void>;
  readonly dropRecovered: (id: DocumentId) => Promise<void>;
  /** Rows in quarantine and recovered documents that name the id. */
  readonly scrubKept: (id: DocumentId, scrub: ScrubText) => Promise<void>;
  /**
   * Forgets the photos of this person, but those that another document lists too. Until the transaction ends nobody else sends, or
   * finishes, the same.
   */
  readonly dropPhotosOf: (id: DocumentId) => Promise<readonly DroppedPhoto[]>;
};

const listName: HoldName = { lane: 'other', key: 'erasures' };

export function createErasureQueries(
  db: Kysely<Tables>,
  words: SqlWords,
  hold: Hold,
): ErasureReads & ErasureWrites {
  return { ...erasureReads(db, words, hold), ...erasureWrites(db, words, hold) };
}

function erasureReads(db: Kysely<Tables>, words: SqlWords, hold: Hold): ErasureReads {
  const list = () => db.selectFrom('erasures').selectAll().orderBy('id').execute();
  return {
    list,
    ids: async () => {
      await hold([listName], 'share');
      return new Set((await list()).map(({ id }) => id));
    },
    naming: async (id, last, limit) => {
      const after =
        last === undefined ? sql`1 = 1` : sql`(h.collection, h.id) > (${last.collection}, ${last.id})`;
      const { rows } = await sql<{
        collection: string;
        id: string;
      }>`SELECT DISTINCT h.collection, h.id FROM history h
        WHERE ${after} AND ${words.contains('h.json', id)} ORDER BY h.collection, h.id LIMIT ${limit}`.execute(
        db,
      );
      return namedIn(rows);
    },
    saying: async (text, limit) => {
      const { rows } = await sql<{
        collection: string;
        id: string;
      }>`SELECT d.collection, d.id FROM documents d
        WHERE d.deleted = 0 AND ${words.contains('d.json', text)} ORDER BY d.collection, d.id LIMIT ${limit}`.execute(
        db,
      );
      return namedIn(rows);
    },
  };
}

function namedIn(rows: readonly { collection: string; id: string }[]): readonly NamedDocument[] {
  return rows.flatMap(({ collection: name, id }) => {
    const collection = replicatedCollections.find((known) => known === name);
    return collection === undefined ? [] : [{ collection, id }];
  });
}

function erasureWrites(db: Kysely<Tables>, words: SqlWords, hold: Hold): ErasureWrites {
  return {
    add: async (erasure) => {
      await hold([listName]);
      const result = await db
        .insertInto('erasures')
        .values(erasure)
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst();
      return result.numInsertedOrUpdatedRows === 1n;
    },
    overwriteFreed: async () => {
      if (words.dialect === 'sqlite') await sql`PRAGMA secure_delete = ON`.execute(db);
    },
    dropVersionsBefore: async ({ collection, id }, rev) => {
      await db
        .deleteFrom('history')
        .where('collection', '=', collection)
        .where('id', '=', id)
        .where('rev', '<', rev)
        .execute();
    },
    scrubVersions: async ({ collection, id }, scrub) => {
      const versions = db.selectFrom('history').where('collection', '=', collection).where('id', '=', id);
      for (const { rev, json } of await versions.select(['rev', 'json']).execute()) {
        const scrubbed = scrub(json);
        if (scrubbed === json) continue;
        await db
          .updateTable('history')
          .set({ json: scrubbed })
          .where('collection', '=', collection)
          .where('id', '=', id)
          .where('rev', '=', rev)
          .execute();
      }
    },
    emptyQuarantine: async (id, at) => {
      await db
        .updateTable('quarantine')
        .set((set) => ({
          raw: '{}',
          settled_by: set.fn.coalesce('settled_by', set.val('erasure')),
          settled_at: set.fn.coalesce('settled_at', set.val(at)),
        }))
        .where('collection', '=', 'people')
        .where('doc_id', '=', id)
        .execute();
    },
    dropRecovered: async (id) => {
      await db.deleteFrom('recovered').where('collection', '=', 'people').where('doc_id', '=', id).execute();
      await db
        .deleteFrom('recovered')
        .where('collection', '=', 'conflicts')
        .where('about_id', '=', id)
        .execute();
    },
    scrubKept: (id, scrub) => scrubKept(db, words, id, scrub),
    dropPhotosOf: (id) => dropPhotosOf(db, hold, id),
  };
}

async function scrubKept(
  db: Kysely<Tables>,
  words: SqlWords,
  id: DocumentId,
  scrub: ScrubText,
): Promise<void> {
  const refused = await sql<{ account: string; mutation_id: string; raw: string }>`
    SELECT account, mutation_id, raw FROM quarantine WHERE ${words.contains('raw', id)}`.execute(db);
  for (const { account, mutation_id: mutationId, raw } of refused.rows)
    await db
      .updateTable('quarantine')
      .set({ raw: scrub(raw) })
      .where('account', '=', account)
      .where('mutation_id', '=', mutationId)
      .execute();
  const recovered = await sql<{ id: string; json: string }>`
    SELECT id, json FROM recovered WHERE ${words.contains('json', id)}`.execute(db);
  for (const row of recovered.rows)
    await db
      .updateTable('recovered')
      .set({ json: scrub(row.json) })
      .where('id', '=', row.id)
      .execute();
}

async function dropPhotosOf(
  db: Kysely<Tables>,
  hold: Hold,
  id: DocumentId,
): Promise<readonly DroppedPhoto[]> {
  const own = await db
    .deleteFrom('blob_references')
    .where('collection', '=', 'people')
    .where('doc_id', '=', id)
    .returning(['sha256', 'account'])
    .execute();
  const hashes = [...new Set(own.map((row) => row.sha256))];
  await hold(hashes.map(photoName));
  const dropped: DroppedPhoto[] = [];
  for (const sha256 of hashes) {
    const listed = db.selectFrom('blob_references').select('doc_id').where('sha256', '=', sha256);
    if ((await listed.limit(1).executeTakeFirst()) !== undefined) continue;
    const accounts = own.filter((row) => row.sha256 === sha256).map(({ account }) => account);
    for (const table of ['blob_uploads', 'blob_chunks'] as const)
      await db.deleteFrom(table).where('sha256', '=', sha256).where('account', 'in', accounts).execute();
    const others = db.selectFrom('blob_uploads').select('account').where('sha256', '=', sha256);
    const isOthers = (await others.where('done', '=', 1).limit(1).executeTakeFirst()) !== undefined;
    if (!isOthers) await db.deleteFrom('blobs').where('sha256', '=', sha256).execute();
    dropped.push({ sha256, accounts, isOthers });
  }
  return dropped;
}
