// The feed: under which keys each document is published and at which position; and the counter that orders commits.
import { sql, type Kysely } from 'kysely';
import type { FeedKey } from '../../shared/access/feed-keys.ts';
import { replicatedCollections, type CollectionName } from '../../shared/records/record.ts';
import type { Committed } from '../../shared/sync/protocol.ts';
import { inPowersOfTwo, insertRows } from './insert-rows.ts';
import type { Dialect } from './migrations/migration.ts';
import type { SqlWords } from './sql-words.ts';
import type { Tables } from './tables.ts';

/** "Look again at this id": the position, and the present document as text with what the window asks for. */
export type FeedEntry = {
  readonly position: number;
  readonly id: string;
  /** True when at least one of the asked keys is a key of the present document. */
  readonly isCurrent: boolean;
  readonly json: string;
  readonly orgUnitId: string;
  readonly occurredOn: string;
  readonly reviewState: string;
  readonly audience: string;
};

/** A changed document and the keys under which it now stands. */
export type Change = {
  readonly collection: CollectionName;
  readonly id: string;
  readonly keys: readonly FeedKey[];
};

export type Published = { readonly committed: Committed; readonly changes: readonly Change[] };

export type FeedReads = {
  /** Entries after `after` under any of the keys, each id once, in order of position: filtered before the limit. */
  readonly page: (
    collection: CollectionName,
    keys: readonly FeedKey[],
    after: number,
    limit: number,
  ) => Promise<readonly FeedEntry[]>;
  /** The same for given ids; ids without an entry under these keys are absent. */
  readonly entriesOf: (
    collection: CollectionName,
    keys: readonly FeedKey[],
    ids: readonly string[],
  ) => Promise<readonly FeedEntry[]>;
  readonly committed: () => Promise<Committed>;
  /** The highest position at which anything was ever published; the counter is never behind it. */
  readonly lastPublished: () => Promise<number>;
  /** Documents with an entry after this position and the keys that they stand under, the newest `most` of them. */
  readonly changesAfter: (position: number, most: number) => Promise<readonly Change[]>;
  /** Documents that stand under this key now. */
  readonly under: (collection: CollectionName, key: FeedKey) => Promise<readonly string[]>;
  /** The stamp of the commit that ended at this position; `oldest` when it lies before all that is kept. */
  readonly stampAt: (position: number) => Promise<string | 'oldest' | undefined>;
};

export type FeedWrites = {
  /**
   * Ends a transaction's work: moves the counter by the number of changes, gives each its own position, publishes it
   * under its new keys and under those it ever had, and deletes what that replaces. Called last, once. The changes
   * come back with all the keys under which somebody must look again.
   */
  readonly publish: (changes: readonly Change[], stamp: string, at: string) => Promise<Published>;
};

type Row = {
  position: number;
  id: string;
  is_current: number;
  json: string;
  org_unit: string;
  occurred_on: string;
  review_state: string;
  audience: string;
};

export function createFeedQueries(db: Kysely<Tables>, { dialect }: SqlWords): FeedReads & FeedWrites {
  return {
    page: async (collection, keys, after, limit) => {
      if (keys.length === 0) return [];
      const seeks = keys.map(
        (key) =>
          sql`SELECT * FROM (SELECT position, id, is_current FROM feed WHERE collection = ${collection} AND feed_key = ${key} AND position > ${after} ORDER BY position LIMIT ${limit}) AS seek`,
      );
      const merged = sql`SELECT position, id, max(is_current) AS is_current FROM (${sql.join(seeks, sql` UNION ALL `)}) AS found GROUP BY position, id ORDER BY position LIMIT ${limit}`;
      return entries(db, collection, merged);
    },
    entriesOf: async (collection, keys, ids) => {
      if (keys.length === 0 || ids.length === 0) return [];
      const merged = sql`SELECT position, id, max(is_current) AS is_current FROM feed WHERE collection = ${collection} AND id IN (${sql.join(ids)}) AND feed_key IN (${sql.join(keys)}) GROUP BY position, id`;
      return entries(db, collection, merged);
    },
    committed: async () => {
      const counter = await db.selectFrom('counter').select('position').executeTakeFirstOrThrow();
      const commit = await db
        .selectFrom('commits')
        .select('stamp')
        .where('position', '=', counter.position)
        .executeTakeFirst();
      return { position: counter.position, stamp: commit?.stamp ?? '' };
    },
    lastPublished: async () => {
      const feed = await db
        .selectFrom('feed')
        .select((of) => of.fn.max('position').as('position'))
        .executeTakeFirst();
      const commits = await db
        .selectFrom('commits')
        .select((of) => of.fn.max('position').as('position'))
        .executeTakeFirst();
      return Math.max(feed?.position ?? 0, commits?.position ?? 0);
    },
    under: async (collection, key) => {
      const rows = await db
        .selectFrom('feed')
        .select('id')
        .where('collection', '=', collection)
        .where('feed_key', '=', key)
        .where('is_current', '=', 1)
        .execute();
      return rows.map(({ id }) => id);
    },
    changesAfter: (position, most) => changesAfter(db, position, most),
    stampAt: async (position) => {
      const commit = await db
        .selectFrom('commits')
        .select('stamp')
        .where('position', '=', position)
        .executeTakeFirst();
      if (commit !== undefined) return commit.stamp;
      const oldest = await db
        .selectFrom('commits')
        .select('position')
        .orderBy('position')
        .limit(1)
        .executeTakeFirst();
      return oldest !== undefined && position < oldest.position ? 'oldest' : undefined;
    },
    publish: (changes, stamp, at) => publish(db, dialect, changes, stamp, at),
  };
}

