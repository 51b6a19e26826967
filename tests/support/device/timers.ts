// Timers that a test turns itself.
import type { Timers } from '../../../client/database/clock.ts';

export type TestTimers = Timers & {
  /** Lets time pass: whatever is due runs in order, and what follows from it. */
  readonly advance: (milliseconds: number) => Promise<void>;
  readonly now: () => number;
};

export function createTestTimers(): TestTimers {
  let now = 0;
  let waiting: { readonly at: number; readonly run: () => void }[] = [];
  return {
    now: () => now,
    after: (milliseconds, run) => {
      const entry = { at: now + milliseconds, run };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter((each) => each !== entry);
      };
    },
    advance: async (milliseconds) => {
      const until = now + milliseconds;
      await settled();
      for (;;) {
        const next = waiting.filter((each) => each.at <= until).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        waiting = waiting.filter((each) => each !== next);
        now = next.at;
        next.run();
        await settled();
      }
      now = until;
    },
  };
}

/** Timers whose waits are over at once; `waits` tells how long each would have been. */
export function createHastyTimers(): Timers & { readonly waits: number[] } {
  const waits: number[] = [];
  return {
    waits,
    after: (milliseconds, run) => {
      waits.push(milliseconds);
      const handle = setImmediate(run);
      return () => clearImmediate(handle);
    },
  };
}

/** Real timers, for tests against a real server. */
export const realTimers: Timers = {
  after: (milliseconds, run) => {
    const handle = setTimeout(run, milliseconds);
    return () => clearTimeout(handle);
  },
};

/** Lets everything that is already due in this process happen. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
}
