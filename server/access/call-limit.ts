// So many calls a minute under one name: for calls that need no session. In memory, each process for itself.
import { AppError } from '../../shared/errors/app-error.ts';
import type { Clock } from '../clock.ts';

export type CallLimit = {
  /** Counts a call; throws `tooManyCalls` with the seconds to wait when there were too many. */
  readonly count: (name: string) => void;
};

const windowMs = 60_000;
const mostNames = 20_000;

/** Windows of one minute, each beginning with the first call under a name. */
export function createCallLimit(deps: { readonly clock: Clock; readonly perMinute: number }): CallLimit {
  const windows = new Map<string, { readonly since: number; readonly calls: number }>();
  return {
    count: (name) => {
      const now = deps.clock.now().getTime();
      const known = windows.get(name);
      const isOpen = known !== undefined && now - known.since < windowMs && now >= known.since;
      const next = isOpen ? { since: known.since, calls: known.calls + 1 } : { since: now, calls: 1 };
      windows.delete(name);
      windows.set(name, next);
      for (const oldest of windows.keys()) {
        if (windows.size <= mostNames) break;
        windows.delete(oldest);
      }
      if (next.calls > deps.perMinute)
        throw new AppError('tooManyCalls', undefined, Math.ceil((next.since + windowMs - now) / 1000));
    },
  };
}
