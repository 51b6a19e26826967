// The store on a real PostgreSQL keeps what every store promises.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import pg from 'pg';
import { openPostgresStore } from '../../server/store/postgres-store.ts';
import { storageFaultOf } from '../../server/store/storage-fault.ts';
import { runCommand } from '../support/run-command.ts';
import { describeStore } from '../support/server/store-contract.ts';
import { createDatabase } from '../support/postgres/database-for-test.ts';
import { startPostgres, type Postgres } from '../support/postgres/start-postgres.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres?.dispose());

const open = (url: string) =>
  openPostgresStore({
    ...{ url, now: '2026-10-20T02:00:00.000Z', newEpoch: () => 'epoch-1', chance: () => 0.5 },
    connections: 8,
  });

describeStore('PostgreSQL', async () => {
  const { url, drop } = await createDatabase(postgres.url);
  return { open: () => open(url), destroy: drop };
});

it('the process that started the cluster ends with the code that it was given', async () => {
  const starter = new URL('../support/postgres/start-postgres.ts', import.meta.url).href;
  const script = `const { startPostgres } = await import('${starter}');
    const cluster = await startPostgres(); process.exitCode = 3; await cluster.dispose();`;
  const { code, output } = await runCommand('node', ['--input-type=module', '--eval', script]);
  expect({ code, output }).toMatchObject({ code: 3 });
}, 60_000);

describe('a database', () => {
  it('is migrated once by several processes that start at the same time', async () => {
    const { url, drop } = await createDatabase(postgres.url);
    const stores = await Promise.all([open(url), open(url), open(url), open(url)]);
    const epochs = await Promise.all(
      stores.map((store) => store.read(async (view) => (await view.deployment.get()).epoch)),
    );
    expect(epochs).toEqual(['epoch-1', 'epoch-1', 'epoch-1', 'epoch-1']);
    await Promise.all(stores.map((store) => store.close()));
    await drop();
  });

  it('that is not there is said in one line, without its password', async () => {
    const { url, drop } = await createDatabase(postgres.url);
    await drop();
    await expect(open(url)).rejects.toThrow(/DATABASE_URL cannot be used \(3D000/);
    await expect(open(url)).rejects.not.toThrow(/only-for-tests/);
  });

  it('O5: that ends every connection in the middle of a write is refused as a fault of the storage, and written to again', async () => {
    const { url, drop } = await createDatabase(postgres.url);
    const store = await open(url);
    const cut = store.write(async (tx) => {
      await tx.deployment.get();
      await endConnectionsOf(url);
      await tx.deployment.get();
    });
    const fault = await cut.then(() => undefined, storageFaultOf);
    expect(fault).toMatch(/CONNECTION_LOST|57P01/);
    expect(await store.write(async (tx) => (await tx.deployment.get()).epoch)).toBe('epoch-1');
    expect(await store.read(async (view) => (await view.deployment.get()).epoch)).toBe('epoch-1');
    await store.close();
    await drop();
  });

  it('lets one of two that wait for each other run again: both are done', async () => {
    const { url, drop } = await createDatabase(postgres.url);
    const store = await open(url);
    const runs = { ab: 0, ba: 0 };
    const bothHold = createMeeting(2);
    const write = (name: 'ab' | 'ba', ids: readonly [string, string]) =>
      store.write(async (tx) => {
        runs[name] += 1;
        await tx.documents.get('records', ids[0]);
        if (runs[name] === 1) await bothHold();
        await tx.documents.get('records', ids[1]);
        return name;
      });
    expect(await Promise.all([write('ab', ['a', 'b']), write('ba', ['b', 'a'])])).toEqual(['ab', 'ba']);
    expect(runs.ab + runs.ba).toBe(3);
    await store.close();
    await drop();
  });

  it('tells another process of a commit', async () => {
    const { url, drop } = await createDatabase(postgres.url);
    const [one, other] = [await open(url), await open(url)];
    const heard: string[] = [];
    other.onCommit(() => heard.push('a commit'));
    // Until the connection that listens is there, a commit is not heard: so commits go on until one is.
    do await one.write((tx) => tx.deployment.moveOrgVersion());
    while (heard.length === 0);
    await Promise.all([one.close(), other.close()]);
    await drop();
  });
});

/** As an operator or a failover does; returns when none of them is left. */
async function endConnectionsOf(url: string): Promise<void> {
  const operator = new pg.Client({ connectionString: url, application_name: 'operator' });
  await operator.connect();
  const theirs = `FROM pg_stat_activity WHERE application_name LIKE 'banbiantian%' AND datname = current_database()`;
  await operator.query(`SELECT pg_terminate_backend(pid) ${theirs}`);
  while ((await operator.query(`SELECT 1 ${theirs}`)).rows.length > 0);
  await operator.end();
}

/** Each of so many waits until all have come. */
function createMeeting(many: number): () => Promise<void> {
  const waiting: (() => void)[] = [];
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length === many) for (const go of waiting) go();
    });
}
