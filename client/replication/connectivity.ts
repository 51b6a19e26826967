// Is the server there? `navigator.onLine` is a hint; an answer of ours is the proof.
import type { Timers } from '../database/clock.ts';
import { createCell, createSignal, type Cell, type Watchable } from '../database/watchable.ts';

/** What the page tells about itself. Each `on…` answers with how to stop listening. */
export type PageSignals = {
  readonly onOnline: (listener: () => void) => () => void;
  readonly onVisible: (listener: () => void) => () => void;
  readonly isVisible: () => boolean;
};

export type ConnectivityDeps = {
  readonly page: PageSignals;
  /** `GET /api/health` within 5 s. */
  readonly probe: () => Promise<boolean>;
  readonly timers: Timers;
};

export type Connectivity = {
  readonly reachable: Cell<boolean>;
  /** Try again now: online, visible, answering again, or asked for. */
  readonly wake: Watchable<void>;
  readonly wakeNow: () => void;
  /** What each request of replication came to. */
  readonly noteReached: (isReached: boolean) => void;
  readonly start: () => void;
  readonly stop: () => void;
};

const probeEveryMs = 5_000;

/** While the server is not reachable and the page is visible it is asked every 5 s; an answer wakes whoever waits. */
export function createConnectivity(deps: ConnectivityDeps): Connectivity {
  const reachable = createCell(true);
  const wake = createSignal();
  const stops: (() => void)[] = [];
  let stopTimer: (() => void) | undefined;
  let isRunning = false;

  const noteReached = (isReached: boolean): void => {
    const isBack = isReached && !reachable.get();
    reachable.set(isReached);
    if (isBack) wake.emit();
    if (!isReached) scheduleProbe();
  };
  const probe = async (): Promise<void> => {
    stopTimer = undefined;
    if (!isRunning || reachable.get()) return;
    if (deps.page.isVisible() && (await deps.probe())) noteReached(true);
    else scheduleProbe();
  };
  const scheduleProbe = (): void => {
    if (!isRunning || stopTimer !== undefined) return;
    stopTimer = deps.timers.after(probeEveryMs, () => void probe());
  };
  return {
    reachable,
    wake,
    wakeNow: () => wake.emit(),
    noteReached,
    start: () => {
      isRunning = true;
      stops.push(
        // After what hung through the dark has been given up and waits.
        deps.page.onOnline(() => deps.timers.after(0, wake.emit)),
        deps.page.onVisible(() => wake.emit()),
      );
    },
    stop: () => {
      isRunning = false;
      stopTimer?.();
      stopTimer = undefined;
      for (const stop of stops.splice(0)) stop();
    },
  };
}

/** The signals of a real page. */
export function browserPageSignals(window: Window): PageSignals {
  const { document } = window;
  return {
    onOnline: (listener) => {
      window.addEventListener('online', listener);
      return () => window.removeEventListener('online', listener);
    },
    onVisible: (listener) => {
      const onChange = (): void => {
        if (document.visibilityState === 'visible') listener();
      };
      document.addEventListener('visibilitychange', onChange);
      return () => document.removeEventListener('visibilitychange', onChange);
    },
    isVisible: () => document.visibilityState === 'visible',
  };
}
