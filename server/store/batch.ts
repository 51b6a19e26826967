// A transaction in which what a push will ask is read ahead, and what its rows write is written together.
import type { Kysely } from 'kysely';
import type { CollectionName } from '../../shared/records/record.ts';
import type { PeriodWords } from '../../shared/review/period-lock.ts';
import { BatchError, endsTransaction } from './batch-error.ts';
import type { Holds } from './holds.ts';
import { createPendingRows, type PendingRows } from './pending-rows.ts';
import type { NewReceipt } from './receipts.ts';
import { openSavepoint, type Savepoint } from './savepoint.ts';
import type { SqlWords } from './sql-words.ts';
import type { StoredDocument } from './stored-document.ts';
import type { DocumentName, ReadAhead, StoreTransaction } from './store.ts';
import type { Tables } from './tables.ts';

/** All that waits is written before anything else is asked: what was read ahead and not written since is all that is known here. */
type Batch = {
  readonly tx: StoreTransaction;
  readonly pending: PendingRows;
  /** Read ahead and not written since; undefined: not there. */
  readonly masters: Map<string, StoredDocument | undefined>;
  /** Ids that no document concerns. */
  readonly unconcerned: Set<string>;
  readonly settle: () => Promise<void>;
};

export type BatchDeps = {
  readonly db: Kysely<Tables>;
  readonly words: SqlWords;
  readonly holds: Holds;
  readonly tx: StoreTransaction;
};

/** Runs `work` in such a transaction; at its end all is written. */
export async function inBatch<T>(
  { db, words, holds, tx }: BatchDeps,
  ahead: ReadAhead,
  work: (transaction: StoreTransaction) => Promise<T>,
): Promise<T> {
  const pending = createPendingRows(db, words);
  const savepoints = createLateSavepoints(pending, () => openSavepoint(db, holds));
  const masters = await readMasters(tx, ahead.documents);
  const unconcerned = await readUnconcerned(tx, ahead.documents);
  const batch: Batch = { tx, pending, masters, unconcerned, settle: savepoints.settle };
  const periods = knownPeriods(batch);
  const result = await work({
    ...settledFirst(batch),
    documents: batchedDocuments(batch),
    receipts: await batchedReceipts(batch, ahead),
    periods: periods.queries,
    blobs: batchedBlobs(batch),
    savepoint: (row) =>
      savepoints.run(row).catch((error: unknown) => {
        periods.forget();
        throw error;
      }),
    batch: (_ahead, inner) => inner(tx),
  });
  await pending.write(pending.count());
  return result;
}

/** A savepoint is opened in the database only when something is asked or written there between its two ends. */
function createLateSavepoints(pending: PendingRows, open: () => Promise<Savepoint>) {
  let current: { before: number; savepoint?: Savepoint } | undefined;
  return {
    settle: async (): Promise<void> => {
      if (current !== undefined && current.savepoint === undefined) {
        await pending.write(current.before);
        current.before = 0;
        current.savepoint = await open();
      }
      await pending.write(pending.count());
    },
    run: async <T>(work: () => Promise<T>): Promise<T> => {
      const mine: NonNullable<typeof current> = { before: pending.count() };
      current = mine;
      try {
        const result = await work();
        await mine.savepoint?.release();
        return result;
      } catch (error) {
        if (endsTransaction(error)) throw error;
        pending.keep(mine.before);
        await mine.savepoint?.rollBack();
        throw error;
      } finally {
        current = undefined;
      }
    },
  };
}

async function readMasters(
  tx: StoreTransaction,
  names: readonly DocumentName[],
): Promise<Map<string, StoredDocument | undefined>> {
  const masters = new Map<string, StoredDocument | undefined>();
  for (const collection of new Set(names.map((name) => name.collection))) {
    const ids = [...new Set(names.flatMap((name) => (name.collection === collection ? [name.id] : [])))];
    const found = await tx.documents.getMany(collection, ids);
    for (const id of ids) masters.set(keyOf(collection, id), found.get(id));
  }
  return masters;
}

async function readUnconcerned(tx: StoreTransaction, names: readonly DocumentName[]): Promise<Set<string>> {
  const ids = [...new Set(names.map(({ id }) => id))];
  const concerned = await tx.documents.concernedAmong(ids);
  return new Set(ids.filter((id) => !concerned.has(id)));
}

