// Tells open streams of what was committed elsewhere: by another process on the same database, or by a command beside it.
import type { Logger } from '../logger.ts';
import type { Store } from '../store/store.ts';
import type { ChangeFeed } from './change-feed.ts';

export type CommitWatch = { readonly close: () => Promise<void> };

type WatchDeps = { readonly store: Store; readonly feed: ChangeFeed; readonly log: Logger };

/** Of how many documents, about, pokes are worked out: of more, whoever is left out looks by herself in her own time. */
const most = 2_000;
const showerMs = 100;

/**
 * Looks at the counter every `everyMs`, and at once when the database says that somebody committed (PostgreSQL: NOTIFY, which may
 * fail and is never relied on). What this process announced itself is announced a second time: a poke too many does no harm.
 */
export function startCommitWatch(
  { store, feed, log }: WatchDeps,
  { everyMs }: { readonly everyMs: number },
): CommitWatch {
  let [position, isStopped, isAsked] = [-1, false, false];
  let looking: Promise<void> | undefined;
  const look = async (): Promise<void> => {
    const { changes, committed } = await store.read(async (view) => {
      const now = (await view.feed.committed()).position;
      const isNew = position >= 0 && now > position;
      return { committed: now, changes: isNew ? await view.feed.changesAfter(position, most) : [] };
    });
    position = committed;
    if (changes.length > 0) feed.announce(changes);
  };
  const lookNow = (): void => {
    if (isStopped) return;
    if (looking !== undefined) {
      isAsked = true;
      return;
    }
    isAsked = false;
    looking = look()
      .catch((error: unknown) => log.warn('commitWatchFailed', { error: String(error) }))
      .finally(() => {
        looking = undefined;
        if (isAsked) lookNow();
      });
  };
  lookNow();
  const timer = setInterval(lookNow, everyMs);
  let soon: NodeJS.Timeout | undefined;
  // Commits come in showers, those of this process among them: one look for all of a moment.
  const stopHearing = store.onCommit(() => {
    soon ??= setTimeout(() => {
      soon = undefined;
      lookNow();
    }, showerMs);
  });
  return {
    close: async () => {
      isStopped = true;
      clearInterval(timer);
      clearTimeout(soon);
      stopHearing();
      await looking;
    },
  };
}
