// The store on a real PostgreSQL keeps what every store promises.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgresStore } from '../../server/store/postgres-store.ts';
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

/** Each of so many waits until all have come. */
function createMeeting(many: number): () => Promise<void> {
  const waiting: (() => void)[] = [];
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length === many) for (const go of waiting) go();
    });
}
