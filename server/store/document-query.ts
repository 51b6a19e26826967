// The office's question to the server: documents in scope by conditions, sorted, page by page.
import { setImmediate } from 'node:timers/promises';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { FeedKey } from '../../shared/access/feed-keys.ts';
import type { CollectionName, LocalDate } from '../../shared/records/record.ts';
import type { Scalar, SqlWords } from './sql-words.ts';
import type { Tables } from './tables.ts';

/** A field that may be asked for: a column, or a value inside the stored JSON (its path was checked by the caller). */
export type QueryField =
  | {
      readonly column:
        | 'id'
        | 'type'
        | 'org_unit'
        | 'occurred_on'
        | 'review_state'
        | 'created_by'
        | 'about_id'
        | 'rev';
    }
  | { readonly path: readonly string[] };
export type QueryCondition = {
  readonly field: QueryField;
  readonly test:
    | { readonly op: 'eq' | 'gte' | 'lte' | 'startsWith'; readonly value: Scalar }
    | { readonly op: 'in'; readonly values: readonly Scalar[] };
};
export type QueryOrder = { readonly field: QueryField; readonly direction: 'asc' | 'desc' };
export type DocumentQuery = {
  readonly collection: CollectionName;
  readonly keys: readonly FeedKey[];
  readonly where: readonly QueryCondition[];
  readonly sort: readonly QueryOrder[];
  readonly size: number;
  /** Sort values and id of the last row of the page before. */
  readonly after?: { readonly values: readonly Scalar[]; readonly id: string };
};
/** Documents that happened from one day to another, both inside; of these types when there are any named. */
export type PeriodQuery = {
  readonly collection: CollectionName;
  readonly keys: readonly FeedKey[];
  readonly from: LocalDate;
  readonly until: LocalDate;
  readonly types?: readonly string[];
};
/** Documents that hold something at this path. */
export type PresenceQuery = {
  readonly collection: CollectionName;
  readonly keys: readonly FeedKey[];
  readonly path: readonly string[];
};
export type QueryRow = { readonly id: string; readonly json: string; readonly values: readonly Scalar[] };

export type DocumentQueryReads = {
  /** Only present documents under one of the keys; the total does not count the page. */
  readonly find: (
    query: DocumentQuery,
  ) => Promise<{ readonly rows: readonly QueryRow[]; readonly total: number }>;
  /** Hands over the stored text of every present document of a period under one of the keys, each once, in no order. */
  readonly between: (query: PeriodQuery, each: (json: string) => void) => Promise<void>;
  /** The same for those that hold a value somewhere: few of many. */
  readonly having: (query: PresenceQuery, each: (json: string) => void) => Promise<void>;
};

const chunk = 1_000;

export function createDocumentQuery(db: Kysely<Tables>, words: SqlWords): DocumentQueryReads {
  return {
    find: async (query) => {
      if (query.keys.length === 0) return { rows: [], total: 0 };
      const filters = [
        ...presentUnder(query),
        ...query.where.map((condition) => conditionSql(words, condition)),
      ];
      const where = sql.join(filters, sql` AND `);
      const counted = await sql<{
        total: number;
      }>`SELECT count(*) AS total FROM documents d WHERE ${where}`.execute(db);
      const pageWhere =
        query.after === undefined ? where : sql`${where} AND (${afterSql(words, query.sort, query.after)})`;
      const sortValues = query.sort.map(
        (order, index) => sql`${expression(words, order.field)} AS ${sql.ref(`s${index}`)}`,
      );
      const columns = sql.join([sql`d.id`, sql`d.json`, ...sortValues]);
      const ordering = sql.join([
        ...query.sort.map((order) => sql`${expression(words, order.field)} ${sql.raw(order.direction)}`),
        sql`d.id`,
      ]);
      const found = await sql<
        Record<string, Scalar>
      >`SELECT ${columns} FROM documents d WHERE ${pageWhere} ORDER BY ${ordering} LIMIT ${query.size}`.execute(
        db,
      );
      return {
        rows: found.rows.map((row) => toRow(row, query.sort.length)),
        total: counted.rows[0]?.total ?? 0,
      };
    },
    between: async (query, each) => {
      if (query.keys.length === 0 || query.types?.length === 0) return;
      const filters = [
        ...presentUnder(query),
        sql`d.occurred_on >= ${query.from}`,
        sql`d.occurred_on <= ${query.until}`,
        ...(query.types === undefined ? [] : [sql`d.type IN (${sql.join(query.types)})`]),
      ];
      await eachChunk(db, filters, each);
    },
    having: async (query, each) => {
      if (query.keys.length === 0) return;
      const holds = sql`${expression(words, { path: query.path })} <> ${words.scalar('')}`;
      await eachChunk(db, [holds, ...presentUnder(query)], each);
    },
  };
}

