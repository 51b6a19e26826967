// A real database whose statements a test sees before they run, and may let fail.
import type { SqliteDatabase } from 'kysely';
import pg from 'pg';
import * as z from 'zod/mini';
import { openSqliteDatabase } from '../../../server/store/sqlite-database.ts';

/** Called with each statement; what it throws, the database throws. */
export type SeeStatement = (sql: string, parameters: readonly unknown[]) => void;

export function openWatched(see: SeeStatement): typeof openSqliteDatabase {
  return (path, options) => {
    const database = openSqliteDatabase(path, options);
    return { ...database, prepare: (sql) => watched(database, sql, see) };
  };
}

function watched(database: SqliteDatabase, sql: string, see: SeeStatement) {
  const statement = database.prepare(sql);
  return {
    ...statement,
    all: (parameters: readonly unknown[]) => {
      see(sql, parameters);
      return statement.all(parameters);
    },
    run: (parameters: readonly unknown[]) => {
      see(sql, parameters);
      return statement.run(parameters);
    },
  };
}

const statementSchema = z.object({ text: z.string(), values: z.optional(z.array(z.unknown())) });
const watchers = new Map<string, SeeStatement>();
const pgQuery: unknown = Reflect.get(pg.Client.prototype, 'query');

/** The same of a PostgreSQL database, for all connections of this process to it. Returns the way to stop. */
export function watchPostgres(url: string, see: SeeStatement): () => void {
  const name = new URL(url).pathname.slice(1);
  watchers.set(name, see);
  Reflect.set(pg.Client.prototype, 'query', seenQuery);
  return () => {
    watchers.delete(name);
    if (watchers.size === 0) Reflect.set(pg.Client.prototype, 'query', pgQuery);
  };
}

function seenQuery(this: pg.Client, ...given: readonly unknown[]): unknown {
  const statement = statementSchema.safeParse(given[0]);
  try {
    if (statement.success)
      watchers.get(this.database ?? '')?.(statement.data.text, statement.data.values ?? []);
  } catch (error) {
    return Promise.reject(error);
  }
  if (typeof pgQuery !== 'function') throw new TypeError('pg has no query');
  return Reflect.apply(pgQuery, this, given);
}
