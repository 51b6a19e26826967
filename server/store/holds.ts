// Rows that a writing transaction holds until it ends, so that what it read is still so when it commits.
import { createHash } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { CollectionName } from '../../shared/records/record.ts';
import type { Tables } from './tables.ts';

/** What can be held: a document, a month of a unit, an account, a device, a session, an upload, the end of the audit. */
export type HoldName = { readonly lane: Lane; readonly key: string };

/**
 * Holds these until the transaction ends: whoever wants to hold the same waits. `share`: others may share it too. Where
 * writers come one after another, and for readers, there is nothing to hold.
 */
export type Hold = (names: readonly HoldName[], how?: 'alone' | 'share') => Promise<void>;

/** What a transaction holds. */
export type Holds = {
  readonly hold: Hold;
  /**
   * Where a savepoint begins. A database that goes back to it lets go of everything that was held since: whoever goes back calls
   * what this returned, so that it is held again when it is asked for again.
   */
  readonly mark: () => () => void;
};

export const holdNothing: Holds = { hold: () => Promise.resolve(), mark: () => () => undefined };

/**
 * Rows of `lock_stripes` (migration 7) by what they stand for. Two names of a lane may share a row: then their writers wait for
 * each other without need. Lanes never do: a push holds all its documents before the first month, and if a document could stand
 * for a month, two pushes would wait for each other.
 */
const lanes = {
  document: { first: 0, count: 3072 },
  month: { first: 3072, count: 512 },
  other: { first: 3584, count: 512 },
} as const;
type Lane = keyof typeof lanes;

/** By row locks, always in the same order; they need no row of the thing itself, which may not be there yet. */
export function createStripeHolds(db: Kysely<Tables>): Holds {
  let held: ReadonlyMap<number, 'alone' | 'share'> = new Map();
  const hold: Hold = async (names, how = 'alone') => {
    const wanted = [...new Set(names.map(stripeOf))].filter(
      (stripe) => held.get(stripe) !== 'alone' && held.get(stripe) !== how,
    );
    if (wanted.length === 0) return;
    const lock = how === 'alone' ? sql`FOR UPDATE` : sql`FOR SHARE`;
    await sql`SELECT stripe FROM lock_stripes WHERE stripe IN (${sql.join(wanted)}) ORDER BY stripe ${lock}`.execute(
      db,
    );
    held = new Map([...held, ...wanted.map((stripe) => [stripe, how] as const)]);
  };
  const mark: Holds['mark'] = () => {
    const before = held;
    return () => {
      held = before;
    };
  };
  return { hold, mark };
}

export function documentName(collection: CollectionName, id: string): HoldName {
  return { lane: 'document', key: `${collection}/${id}` };
}

export function monthName(unit: string, month: string): HoldName {
  return { lane: 'month', key: `${unit}/${month}` };
}

function stripeOf({ lane, key }: HoldName): number {
  const { first, count } = lanes[lane];
  return first + (createHash('sha256').update(key).digest().readUInt32BE(0) % count);
}