/** In order of id, so that a chunk goes on where the one before ended. */
async function eachChunk(
  db: Kysely<Tables>,
  filters: readonly RawBuilder<unknown>[],
  each: (json: string) => void,
): Promise<void> {
  for (let after = ''; ;) {
    const where = sql.join([...filters, sql`d.id > ${after}`], sql` AND `);
    const { rows } = await sql<{
      id: string;
      json: string;
    }>`SELECT d.id, d.json FROM documents d WHERE ${where} ORDER BY d.id LIMIT ${chunk}`.execute(db);
    for (const row of rows) each(row.json);
    const last = rows.at(-1);
    if (last === undefined || rows.length < chunk) return;
    after = last.id;
    // Of very many rows each chunk takes its while: others get their turn between two.
    await setImmediate();
  }
}

/** Present, and in one of the feeds. */
function presentUnder({
  collection,
  keys,
}: Pick<DocumentQuery, 'collection' | 'keys'>): readonly RawBuilder<unknown>[] {
  return [
    sql`d.collection = ${collection}`,
    sql`d.deleted = 0`,
    sql`EXISTS (SELECT 1 FROM feed f WHERE f.collection = d.collection AND f.id = d.id AND f.is_current = 1 AND f.feed_key IN (${sql.join(keys)}))`,
  ];
}

function toRow(row: Record<string, Scalar>, sortCount: number): QueryRow {
  const values = Array.from({ length: sortCount }, (_, index) => row[`s${index}`] ?? '');
  return { id: String(row['id']), json: String(row['json']), values };
}

/** An absent value sorts and compares as empty text, so that no row falls between two pages. */
function expression(words: SqlWords, field: QueryField): RawBuilder<unknown> {
  if ('path' in field) return words.valueAt('d.json', field.path);
  const column = sql.ref(`d.${field.column}`);
  return field.column === 'about_id' ? sql`coalesce(${column}, '')` : column;
}

/** A value to compare the field with. */
function value(words: SqlWords, field: QueryField, given: Scalar): RawBuilder<unknown> {
  return 'path' in field ? words.scalar(given) : sql`${given}`;
}

function conditionSql(words: SqlWords, { field, test }: QueryCondition): RawBuilder<unknown> {
  const left = 'column' in field ? sql.ref(`d.${field.column}`) : expression(words, field);
  if (test.op === 'in') {
    const values = test.values.map((each) => value(words, field, each));
    return values.length === 0 ? sql`1 = 0` : sql`${left} IN (${sql.join(values)})`;
  }
  if (test.op === 'startsWith' && 'path' in field)
    return words.beginsAt('d.json', field.path, String(test.value));
  const right = value(words, field, test.value);
  if (test.op === 'eq') return sql`${left} = ${right}`;
  if (test.op === 'gte') return sql`${left} >= ${right}`;
  if (test.op === 'lte') return sql`${left} <= ${right}`;
  return sql`(${left} >= ${right} AND ${left} < ${`${test.value}\u{10FFFF}`})`;
}

/** Rows behind the last one in the order of the sort, the id breaking ties. */
function afterSql(
  words: SqlWords,
  sort: readonly QueryOrder[],
  after: { readonly values: readonly Scalar[]; readonly id: string },
): RawBuilder<unknown> {
  const last = (index: number, field: QueryField) => value(words, field, after.values[index] ?? '');
  const ties = sort.map(({ field }, index) => sql`${expression(words, field)} = ${last(index, field)}`);
  const steps = sort.map(({ field, direction }, index) => {
    const sign = sql.raw(direction === 'asc' ? '>' : '<');
    const further = sql`${expression(words, field)} ${sign} ${last(index, field)}`;
    return sql`(${sql.join([...ties.slice(0, index), further], sql` AND `)})`;
  });
  const behind = sql`(${sql.join([...ties, sql`d.id > ${after.id}`], sql` AND `)})`;
  return sql.join([...steps, behind], sql` OR `);
}
