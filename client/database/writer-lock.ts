// One window writes at a time: a Web Lock per account slot, which another window may take over.
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
  name: string,
  takeOver: boolean,
): Promise<WriterLock | undefined> {
  const isLost = createCell(false);
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  return new Promise((resolve) => {
    let isGranted = false;
    const hold = (): Promise<void> => {
      isGranted = true;
      resolve({ isLost, release });
      return held;
    };
    const options = takeOver ? { steal: true } : { signal: AbortSignal.timeout(patienceMs) };
    locks.request(name, options, hold).catch(() => {
      if (isGranted) isLost.set(true);
      else resolve(undefined);
    });
  });
}
