// The store on SQLite: one connection that writes, one that reads, transactions one at a time on each.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CompiledQuery, Kysely, SqliteDialect } from 'kysely';
import { createAccountQueries } from './accounts.ts';
import { createBlobQueries } from './blobs.ts';
import { createDeploymentQueries, createDeploymentRow } from './deployment.ts';
import { createDocumentQuery } from './document-query.ts';
import { createDocumentQueries } from './documents.ts';
import { createFeedQueries } from './feed.ts';
import { migrate } from './migrate.ts';
import { allMigrations } from './migrations/all-migrations.ts';
import { createMutex } from './mutex.ts';
import { createPeriodQueries } from './period-locks.ts';
import { createReceiptQueries } from './receipts.ts';
import { openSqliteDatabase } from './sqlite-database.ts';
import type { Store, StoreTransaction } from './store.ts';
import type { Tables } from './tables.ts';

export type SqliteStoreOptions = {
  readonly dataDir: string;
  readonly now: string;
  readonly newEpoch: () => string;
};

/** Opens (and creates, and migrates) the database of a data directory. */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<Store> {
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const path = join(options.dataDir, 'banbiantian.sqlite');
  const writer = new Kysely<Tables>({
    dialect: new SqliteDialect({ database: openSqliteDatabase(path, { readOnly: false }) }),
  });
  await migrate(writer, 'sqlite', allMigrations, options.now);
  await createDeploymentRow(writer, options.newEpoch());
  const reader = new Kysely<Tables>({
    dialect: new SqliteDialect({ database: openSqliteDatabase(path, { readOnly: true }) }),
  });
  const [writeInTurn, readInTurn] = [createMutex(), createMutex()];
  return {
    write: (work) => writeInTurn(() => writer.transaction().execute((tx) => work(queriesOn(tx)))),
    read: (work) => readInTurn(() => reader.transaction().execute((tx) => work(queriesOn(tx)))),
    close: async () => {
      await Promise.all([writeInTurn(() => writer.destroy()), readInTurn(() => reader.destroy())]);
    },
  };
}

function queriesOn(db: Kysely<Tables>): StoreTransaction {
  return {
    documents: createDocumentQueries(db),
    query: createDocumentQuery(db),
    feed: createFeedQueries(db),
    receipts: createReceiptQueries(db),
    periods: createPeriodQueries(db),
    accounts: createAccountQueries(db),
    blobs: createBlobQueries(db),
    deployment: createDeploymentQueries(db),
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
    await db.executeQuery(CompiledQuery.raw('ROLLBACK TO row_work'));
    await db.executeQuery(CompiledQuery.raw('RELEASE row_work'));
    throw error;
  }
}