function keyOf(collection: CollectionName, id: string): string {
  return `${collection}/${id}`;
}

function batchedDocuments({
  tx,
  pending,
  masters,
  unconcerned,
  settle,
}: Batch): StoreTransaction['documents'] {
  const others = after(settle, tx.documents);
  return {
    ...others,
    get: async (collection, id) => {
      const key = keyOf(collection, id);
      return masters.has(key) ? masters.get(key) : others.get(collection, id);
    },
    about: async (collection, id) => (unconcerned.has(id) ? [] : others.about(collection, id)),
    put: async (collection, stored, writing) => {
      unconcerned.delete(stored.document.aboutId ?? '');
      // Read ahead and not written since: then no other version of it waits.
      if (!masters.delete(keyOf(collection, stored.document.id))) await settle();
      pending.add({ kind: 'document', collection, written: { stored, writing } });
    },
  };
}

/** A receipt is written once, with its verdict; a mutation that has one already is left to the database. */
async function batchedReceipts(
  { tx, pending, settle }: Batch,
  { account, mutationIds }: ReadAhead,
): Promise<StoreTransaction['receipts']> {
  const others = after(settle, tx.receipts);
  const known = await tx.receipts.claimedAmong(account, mutationIds);
  const free = new Set(mutationIds.filter((id) => !known.has(id)));
  const claimed = new Map<string, NewReceipt>();
  return {
    ...others,
    claim: async (receipt) => {
      if (receipt.account !== account || !free.delete(receipt.mutationId)) return others.claim(receipt);
      claimed.set(receipt.mutationId, receipt);
      return true;
    },
    settle: async (key, verdict, isApplied) => {
      const receipt = key.account === account ? claimed.get(key.mutationId) : undefined;
      if (receipt === undefined) return others.settle(key, verdict, isApplied);
      claimed.delete(key.mutationId);
      pending.add({ kind: 'receipt', settled: { receipt, verdict, isApplied } });
    },
  };
}

/** What was last said of a month is asked once: it is held from then on, and only this transaction can say something else. */
function knownPeriods({ tx, settle }: Batch) {
  const others = after(settle, tx.periods);
  const known = new Map<string, PeriodWords>();
  const forget = (): void => known.clear();
  const queries: StoreTransaction['periods'] = {
    ...others,
    wordsOn: async (units, month) => {
      const key = `${month} ${units.join(' ')}`;
      const words = known.get(key) ?? (await orBatchError(() => tx.periods.wordsOn(units, month)));
      known.set(key, words);
      return words;
    },
    say: async (word) => {
      forget();
      await others.say(word);
    },
  };
  return { queries, forget };
}

/** Asked outside of a row's savepoint, so what fails here is not the row's. */
async function orBatchError<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw endsTransaction(error) ? error : new BatchError(error);
  }
}

function batchedBlobs({ tx, pending, settle }: Batch): StoreTransaction['blobs'] {
  return {
    ...after(settle, tx.blobs),
    refer: async (references) => {
      for (const reference of references) pending.add({ kind: 'reference', reference });
    },
  };
}

/** Everything that finds what waited written. */
function settledFirst({ tx, settle }: Batch): StoreTransaction {
  return {
    ...tx,
    query: after(settle, tx.query),
    people: after(settle, tx.people),
    feed: after(settle, tx.feed),
    accounts: after(settle, tx.accounts),
    devices: after(settle, tx.devices),
    deployment: after(settle, tx.deployment),
    audit: after(settle, tx.audit),
    reports: after(settle, tx.reports),
    recovered: after(settle, tx.recovered),
    retention: after(settle, tx.retention),
    erasures: after(settle, tx.erasures),
  };
}

/** The same questions, each after `first`. */
function after<T extends object>(first: () => Promise<void>, questions: T): T {
  const answer: ProxyHandler<T>['get'] = (target, name) => {
    const ask: unknown = Reflect.get(target, name);
    if (typeof ask !== 'function') return ask;
    return async (...given: readonly unknown[]): Promise<unknown> => {
      await first();
      return Reflect.apply(ask, undefined, given);
    };
  };
  return new Proxy(questions, { get: answer });
}
