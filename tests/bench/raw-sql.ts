// The floor under the server: the rows that a push wrote, written again by plain prepared statements of node:sqlite.
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';

type Row = Readonly<Record<string, null | number | bigint | string | Uint8Array>>;
type TableRows = { readonly name: string; readonly rows: readonly Row[] };

/** The rows of each table that one transaction wrote. */
export type TransactionRows = { readonly tables: readonly TableRows[]; readonly position: number };

export function openRaw(dataDir: string): DatabaseSync {
  const database = new DatabaseSync(join(dataDir, 'banbiantian.sqlite'), { timeout: 5000 });
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32768;');
  return database;
}

/** What is in `collection`, split again into the transactions that wrote it: `size` new documents each. */
export function transactionsIn(
  database: DatabaseSync,
  collection: string,
  size: number,
): readonly TransactionRows[] {
  const inOrder = (table: string): readonly Row[] =>
    database.prepare(`SELECT * FROM ${table} WHERE collection = ? ORDER BY rowid`).all(collection);
  const [documents, history, receipts] = [inOrder('documents'), inOrder('history'), inOrder('receipts')];
  const feed = database
    .prepare('SELECT * FROM feed WHERE collection = ? ORDER BY position, feed_key')
    .all(collection);
  const commits = database.prepare('SELECT * FROM commits').all();
  const indexed = indexRows(database, collection);
  const first = Math.min(...feed.map((row) => Number(row['position'])));
  return Array.from({ length: Math.ceil(documents.length / size) }, (_, index) => {
    const [start, end] = [index * size, Math.min(documents.length, (index + 1) * size)];
    const [from, to] = [first + start, first + end - 1];
    const isHere = (row: Row): boolean => Number(row['position']) >= from && Number(row['position']) <= to;
    return {
      position: to,
      tables: [
        { name: 'receipts', rows: receipts.slice(start, end) },
        { name: 'documents', rows: documents.slice(start, end) },
        { name: 'history', rows: history.slice(start, end) },
        { name: 'person_index', rows: documents.slice(start, end).flatMap(indexed) },
        { name: 'feed', rows: feed.filter(isHere) },
        { name: 'commits', rows: commits.filter(isHere) },
      ],
    };
  });
}

/** What search finds is kept of people alone. */
function indexRows(database: DatabaseSync, collection: string): (document: Row) => readonly Row[] {
  const rows: readonly Row[] =
    collection === 'people' ? database.prepare('SELECT * FROM person_index').all() : [];
  const byId = new Map(rows.map((row) => [row['id'], row]));
  return ({ id }) => {
    const row = byId.get(id);
    return row === undefined ? [] : [row];
  };
}

/** Writes every transaction with BEGIN IMMEDIATE … COMMIT and moves the counter; answers with the milliseconds it took. */
export function writeRaw(database: DatabaseSync, transactions: readonly TransactionRows[]): number {
  const statements = new Map<string, StatementSync>();
  const insert = (table: string, row: Row): void => {
    const names = Object.keys(row);
    const known = statements.get(table);
    const statement =
      known ??
      database.prepare(
        `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
      );
    if (known === undefined) statements.set(table, statement);
    statement.run(...Object.values(row));
  };
  const counter = database.prepare('UPDATE counter SET position = ?');
  const started = performance.now();
  for (const { tables, position } of transactions) {
    database.exec('BEGIN IMMEDIATE');
    for (const { name, rows } of tables) for (const row of rows) insert(name, row);
    counter.run(position);
    database.exec('COMMIT');
  }
  return performance.now() - started;
}

/** The statement behind a page, prepared once: entries under the keys in order, joined to their documents. */
export function rawPage(
  database: DatabaseSync,
  collection: string,
  keys: readonly string[],
  limit: number,
): () => number {
  const seek =
    'SELECT * FROM (SELECT position, id, is_current FROM feed WHERE collection = ? AND feed_key = ? AND position > 0 ORDER BY position LIMIT ?)';
  const statement = database.prepare(
    `SELECT f.position, f.id, f.is_current, d.json, d.org_unit, d.occurred_on, d.review_state, d.audience
     FROM (SELECT position, id, max(is_current) AS is_current FROM (${keys.map(() => seek).join(' UNION ALL ')})
       GROUP BY position, id ORDER BY position LIMIT ?) f
     JOIN documents d ON d.collection = ? AND d.id = f.id ORDER BY f.position`,
  );
  const parameters = [...keys.flatMap((key) => [collection, key, limit]), limit, collection];
  return () => statement.all(...parameters).length;
}
