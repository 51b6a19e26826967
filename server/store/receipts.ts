// Receipts (what was said to each mutation) and quarantine (what could not be taken in, kept raw).
import { sql, type Kysely } from 'kysely';
import { settledWays, type SettledWay } from '../../shared/recovery/recovery-protocol.ts';
import { inPowersOfTwo } from './insert-rows.ts';
import type { Tables } from './tables.ts';

/** Names one edit: the account, and the device's own mutation id. */
export type MutationKey = { readonly account: string; readonly mutationId: string };

export type NewReceipt = MutationKey & {
  readonly deviceId: string;
  readonly collection: string;
  readonly docId: string;
  readonly seq: number;
  readonly contentHash: string;
  readonly at: string;
};

/** A stored verdict (JSON text) and the content it was given for. */
export type Receipt = { readonly verdict: string; readonly contentHash: string };

export type QuarantineEntry = MutationKey & {
  readonly deviceId: string;
  readonly collection: string;
  readonly docId: string;
  /** The row as it came, as JSON text in which everything unsafe is escaped. */
  readonly raw: string;
  readonly code: string;
  readonly fields: readonly string[];
  readonly at: string;
};

export type ReceiptReads = {
  readonly get: (key: MutationKey) => Promise<Receipt | undefined>;
  /** Those of these mutations that have a receipt. */
  readonly claimedAmong: (account: string, mutationIds: readonly string[]) => Promise<ReadonlySet<string>>;
  /** The highest applied seq of this device on this document, 0 before the first. */
  readonly lastAppliedSeq: (collection: string, docId: string, deviceId: string) => Promise<number>;
  /** The highest seq that this device ever sent, whatever became of it; 0 before the first. */
  readonly lastSeqOf: (deviceId: string) => Promise<number>;
  /**
   * Those that nobody has dealt with, in the order in which they came. What its author saved again and had taken is dealt with;
   * `withSettled` also those.
   */
  readonly quarantined: (withSettled?: boolean) => Promise<readonly QuarantineEntry[]>;
  /** Whether it is in quarantine, and nobody has dealt with it. Exact for whoever holds its document. */
  readonly isWaiting: (key: MutationKey) => Promise<boolean>;
  /** Of these edits of an account those that somebody dealt with, and how. */
  readonly dealtWith: (account: string, mutationIds: readonly string[]) => Promise<readonly Settled[]>;
};

export type Settled = Settlement & { readonly mutationId: string };
/** `by`: account id. */
export type Settlement = { readonly way: SettledWay; readonly by: string; readonly at: string };

export type ReceiptWrites = {
  /** Inserts the receipt; false when this mutation already has one (then its verdict is the answer). */
  readonly claim: (receipt: NewReceipt) => Promise<boolean>;
  readonly settle: (key: MutationKey, verdict: string, isApplied: boolean) => Promise<void>;
  readonly quarantine: (entry: QuarantineEntry) => Promise<void>;
  /** The verdict is taken back, so that the same edit is judged anew. */
  readonly forget: (key: MutationKey) => Promise<void>;
  /** A quarantined row was dealt with; it stays stored. Whoever says so holds its document, and asked whether it waits. */
  readonly settleQuarantined: (key: MutationKey, settlement: Settlement) => Promise<void>;
};

