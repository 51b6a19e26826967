// The number of each save on this device: durable, monotonic, never used twice (`sync.md` §2).
import type { Settings } from './settings.ts';

export type EditSequence = {
  readonly next: () => Promise<number>;
  /**
   * The server knows a save of this device under `seq`. If this device does not, its database was itself put back to an older copy: from
   * then on it counts on from there, and what it had saved up to that number is in doubt.
   */
  readonly raiseAbove: (seq: number) => Promise<void>;
  /** Saves up to this number may bear one that was used before; 0 when none do. Durable until `clearDoubt`. */
  readonly inDoubtUpTo: () => Promise<number>;
  readonly clearDoubt: () => Promise<void>;
};

const reservedAtOnce = 64;
const settingName = 'editSequence';
const doubtName = 'editsInDoubt';

/**
 * Numbers are reserved in blocks before one of them is used, so most saves cost no extra write. After a crash the rest
 * of the block is skipped: a gap means nothing, a number used twice would be taken for a cloned device.
 */
export function createEditSequence(settings: Settings): EditSequence {
  let last = 0;
  let reserved = 0;
  let queue: Promise<unknown> = Promise.resolve();

  const numberIn = async (name: string): Promise<number> => {
    const stored = await settings.read(name);
    return typeof stored === 'number' ? stored : 0;
  };
  const reserve = async (): Promise<void> => {
    const from = Math.max(await numberIn(settingName), last);
    await settings.write(settingName, from + reservedAtOnce);
    last = from;
    reserved = from + reservedAtOnce;
  };
  const take = async (): Promise<number> => {
    if (last >= reserved) await reserve();
    last += 1;
    return last;
  };
  const raise = async (seq: number): Promise<void> => {
    if (seq <= (await numberIn(settingName))) return;
    // The doubt first: broken off in between, it is only looked at twice.
    await settings.write(doubtName, seq);
    await settings.write(settingName, seq);
    last = seq;
    reserved = seq;
  };
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = queue.then(work, work);
    queue = done;
    return done;
  };
  return {
    next: () => inTurn(take),
    raiseAbove: (seq) => inTurn(() => raise(seq)),
    inDoubtUpTo: () => numberIn(doubtName),
    clearDoubt: () => settings.remove(doubtName),
  };
}
