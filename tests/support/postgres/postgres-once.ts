// One PostgreSQL for all files of the project `postgres`: what is said of the server on SQLite is said again on it.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { rootPath } from '../run-command.ts';
import { smallDemonstration } from '../seed-once.ts';
import { clusterVariable, createDatabase, seededDatabase } from './database-for-test.ts';
import { startPostgres } from './start-postgres.ts';

/** Called by vitest before the first file; what it returns, after the last one. */
export async function setup(): Promise<() => Promise<void>> {
  const postgres = await startPostgres();
  process.env[clusterVariable] = postgres.url;
  const dataDir = await mkdtemp(join(tmpdir(), 'banbiantian-seeded-'));
  const { url } = await createDatabase(postgres.url, { name: seededDatabase });
  await promisify(execFile)(process.execPath, smallDemonstration, {
    cwd: rootPath,
    env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: url, LOG_LEVEL: 'warn' },
  });
  await rm(dataDir, { recursive: true, force: true });
  return () => postgres.dispose();
}