export function createReceiptQueries(db: Kysely<Tables>): ReceiptReads & ReceiptWrites {
  return {
    get: async (key) => {
      const row = await db
        .selectFrom('receipts')
        .select(['verdict', 'content_hash'])
        .where('account', '=', key.account)
        .where('mutation_id', '=', key.mutationId)
        .executeTakeFirst();
      return row === undefined ? undefined : { verdict: row.verdict, contentHash: row.content_hash };
    },
    claimedAmong: async (account, mutationIds) => {
      const claimed = new Set<string>();
      for (const few of inPowersOfTwo(mutationIds)) {
        const rows = await db
          .selectFrom('receipts')
          .select('mutation_id')
          .where('account', '=', account)
          .where('mutation_id', 'in', few)
          .execute();
        for (const row of rows) claimed.add(row.mutation_id);
      }
      return claimed;
    },
    lastAppliedSeq: async (collection, docId, deviceId) => {
      const row = await db
        .selectFrom('receipts')
        .select('seq')
        .where('collection', '=', collection)
        .where('doc_id', '=', docId)
        .where('device_id', '=', deviceId)
        .where('applied', '=', 1)
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row?.seq ?? 0;
    },
    lastSeqOf: async (deviceId) => {
      const row = await db
        .selectFrom('receipts')
        .select((of) => of.fn.max('seq').as('seq'))
        .where('device_id', '=', deviceId)
        .executeTakeFirst();
      return row?.seq ?? 0;
    },
    quarantined: (withSettled = false) => quarantinedRows(db, withSettled),
    isWaiting: async ({ account, mutationId }) => {
      const row = await openRows(db)
        .where('account', '=', account)
        .where('mutation_id', '=', mutationId)
        .executeTakeFirst();
      return row !== undefined;
    },
    claim: async (receipt) => {
      const result = await db
        .insertInto('receipts')
        .values(receiptRow(receipt))
        .onConflict((conflict) => conflict.columns(['account', 'mutation_id']).doNothing())
        .executeTakeFirst();
      return result.numInsertedOrUpdatedRows === 1n;
    },
    settle: async (key, verdict, isApplied) => {
      await db
        .updateTable('receipts')
        .set({ verdict, applied: isApplied ? 1 : 0 })
        .where('account', '=', key.account)
        .where('mutation_id', '=', key.mutationId)
        .execute();
    },
    quarantine: async (entry) => {
      await db
        .insertInto('quarantine')
        .values({
          mutation_id: entry.mutationId,
          account: entry.account,
          device_id: entry.deviceId,
          collection: entry.collection,
          doc_id: entry.docId,
          raw: entry.raw,
          code: entry.code,
          fields: entry.fields.join(','),
          at: entry.at,
          ...{ settled_by: null, settled_at: null, settled_way: null },
        })
        .onConflict((conflict) => conflict.columns(['account', 'mutation_id']).doNothing())
        .execute();
    },
    forget: async ({ account, mutationId }) => {
      await db
        .deleteFrom('receipts')
        .where('account', '=', account)
        .where('mutation_id', '=', mutationId)
        .execute();
    },
    dealtWith: (account, mutationIds) => dealtWith(db, account, mutationIds),
    settleQuarantined: async ({ account, mutationId }, { way, by, at }) => {
      await db
        .updateTable('quarantine')
        .set({ settled_by: by, settled_at: at, settled_way: way })
        .where('account', '=', account)
        .where('mutation_id', '=', mutationId)
        .execute();
    },
  };
}

/** Without a verdict yet. */
export function receiptRow(receipt: NewReceipt): Tables['receipts'] {
  return {
    account: receipt.account,
    mutation_id: receipt.mutationId,
    device_id: receipt.deviceId,
    collection: receipt.collection,
    doc_id: receipt.docId,
    seq: receipt.seq,
    content_hash: receipt.contentHash,
    verdict: '',
    applied: 0,
    at: receipt.at,
  };
}

async function quarantinedRows(
  db: Kysely<Tables>,
  withSettled: boolean,
): Promise<readonly QuarantineEntry[]> {
  const asked = withSettled ? db.selectFrom('quarantine').selectAll() : openRows(db);
  const rows = await asked.orderBy('at').execute();
  return rows.map((row) => ({
    account: row.account,
    mutationId: row.mutation_id,
    deviceId: row.device_id,
    collection: row.collection,
    docId: row.doc_id,
    raw: row.raw,
    code: row.code,
    fields: row.fields === '' ? [] : row.fields.split(','),
    at: row.at,
  }));
}

function openRows(db: Kysely<Tables>) {
  return db
    .selectFrom('quarantine')
    .selectAll()
    .where('settled_at', 'is', null)
    .where((where) => where.not(where.exists(takenLater(db))));
}

async function dealtWith(
  db: Kysely<Tables>,
  account: string,
  mutationIds: readonly string[],
): Promise<readonly Settled[]> {
  if (mutationIds.length === 0) return [];
  const rows = await db
    .selectFrom('quarantine')
    .select(['mutation_id', 'settled_by', 'settled_at', 'settled_way'])
    .where('account', '=', account)
    .where('mutation_id', 'in', [...mutationIds])
    .execute();
  return rows.flatMap((row) => {
    const way = settledWays.find((known) => known === row.settled_way);
    if (way === undefined) return [];
    return [{ mutationId: row.mutation_id, way, by: row.settled_by ?? '', at: row.settled_at ?? '' }];
  });
}

/** A save of the same document by the same device that was taken after the row had been refused. */
function takenLater(db: Kysely<Tables>) {
  const of = (column: 'collection' | 'doc_id' | 'device_id') => sql.ref<string>(`quarantine.${column}`);
  return db
    .selectFrom('receipts')
    .select('receipts.seq')
    .where('receipts.collection', '=', of('collection'))
    .where('receipts.doc_id', '=', of('doc_id'))
    .where('receipts.device_id', '=', of('device_id'))
    .where('receipts.at', '>', sql.ref<string>('quarantine.at'))
    .where('receipts.applied', '=', 1);
}
