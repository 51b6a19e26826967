// Slows down guessing of passwords, per account and per address; never locks for ever.
import type { Clock } from '../clock.ts';

/** Who asks, for whom. Many people may stand behind one address: a village's office, a proxy. */
export type SignInTry = { readonly account: string; readonly address: string };

export type SignInLimit = {
  /** Seconds to wait before the next try, 0 when it may go on. */
  readonly waitSeconds: (one: SignInTry) => number;
  readonly failed: (one: SignInTry) => void;
  /** The account's count ends; the address's goes on, or one known account would open the way to all others. */
  readonly succeeded: (one: SignInTry) => void;
};

/** `countsFrom`: which failure the time to forget begins with. */
type Rule = {
  readonly freeTries: number;
  readonly longestWaitSeconds: number;
  readonly forgetAfterMs: number;
  readonly countsFrom: 'firstAt' | 'lastAt';
};
const accountRule: Rule = {
  freeTries: 5,
  longestWaitSeconds: 300,
  forgetAfterMs: 3600 * 1000,
  countsFrom: 'lastAt',
};
const addressRule: Rule = {
  freeTries: 50,
  longestWaitSeconds: 60,
  forgetAfterMs: 600 * 1000,
  countsFrom: 'firstAt',
};
const mostKeys = 20_000;

export function createSignInLimit(deps: { readonly clock: Clock }): SignInLimit {
  const now = () => deps.clock.now().getTime();
  const [accounts, addresses] = [createCounter(accountRule, now), createCounter(addressRule, now)];
  return {
    waitSeconds: ({ account, address }) =>
      Math.max(accounts.waitSeconds(account), addresses.waitSeconds(address)),
    failed: ({ account, address }) => {
      accounts.failed(account);
      addresses.failed(address);
    },
    succeeded: ({ account }) => accounts.forget(account),
  };
}

type Entry = {
  readonly failures: number;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly blockedUntil: number;
};
type Counter = {
  readonly waitSeconds: (key: string) => number;
  readonly failed: (key: string) => void;
  readonly forget: (key: string) => void;
};

function createCounter(rule: Rule, now: () => number): Counter {
  const entries = new Map<string, Entry>();
  const entryOf = (key: string): Entry | undefined => {
    const entry = entries.get(key);
    return entry !== undefined && now() - entry[rule.countsFrom] < rule.forgetAfterMs ? entry : undefined;
  };
  return {
    waitSeconds: (key) => Math.max(0, Math.ceil(((entryOf(key)?.blockedUntil ?? 0) - now()) / 1000)),
    failed: (key) => {
      const before = entryOf(key);
      const failures = (before?.failures ?? 0) + 1;
      const waitSeconds =
        failures < rule.freeTries ? 0 : Math.min(rule.longestWaitSeconds, 2 ** (failures - rule.freeTries));
      entries.delete(key);
      const [firstAt, blockedUntil] = [before?.firstAt ?? now(), now() + waitSeconds * 1000];
      entries.set(key, { failures, firstAt, lastAt: now(), blockedUntil });
      for (const oldest of entries.keys()) {
        if (entries.size <= mostKeys) break;
        entries.delete(oldest);
      }
    },
    forget: (key) => void entries.delete(key),
  };
}
