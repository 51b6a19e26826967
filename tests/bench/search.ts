// P4: any part of a name, its reading or a number over 50,000 people, in a real browser, also at a quarter of its speed.
import { type BuiltPage, openBenchSite } from './bench-site.ts';
import { median, rounded } from './statistics.ts';
import { milliseconds, type BenchLine, type BenchResult } from './table.ts';
import type { SearchTimes } from './page/device-search.ts';

export type SearchOptions = { readonly people: number; readonly rounds: number };

export async function measureSearch(options: SearchOptions, builtPage: BuiltPage): Promise<BenchResult> {
  // The people are invented in the page: the server only serves it.
  const site = await openBenchSite({ people: 1, records: 1 }, builtPage);
  const timed = async (): Promise<SearchTimes> =>
    (await site.freshPage()).evaluate(([people, rounds]) => window.bench.timeSearches(people, rounds), [
      options.people,
      options.rounds,
    ] as const);
  try {
    const asIs = await timed();
    await site.throttle(4);
    return resultOf(options, asIs, await timed());
  } finally {
    await site.close();
  }
}

function resultOf({ people }: SearchOptions, asIs: SearchTimes, slow: SearchTimes): BenchResult {
  const [worst, slowWorst] = [slowest(asIs), slowest(slow)];
  const numberMs = median(asIs.numberMs);
  const count = people.toLocaleString('en');
  return {
    id: 'P4',
    lines: [
      {
        work: `search over ${count} people, slowest of ${asIs.words.length} words (${worst.word}): median`,
        ...{ value: milliseconds(worst.ms), goal: '≤ 16 ms', isMet: worst.ms <= 16 },
      },
      {
        work: `… with the processor at a quarter (${slowWorst.word}): median`,
        ...{ value: milliseconds(slowWorst.ms), goal: '≤ 60 ms', isMet: slowWorst.ms <= 60 },
      },
      {
        work: 'a whole identity number through the same search: median',
        ...{ value: milliseconds(numberMs), goal: '≤ 0.1 ms', isMet: numberMs <= 0.1 },
      },
      lineOf('the index of all, once', asIs.indexMs),
    ],
    figures: {
      people,
      slowestMs: rounded(worst.ms),
      throttledSlowestMs: rounded(slowWorst.ms),
      numberMs: rounded(numberMs),
      indexMs: rounded(asIs.indexMs),
    },
  };
}

function lineOf(work: string, ms: number): BenchLine {
  return { work, value: milliseconds(ms) };
}

function slowest({ words }: SearchTimes): { readonly word: string; readonly ms: number } {
  const medians = words.map(({ word, times }) => ({ word, ms: median(times) }));
  return medians.reduce((worst, each) => (each.ms > worst.ms ? each : worst));
}
