// One at a time: transactions on the one SQLite connection must not interleave.

export type Mutex = <T>(work: () => Promise<T>) => Promise<T>;

/** Runs each piece of work after the one before it has ended, whether that succeeded or not. */
export function createMutex(): Mutex {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
