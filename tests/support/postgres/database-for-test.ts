// The database of one server under test: on the cluster that the project started, or none, which means SQLite.
import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** Names the address of the cluster for the processes of the tests. */
export const clusterVariable = 'TEST_POSTGRES_CLUSTER';

export type TestDatabase = {
  /** For the server's settings: empty on SQLite. */
  readonly env: Readonly<Record<string, string>>;
  readonly drop: () => Promise<void>;
};

/** The small demonstration on the cluster, made once, of which others are copies. */
export const seededDatabase = 'bbt_seeded';

export async function createTestDatabase(copyOf?: typeof seededDatabase): Promise<TestDatabase> {
  const cluster = process.env[clusterVariable];
  if (cluster === undefined) return { env: {}, drop: () => Promise.resolve() };
  const { url, drop } = await createDatabase(cluster, copyOf === undefined ? {} : { copyOf });
  return { env: { DATABASE_URL: url }, drop };
}

/** A new database on a cluster, empty unless it is a copy. */
export async function createDatabase(
  cluster: string,
  options: { readonly name?: string; readonly copyOf?: string } = {},
): Promise<{ readonly url: string; readonly drop: () => Promise<void> }> {
  const name = options.name ?? `bbt_${randomUUID().replaceAll('-', '')}`;
  await run(cluster, `CREATE DATABASE ${name} TEMPLATE ${options.copyOf ?? 'template1'}`);
  const url = new URL(cluster);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => run(cluster, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function run(cluster: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: cluster });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
