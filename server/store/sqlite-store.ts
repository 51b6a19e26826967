// The store on SQLite: one connection that writes, one that reads, one for what takes long; transactions one at a time on each.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, sql, SqliteDialect } from 'kysely';
import { orOneByOne } from './batch-error.ts';
import { createDeploymentRow } from './deployment.ts';
import { holdNothing } from './holds.ts';
import { migrate } from './migrate.ts';
import { allMigrations } from './migrations/all-migrations.ts';
import { createMutex } from './mutex.ts';
import { openSqliteDatabase } from './sqlite-database.ts';
import { storageFaultOf } from './storage-fault.ts';
import { sqliteWords } from './sql-words.ts';
import { queriesOn } from './store-queries.ts';
import type { Store, StoreTransaction } from './store.ts';
import type { Tables } from './tables.ts';
import { createWriteWatch, tryToWrite } from './write-watch.ts';

export type SqliteStoreOptions = {
  readonly dataDir: string;
  readonly now: string;
  readonly newEpoch: () => string;
  readonly openDatabase?: OpenDatabase;
};

export type OpenDatabase = typeof openSqliteDatabase;

/** In the data directory. */
export const databaseFile = 'banbiantian.sqlite';

/** Opens (and creates, and migrates) the database of a data directory. */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<Store> {
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const path = join(options.dataDir, databaseFile);
  const [writer, reader, surveyor] = await openConnections(path, options).catch((error: unknown) => {
    throw unusableFile(error, path);
  });
  const [writeInTurn, readInTurn, surveyInTurn] = [createMutex(), createMutex(), createMutex()];
  const watch = createWriteWatch();
  return {
    write: (whole) =>
      orOneByOne(whole, (work) =>
        watch.over(() => writeInTurn(() => writer.transaction().execute((tx) => work(queries(tx))))),
      ),
    checkWritable: async () => {
      if (watch.isFaulty()) await watch.over(() => writeInTurn(() => tryToWrite(writer)));
    },
    read: (work) => readInTurn(() => reader.transaction().execute((tx) => work(queries(tx)))),
    survey: (work) => surveyInTurn(() => surveyor.transaction().execute((tx) => work(queries(tx)))),
    onCommit: () => () => undefined,
    emptyLog: async () =>
      void (await writeInTurn(() => sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(writer))),
    close: async () => {
      await Promise.all([
        writeInTurn(() => writer.destroy()),
        readInTurn(() => reader.destroy()),
        surveyInTurn(() => surveyor.destroy()),
      ]);
    },
  };
}

async function openConnections(
  path: string,
  options: SqliteStoreOptions,
): Promise<readonly [Kysely<Tables>, Kysely<Tables>, Kysely<Tables>]> {
  const open = options.openDatabase ?? openSqliteDatabase;
  const connect = (readOnly: boolean) =>
    // Opened when it is first used: what was never used would not be closed either.
    new Kysely<Tables>({ dialect: new SqliteDialect({ database: async () => open(path, { readOnly }) }) });
  const writer = connect(false);
  await migrate(writer, 'sqlite', allMigrations, options.now);
  await createDeploymentRow(writer, options.newEpoch());
  return [writer, connect(true), connect(true)];
}

/** A file that SQLite cannot use, in words for the person at the terminal; it is left as it is. */
function unusableFile(error: unknown, path: string): unknown {
  if (!(error instanceof Error && 'errcode' in error)) return error;
  const fault = storageFaultOf(error);
  return new Error(
    fault === undefined
      ? `${path} is not a database of this program, or it is damaged (${error.message}): restore a copy, or set DATA_DIR to another directory.`
      : `${path} cannot be used now (${fault}): see that DATA_DIR can be written, has room, and is not held by another program.`,
    { cause: error },
  );
}

/** Transactions come one after another: there is nothing to hold. */
function queries(db: Kysely<Tables>): StoreTransaction {
  return queriesOn(db, sqliteWords, holdNothing);
}
