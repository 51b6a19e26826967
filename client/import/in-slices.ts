// Long work in short pieces, so that the page answers taps in between.
import type { Timers } from '../database/clock.ts';

/** The shortest pause that lets the browser draw. */
export function breathe(timers: Timers): Promise<void> {
  return new Promise((resolve) => {
    timers.after(0, resolve);
  });
}

/** Results in order; `onProgress` after each slice; undefined when `isStopped` said so. */
export async function inSlices<T, R>(
  items: readonly T[],
  work: (item: T) => R,
  control: {
    readonly timers: Timers;
    readonly size: number;
    readonly onProgress?: (done: number) => void;
    readonly isStopped?: () => boolean;
  },
): Promise<readonly R[] | undefined> {
  const results: R[] = [];
  for (let from = 0; from < items.length; from += control.size) {
    if (control.isStopped?.() === true) return undefined;
    for (const item of items.slice(from, from + control.size)) results.push(work(item));
    control.onProgress?.(results.length);
    await breathe(control.timers);
  }
  return results;
}
