// Months as the demonstration counts them: back from today.
import type { Month } from '../../shared/review/period-lock.ts';

/** The month so many before the one of `today`: 1 is last month. */
export function monthsBack(today: string, back: number): Month {
  const first = new Date(Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 1 - back, 1));
  return first.toISOString().slice(0, 7);
}
