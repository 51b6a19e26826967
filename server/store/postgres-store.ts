// The store on PostgreSQL: writers side by side, each holding what it reads; readers on one snapshot.
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { orOneByOne, type TransactionWork } from './batch-error.ts';
import { createCommitNotices } from './commit-notices.ts';
import { createDeploymentRow } from './deployment.ts';
import { createStripeHolds, holdNothing } from './holds.ts';
import { migrate } from './migrate.ts';
import { allMigrations } from './migrations/all-migrations.ts';
import { createPreparedPool } from './prepared-pool.ts';
import { postgresWords } from './postgres-words.ts';
import { isLostRace, storageFaultOf } from './storage-fault.ts';
import { queriesOn } from './store-queries.ts';
import type { Store } from './store.ts';
import type { Tables } from './tables.ts';
import { createWriteWatch, tryToWrite } from './write-watch.ts';

export type PostgresStoreOptions = {
  /** `postgres://user:password@host:port/database`. */
  readonly url: string;
  readonly now: string;
  readonly newEpoch: () => string;
  /** From 0 until 1: how long a race that was lost is waited out. */
  readonly chance: () => number;
  /** Connections at most; writers and readers beyond them wait. */
  readonly connections?: number;
};

/** Opens (and migrates) the database; several processes may, at once. */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<Store> {
  const { db, pool } = connect(options.url, options.connections ?? 10);
  try {
    await migrate(db, 'postgres', allMigrations, options.now);
    await createDeploymentRow(db, options.newEpoch());
  } catch (error) {
    await db.destroy();
    throw unusableDatabase(error);
  }
  const watch = createWriteWatch();
  const notices = createCommitNotices(options.url, pool);
  const read: Store['read'] = (work) =>
    db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute((tx) => work(queriesOn(tx, postgresWords, holdNothing)));
  return {
    write: async (whole) => {
      const write = <T>(work: TransactionWork<T>) =>
        untilWon(options.chance, () =>
          db
            .transaction()
            .setIsolationLevel('read committed')
            .execute((tx) => work(queriesOn(tx, postgresWords, createStripeHolds(tx)))),
        );
      const result = await watch.over(() => orOneByOne(whole, write));
      notices.tell();
      return result;
    },
    checkWritable: async () => {
      if (watch.isFaulty()) await watch.over(() => tryToWrite(db));
    },
    read,
    survey: read,
    onCommit: notices.onCommit,
    emptyLog: () => Promise.resolve(),
    close: async () => {
      await notices.close();
      await db.destroy();
    },
  };
}

/** Whole numbers of eight bytes (positions, counts) come as numbers: none of ours leaves 2^53. */
function connect(
  connectionString: string,
  max: number,
): { readonly db: Kysely<Tables>; readonly pool: pg.Pool } {
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, Number);
  const pool = new pg.Pool({ connectionString, max, types, application_name: 'banbiantian' });
  // A connection that dies while nobody uses it is replaced; without a listener it would end the process.
  pool.on('error', () => undefined);
  return {
    db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool: createPreparedPool(pool) }) }),
    pool,
  };
}

/** Transactions that lost a race (two that waited for each other) are as if they had not been: they run again. */
async function untilWon<T>(chance: () => number, attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1)
    try {
      return await attempt();
    } catch (error) {
      if (!isLostRace(error) || tries === mostTries) throw error;
      await wait(chance() * 20 * 2 ** tries);
    }
}

const mostTries = 6;

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

function unusableDatabase(error: unknown): unknown {
  const fault = storageFaultOf(error);
  if (fault === undefined || !(error instanceof Error)) return error;
  return new Error(
    `the database of DATABASE_URL cannot be used (${fault}: ${error.message}): see that it runs, that its name, user and password are right, and that it takes connections.`,
    { cause: error },
  );
}
