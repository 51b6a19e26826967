// The real server on a real database (SQLite in a temporary directory; PostgreSQL where the project started one); only clock, password cost and record types are ours.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '../../../shared/access/role.ts';
import type { Registry } from '../../../shared/record-types/define-registry.ts';
import type { Clock } from '../../../server/clock.ts';
import { readConfig, type Environment } from '../../../server/config.ts';
import type { SeedOptions } from '../../../server/demo/seed-demonstration.ts';
import { createServer, type Server } from '../../../server/create-server.ts';
import type { LogFields, Logger } from '../../../server/logger.ts';
import { readOrgCsv } from '../../../server/operations/read-org-csv.ts';
import type { OpenDatabase } from '../../../server/store/sqlite-store.ts';
import { createTestDatabase } from '../postgres/database-for-test.ts';
import { smallTreeCsv } from './small-tree.ts';
import { testRegistry } from './test-registry.ts';
import { openWatched, watchPostgres, type SeeStatement } from './watched-database.ts';

export const testPassword = 'correct horse';

const accounts: readonly { id: string; role: Role; orgUnitId: string }[] = [
  { id: 'admin', role: 'administrator', orgUnitId: '4203' },
  { id: 'city', role: 'cityOfficer', orgUnitId: '4203' },
  { id: 'city-lead', role: 'cityOfficer', orgUnitId: '4203' },
  { id: 'county', role: 'countyOfficer', orgUnitId: '420303' },
  { id: 'township', role: 'townshipOfficer', orgUnitId: '420303001' },
  { id: 'huaguo', role: 'villageCadre', orgUnitId: '420303001202' },
  { id: 'huaguo-two', role: 'villageCadre', orgUnitId: '420303001202' },
  { id: 'caijia', role: 'villageCadre', orgUnitId: '420303001203' },
  { id: 'other-county', role: 'countyOfficer', orgUnitId: '420304' },
];

/** A clock that tests move. */
export type TestClock = Clock & {
  readonly advance: (seconds: number) => void;
  readonly set: (iso: string) => void;
};

export type TestServer = {
  readonly server: Server;
  readonly clock: TestClock;
  readonly dataDir: string;
  /** Of its PostgreSQL; undefined on SQLite. */
  readonly databaseUrl: string | undefined;
  /** Lines logged so far, as JSON. */
  readonly logged: string[];
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  readonly close: () => Promise<void>;
};

export type TestServerOptions = {
  readonly registry?: Registry;
  readonly isEmpty?: boolean;
  readonly dataDir?: string;
  readonly openDatabase?: OpenDatabase;
  /** Called with each statement before it runs, on whatever database; what it throws, the database throws. */
  readonly see?: SeeStatement;
  /** How much `seedDemonstration` brings. */
  readonly seed?: SeedOptions;
  /** Settings beside those of every test. */
  readonly env?: Environment;
};

/** A server with the small tree and an account of each role, password `testPassword`. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'bbt-server-'));
  const clock = createTestClock('2026-10-20T02:00:00.000Z');
  const logged: string[] = [];
  const database = await createTestDatabase();
  const databaseUrl = database.env['DATABASE_URL'];
  const { openDatabase, unwatch } = watchedBy(options, databaseUrl);
  const config = readConfig({
    ...{ DATA_DIR: dataDir, LOG_LEVEL: 'silent', PORT: '0' },
    ...{ ...database.env, ...options.env },
  });
  const server = await createServer(config, {
    clock,
    log: keepingLogger(logged),
    registry: options.registry ?? testRegistry,
    passwordCost: { memoryKib: 64, passes: 1 },
    ...(options.seed === undefined ? {} : { seed: options.seed }),
    ...(openDatabase === undefined ? {} : { openDatabase }),
  });
  if (options.isEmpty !== true && options.dataDir === undefined) await fill(server);
  return {
    server,
    clock,
    dataDir,
    databaseUrl,
    logged,
    request: async (path, init) => server.app.request(path, init),
    close: async () => {
      await server.store.close();
      unwatch();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function watchedBy({ see, openDatabase }: TestServerOptions, databaseUrl: string | undefined) {
  if (see === undefined) return { openDatabase, unwatch: () => undefined };
  const unwatch = databaseUrl === undefined ? () => undefined : watchPostgres(databaseUrl, see);
  return { openDatabase: openWatched(see), unwatch };
}

async function fill(server: Server): Promise<void> {
  await server.importOrgUnits(readOrgCsv(smallTreeCsv));
  for (const account of accounts)
    await server.createAccount({ ...account, name: account.id, password: testPassword });
  await server.store.write((tx) => tx.deployment.initialise('test', false));
}

export function createTestClock(start: string): TestClock {
  let now = Date.parse(start);
  return {
    now: () => new Date(now),
    advance: (seconds) => {
      now += seconds * 1000;
    },
    set: (iso) => {
      now = Date.parse(iso);
    },
  };
}

function keepingLogger(logged: string[]): Logger {
  const keep = (event: string, fields?: LogFields): void => {
    logged.push(JSON.stringify({ event, ...fields }));
  };
  return {
    info: keep,
    warn: keep,
    defect: (event, error, fields) =>
      keep(event, {
        ...fields,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
  };
}
