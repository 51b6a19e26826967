// P5: one save from the call until it is durable, against one strict IndexedDB put in the same page.
import { type BuiltPage, openBenchSite, type SiteContent } from './bench-site.ts';
import { fillDevice } from './reopen.ts';
import { median, percentile, rounded } from './statistics.ts';
import { milliseconds, type BenchLine, type BenchResult } from './table.ts';
import type { SaveTimes } from './page/device-save.ts';

export type SaveOptions = SiteContent & { readonly rounds: number };

const deviceId = 'saving';
const restMs = 100;

export async function measureSave(options: SaveOptions, builtPage: BuiltPage): Promise<BenchResult> {
  const site = await openBenchSite(options, builtPage);
  try {
    await fillDevice(site, deviceId);
    const timed = async (): Promise<SaveTimes> =>
      (await site.freshPage()).evaluate(([id, rounds, rest]) => window.bench.timeSaves(id, rounds, rest), [
        deviceId,
        options.rounds,
        restMs,
      ] as const);
    const asIs = await timed();
    await site.throttle(4);
    return resultOf(options, asIs, await timed());
  } finally {
    await site.close();
  }
}

function resultOf(options: SaveOptions, asIs: SaveTimes, slow: SaveTimes): BenchResult {
  const [ratio, slowP95] = [ratioOf(asIs), percentile(slow.saves, 0.95)];
  return {
    id: 'P5',
    lines: [
      {
        ...lineOf(`save, encrypted and strict, with ${options.records} records held: median`, asIs, median),
        goal: '≤ 2× one strict put',
        isMet: ratio <= 2,
      },
      lineOf('… p95', asIs, p95),
      lineOf('… with the processor at a quarter: median', slow, median),
      {
        ...lineOf('… with the processor at a quarter: p95', slow, p95),
        goal: '≤ 50 ms',
        isMet: slowP95 <= 50,
      },
    ],
    figures: {
      ratio,
      medianMs: rounded(median(asIs.saves)),
      p95Ms: rounded(p95(asIs.saves)),
      putMedianMs: rounded(median(asIs.puts)),
      putP95Ms: rounded(p95(asIs.puts)),
      throttledMedianMs: rounded(median(slow.saves)),
      throttledP95Ms: rounded(slowP95),
      throttledPutMedianMs: rounded(median(slow.puts)),
      throttledPutP95Ms: rounded(p95(slow.puts)),
    },
  };
}

function p95(values: readonly number[]): number {
  return percentile(values, 0.95);
}

function ratioOf({ saves, puts }: SaveTimes): number {
  return rounded(median(saves) / median(puts));
}

function lineOf(work: string, times: SaveTimes, of: (values: readonly number[]) => number): BenchLine {
  const [ours, floor] = [of(times.saves), of(times.puts)];
  return {
    work,
    value: milliseconds(ours),
    floor: `one strict put ${milliseconds(floor)}`,
    ratio: rounded(ours / floor),
  };
}
