// The real server on a real SQLite database, for one seed: time, chance and what it logs are the simulation's.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../../server/config.ts';
import { createServer, type Server } from '../../../server/create-server.ts';
import type { Logger } from '../../../server/logger.ts';
import { openSqliteDatabase } from '../../../server/store/sqlite-database.ts';
import { createChance, type Chance } from './chance.ts';
import { accounts, countyRegistry, password, unitsOf } from './small-county.ts';
import { createVirtualTime, type VirtualTime } from './virtual-time.ts';

export type SimServer = {
  /** One request and its answer: nothing else happens meanwhile. */
  readonly handle: (request: Request) => Promise<Response>;
  readonly server: Server;
  /** What the server itself calls a defect: there must be none. */
  readonly defects: readonly string[];
  readonly close: () => Promise<void>;
};

/** When every simulation begins. */
export const beginning = Date.parse('2026-10-20T02:00:00.000Z');

/** A data directory with the tree and the accounts in it, made once and copied for each seed. */
export async function createDataTemplate(): Promise<{
  readonly path: string;
  readonly remove: () => Promise<void>;
}> {
  const path = await mkdtemp(join(tmpdir(), 'bbt-simulation-template-'));
  const { server } = await openServer(path, createVirtualTime(beginning), createChance(0, 'template'));
  await server.importOrgUnits(unitsOf());
  for (const [id, grant] of Object.entries(accounts))
    await server.createAccount({ ...grant, id, name: id, password });
  await server.store.write((tx) => tx.deployment.initialise('simulation', false));
  await server.store.close();
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

export async function openSimServer(template: string, time: VirtualTime, chance: Chance): Promise<SimServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bbt-simulation-'));
  await cp(template, dataDir, { recursive: true });
  const { server, defects } = await openServer(dataDir, time, chance);
  return {
    ...{ server, defects },
    handle: (request) => time.standFor(Promise.resolve(server.app.fetch(request))),
    close: async () => {
      await server.store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function openServer(dataDir: string, time: VirtualTime, chance: Chance) {
  const defects: string[] = [];
  const log: Logger = {
    ...{ info: () => undefined, warn: () => undefined },
    defect: (event, error) =>
      void defects.push(
        `${event}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      ),
  };
  const config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent', PORT: '0' });
  const server = await createServer(config, {
    ...{ clock: { now: () => new Date(time.now()) }, random: chance, log, registry: countyRegistry },
    passwordCost: { memoryKib: 64, passes: 1 },
    openDatabase: openHastyDatabase,
  });
  return { server, defects };
}

/** Nobody pulls the plug here: what is committed need not reach the disk. */
function openHastyDatabase(...[path, options]: Parameters<typeof openSqliteDatabase>) {
  const database = openSqliteDatabase(path, options);
  if (!options.readOnly) database.prepare('PRAGMA synchronous = OFF').run([]);
  return database;
}
