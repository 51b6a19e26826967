// One window writes at a time: a Web Lock per account slot, which another window may take over.
import type { Timers } from './clock.ts';
import { createCell, type Cell } from './watchable.ts';

export type WriterLock = {
  /** True once another window has taken over. */
  readonly isLost: Cell<boolean>;
  readonly release: () => void;
};

/** A page that was just reloaded may have to wait for its predecessor to go. */
const patienceMs = 1_500;

/** Undefined when another window holds the lock and `takeOver` is false. */
export async function acquireWriterLock(
  locks: LockManager,
  timers: Timers,
  name: string,
  takeOver: boolean,
): Promise<WriterLock | undefined> {
  const isLost = createCell(false);
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const patience = new AbortController();
  return new Promise((resolve) => {
    let isGranted = false;
    const hold = (): Promise<void> => {
      isGranted = true;
      resolve({ isLost, release });
      return held;
    };
    const stopTimer = timers.after(patienceMs, () => patience.abort());
    const options = takeOver ? { steal: true } : { signal: patience.signal };
    locks.request(name, options, hold).catch(() => {
      stopTimer();
      if (isGranted) isLost.set(true);
      else resolve(undefined);
    });
  });
}
