// The store on SQLite: one connection that writes, one that reads, transactions one at a time on each.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CompiledQuery, Kysely, SqliteDialect } from 'kysely';
import { createAccountQueries } from './accounts.ts';
import { createAuditQueries } from './audit.ts';
import { createBlobQueries } from './blobs.ts';
import { createDeploymentQueries, createDeploymentRow } from './deployment.ts';
import { createDocumentQuery } from './document-query.ts';
import { createDocumentQueries } from './documents.ts';
import { createFeedQueries } from './feed.ts';
import { migrate } from './migrate.ts';
import { allMigrations } from './migrations/all-migrations.ts';
import { createMutex } from './mutex.ts';
import { createPeriodQueries } from './period-locks.ts';
import { createPersonIndexReads } from './person-index.ts';
import { createReceiptQueries } from './receipts.ts';
import { openSqliteDatabase } from './sqlite-database.ts';
import { storageFaultOf } from './storage-fault.ts';
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

/** Opens (and creates, and migrates) the database of a data directory. */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<Store> {
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const path = join(options.dataDir, 'banbiantian.sqlite');
  const [writer, reader] = await openConnections(path, options).catch((error: unknown) => {
    throw unusableFile(error, path);
  });
  const [writeInTurn, readInTurn] = [createMutex(), createMutex()];
  const watch = createWriteWatch();
  return {
    write: (work) =>
      watch.over(() => writeInTurn(() => writer.transaction().execute((tx) => work(queriesOn(tx))))),
    checkWritable: async () => {
      if (watch.isFaulty()) await watch.over(() => writeInTurn(() => tryToWrite(writer)));
    },
    read: (work) => readInTurn(() => reader.transaction().execute((tx) => work(queriesOn(tx)))),
    close: async () => {
      await Promise.all([writeInTurn(() => writer.destroy()), readInTurn(() => reader.destroy())]);
    },
  };
}

async function openConnections(
  path: string,
  options: SqliteStoreOptions,
): Promise<readonly [Kysely<Tables>, Kysely<Tables>]> {
  const open = options.openDatabase ?? openSqliteDatabase;
  const connect = (readOnly: boolean) =>
    new Kysely<Tables>({ dialect: new SqliteDialect({ database: open(path, { readOnly }) }) });
  const writer = connect(false);
  await migrate(writer, 'sqlite', allMigrations, options.now);
  await createDeploymentRow(writer, options.newEpoch());
  return [writer, connect(true)];
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

function queriesOn(db: Kysely<Tables>): StoreTransaction {
  return {
    documents: createDocumentQueries(db),
    query: createDocumentQuery(db),
    people: createPersonIndexReads(db),
    feed: createFeedQueries(db),
    receipts: createReceiptQueries(db),
    periods: createPeriodQueries(db),
    accounts: createAccountQueries(db),
    blobs: createBlobQueries(db),
    deployment: createDeploymentQueries(db),
    audit: createAuditQueries(db),
    savepoint: (work) => inSavepoint(db, work),
  };
}

async function inSavepoint<T>(db: Kysely<Tables>, work: () => Promise<T>): Promise<T> {
  await db.executeQuery(CompiledQuery.raw('SAVEPOINT row_work'));
  try {
    const result = await work();
    await db.executeQuery(CompiledQuery.raw('RELEASE row_work'));
    return result;
  } catch (error) {
    if (storageFaultOf(error) !== undefined) throw error;
    await db.executeQuery(CompiledQuery.raw('ROLLBACK TO row_work'));
    await db.executeQuery(CompiledQuery.raw('RELEASE row_work'));
    throw error;
  }
}
