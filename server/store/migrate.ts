// Brings a database up to the newest schema; each migration in one transaction, each once.
import { sql, type Kysely } from 'kysely';
import type { Dialect, Migration } from './migrations/migration.ts';
import type { Tables } from './tables.ts';

/** Applies what is missing and returns the names applied. A database newer than the program is refused in words. */
export async function migrate(
  db: Kysely<Tables>,
  dialect: Dialect,
  migrations: readonly Migration[],
  now: string,
): Promise<readonly string[]> {
  await createTable(db, dialect);
  const done = await namesDone(db);
  const known = new Set(migrations.map((migration) => migration.name));
  const unknown = [...done].find((name) => !known.has(name));
  if (unknown !== undefined)
    throw new Error(`the data were written by a newer version (migration ${unknown})`);
  const missing = migrations.filter((migration) => !done.has(migration.name));
  const applied: string[] = [];
  for (const { name, statements } of missing)
    await db.transaction().execute(async (tx) => {
      // Of several processes that start at once one goes first; the others find it done.
      if (dialect === 'postgres') await sql`LOCK TABLE migrations IN SHARE ROW EXCLUSIVE MODE`.execute(tx);
      if ((await namesDone(tx)).has(name)) return;
      for (const statement of statements(dialect)) await sql.raw(inDialect(statement, dialect)).execute(tx);
      await tx.insertInto('migrations').values({ name, at: now }).execute();
      applied.push(name);
    });
  return applied;
}

/** Two that create it at once: PostgreSQL lets the later one fail although it is said to be asked for only if it is not there. */
async function createTable(db: Kysely<Tables>, dialect: Dialect): Promise<void> {
  const statement = `CREATE TABLE IF NOT EXISTS migrations (name TEXT NOT NULL PRIMARY KEY, at TEXT NOT NULL)`;
  const create = () => sql.raw(inDialect(statement, dialect)).execute(db);
  await create().catch((error: unknown) => {
    if (dialect === 'sqlite') throw error;
    return create();
  });
}

async function namesDone(db: Kysely<Tables>): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('migrations').select('name').execute();
  return new Set(rows.map((row) => row.name));
}

/** Text sorts and compares by its characters, as on SQLite and on devices, whatever the locale of the database. */
function inDialect(statement: string, dialect: Dialect): string {
  return dialect === 'postgres' ? statement.replaceAll(/\bTEXT\b/g, 'TEXT COLLATE "C"') : statement;
}
