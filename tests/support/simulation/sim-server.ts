// The real server on a real SQLite database, for one seed: time, chance and what it logs are the simulation's.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { readConfig } from '../../../server/config.ts';
import { createServer, type Server } from '../../../server/create-server.ts';
import type { Logger } from '../../../server/logger.ts';
import { makeBackup } from '../../../server/store/backup/make-backup.ts';
import { restoreBackup } from '../../../server/store/backup/restore-backup.ts';
import { openSqliteDatabase } from '../../../server/store/sqlite-database.ts';
import { databaseFile } from '../../../server/store/sqlite-store.ts';
import { createChance, type Chance } from './chance.ts';
import { accounts, password, registryOf, unitsOf, type Grant } from './small-county.ts';
import { createVirtualTime, type VirtualTime } from './virtual-time.ts';

export type SimServer = {
  /** One request and its answer: nothing else happens meanwhile. */
  readonly handle: (request: Request) => Promise<Response>;
  readonly server: () => Server;
  /** What the server itself calls a defect: there must be none. */
  readonly defects: readonly string[];
  /** The account stands somewhere else from now on. */
  readonly move: (account: string, grant: Grant) => void;
  /** Stops, and starts as a newer program. Whoever listens to it has to ask again. */
  readonly upgrade: () => Promise<void>;
  readonly backUp: () => Promise<void>;
  /** The copy of then takes its place: with the command, or by copied files that tell nobody. */
  readonly putBack: (isAnnounced: boolean) => Promise<void>;
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
  const time = createVirtualTime(beginning);
  const chance = createChance(0, 'template');
  const server = await openServer({ dataDir: path, time, chance, version: 1, defects: [] });
  await server.importOrgUnits(unitsOf());
  for (const [id, grant] of Object.entries(accounts))
    await server.createAccount({ ...grant, id, name: id, password });
  await server.store.write((tx) => tx.deployment.initialise('simulation', false));
  await server.store.close();
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

export async function openSimServer(template: string, time: VirtualTime, chance: Chance): Promise<SimServer> {
  const root = await mkdtemp(join(tmpdir(), 'bbt-simulation-'));
  const [dataDir, copyDir, file] = [join(root, 'data'), join(root, 'copy'), join(root, 'a.backup')];
  const places = { dataDir, blobDir: join(dataDir, 'blobs') };
  const instant = (): string => new Date(time.now()).toISOString();
  await cp(template, dataDir, { recursive: true });
  const defects: string[] = [];
  let version: 1 | 2 = 1;
  const open = (): Promise<Server> => openServer({ dataDir, time, chance, version, defects });
  let server = await open();
  const restart = (meanwhile: () => Promise<unknown>): Promise<void> =>
    time.standFor(
      (async () => {
        await server.store.close();
        await meanwhile();
        server = await open();
      })(),
    );
  return {
    ...{ server: () => server, defects },
    handle: (request) => time.standFor(Promise.resolve(server.app.fetch(request))),
    move: (account, grant) => moveAccount(join(dataDir, databaseFile), account, grant),
    upgrade: () => {
      version = 2;
      return restart(() => Promise.resolve());
    },
    backUp: () =>
      restart(async () => {
        await makeBackup(places, file, instant());
        await cp(dataDir, copyDir, { recursive: true });
      }),
    putBack: (isAnnounced) =>
      restart(async () => {
        if (isAnnounced)
          return restoreBackup(places, file, { now: instant(), newEpoch: () => 'epoch-restored' });
        await rm(dataDir, { recursive: true });
        return cp(copyDir, dataDir, { recursive: true });
      }),
    close: async () => {
      await server.store.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}

type ServerDeps = {
  readonly dataDir: string;
  readonly time: VirtualTime;
  readonly chance: Chance;
  readonly version: 1 | 2;
  readonly defects: string[];
};

async function openServer({ dataDir, time, chance, version, defects }: ServerDeps): Promise<Server> {
  const log: Logger = {
    ...{ info: () => undefined, warn: () => undefined },
    defect: (event, error) =>
      void defects.push(
        `${event}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      ),
  };
  const config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent', PORT: '0' });
  return createServer(config, {
    ...{ clock: { now: () => new Date(time.now()) }, random: chance, log, registry: registryOf(version) },
    passwordCost: { memoryKib: 64, passes: 1 },
    openDatabase: openHastyDatabase,
  });
}

/** As whoever runs the server would do it: there is no page for it. Nothing is being written just now. */
function moveAccount(path: string, account: string, { role, orgUnitId }: Grant): void {
  const database = new DatabaseSync(path);
  try {
    database.prepare('UPDATE accounts SET role = ?, org_unit = ? WHERE id = ?').run(role, orgUnitId, account);
  } finally {
    database.close();
  }
}

/** Nobody pulls the plug here: what is committed need not reach the disk. */
function openHastyDatabase(...[path, options]: Parameters<typeof openSqliteDatabase>) {
  const database = openSqliteDatabase(path, options);
  if (!options.readOnly) database.prepare('PRAGMA synchronous = OFF').run([]);
  return database;
}
