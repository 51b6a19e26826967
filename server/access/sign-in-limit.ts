// Slows down guessing of passwords, per account and per address; never locks for ever.
import type { Clock } from '../clock.ts';

export type SignInLimit = {
  /** Seconds to wait before the next try, 0 when it may go on. */
  readonly waitSeconds: (keys: readonly string[]) => number;
  readonly failed: (keys: readonly string[]) => void;
  readonly succeeded: (keys: readonly string[]) => void;
};

const freeTries = 5;
const longestWaitSeconds = 300;
const forgetAfterMs = 3600 * 1000;
const mostKeys = 20_000;

type Entry = { readonly failures: number; readonly lastAt: number; readonly blockedUntil: number };

export function createSignInLimit(deps: { readonly clock: Clock }): SignInLimit {
  const entries = new Map<string, Entry>();
  const now = () => deps.clock.now().getTime();
  const entryOf = (key: string): Entry | undefined => {
    const entry = entries.get(key);
    return entry !== undefined && now() - entry.lastAt < forgetAfterMs ? entry : undefined;
  };
  return {
    waitSeconds: (keys) => {
      const waits = keys.map((key) => Math.ceil(((entryOf(key)?.blockedUntil ?? 0) - now()) / 1000));
      return Math.max(0, ...waits);
    },
    failed: (keys) => {
      for (const key of keys) {
        const failures = (entryOf(key)?.failures ?? 0) + 1;
        const waitSeconds =
          failures < freeTries ? 0 : Math.min(longestWaitSeconds, 2 ** (failures - freeTries));
        entries.delete(key);
        entries.set(key, { failures, lastAt: now(), blockedUntil: now() + waitSeconds * 1000 });
      }
      for (const oldest of entries.keys()) {
        if (entries.size <= mostKeys) break;
        entries.delete(oldest);
      }
    },
    succeeded: (keys) => {
      for (const key of keys) entries.delete(key);
    },
  };
}