async function entries(
  db: Kysely<Tables>,
  collection: CollectionName,
  merged: ReturnType<typeof sql>,
): Promise<readonly FeedEntry[]> {
  const found =
    await sql<Row>`SELECT f.position, f.id, f.is_current, d.json, d.org_unit, d.occurred_on, d.review_state, d.audience
    FROM (${merged}) f JOIN documents d ON d.collection = ${collection} AND d.id = f.id ORDER BY f.position`.execute(
      db,
    );
  return found.rows.map((row) => ({
    position: row.position,
    id: row.id,
    isCurrent: row.is_current === 1,
    json: row.json,
    orgUnitId: row.org_unit,
    occurredOn: row.occurred_on,
    reviewState: row.review_state,
    audience: row.audience,
  }));
}

async function changesAfter(db: Kysely<Tables>, position: number, most: number): Promise<readonly Change[]> {
  const rows = await db
    .selectFrom('feed')
    .select(['collection', 'id', 'feed_key'])
    .where('position', '>', position)
    .orderBy('position', 'desc')
    .limit(most * keysOfOne)
    .execute();
  const changes = new Map<string, Change & { readonly keys: FeedKey[] }>();
  for (const row of rows) {
    const collection = replicatedCollections.find((name) => name === row.collection);
    if (collection === undefined) continue;
    const change = changes.get(`${collection}/${row.id}`) ?? { collection, id: row.id, keys: [] };
    change.keys.push(row.feed_key);
    changes.set(`${collection}/${row.id}`, change);
  }
  return [...changes.values()];
}

/** Keys of a document, about: its unit with all above it, and those it is addressed to. */
const keysOfOne = 8;

async function publish(
  db: Kysely<Tables>,
  dialect: Dialect,
  changes: readonly Change[],
  stamp: string,
  at: string,
): Promise<Published> {
  const before = await withdraw(db, changes);
  // Last, and what follows is one statement: whoever else commits waits for this row only so long.
  const counter = await db
    .updateTable('counter')
    .set((eb) => ({ position: eb('position', '+', changes.length) }))
    .returning('position')
    .executeTakeFirstOrThrow();
  const first = counter.position - changes.length + 1;
  const rows = changes.flatMap(({ collection, id, keys }, index) => {
    const current = new Set(keys);
    return (before[index]?.keys ?? []).map((key) => ({
      ...{ collection, feed_key: key, position: first + index, id, is_current: current.has(key) ? 1 : 0 },
    }));
  });
  await insertRows(db, dialect, 'feed', rows);
  await db.insertInto('commits').values({ position: counter.position, stamp, at }).execute();
  return { committed: { position: counter.position, stamp }, changes: before };
}

/** Takes documents out of the feed; each change comes back with the keys that it ever had and has now. */
async function withdraw(db: Kysely<Tables>, changes: readonly Change[]): Promise<readonly Change[]> {
  const published = new Map<string, { readonly feed_key: FeedKey }[]>();
  for (const collection of new Set(changes.map((change) => change.collection))) {
    const ids = changes.flatMap((change) => (change.collection === collection ? [change.id] : []));
    for (const few of inPowersOfTwo(ids)) {
      const rows = await db
        .deleteFrom('feed')
        .where('collection', '=', collection)
        .where('id', 'in', few)
        .returning(['id', 'feed_key'])
        .execute();
      for (const row of rows) {
        const name = `${collection}/${row.id}`;
        published.set(name, [...(published.get(name) ?? []), row]);
      }
    }
  }
  return changes.map((change) => {
    const before = published.get(`${change.collection}/${change.id}`) ?? [];
    return { ...change, keys: [...new Set([...before.map((row) => row.feed_key), ...change.keys])] };
  });
}
