// Time as the device tells it: never an order, only information (`sync.md` §6).
import type { Instant, LocalDate } from '../../shared/records/record.ts';

export type Clock = {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly instant: () => Instant;
  /** The date in Asia/Shanghai, whatever zone the phone is set to. */
  readonly today: () => LocalDate;
};

const shanghaiOffset = 8 * 60 * 60 * 1000;

export function createClock(now: () => number): Clock {
  return {
    now,
    instant: () => new Date(now()).toISOString(),
    today: () => new Date(now() + shanghaiOffset).toISOString().slice(0, 10),
  };
}

/** Timers come in from outside, so that tests and the simulation turn the clock themselves. */
export type Timers = {
  /** Runs after so many milliseconds; the answer cancels it. */
  readonly after: (milliseconds: number, run: () => void) => () => void;
};
