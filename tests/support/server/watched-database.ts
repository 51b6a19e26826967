// A real SQLite database whose statements a test sees before they run, and may let fail.
import type { SqliteDatabase } from 'kysely';
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
