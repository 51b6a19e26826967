// P1: the first sync of a device until a name can be found, against the same pages put raw into Dexie.
import { villageAccount } from './invented-documents.ts';
import { type BuiltPage, openBenchSite } from './bench-site.ts';
import { median, rounded } from './statistics.ts';
import { milliseconds, type BenchResult } from './table.ts';

export type FirstSyncOptions = { readonly people: number; readonly rounds: number };

export async function measureFirstSync(
  { people, rounds }: FirstSyncOptions,
  builtPage: BuiltPage,
): Promise<BenchResult> {
  const site = await openBenchSite({ people, records: 0 }, builtPage);
  try {
    const page = await site.freshPage();
    const last = await page.evaluate((account) => window.bench.findLastPerson(account), villageAccount);
    const times: { floor: number; fetch: number; opened: number; ours: number }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const request = (kind: string) => ({ account: villageAccount, deviceId: `${kind}-${round}`, last });
      const floor = await (
        await site.freshPage()
      ).evaluate((each) => window.bench.fetchIntoDexie(each), request('floor'));
      const ours = await (
        await site.freshPage()
      ).evaluate((each) => window.bench.syncDevice(each), request('ours'));
      const fetched = await (
        await site.freshPage()
      ).evaluate((each) => window.bench.fetchAndParse(each), request('fetch'));
      times.push({ floor, fetch: fetched, opened: ours.openedMs, ours: ours.searchableMs });
    }
    return resultOf(last.count, times);
  } finally {
    await site.close();
  }
}

function resultOf(
  people: number,
  times: readonly { floor: number; fetch: number; opened: number; ours: number }[],
): BenchResult {
  const ours = median(times.map((each) => each.ours));
  const opened = median(times.map((each) => each.opened));
  const floor = median(times.map((each) => each.floor));
  const fetched = median(times.map((each) => each.fetch));
  const ratio = rounded(ours / floor);
  return {
    id: 'P1',
    lines: [
      {
        work: `first sync of ${people} people until searchable, push on, encrypted`,
        value: milliseconds(ours),
        floor: `fetch + raw Dexie ${milliseconds(floor)}`,
        ratio,
        goal: '≤ 0.5× the floor (at 20,000)',
        isMet: ratio <= 0.5,
      },
      {
        work: '… of which opening the empty device',
        value: milliseconds(opened),
      },
      {
        work: '… against fetch + JSON.parse of the people alone',
        value: milliseconds(ours),
        floor: milliseconds(fetched),
        ratio: rounded(ours / fetched),
      },
      { work: '… against PouchDB', value: 'not measured: it is not installed here' },
    ],
    figures: {
      ratio,
      people,
      searchableMs: rounded(ours),
      openedMs: rounded(opened),
      floorMs: rounded(floor),
      fetchParseMs: rounded(fetched),
    },
  };
}
