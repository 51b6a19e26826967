// Runs the purge once a day while the server runs, in one of the processes on the database.
import { localDateOf, type Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import type { Purge } from './purge.ts';

export type DailyPurge = { readonly close: () => Promise<void> };

/** A server that was just started has other things to do; one that runs long looks every hour whether a new day began. */
const [firstMs, everyMs] = [300_000, 3_600_000];

export type TryToday = (stopped: AbortSignal) => Promise<void>;

/** Tries the day's run; another process may have it. What goes wrong is logged and tried again the next day. */
export function createTryToday(deps: {
  readonly purge: Purge;
  readonly clock: Clock;
  readonly log: Logger;
}): TryToday {
  return async (stopped) => {
    try {
      const purged = await deps.purge(localDateOf(deps.clock.now()), stopped);
      if (purged.kind === 'purged') deps.log.info('purged', { before: purged.before, ...purged.counts });
    } catch (error) {
      if (stopped.aborted) return;
      deps.log.warn('purgeFailed', { error: String(error) });
    }
  };
}

export function startDailyPurge(tryToday: TryToday): DailyPurge {
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();
  const run = (): void => {
    running = running.then(() => tryToday(stopping.signal));
  };
  const first = setTimeout(run, firstMs);
  const timer = setInterval(run, everyMs);
  return {
    close: async () => {
      clearTimeout(first);
      clearInterval(timer);
      stopping.abort();
      await running;
    },
  };
}
