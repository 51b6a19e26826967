// A place in a transaction to which it can go back.
import { CompiledQuery, type Kysely } from 'kysely';
import { endsTransaction } from './batch-error.ts';
import type { Holds } from './holds.ts';
import type { Tables } from './tables.ts';

export type Savepoint = { readonly release: () => Promise<void>; readonly rollBack: () => Promise<void> };

export async function openSavepoint(db: Kysely<Tables>, { mark }: Holds): Promise<Savepoint> {
  const run = async (text: string): Promise<void> => void (await db.executeQuery(CompiledQuery.raw(text)));
  await run('SAVEPOINT row_work');
  const letGo = mark();
  const release = () => run('RELEASE SAVEPOINT row_work');
  return {
    release,
    rollBack: async () => {
      await run('ROLLBACK TO SAVEPOINT row_work');
      letGo();
      await release();
    },
  };
}

/** What `work` wrote is undone when it throws, unless the whole transaction ends with that. */
export async function inSavepoint<T>(db: Kysely<Tables>, holds: Holds, work: () => Promise<T>): Promise<T> {
  const savepoint = await openSavepoint(db, holds);
  try {
    const result = await work();
    await savepoint.release();
    return result;
  } catch (error) {
    if (!endsTransaction(error)) await savepoint.rollBack();
    throw error;
  }
}
