// P8: a pull that finds nothing new, of every collection, as phones ask many times a day: by how much the server holds.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../server/config.ts';
import { createServer } from '../../server/create-server.ts';
import { pullReplySchema } from '../../shared/sync/protocol.ts';
import { replicatedCollections } from '../../shared/records/record.ts';
import { fillCounty } from './fill-county.ts';
import { villageCaller } from './invented-documents.ts';
import { median, percentile, rounded } from './statistics.ts';
import { milliseconds, type BenchResult } from './table.ts';

export type NoChangePullOptions = { readonly sizes: readonly number[]; readonly pulls: number };

const goal = 5;

/** The first size is the floor of the others: what a pull costs must not grow with what is held. */
export async function measureNoChangePull({ sizes, pulls }: NoChangePullOptions): Promise<BenchResult> {
  const measured: { readonly size: number; readonly p50: number; readonly p99: number }[] = [];
  for (const size of sizes) {
    const dataDir = await mkdtemp(join(tmpdir(), 'banbiantian-bench-'));
    try {
      await fillCounty(dataDir, size, '4203');
      const times = await pullNothing(dataDir, pulls);
      measured.push({ size, p50: median(times), p99: percentile(times, 0.99) });
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  }
  const [first, last] = [measured.at(0), measured.at(-1)];
  if (first === undefined || last === undefined) throw new Error('No size was measured.');
  return {
    id: 'P8',
    lines: measured.map(({ size, p50, p99 }) => ({
      work: `a pull that finds nothing new, ${size} records on the server (median ${milliseconds(p50)})`,
      value: `p99 ${milliseconds(p99)}`,
      floor: `median at ${first.size} records ${milliseconds(first.p50)}`,
      ratio: rounded(p50 / first.p50),
      ...{ goal: 'p99 ≤ 5 ms', isMet: p99 <= goal },
    })),
    figures: {
      ratio: rounded(last.p50 / first.p50),
      ...{ records: last.size, p50: rounded(last.p50), p99: rounded(last.p99) },
    },
  };
}

/** Milliseconds of each pull, one collection after the other. */
async function pullNothing(dataDir: string, pulls: number): Promise<readonly number[]> {
  const server = await createServer(readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent', PORT: '0' }));
  const { tree } = await server.store.read((view) => server.trees.at(view));
  const { epoch } = await server.store.read((view) => view.deployment.get());
  const caller = villageCaller(tree, epoch);
  const { position } = await server.store.read((view) => view.feed.committed());
  const times: number[] = [];
  for (let pull = 0; pull < pulls; pull += 1) {
    const collection = replicatedCollections[pull % replicatedCollections.length] ?? 'records';
    const started = performance.now();
    const text = await server.readPull.page({ caller, collection, since: String(position), limit: 500 });
    times.push(performance.now() - started);
    if (pullReplySchema.parse(JSON.parse(text)).documents.length > 0) throw new Error('something was new');
  }
  await server.store.close();
  return times;
}
