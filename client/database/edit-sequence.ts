// The number of each save on this device: durable, monotonic, never used twice (`sync.md` §2).
import type { Settings } from './settings.ts';

export type EditSequence = { readonly next: () => Promise<number> };

const reservedAtOnce = 64;
const settingName = 'editSequence';

/**
 * Numbers are reserved in blocks before one of them is used, so most saves cost no extra write. After a crash the rest
 * of the block is skipped: a gap means nothing, a number used twice would be taken for a cloned device.
 */
export function createEditSequence(settings: Settings): EditSequence {
  let last = 0;
  let reserved = 0;
  let queue: Promise<number> = Promise.resolve(0);

  const reserve = async (): Promise<void> => {
    const stored = await settings.read(settingName);
    const from = Math.max(typeof stored === 'number' ? stored : 0, last);
    await settings.write(settingName, from + reservedAtOnce);
    last = from;
    reserved = from + reservedAtOnce;
  };
  const take = async (): Promise<number> => {
    if (last >= reserved) await reserve();
    last += 1;
    return last;
  };
  return {
    next: () => {
      queue = queue.then(take, take);
      return queue;
    },
  };
}
