// P11-indicators: every figure and rate of a city's year, afresh and from what is kept, against reading and parsing the same rows.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../server/config.ts';
import { createServer, type Server } from '../../server/create-server.ts';
import { countAfresh } from '../../server/indicators/count-afresh.ts';
import { createFigureCache } from '../../server/indicators/figure-cache.ts';
import { parseStored, withHash } from '../../server/store/stored-document.ts';
import { feedKeysOf } from '../../shared/access/feed-keys.ts';
import { indicatorsOf } from '../../shared/indicators/catalogue/indicators-of.ts';
import { standingRates } from '../../shared/indicators/catalogue/standing-rates.ts';
import { createFigureCount } from '../../shared/indicators/count-figures.ts';
import { recordTypes } from '../../shared/record-types/registry.ts';
import { homeVisit } from '../../shared/record-types/home-visit.ts';
import type { OrgTree } from '../../shared/org/org-unit.ts';
import { fillCounty, inventedRecord, measuredYear } from './fill-county.ts';
import { village } from './invented-documents.ts';
import { openRaw } from './raw-sql.ts';
import { median, rounded } from './statistics.ts';
import { milliseconds, type BenchLine, type BenchResult } from './table.ts';

export type IndicatorOptions = { readonly sizes: readonly number[]; readonly rounds: number };

const city = '4203';
const goal = { afresh: 2_000, kept: 200 } as const;
const keys = [`up:${city}`] as const;
const question = { unitId: city, ...measuredYear };

/** Milliseconds, each the median of the rounds; `device`: of a village's own year, parsed already. */
type Measured = Readonly<
  Record<'floor' | 'afresh' | 'warmUp' | 'figures' | 'withRates' | 'device', number>
> & { readonly villageRecords: number; readonly megabytes: number };

export async function measureIndicators({ sizes, rounds }: IndicatorOptions): Promise<BenchResult> {
  const measured: Measured[] = [];
  for (const size of sizes) {
    const dataDir = await mkdtemp(join(tmpdir(), 'banbiantian-bench-'));
    try {
      await fillCounty(dataDir, size, city);
      measured.push(await measureSize(dataDir, rounds));
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  }
  const last = measured.at(-1);
  if (last === undefined) throw new Error('No size was measured.');
  return {
    id: 'P11-indicators',
    lines: measured.flatMap((each, index) => linesOf(sizes[index] ?? 0, each)),
    figures: {
      ...{ ratio: rounded(last.afresh / last.floor), records: sizes.at(-1) ?? 0 },
      ...{ afresh: Math.round(last.afresh), warmUp: Math.round(last.warmUp) },
      ...{ kept: Math.round(last.figures), keptWithRates: Math.round(last.withRates) },
      ...{ device: rounded(last.device), megabytes: Math.round(last.megabytes) },
    },
  };
}

function linesOf(size: number, each: Measured): readonly BenchLine[] {
  const floor = `SELECT and JSON.parse ${milliseconds(each.floor)}`;
  const against = (took: number) => ({ value: milliseconds(took), floor, ratio: rounded(took / each.floor) });
  return [
    {
      ...{ work: `all indicators of a city-year of ${size} records, afresh`, ...against(each.afresh) },
      ...{ goal: '≤ 2 s', isMet: each.afresh <= goal.afresh },
    },
    { work: `first answer that is kept (${Math.round(each.megabytes)} MB more)`, ...against(each.warmUp) },
    {
      ...{ work: 'figures after one more record', ...against(each.figures) },
      ...{ goal: '≤ 200 ms', isMet: each.figures <= goal.kept },
    },
    {
      ...{ work: 'figures and rates after one more record', ...against(each.withRates) },
      ...{ goal: '≤ 200 ms', isMet: each.withRates <= goal.kept },
    },
    {
      work: `on the device: a village-year of ${each.villageRecords} records`,
      value: milliseconds(each.device),
    },
  ];
}

async function measureSize(dataDir: string, rounds: number): Promise<Measured> {
  const floor = median(Array.from({ length: rounds }, () => floorOf(dataDir)));
  const server = await createServer(readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent', PORT: '0' }));
  const { store } = server;
  const { tree } = await store.read((view) => server.trees.at(view));
  const scope = { tree, keys };
  const afresh: number[] = [];
  for (let round = 0; round < Math.min(rounds, 3); round += 1)
    afresh.push(await timed(() => store.read((view) => countAfresh(view, recordTypes, scope, question))));
  const cache = createFigureCache(server);
  const before = process.memoryUsage().heapUsed;
  const answer = async (): Promise<void> => {
    await cache.figures(scope, question);
    const { read } = await cache.standing(scope, {});
    for (const rate of standingRates) read(rate, question);
  };
  const warmUp = await timed(answer);
  const megabytes = (process.memoryUsage().heapUsed - before) / 1_048_576;
  const [figures, withRates]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    await addOne(server, tree, `figures-${round}`);
    figures.push(await timed(() => cache.figures(scope, question)));
    await addOne(server, tree, `rates-${round}`);
    withRates.push(await timed(answer));
  }
  const device = await measureDevice(server, tree, rounds);
  await store.close();
  return {
    ...{ floor, afresh: median(afresh), warmUp, megabytes, ...device },
    ...{ figures: median(figures), withRates: median(withRates) },
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function addOne({ store }: Server, tree: OrgTree, id: string): Promise<void> {
  const record = inventedRecord(`more-${id}`, homeVisit, { unit: village, day: '2025-06-06', person: 1 });
  await store.write(async (tx) => {
    const writing = { account: 'bench', deviceId: 'bench', seq: 1, at: record.createdAt };
    await tx.documents.put('records', withHash(record), writing);
    const change = { collection: 'records' as const, id: record.id, keys: feedKeysOf(record, tree) };
    await tx.feed.publish([change], `more-${id}`, record.createdAt);
  });
}

/** As `client/indicators` counts: the records of the year are at hand. */
async function measureDevice(
  { store }: Server,
  tree: OrgTree,
  rounds: number,
): Promise<Pick<Measured, 'device' | 'villageRecords'>> {
  const texts: string[] = [];
  const asked = { collection: 'records', keys: [`up:${village}`], ...measuredYear } as const;
  await store.read((view) => view.query.between(asked, (json) => texts.push(json)));
  const records = texts.map(parseStored);
  const indicators = indicatorsOf(recordTypes);
  const took = Array.from({ length: rounds }, () => {
    const started = performance.now();
    const count = createFigureCount(
      { ...measuredYear, unitId: village },
      { registry: recordTypes, tree, indicators },
    );
    for (const record of records) count.add(record);
    count.read();
    return performance.now() - started;
  });
  return { device: median(took), villageRecords: records.length };
}

function floorOf(dataDir: string): number {
  const database = openRaw(dataDir);
  const started = performance.now();
  const rows = database.prepare("SELECT json FROM documents WHERE collection = 'records' ORDER BY id").all();
  for (const row of rows) JSON.parse(String(row['json']));
  const took = performance.now() - started;
  database.close();
  return took;
}
