// Queries on documents and their history.
import { sql, type Kysely } from 'kysely';
import type { CollectionName, SyncedDocument } from '../../shared/records/record.ts';
import { documentName, type Hold } from './holds.ts';
import { inPowersOfTwo, insertRows } from './insert-rows.ts';
import { indexPeople } from './person-index.ts';
import { readSteps, type RevisionStep } from './revision-steps.ts';
import type { SqlWords } from './sql-words.ts';
import { documentRow, parseStored, type StoredDocument } from './stored-document.ts';
import type { Tables } from './tables.ts';

/** Who wrote a revision, and when (server time). */
export type Writing = {
  readonly account: string;
  readonly deviceId: string;
  readonly seq: number;
  readonly at: string;
};

/** A document as it stands from now on, and who wrote it so. */
export type NewDocument = { readonly stored: StoredDocument; readonly writing: Writing };

/** One revision out of a document's history. */
export type Revision = {
  readonly rev: number;
  readonly document: SyncedDocument;
  readonly account: string;
  readonly at: string;
};

export type RawDocument = {
  readonly id: string;
  readonly rev: number;
  readonly hash: string;
  readonly json: string;
};

/** Reading documents: nothing here knows of scope; callers ask the policy. */
export type DocumentReads = {
  readonly get: (collection: CollectionName, id: string) => Promise<StoredDocument | undefined>;
  /** Those of these ids that are there. */
  readonly getMany: (
    collection: CollectionName,
    ids: readonly string[],
  ) => Promise<ReadonlyMap<string, StoredDocument>>;
  readonly all: (collection: CollectionName) => Promise<readonly SyncedDocument[]>;
  /** As they lie there, before anything is believed of them: the next ones after an id, in the order of ids. */
  readonly rawAfter: (
    collection: CollectionName,
    id: string,
    limit: number,
  ) => Promise<readonly RawDocument[]>;
  /** The newest revision number with this content, or undefined when history does not know it. */
  readonly revisionWithHash: (
    collection: CollectionName,
    id: string,
    hash: string,
  ) => Promise<number | undefined>;
  /** Of these ids those that are there, with the hash of what stands now and those of all that ever stood. */
  readonly knownContents: (
    collection: CollectionName,
    named: readonly { readonly id: string }[],
  ) => Promise<ReadonlyMap<string, { readonly now: string; readonly all: ReadonlySet<string> }>>;
  /** Who wrote the content that stands now: a decision or a lock adds revisions and leaves it as it is. */
  readonly lastWriter: (collection: CollectionName, id: string) => Promise<string | undefined>;
  /** Revisions from `rev` on, oldest first. */
  readonly revisionsFrom: (
    collection: CollectionName,
    id: string,
    rev: number,
  ) => Promise<readonly Revision[]>;
  /** One revision, or undefined when there is none of this number. */
  readonly revision: (collection: CollectionName, id: string, rev: number) => Promise<Revision | undefined>;
  /** The first revision and those from `rev` on, oldest first, without their contents. */
  readonly stepsFrom: (
    collection: CollectionName,
    id: string,
    rev: number,
  ) => Promise<readonly RevisionStep[]>;
  /** Documents that continue or concern another, e.g. the decisions on a record. */
  readonly about: (collection: CollectionName, aboutId: string) => Promise<readonly SyncedDocument[]>;
  /** Which of these ids any document continues or concerns. */
  readonly concernedAmong: (ids: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Records that are linked to this one as the same event; held, like what is read alone. */
  readonly linkedTo: (hostId: string) => Promise<readonly SyncedDocument[]>;
};

export type DocumentWrites = {
  /** Stores the document as it stands now and its revision in the history. */
  readonly put: (collection: CollectionName, stored: StoredDocument, writing: Writing) => Promise<void>;
};

export function createDocumentQueries(
  db: Kysely<Tables>,
  words: SqlWords,
  hold: Hold,
): DocumentReads & DocumentWrites {
  const rowOf = (collection: CollectionName, id: string) =>
    db.selectFrom('documents').where('collection', '=', collection).where('id', '=', id);
  const historyOf = (collection: CollectionName, id: string) =>
    db.selectFrom('history').where('collection', '=', collection).where('id', '=', id);
  return {
    get: async (collection, id) => {
      await hold([documentName(collection, id)]);
      const row = await rowOf(collection, id).select(['json', 'content_hash']).executeTakeFirst();
      return row === undefined ? undefined : { document: parseStored(row.json), hash: row.content_hash };
    },
    getMany: async (collection, ids) => {
      await hold(ids.map((id) => documentName(collection, id)));
      const found = new Map<string, StoredDocument>();
      for (const few of inPowersOfTwo(ids)) {
        const rows = await db
          .selectFrom('documents')
          .select(['id', 'json', 'content_hash'])
          .where('collection', '=', collection)
          .where('id', 'in', few)
          .execute();
        for (const { id, json, content_hash: hash } of rows)
          found.set(id, { document: parseStored(json), hash });
      }
      return found;
    },
    all: async (collection) => {
      const rows = await db
        .selectFrom('documents')
        .select('json')
        .where('collection', '=', collection)
        .orderBy('id')
        .execute();
      return rows.map((row) => parseStored(row.json));
    },
    rawAfter: (collection, id, limit) =>
      db
        .selectFrom('documents')
        .select(['id', 'rev', 'content_hash as hash', 'json'])
        .where('collection', '=', collection)
        .where('id', '>', id)
        .orderBy('id')
        .limit(limit)
        .execute(),
    revisionWithHash: async (collection, id, hash) => {
      const row = await historyOf(collection, id)
        .select('rev')
        .where('content_hash', '=', hash)
        .orderBy('rev', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row?.rev;
    },
    knownContents: async (collection, named) => {
      if (named.length === 0) return new Map();
      const ids = named.map(({ id }) => id);
      const rows = await db
        .selectFrom('history')
        .select(['id', 'content_hash'])
        .where('collection', '=', collection)
        .where('id', 'in', ids)
        .orderBy('id')
        .orderBy('rev')
        .execute();
      const known = new Map<string, { now: string; readonly all: Set<string> }>();
      for (const { id, content_hash: hash } of rows) {
        const contents = known.get(id) ?? { now: hash, all: new Set<string>() };
        contents.now = hash;
        contents.all.add(hash);
        known.set(id, contents);
      }
      return known;
    },
    lastWriter: async (collection, id) => {
      const stood = await rowOf(collection, id).select('content_hash').executeTakeFirst();
      if (stood === undefined) return undefined;
      const before = await historyOf(collection, id)
        .select((of) => of.fn.max('rev').as('rev'))
        .where('content_hash', '<>', stood.content_hash)
        .executeTakeFirst();
      const row = await historyOf(collection, id)
        .select('account')
        .where('rev', '>', before?.rev ?? 0)
        .orderBy('rev')
        .limit(1)
        .executeTakeFirst();
      return row?.account;
    },
    revisionsFrom: async (collection, id, rev) => {
      const rows = await historyOf(collection, id)
        .select(['rev', 'json', 'account', 'at'])
        .where('rev', '>=', rev)
        .orderBy('rev')
        .execute();
      return rows.map(({ rev, json, account, at }) => ({ rev, document: parseStored(json), account, at }));
    },
    revision: async (collection, id, rev) => {
      const row = await historyOf(collection, id)
        .select(['rev', 'json', 'account', 'at'])
        .where('rev', '=', rev)
        .executeTakeFirst();
      return row === undefined
        ? undefined
        : { rev, document: parseStored(row.json), account: row.account, at: row.at };
    },
    stepsFrom: (collection, id, rev) => readSteps(db, words, collection, id, rev),
    about: async (collection, aboutId) => {
      const rows = await db
        .selectFrom('documents')
        .select('json')
        .where('about_id', '=', aboutId)
        .where('collection', '=', collection)
        .orderBy('id')
        .execute();
      return rows.map((row) => parseStored(row.json));
    },
    concernedAmong: async (ids) => {
      const found = new Set<string>();
      for (const few of inPowersOfTwo(ids)) {
        const rows = await db
          .selectFrom('documents')
          .select('about_id')
          .where('about_id', 'in', few)
          .distinct()
          .execute();
        for (const { about_id: id } of rows) if (id !== null) found.add(id);
      }
      return found;
    },
    linkedTo: async (hostId) => {
      // `apart`, so that the primary key does not offer itself instead of the partial index.
      const [collection, id] = [words.apart('collection'), words.apart('id')];
      const query = sql<{
        json: string;
      }>`SELECT json FROM documents WHERE ${words.isLinkedTo(hostId)} AND ${collection} = 'records' ORDER BY ${id}`;
      const read = async () => (await query.execute(db)).rows.map((row) => parseStored(row.json));
      const found = await read();
      await hold(found.map((each) => documentName('records', each.id)));
      // As they stand now that they are held.
      return found.length === 0 ? found : read();
    },
    put: (collection, stored, writing) => writeDocuments(db, words, collection, [{ stored, writing }]),
  };
}

/** Stores documents of a collection, no two of one id, each with its revision. */
export async function writeDocuments(
  db: Kysely<Tables>,
  { dialect }: SqlWords,
  collection: CollectionName,
  documents: readonly NewDocument[],
): Promise<void> {
  const rows = documents.map(({ stored }) =>
    documentRow(collection, stored, JSON.stringify(stored.document)),
  );
  const revisions = documents.flatMap(({ writing }, index) => {
    const row = rows[index];
    return row === undefined ? [] : [revisionRow(row, writing)];
  });
  await insertRows(db, dialect, 'documents', rows, { columns: ['collection', 'id'], do: 'update' });
  await insertRows(db, dialect, 'history', revisions);
  if (collection === 'people')
    await indexPeople(
      db,
      dialect,
      documents.map(({ stored }) => stored.document),
    );
}

function revisionRow(
  { collection, id, rev, content_hash, json }: Tables['documents'],
  { account, deviceId, seq, at }: Writing,
): Tables['history'] {
  return { collection, id, rev, content_hash, json, account, device_id: deviceId, seq, at };
}
