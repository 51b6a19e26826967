// The real server as a process of its own, for tests that stop it, kill it and start it again on the same data.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from './free-port.ts';
import { createTestDatabase, seededDatabase } from './postgres/database-for-test.ts';
import { rootPath } from './run-command.ts';
import { seededVariable, smallDemonstration } from './seed-once.ts';
import { shippedFlags } from './shipped-flags.ts';

const shippedMain = [...shippedFlags, 'server/main.ts'];

export type StartServerOptions = {
  /** Extra environment; PORT, HOST and DATA_DIR are set here. */
  readonly env?: Readonly<Record<string, string>>;
  /** Begin with the small demonstration. */
  readonly demonstration?: 'small';
  /** Commands for Node that fill the data directory first, such as `['server/operations/demo.ts', '--seed-only']`. */
  readonly prepare?: readonly (readonly string[])[];
  /** Keep this data directory instead of a temporary one. */
  readonly dataDir?: string;
  /** Default: `server/main.ts`, as `npm start` starts it. */
  readonly main?: readonly string[];
  readonly startTimeoutMs?: number;
  /** On SQLite also where the project has a cluster of PostgreSQL. */
  readonly isOnSqlite?: boolean;
};

export type ServerProcess = {
  readonly origin: string;
  readonly port: number;
  readonly dataDir: string;
  /** Of the database that was made for it; undefined on SQLite. */
  readonly databaseUrl: string | undefined;
  /** All that its processes have printed so far. */
  readonly log: () => string;
  readonly isRunning: () => boolean;
  /** SIGKILL: no chance to tidy up. Returns when the process is gone. */
  readonly kill: () => Promise<void>;
  /** SIGTERM, as a service manager stops it. Returns its exit code. */
  readonly stop: () => Promise<number | null>;
  /** `npm run admin -- …` beside it, on its data; throws with its words when it fails. */
  readonly admin: (args: readonly string[], env?: Readonly<Record<string, string>>) => Promise<void>;
  /** Starts again on the same port and data; kills what still runs. Returns when it answers. */
  readonly restart: () => Promise<void>;
  /** Kills it and deletes a temporary data directory. */
  readonly dispose: () => Promise<void>;
};

/** Returns when `GET /api/health` answers; throws with the server's own words when it ends before. */
export async function startServer(options: StartServerOptions = {}): Promise<ServerProcess> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'banbiantian-server-')));
  // A process beside another one is told its database.
  const database =
    options.env?.['DATABASE_URL'] === undefined && options.isOnSqlite !== true
      ? await createTestDatabase(options.demonstration === 'small' ? seededDatabase : undefined)
      : undefined;
  const env = {
    ...process.env,
    ...{ LOG_LEVEL: 'info', ...database?.env, ...options.env },
    HOST: '127.0.0.1',
    PORT: `${port}`,
    DATA_DIR: dataDir,
  };
  const isOnPostgres = 'DATABASE_URL' in env;
  let log = '';
  const note = (text: string): void => {
    log += text;
  };
  const run = (args: readonly string[], more: Readonly<Record<string, string>> = {}): ChildProcess =>
    runNode(args, { ...env, ...more }, note);
  const runToEnd = async (
    args: readonly string[],
    more?: Readonly<Record<string, string>>,
  ): Promise<void> => {
    const code = await exitCode(run(args, more));
    if (code !== 0) throw new Error(`node ${args.join(' ')} ended with ${code}:\n${log}`);
  };

  const seeded = process.env[seededVariable];
  const isToBeSeeded = options.demonstration !== undefined && !isOnPostgres;
  if (isToBeSeeded && seeded !== undefined) await cp(seeded, dataDir, { recursive: true });
  else if (isToBeSeeded) await runToEnd(smallDemonstration);
  for (const args of options.prepare ?? []) await runToEnd(args);

  let child = run(options.main ?? shippedMain);
  const killWithParent = (): boolean => child.kill('SIGKILL');
  process.once('exit', killWithParent);
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
  const answer = (): Promise<void> =>
    untilHealthy({ origin, isRunning, log: () => log, timeoutMs: options.startTimeoutMs ?? 30_000 });
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> => {
    if (!isRunning()) return child.exitCode;
    child.kill(signal);
    return exitCode(child);
  };
  const kill = async (): Promise<void> => {
    await end('SIGKILL');
  };
  const dispose = async (): Promise<void> => {
    await kill();
    process.removeListener('exit', killWithParent);
    await database?.drop();
    if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
  };

  await answer().catch(async (error: unknown) => {
    await dispose();
    throw error;
  });
  return {
    origin,
    port,
    dataDir,
    databaseUrl: database?.env['DATABASE_URL'],
    log: () => log,
    isRunning,
    kill,
    stop: () => end('SIGTERM'),
    admin: (args, more) => runToEnd(['server/operations/admin.ts', ...args], more),
    restart: async () => {
      await kill();
      child = run(options.main ?? shippedMain);
      await answer();
    },
    dispose,
  };
}

function runNode(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  note: (text: string) => void,
): ChildProcess {
  const child = spawn(process.execPath, [...args], { cwd: rootPath, env, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.on('data', (chunk: Buffer) => note(chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => note(chunk.toString('utf8')));
  return child;
}

async function exitCode(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}

type Awaited = {
  readonly origin: string;
  readonly isRunning: () => boolean;
  readonly log: () => string;
  readonly timeoutMs: number;
};

async function untilHealthy({ origin, isRunning, log, timeoutMs }: Awaited): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (performance.now() < deadline) {
    if (!isRunning()) throw new Error(`The server ended before it answered:\n${log()}`);
    if (await isHealthy(origin)) return;
    await wait(50);
  }
  throw new Error(`The server did not answer within ${timeoutMs} ms:\n${log()}`);
}

async function isHealthy(origin: string): Promise<boolean> {
  try {
    const response = await fetch(`${origin}/api/health`, { signal: AbortSignal.timeout(2_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
