// P3: opening a filled device until its first list is there, against its pages read and decrypted raw.
import { type BuiltPage, openBenchSite, type BenchSite, type SiteContent } from './bench-site.ts';
import { villageAccount } from './invented-documents.ts';
import { median, rounded } from './statistics.ts';
import { milliseconds, type BenchResult } from './table.ts';
import type { ReopenTimes } from './page/device-reopen.ts';
import type { RawPages } from './page/floor-reopen.ts';

export type ReopenOptions = SiteContent & { readonly rounds: number };

const deviceId = 'reopened';

export async function measureReopen(options: ReopenOptions, builtPage: BuiltPage): Promise<BenchResult> {
  const site = await openBenchSite(options, builtPage);
  try {
    await fillDevice(site, deviceId);
    const asIs = await alternate(site, options.rounds);
    await site.throttle(4);
    const slow = await alternate(site, options.rounds);
    return resultOf(asIs, slow);
  } finally {
    await site.close();
  }
}

/** Syncs a device of the village once; what it holds stays on the disk. */
export async function fillDevice(site: BenchSite, device: string): Promise<void> {
  const page = await site.freshPage();
  const last = await page.evaluate((account) => window.bench.findLastPerson(account), villageAccount);
  await page.evaluate((request) => window.bench.syncDevice(request), {
    account: villageAccount,
    deviceId: device,
    last,
    andAll: true,
  });
}

type Times = { readonly reopened: readonly ReopenTimes[]; readonly raw: readonly RawPages[] };

async function alternate(site: BenchSite, rounds: number): Promise<Times> {
  const times: { reopened: ReopenTimes[]; raw: RawPages[] } = { reopened: [], raw: [] };
  for (let round = 0; round < rounds; round += 1) {
    const floorPage = await site.freshPage();
    times.raw.push(await floorPage.evaluate((id) => window.bench.readPagesRaw(id), deviceId));
    const page = await site.freshPage();
    times.reopened.push(await page.evaluate((id) => window.bench.reopenDevice(id), deviceId));
  }
  return times;
}

function resultOf(asIs: Times, slow: Times): BenchResult {
  const listMs = median(asIs.reopened.map((each) => each.listMs));
  const openedMs = median(asIs.reopened.map((each) => each.openedMs));
  const slowMs = median(slow.reopened.map((each) => each.listMs));
  const decryptedMs = median(asIs.raw.map((each) => each.decryptedMs));
  const parsedMs = median(asIs.raw.map((each) => each.parsedMs));
  const slowFloor = median(slow.raw.map((each) => each.decryptedMs));
  const held = asIs.reopened[0]?.documents ?? 0;
  const [pages, bytes, written] = [
    asIs.raw[0]?.pages ?? 0,
    asIs.raw[0]?.bytes ?? 0,
    asIs.raw[0]?.documents ?? 0,
  ];
  const perDocument = (listMs * 1000) / held;
  const ratio = rounded(listMs / decryptedMs);
  return {
    id: 'P3',
    lines: [
      {
        work: `reopen ${held} people and records to the first list`,
        value: milliseconds(listMs),
        floor: `read + decrypt ${milliseconds(decryptedMs)}, + parse ${milliseconds(parsedMs)}`,
        ratio,
        goal: '≤ 300 ms',
        isMet: listMs <= 300,
      },
      { work: '… of which until all is open', value: milliseconds(openedMs) },
      {
        work: '… for each document held',
        value: `${perDocument.toFixed(1)} µs`,
        goal: '≤ 10 µs',
        isMet: perDocument <= 10,
      },
      {
        work: '… with the processor at a quarter',
        value: milliseconds(slowMs),
        floor: `read + decrypt ${milliseconds(slowFloor)}`,
        ratio: rounded(slowMs / slowFloor),
        goal: '≤ 1 s',
        isMet: slowMs <= 1000,
      },
      {
        work: `… the journal: ${pages} pages, ${written} documents as written`,
        value: `${Math.round(bytes / 1024)} KB`,
      },
    ],
    figures: {
      ratio,
      documents: held,
      listMs: rounded(listMs),
      openedMs: rounded(openedMs),
      floorMs: rounded(decryptedMs),
      parsedFloorMs: rounded(parsedMs),
      microsecondsPerDocument: rounded(perDocument),
      throttledMs: rounded(slowMs),
    },
  };
}
