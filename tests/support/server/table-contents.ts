// What stands in tables of a server's database, whichever it is.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import type { TestServer } from './test-server.ts';

type Row = Readonly<Record<string, unknown>>;

/** Rows as text, in one order, by table; without what is drawn by lot: the epoch. */
export async function contentsOf(
  { dataDir, databaseUrl }: TestServer,
  tables: readonly string[],
): Promise<Readonly<Record<string, readonly string[]>>> {
  const queries = tables.map((table) => `SELECT * FROM ${table}`);
  const found =
    databaseUrl === undefined ? fromSqlite(dataDir, queries) : await fromPostgres(databaseUrl, queries);
  return Object.fromEntries(
    tables.map((table, index) => [
      table,
      (found[index] ?? []).map((row) => JSON.stringify({ ...row, epoch: undefined })).sort(),
    ]),
  );
}

function fromSqlite(dataDir: string, queries: readonly string[]): readonly (readonly Row[])[] {
  const database = new DatabaseSync(join(dataDir, 'banbiantian.sqlite'), { readOnly: true });
  try {
    return queries.map((query) => database.prepare(query).all());
  } finally {
    database.close();
  }
}

async function fromPostgres(
  connectionString: string,
  queries: readonly string[],
): Promise<readonly (readonly Row[])[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const found: (readonly Row[])[] = [];
    for (const query of queries) found.push((await client.query<Row>(query)).rows);
    return found;
  } finally {
    await client.end();
  }
}
