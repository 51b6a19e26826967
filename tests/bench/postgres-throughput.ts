// P10: pushes of one record each over HTTP to 1, 2 and 4 server processes on one PostgreSQL, one process on SQLite beside it, and
// the ceiling of the counter: the same rows' places taken by plain statements.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import pg from 'pg';
import { rootPath } from '../support/run-command.ts';
import { signInPlain } from '../support/checker/plain-device.ts';
import { createDatabase } from '../support/postgres/database-for-test.ts';
import { visit } from '../support/postgres/race-writers.ts';
import { startPostgres, type Postgres } from '../support/postgres/start-postgres.ts';
import { smallDemonstration } from '../support/seed-once.ts';
import { startServer, type ServerProcess } from '../support/start-server.ts';
import { percentile, rounded } from './statistics.ts';
import { milliseconds, perSecond, type BenchLine, type BenchResult } from './table.ts';

export type PostgresThroughputOptions = { readonly pushes: number };

const writers = 16;
const processCounts = [1, 2, 4] as const;

type Pushed = { readonly rate: number; readonly p99: number };

export async function measurePostgresThroughput({ pushes }: PostgresThroughputOptions): Promise<BenchResult> {
  const postgres = await startPostgres();
  try {
    const ceiling = await measureCounter(postgres, pushes * 4);
    const sqlite = await onServers(undefined, 1, pushes);
    const lines: BenchLine[] = [line('SQLite, 1 process', sqlite, ceiling)];
    const figures: Record<string, number> = {
      counterPerSecond: Math.round(ceiling),
      sqlitePerSecond: Math.round(sqlite.rate),
    };
    for (const count of processCounts) {
      const pushed = await onServers(postgres, count, pushes);
      lines.push(line(`PostgreSQL, ${count} ${count === 1 ? 'process' : 'processes'}`, pushed, ceiling));
      figures[`postgres${count}PerSecond`] = Math.round(pushed.rate);
      figures[`postgres${count}P99Ms`] = rounded(pushed.p99);
    }
    return { id: 'P10', lines, figures };
  } finally {
    await postgres.dispose();
  }
}

function line(where: string, { rate, p99 }: Pushed, ceiling: number): BenchLine {
  return {
    work: `${where}: pushes of one record, ${writers} at once`,
    value: `${perSecond(rate)}, p99 ${milliseconds(p99)}`,
    floor: `the counter alone ${perSecond(ceiling)}`,
    ratio: rate / ceiling,
  };
}

/** Processes beside each other on one database with the small demonstration; without a cluster, on SQLite. */
async function onServers(postgres: Postgres | undefined, count: number, pushes: number): Promise<Pushed> {
  const dataDir = await mkdtemp(join(tmpdir(), 'banbiantian-p10-'));
  const database = postgres === undefined ? undefined : await createDatabase(postgres.url);
  const env = { LOG_LEVEL: 'warn', ...(database === undefined ? {} : { DATABASE_URL: database.url }) };
  await promisify(execFile)(process.execPath, [...smallDemonstration], {
    ...{ cwd: rootPath, env: { ...process.env, ...env, DATA_DIR: dataDir } },
  });
  const servers: ServerProcess[] = [];
  try {
    for (let n = 0; n < count; n += 1) servers.push(await startServer({ env, dataDir }));
    await pushAll(servers, Math.round(pushes / 4));
    return await pushAll(servers, pushes);
  } finally {
    for (const server of servers) await server.dispose();
    await database?.drop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function pushAll(servers: readonly ServerProcess[], pushes: number): Promise<Pushed> {
  const devices = await Promise.all(
    Array.from({ length: writers }, (_, index) =>
      signInPlain(servers[index % servers.length]?.origin ?? '', 'huaguo'),
    ),
  );
  const times: number[] = [];
  const begun = performance.now();
  await Promise.all(
    devices.map(async (device, mine) => {
      for (let n = 0; n < pushes / writers; n += 1) {
        const record = device.record('condolence-visit', { ...visit, whom: `第${mine}组第${n}户` });
        const start = performance.now();
        const [verdict] = (await device.push([{ document: record }])).rows;
        if (verdict?.status !== 'accepted') throw new Error(`a push was ${verdict?.status}`);
        times.push(performance.now() - start);
      }
    }),
  );
  return { rate: times.length / ((performance.now() - begun) / 1000), p99: percentile(times, 0.99) };
}

/** Each transaction takes the next place last and writes it down: what no number of processes can pass. */
async function measureCounter(postgres: Postgres, transactions: number): Promise<number> {
  const { url, drop } = await createDatabase(postgres.url);
  const pool = new pg.Pool({ connectionString: url, max: writers });
  await pool.query('CREATE TABLE counter (position BIGINT NOT NULL)');
  await pool.query('INSERT INTO counter VALUES (0)');
  await pool.query('CREATE TABLE commits (position BIGINT PRIMARY KEY)');
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: writers }, async () => {
      const client = await pool.connect();
      for (let n = 0; n < transactions / writers; n += 1) {
        await client.query('BEGIN');
        const { rows } = await client.query('UPDATE counter SET position = position + 1 RETURNING position');
        await client.query('INSERT INTO commits VALUES ($1)', [rows[0]?.position]);
        await client.query('COMMIT');
      }
      client.release();
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  await pool.end();
  await drop();
  return transactions / seconds;
}
