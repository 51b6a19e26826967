// Faults that the race of writers has to catch, planted in copies of the server: if one is not caught, the race proves nothing.
import { describe, expect, it } from 'vitest';
import { patchCheckout, type Patch } from '../support/planted/patched-checkout.ts';
import { raceWriters, type RaceResult } from '../support/postgres/race-writers.ts';
import { startServer } from '../support/start-server.ts';

async function raceOn(patches: readonly Patch[]): Promise<RaceResult> {
  const { path, remove } = await patchCheckout(patches);
  const main = [`${path}/server/main.ts`];
  const first = await startServer({ demonstration: 'small', main });
  try {
    const env = { DATABASE_URL: first.databaseUrl ?? '' };
    const second = await startServer({ env, dataDir: first.dataDir, main });
    try {
      return await raceWriters([first.origin, second.origin], 'quick');
    } finally {
      await second.dispose();
    }
  } finally {
    await first.dispose();
    await remove();
  }
}

describe('a planted bug is caught', () => {
  it('no row lock: fields are lost', async () => {
    const found = await raceOn([
      {
        file: 'server/store/holds.ts',
        find: 'if (wanted.length === 0) return;',
        put: 'if (wanted.length >= 0) return;',
      },
    ]);
    expect(found.lostFields).toBeGreaterThan(0);
  }, 180_000);

  it('a position that is taken before the commit without waiting for others: rows are missed', async () => {
    const found = await raceOn([
      {
        file: 'server/store/migrate.ts',
        find: '  await createTable(db, dialect);',
        put: `  await createTable(db, dialect);
  await sql\`CREATE SEQUENCE IF NOT EXISTS naive START 10000000 INCREMENT 1000\`.execute(db);`,
      },
      {
        file: 'server/store/feed.ts',
        find: `  const counter = await db
    .updateTable('counter')
    .set((eb) => ({ position: eb('position', '+', changes.length) }))
    .returning('position')
    .executeTakeFirstOrThrow();
  const first`,
        put: `  const { rows: taken } = await sql\`SELECT nextval('naive') AS n\`.execute(db);
  const counter = { position: Number(taken[0].n) + changes.length };
  await sql\`SELECT pg_sleep(random() * 0.01)\`.execute(db);
  const first`,
      },
      {
        file: 'server/store/feed.ts',
        find: "const counter = await db.selectFrom('counter').select('position').executeTakeFirstOrThrow();",
        put: "const counter = await db.selectFrom('commits').select((of) => of.fn.max('position').as('position')).executeTakeFirstOrThrow();",
      },
    ]);
    expect(found.missed).toBeGreaterThan(0);
  }, 180_000);

  it('a counter that is moved first, in a transaction of its own, and stays so when the other is rolled back: rows are missed', async () => {
    const found = await raceOn([
      {
        file: 'server/store/feed.ts',
        find: 'export type Published =',
        put: 'export const placesTaken = new WeakMap();\nexport type Published =',
      },
      {
        file: 'server/store/feed.ts',
        find: `  const counter = await db
    .updateTable('counter')
    .set((eb) => ({ position: eb('position', '+', changes.length) }))
    .returning('position')
    .executeTakeFirstOrThrow();
  const first`,
        put: `  const counter = { position: placesTaken.get(db) + changes.length };
  await sql\`SELECT pg_sleep(random() * 0.01)\`.execute(db);
  const first`,
      },
      {
        file: 'server/store/postgres-store.ts',
        find: `        untilWon(options.chance, () =>
          db`,
        put: `        untilWon(options.chance, async () => {
          const before = await db.updateTable('counter').set((eb) => ({ position: eb('position', '+', 1000) })).returning('position').executeTakeFirstOrThrow();
          return db`,
      },
      {
        file: 'server/store/postgres-store.ts',
        find: '.execute((tx) => work(queriesOn(tx, postgresWords, createStripeHolds(tx)))),\n        );',
        put: `.execute((tx) => {
              placesTaken.set(tx, before.position - 1000);
              return work(queriesOn(tx, postgresWords, createStripeHolds(tx)));
            });
        });`,
      },
      {
        file: 'server/store/postgres-store.ts',
        find: "import { migrate } from './migrate.ts';",
        put: "import { migrate } from './migrate.ts';\nimport { placesTaken } from './feed.ts';",
      },
    ]);
    expect(found.missed).toBeGreaterThan(0);
  }, 180_000);
});
