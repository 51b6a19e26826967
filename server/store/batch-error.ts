// Rows that were to be written together could not be: which of them was at fault is found by writing each by itself.
import { storageFaultOf } from './storage-fault.ts';
import type { StoreTransaction } from './store.ts';

/** Ends the transaction; `Store.write` then runs its work once more, without batches. */
export class BatchError extends Error {
  constructor(cause: unknown) {
    super('rows could not be written together', { cause });
    this.name = 'BatchError';
  }
}

/** The whole transaction is over, not only the row at hand. */
export function endsTransaction(error: unknown): boolean {
  return error instanceof BatchError || storageFaultOf(error) !== undefined;
}

export type TransactionWork<T> = (transaction: StoreTransaction) => Promise<T>;

/** Runs `work` by `run`; after a batch that failed, again with each write by itself. */
export async function orOneByOne<T>(
  work: TransactionWork<T>,
  run: (work: TransactionWork<T>) => Promise<T>,
): Promise<T> {
  try {
    return await run(work);
  } catch (error) {
    if (!(error instanceof BatchError)) throw error;
    return run((tx) => work({ ...tx, batch: (_ahead, inBatch) => inBatch(tx) }));
  }
}
