// Starts the server as a process: settings, parts, port, signals; what goes wrong is one line and exit code 1.
import { readUsableConfig } from './check-places.ts';
import type { Config } from './config.ts';
import { createServer, type Server } from './create-server.ts';
import type { SeedOptions } from './demo/seed-demonstration.ts';
import { listen } from './listen.ts';
import { lockDirectory } from './store/directory-lock.ts';
import { nodeProblem } from './node-version.ts';

export type RunOptions = {
  readonly dataDir: string;
  readonly seed?: SeedOptions;
  /** Builds the app, once the settings are right and the database is open. */
  readonly build?: () => Promise<void>;
  readonly prepare?: (server: Server) => Promise<void>;
  readonly announce: (address: string) => string;
};

/** Runs until the process is told to stop. */
export async function runServer(options: RunOptions): Promise<void> {
  try {
    const problem = nodeProblem(process.versions.node);
    if (problem !== null) throw new Error(problem);
    const config = readUsableConfig(process.env, { dataDir: options.dataDir });
    await serve(config, options);
  } catch (error) {
    stopWithLine(error);
  }
}

async function serve(config: Config, options: RunOptions): Promise<void> {
  const lock = lockDirectory(config.dataDir);
  if (lock === undefined && config.databaseUrl === undefined)
    throw new Error(
      `DATA_DIR ${config.dataDir} is served by another process already: stop that one, or set DATA_DIR.`,
    );
  const server = await createServer(config, options.seed === undefined ? {} : { seed: options.seed });
  // An older copy may have taken the database's place.
  await server.erasing.eraseAgain();
  await options.build?.();
  await options.prepare?.(server);
  const listening = await listen(server, config);
  process.stdout.write(`${options.announce(listening.address)}\n`);
  const stop = (): void => {
    void listening.close().then(() => {
      lock?.release();
      process.exit(0);
    }, stopWithLine);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

/** One clear line on standard error, and the exit code that scripts look at. */
export function stopWithLine(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
