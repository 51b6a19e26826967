// The wait between two tries: from one second to five minutes with jitter, ended at once when the world changes.
import type { Timers } from '../database/clock.ts';
import type { Watchable } from '../database/watchable.ts';

/** Thrown out of a handler whose replication was stopped: nothing was refused and nothing is marked as sent. */
export class ReplicationStopped extends Error {
  constructor() {
    super('replication was stopped');
    this.name = 'ReplicationStopped';
  }
}

export type PauseDeps = {
  readonly timers: Timers;
  /** 0 ≤ x < 1 */
  readonly random: () => number;
  /** Online again, page visible again, server answering again, signed in again, a tap on "sync now". */
  readonly wake: Watchable<void>;
  readonly stopped: AbortSignal;
};

export type Pause = {
  /** `failures` so far (1 for the first). `atLeastSeconds` is the server's Retry-After: no wake shortens it. */
  readonly wait: (failures: number, atLeastSeconds?: number) => Promise<void>;
  /** Until the watched value passes the test. */
  readonly until: <T>(value: Watchable<T>, test: (value: T) => boolean) => Promise<void>;
  /** Never resolves; throws when the replication is stopped. */
  readonly forGood: () => Promise<never>;
  readonly throwIfStopped: () => void;
};

const [shortest, longest] = [1_000, 300_000];

export function createPause(deps: PauseDeps): Pause {
  const throwIfStopped = (): void => {
    if (deps.stopped.aborted) throw new ReplicationStopped();
  };
  /** Runs `begin` until it calls back or the replication stops; its answer cleans up. */
  const orStop = (begin: (done: () => void) => () => void): Promise<void> =>
    new Promise((resolve, reject) => {
      if (deps.stopped.aborted) return reject(new ReplicationStopped());
      let end: (() => void) | undefined = undefined;
      let isOver = false;
      const finish = (settle: () => void) => () => {
        if (isOver) return;
        isOver = true;
        end?.();
        deps.stopped.removeEventListener('abort', onStop);
        settle();
      };
      const onStop = finish(() => reject(new ReplicationStopped()));
      deps.stopped.addEventListener('abort', onStop);
      end = begin(finish(resolve));
      if (isOver) end();
    });
  return {
    throwIfStopped,
    wait: (failures, atLeastSeconds = 0) =>
      orStop((done) => waitFor(deps, failures, atLeastSeconds * 1000, done)),
    until: (value, test) => orStop((done) => value.subscribe((next) => (test(next) ? done() : undefined))),
    forGood: async () => {
      await orStop(() => () => undefined);
      throw new ReplicationStopped();
    },
  };
}

function waitFor(deps: PauseDeps, failures: number, atLeast: number, done: () => void): () => void {
  const backoff = Math.min(longest, shortest * 2 ** Math.min(failures - 1, 20)) * (0.5 + deps.random() / 2);
  if (atLeast > 0) return deps.timers.after(Math.max(atLeast, 0) * (1 + deps.random() / 4), done);
  const stopTimer = deps.timers.after(backoff, done);
  const stopWake = deps.wake.subscribe(done);
  return () => {
    stopTimer();
    stopWake();
  };
}
