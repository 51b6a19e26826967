// Remembers whether the last write failed for want of storage, so that readiness need not write to find out.
import { sql, type Kysely } from 'kysely';
import { storageFaultOf } from './storage-fault.ts';
import type { Tables } from './tables.ts';

export type WriteWatch = {
  readonly isFaulty: () => boolean;
  readonly over: <T>(write: () => Promise<T>) => Promise<T>;
};

export function createWriteWatch(): WriteWatch {
  let isFaulty = false;
  return {
    isFaulty: () => isFaulty,
    over: async (write) => {
      try {
        const result = await write();
        isFaulty = false;
        return result;
      } catch (error) {
        if (storageFaultOf(error) !== undefined) isFaulty = true;
        throw error;
      }
    },
  };
}

/** Takes as much room as a large record and gives it back in the same transaction. */
export async function tryToWrite(db: Kysely<Tables>): Promise<void> {
  const [name, filler] = ['write-trial', '0'.repeat(1024 * 1024)];
  await db.transaction().execute(async (tx) => {
    await sql`INSERT INTO migrations (name, at) VALUES (${name}, ${filler})`.execute(tx);
    await sql`DELETE FROM migrations WHERE name = ${name}`.execute(tx);
  });
}
