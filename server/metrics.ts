// What an operator watches, in the text format of Prometheus: the process, requests, verdicts, open streams. Counts only, of nobody.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export type Answered = {
  readonly method: string;
  /** The pattern of the route, without what a request put into it. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
};

export type Metrics = {
  /** Begins to measure; what it returns says how many milliseconds went by, whatever became of the time of day meanwhile. */
  readonly stopwatch: () => () => number;
  readonly answered: (request: Answered) => void;
  /** The verdicts of one push, one for each row. */
  readonly judged: (collection: string, statuses: readonly string[]) => void;
  /** Returns how to say that it was closed; said twice it counts once. */
  readonly streamOpened: () => () => void;
  readonly contentType: string;
  readonly read: () => Promise<string>;
};

const prefix = 'banbiantian_';

/** Of one process: behind a load balancer each is asked for itself. `monotonicMs`: a clock that only goes forward. */
export function createMetrics(monotonicMs: () => number): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const seconds = new Histogram({
    ...{ name: `${prefix}request_seconds`, help: 'Time to answer a request', registers },
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
  });
  const rows = new Counter({
    ...{ name: `${prefix}pushed_rows_total`, help: 'Rows of pushes by verdict', registers },
    labelNames: ['collection', 'status'],
  });
  const streams = new Gauge({ name: `${prefix}open_streams`, help: 'Open streams of pokes', registers });
  let isProcessWatched = false;
  return {
    stopwatch: () => {
      const began = monotonicMs();
      return () => monotonicMs() - began;
    },
    answered: ({ method, route, status, seconds: took }) =>
      seconds.observe({ method, route, status: String(status) }, took),
    judged: (collection, statuses) => {
      for (const status of statuses) rows.inc({ collection, status });
    },
    streamOpened: () => {
      streams.inc();
      let isOpen = true;
      return () => {
        if (isOpen) streams.dec();
        isOpen = false;
      };
    },
    contentType: registry.contentType,
    read: () => {
      // Memory, event loop and the like, from the first time that somebody asks.
      const isFirst = !isProcessWatched;
      isProcessWatched = true;
      if (isFirst) collectDefaultMetrics({ register: registry, prefix });
      return registry.metrics();
    },
  };
}
