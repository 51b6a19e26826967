// node:sqlite behind the small interface that Kysely's SQLite dialect asks for.
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { SqliteDatabase, SqliteStatement } from 'kysely';

type SqlValue = null | number | bigint | string | Uint8Array;

/**
 * Opens a connection: WAL, synchronous=FULL (a committed push survives a power cut), foreign keys, busy timeout.
 * Statements are prepared once each and kept.
 */
export function openSqliteDatabase(path: string, options: { readonly readOnly: boolean }): SqliteDatabase {
  const database = new DatabaseSync(path, {
    readOnly: options.readOnly,
    timeout: 5000,
    enableForeignKeyConstraints: true,
  });
  if (!options.readOnly) database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
  database.exec('PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY;');
  database.function('regexp', { deterministic: true }, createRegexp());
  const prepared = new Map<string, SqliteStatement>();
  const prepare = (sql: string): SqliteStatement => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    const adapted = adapt(database.prepare(writersBegin(sql, options.readOnly)));
    const statement = sql === 'rollback' ? whenOpen(database, adapted) : adapted;
    if (prepared.size < 500) prepared.set(sql, statement);
    return statement;
  };
  return { prepare, close: () => database.close() };
}

/** What `text REGEXP source` asks; a question asks it of many rows, so the last expression is kept. */
function createRegexp(): (source: SqlValue, text: SqlValue) => number {
  let last: { readonly source: string; readonly expression: RegExp } | undefined;
  return (source, text) => {
    const wanted = String(source);
    if (last?.source !== wanted) last = { source: wanted, expression: new RegExp(wanted) };
    return last.expression.test(String(text)) ? 1 : 0;
  };
}

/** A writer takes the write lock at once: a deferred transaction could fail half way when it first writes. */
function writersBegin(sql: string, readOnly: boolean): string {
  return sql === 'begin' && !readOnly ? 'begin immediate' : sql;
}

/** SQLite may itself roll back when it cannot write; rolling back once more would hide that first error. */
function whenOpen(database: DatabaseSync, rollback: SqliteStatement): SqliteStatement {
  return {
    ...rollback,
    run: (parameters) =>
      database.isTransaction ? rollback.run(parameters) : { changes: 0, lastInsertRowid: 0 },
  };
}

function adapt(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...parameters.map(asSqlValue)),
    run: (parameters) => statement.run(...parameters.map(asSqlValue)),
    iterate: (parameters) => statement.iterate(...parameters.map(asSqlValue)),
  };
}

function asSqlValue(value: unknown): SqlValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string') return value;
  if (value instanceof Uint8Array) return value;
  throw new TypeError(`a value of type ${typeof value} cannot be stored`);
}
