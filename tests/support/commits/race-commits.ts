// Two processes of writers on one database, and a reader beside them: commits a second, rows missed, fields lost.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { Server } from '../../../server/create-server.ts';
import { readOrgCsv } from '../../../server/operations/read-org-csv.ts';
import { createTestDatabase } from '../postgres/database-for-test.ts';
import { rootPath } from '../run-command.ts';
import { smallTreeCsv } from '../server/small-tree.ts';
import {
  callerOn,
  commitOf,
  fieldOf,
  lastEdits,
  ownRecord,
  processes,
  sharedRecord,
  writers,
  type WriterOrder,
} from './commit-plan.ts';
import { serverOn } from './server-of-writers.ts';

export type CommitRace = {
  readonly commits: number;
  readonly refused: number;
  /** Acknowledged records that the reader, who read on from where it was each time, never got. */
  readonly missed: number;
  /** Last edits of a writer's own field of a common record that do not stand there. */
  readonly lostFields: number;
  readonly putOff: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
};

const pageSchema = z.object({
  documents: z.array(z.object({ id: z.string() })),
  checkpoint: z.object({ since: z.string() }),
  more: z.boolean(),
});
const reportSchema = z.object({ took: z.array(z.number()), putOff: z.number(), refused: z.number() });

/** At least so many commits in all, on a database of its own. */
export async function raceCommits(on: 'sqlite' | 'postgres', commits: number): Promise<CommitRace> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bbt-commits-'));
  const database = on === 'postgres' ? await createTestDatabase() : undefined;
  const url = database?.env['DATABASE_URL'];
  const place = { dataDir, ...(url === undefined ? {} : { databaseUrl: url }) };
  const commitsEach = Math.ceil(commits / writers);
  const server = await serverOn(place);
  try {
    await prepare(server, commitsEach);
    const reading = readAlong(server);
    const started = performance.now();
    const orders = Array.from({ length: processes }, (_, index): WriterOrder => ({
      ...place,
      commitsEach,
      writers: Array.from({ length: writers / processes }, (__, n) => n * processes + index),
    }));
    const reports = await Promise.all(orders.map((order) => runWriters(order)));
    const seconds = (performance.now() - started) / 1_000;
    const seen = await reading.end();
    const took = reports.flatMap((report) => report.took).sort((a, b) => a - b);
    const sum = (of: (report: (typeof reports)[number]) => number): number =>
      reports.reduce((all, each) => all + of(each), 0);
    return {
      ...{
        commits: took.length,
        refused: sum(({ refused }) => refused),
        putOff: sum(({ putOff }) => putOff),
      },
      ...{ missed: missedOf(seen, commitsEach), lostFields: await lostFields(server, commitsEach) },
      perSecond: Math.round(took.length / seconds),
      ...{ p50Ms: took[Math.floor(took.length / 2)] ?? 0, p99Ms: took[Math.floor(took.length * 0.99)] ?? 0 },
    };
  } finally {
    await server.store.close();
    await database?.drop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function prepare(server: Server, commitsEach: number): Promise<void> {
  await server.importOrgUnits(readOrgCsv(smallTreeCsv));
  const { epoch } = await server.store.read((view) => view.deployment.get());
  const caller = callerOn('setter', epoch);
  for (const index of lastEdits(commitsEach).keys()) {
    const document = sharedRecord(index);
    const row = { mutationId: `setter:${document.id}:1`, newDocumentState: document };
    const request = { pushId: document.id, rows: [row] };
    await server.acceptPush({ caller, collection: 'records', request, locale: 'zh' });
  }
}

/** Pulls until it is ended, and then once more to the end; keeps the id of each document. */
function readAlong(server: Server): { readonly end: () => Promise<ReadonlySet<string>> } {
  const seen = new Set<string>();
  let isEnding = false;
  const reading = (async () => {
    const { epoch } = await server.store.read((view) => view.deployment.get());
    const caller = callerOn('reader', epoch, true);
    for (let [since, isLast] = ['0', false]; !isLast;) {
      const wasEnding = isEnding;
      const text = await server.readPull.page({ caller, collection: 'records', since, limit: 500 });
      const page = pageSchema.parse(JSON.parse(text));
      for (const { id } of page.documents) seen.add(id);
      since = page.checkpoint.since;
      isLast = wasEnding && !page.more;
      if (page.documents.length < 50) await new Promise((resolve) => void setTimeout(resolve, 5));
    }
  })();
  return {
    end: async () => {
      isEnding = true;
      await reading;
      return seen;
    },
  };
}

function missedOf(seen: ReadonlySet<string>, commitsEach: number): number {
  let [written, found] = [0, 0];
  for (let n = 0; n < commitsEach; n += 1) if (commitOf(0, n).kind === 'record') written += writers;
  for (const id of seen) if (ownRecord(id) !== undefined) found += 1;
  return written - found;
}

async function lostFields(server: Server, commitsEach: number): Promise<number> {
  let lost = 0;
  for (const [index, value] of lastEdits(commitsEach)) {
    const stored = await server.store.read((view) => view.documents.get('records', sharedRecord(index).id));
    for (let writer = 0; writer < writers; writer += 1)
      if (stored?.document.values[fieldOf(writer)] !== value) lost += 1;
  }
  return lost;
}

function runWriters(order: WriterOrder): Promise<z.infer<typeof reportSchema>> {
  const script = join(rootPath, 'tests/support/commits/writer-process.ts');
  const child = spawn(process.execPath, [script, '--order', JSON.stringify(order)], {
    ...{ cwd: rootPath, env: process.env, stdio: ['ignore', 'pipe', 'pipe'] },
  });
  const kill = (): boolean => child.kill('SIGKILL');
  process.once('exit', kill);
  let [output, errors] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString('utf8')));
  return new Promise((resolve, reject) => {
    child.on('close', (code) => {
      process.removeListener('exit', kill);
      if (code === 0) resolve(reportSchema.parse(JSON.parse(output)));
      else reject(new Error(`a process of writers ended with ${code}: ${errors}`));
    });
  });
}
