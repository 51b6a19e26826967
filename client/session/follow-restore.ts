// Hears that the server was restored, and sees that it is brought what it lacks: at once, and again before the device begins afresh.
import type { Timers } from '../database/clock.ts';
import type { Connectivity } from '../replication/connectivity.ts';
import { createPause } from '../replication/pause.ts';
import type { SyncConditions } from '../replication/sync-conditions.ts';
import type { BringBackDeps } from './bring-back.ts';

export type BringBack = () => Promise<'ok' | 'unreachable'>;

export type FollowRestoreDeps = BringBackDeps & {
  readonly conditions: Pick<SyncConditions, 'mustStartAfresh'>;
  readonly connectivity: Pick<Connectivity, 'wake'>;
  readonly timers: Timers;
  readonly random: () => number;
  readonly stopped: AbortSignal;
};

/** One time after the other. What it needs is loaded only then: hardly any device ever meets a restore. */
export function createBringBack(deps: FollowRestoreDeps): BringBack {
  let last: Promise<unknown> = Promise.resolve();
  const once: BringBack = async () => (await import('./bring-back.ts')).bringBack(deps);
  const bringBack: BringBack = () => {
    const next = last.then(once, once);
    last = next;
    return next;
  };
  const untilDone = async (): Promise<void> => {
    const pause = createPause({ ...deps, wake: deps.connectivity.wake });
    await (await import('./bring-back.ts')).bringBackUntilDone(bringBack, pause);
  };
  const stop = deps.conditions.mustStartAfresh.subscribe((reason) => {
    if (reason === 'epochChanged') void untilDone().catch(() => undefined);
  });
  deps.stopped.addEventListener('abort', stop);
  return bringBack;
}
