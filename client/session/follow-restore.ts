// Hears that the server was restored, and sees that it is brought what it lacks: at once, and again before the device begins afresh.
import type { Timers } from '../database/clock.ts';
import type { Connectivity } from '../replication/connectivity.ts';
import { createPause } from '../replication/pause.ts';
import type { SyncConditions } from '../replication/sync-conditions.ts';
import type { BringAllBackDeps } from './former-copies.ts';
import type { CurrentDatabase } from './stored-session.ts';

export type BringBack = () => Promise<'ok' | 'unreachable'>;

export type FollowRestoreDeps = BringAllBackDeps & {
  readonly conditions: Pick<SyncConditions, 'mustStartAfresh'>;
  readonly connectivity: Pick<Connectivity, 'wake'>;
  readonly timers: Timers;
  readonly random: () => number;
  readonly stopped: AbortSignal;
};

export type Restores = {
  readonly bringBack: BringBack;
  /** What is kept for a restore alone, and all that is downloaded holds too, goes; never while it is brought back. */
  readonly tidy: (current: CurrentDatabase) => Promise<void>;
};

/** One time after the other. What it needs is loaded when all is calm, or with a restore: no first screen waits for it. */
export function followRestore(deps: FollowRestoreDeps): Restores {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work);
    last = next;
    return next;
  };
  const bringBack: BringBack = () =>
    inTurn(async () => (await import('./former-copies.ts')).bringAllBack(deps));
  const untilDone = async (): Promise<void> => {
    const pause = createPause({ ...deps, wake: deps.connectivity.wake });
    await (await import('./bring-back.ts')).bringBackUntilDone(bringBack, pause);
  };
  const stop = deps.conditions.mustStartAfresh.subscribe((reason) => {
    if (reason === 'epochChanged') void untilDone().catch(() => undefined);
  });
  deps.stopped.addEventListener('abort', stop);
  return {
    bringBack,
    tidy: (current) => inTurn(async () => (await import('./former-copies.ts')).tidy(deps, current)),
  };
}
