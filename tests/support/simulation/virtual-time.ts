// Time that runs only when it is told to: what is due happens in one order, and whatever follows from it before anything else.
import type { Timers } from '../../../client/database/clock.ts';

export type VirtualTime = Timers & {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Work outside this thread (a password's hash): time stands still until it is over. */
  readonly standFor: <T>(work: Promise<T>) => Promise<T>;
  /** Lets so much time pass; `until` ends it sooner. */
  readonly advance: (milliseconds: number, until?: () => boolean) => Promise<void>;
  readonly events: () => number;
};

type Due = { readonly at: number; readonly order: number; run: (() => void) | undefined };

/** More than this within one advance means that something goes round for ever. */
const mostEvents = 400_000;

export function createVirtualTime(start: number): VirtualTime {
  const queue = createQueue();
  let [now, order, events] = [start, 0, 0];
  const standing = new Set<object>();
  const settle = async (): Promise<void> => {
    do await new Promise<void>((resolve) => void setImmediate(resolve));
    while (standing.size > 0);
  };
  return {
    now: () => now,
    events: () => events,
    after: (milliseconds, run) => {
      const due: Due = { at: now + Math.max(0, Math.ceil(milliseconds)), order: (order += 1), run };
      queue.add(due);
      return () => {
        due.run = undefined;
      };
    },
    standFor: async (work) => {
      const mine = {};
      standing.add(mine);
      try {
        return await work;
      } finally {
        standing.delete(mine);
      }
    },
    advance: async (milliseconds, until = () => false) => {
      const end = now + milliseconds;
      const first = events;
      await settle();
      while (!until()) {
        const due = queue.takeUntil(end);
        if (due === undefined) break;
        now = due.at;
        events += 1;
        if (events - first > mostEvents) throw new Error(`it goes round for ever: ${mostEvents} events`);
        due.run?.();
        await settle();
      }
      if (!until()) now = end;
    },
  };
}

/** A heap of what is due, the soonest first; cancelled ones are passed over. */
function createQueue() {
  const heap: Due[] = [];
  const isSooner = (a: Due | undefined, b: Due | undefined): boolean =>
    a !== undefined && b !== undefined && (a.at < b.at || (a.at === b.at && a.order < b.order));
  const swap = (i: number, j: number): void => {
    const [a, b] = [heap[i], heap[j]];
    if (a !== undefined && b !== undefined) [heap[i], heap[j]] = [b, a];
  };
  const rise = (index: number): void => {
    for (let at = index; at > 0;) {
      const parent = (at - 1) >> 1;
      if (!isSooner(heap[at], heap[parent])) return;
      swap(at, parent);
      at = parent;
    }
  };
  const sink = (): void => {
    for (let at = 0; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let soonest = isSooner(heap[left], heap[at]) ? left : at;
      if (isSooner(heap[right], heap[soonest])) soonest = right;
      if (soonest === at) return;
      swap(at, soonest);
      at = soonest;
    }
  };
  const take = (): Due | undefined => {
    const [first] = heap;
    const last = heap.pop();
    if (last !== undefined && heap.length > 0) {
      heap[0] = last;
      sink();
    }
    return first;
  };
  return {
    add: (due: Due): void => {
      heap.push(due);
      rise(heap.length - 1);
    },
    takeUntil: (end: number): Due | undefined => {
      for (;;) {
        const [first] = heap;
        if (first === undefined || (first.at > end && first.run !== undefined)) return undefined;
        take();
        if (first.run !== undefined) return first;
      }
    },
  };
}
