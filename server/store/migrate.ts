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
  await sql`CREATE TABLE IF NOT EXISTS migrations (name TEXT NOT NULL PRIMARY KEY, at TEXT NOT NULL)`.execute(
    db,
  );
  const rows = await db.selectFrom('migrations').select('name').execute();
  const done = new Set(rows.map((row) => row.name));
  const known = new Set(migrations.map((migration) => migration.name));
  const unknown = [...done].find((name) => !known.has(name));
  if (unknown !== undefined)
    throw new Error(`the data were written by a newer version (migration ${unknown})`);
  const missing = migrations.filter((migration) => !done.has(migration.name));
  for (const migration of missing) {
    await db.transaction().execute(async (tx) => {
      for (const statement of migration.statements(dialect)) await sql.raw(statement).execute(tx);
      await tx.insertInto('migrations').values({ name: migration.name, at: now }).execute();
    });
  }
  return missing.map((migration) => migration.name);
}
