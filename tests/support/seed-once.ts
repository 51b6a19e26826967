// The small demonstration, made once for all files of a project that begin with it: each server starts on a copy.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { execFile } from 'node:child_process';
import { rootPath } from './run-command.ts';

/** Names the directory for the processes of the tests. */
export const seededVariable = 'SEEDED_DATA_DIR';
export const smallDemonstration = ['server/operations/demo.ts', '--seed-only', '--small'] as const;

/** Called by vitest before the first file; what it returns, after the last one. */
export async function setup(): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), 'banbiantian-seeded-'));
  await promisify(execFile)(process.execPath, smallDemonstration, {
    cwd: rootPath,
    env: { ...process.env, DATA_DIR: directory, LOG_LEVEL: 'warn' },
  });
  process.env[seededVariable] = directory;
  return () => rm(directory, { recursive: true, force: true });
}
