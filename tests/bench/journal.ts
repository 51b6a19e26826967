// JOURNAL: what the device database costs: heap with push on, bytes of an edit, a compaction, at 20,000 and 50,000 people.
import { type BuiltPage, openBenchSite } from './bench-site.ts';
import { villageAccount } from './invented-documents.ts';
import { rounded } from './statistics.ts';
import type { JournalTimes } from './page/device-journal.ts';
import { milliseconds, type BenchLine, type BenchResult } from './table.ts';

export type JournalOptions = { readonly sizes: readonly number[] };

type Measured = JournalTimes & { readonly emptyHeap: number; readonly heap: number };

export async function measureJournal({ sizes }: JournalOptions, builtPage: BuiltPage): Promise<BenchResult> {
  const measured: Measured[] = [];
  for (const people of sizes) measured.push(await measureSize(people, builtPage));
  return {
    id: 'JOURNAL',
    lines: measured.flatMap(linesOf),
    figures: Object.fromEntries(
      measured.flatMap((each) => [
        [`heapMb${each.documents}`, rounded(megabytes(each.heap - each.emptyHeap))],
        [`bytesOfEdit${each.documents}`, Math.round(each.bytesOfEdit)],
        [`compactionMs${each.documents}`, rounded(each.saveBehindMs - each.saveMs)],
      ]),
    ),
  };
}

async function measureSize(people: number, builtPage: BuiltPage): Promise<Measured> {
  const site = await openBenchSite({ people, records: 0 }, builtPage);
  try {
    const page = await site.freshPage();
    const last = await page.evaluate((account) => window.bench.findLastPerson(account), villageAccount);
    const emptyHeap = await site.heap();
    await page.evaluate((request) => window.bench.holdDevice(request), {
      ...{ account: villageAccount, deviceId: 'held', last },
    });
    const heap = await site.heap();
    const times = await (
      await site.freshPage()
    ).evaluate((account) => window.bench.timeJournal(account, 'journal'), villageAccount);
    return { ...times, emptyHeap, heap };
  } finally {
    await site.close();
  }
}

function megabytes(bytes: number): number {
  return bytes / 1024 ** 2;
}

function linesOf(of: Measured): readonly BenchLine[] {
  const { documents, heap, emptyHeap, filledMs, filledBytes, saveMs, saveBehindMs, compactedBytes } = of;
  return [
    {
      work: `heap of a device that holds ${documents} people, push on`,
      value: `${megabytes(heap - emptyHeap).toFixed(1)} MB`,
      floor: `the empty page ${megabytes(emptyHeap).toFixed(1)} MB`,
    },
    {
      work: `… written to an empty journal (${megabytes(filledBytes).toFixed(1)} MB)`,
      value: milliseconds(filledMs),
    },
    { work: '… bytes that one edit adds', value: `${Math.round(of.bytesOfEdit)} B` },
    {
      work: `… a save behind the compaction of all of them (${megabytes(compactedBytes).toFixed(1)} MB after it)`,
      value: milliseconds(saveBehindMs),
      floor: `a save ${milliseconds(saveMs)}`,
      ratio: rounded(saveBehindMs / saveMs),
    },
  ];
}
