// The last step of every writing transaction: the counter moves, the feed says where to look again.
import { randomText, type Random } from '../random.ts';
import type { Change, Published } from '../store/feed.ts';
import type { StoreTransaction } from '../store/store.ts';

/** Publishes what changed under a new commit with a random stamp; nothing changed means no commit. */
export async function publishChanges(
  tx: StoreTransaction,
  changes: readonly Change[],
  random: Random,
  at: string,
): Promise<Published> {
  if (changes.length === 0) return { committed: await tx.feed.committed(), changes: [] };
  return tx.feed.publish(changes, randomText(random, 9), at);
}
