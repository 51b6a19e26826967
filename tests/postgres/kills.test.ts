// The server is killed at random moments (SIGKILL): in pushes, uploads, a migration, a backup. Nothing acknowledged is lost.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKills, type Kills } from '../support/kills/killed-server.ts';
import { withLaterMigration } from '../support/kills/later-migration.ts';
import { patchCheckout, type PatchedCheckout } from '../support/planted/patched-checkout.ts';
import { seedOf, sizeOf } from '../support/scale.ts';
import { createChance } from '../support/simulation/chance.ts';
import { startServer, type ServerProcess } from '../support/start-server.ts';

const rounds = sizeOf({ ci: 12, full: 500 });
const seed = seedOf(20261205);
let checkout: PatchedCheckout;
beforeAll(async () => {
  checkout = await patchCheckout([withLaterMigration]);
}, 120_000);
afterAll(() => checkout?.remove());

describe.each([
  ['sqlite', ['push', 'photo', 'migration', 'backup']],
  ['postgres', ['push', 'photo', 'migration']],
] as const)('a server on %s', (on, ways) => {
  let server: ServerProcess;
  beforeAll(async () => {
    const main = [`${checkout.path}/server/main.ts`];
    server = await startServer({ demonstration: 'small', main, isOnSqlite: on === 'sqlite' });
  }, 120_000);
  afterAll(() => server?.dispose());

  it(`keeps all that it acknowledged through ${rounds} kills, and is there again at once (seed ${seed})`, async () => {
    const chance = createChance(seed, on).next;
    const cleanStart = await timeOf(() => server.restart());
    const kills: Kills = await createKills(server, `${checkout.path}/server/main.ts`, chance);
    for (let round = 0; round < rounds; round += 1) {
      const way = ways[round % ways.length] ?? 'push';
      await kills[way]();
    }
    const [slowest, middle] = [1, 0.5].map((part) => placed(kills.readyAfter, part));
    const done = { acknowledged: kills.acknowledged(), cutMigrations: kills.cutMigrations() };
    const told = { on, rounds, ...done, readyMs: { middle, slowest, cleanStart } };
    process.stdout.write(`kills: ${JSON.stringify(told)}\n`);
    expect(await kills.lost()).toEqual([]);
    // Where the machine is so busy that even a clean start takes long, a start after a kill may take its share more.
    expect(slowest).toBeLessThan(Math.max(5_000, cleanStart * 3));
  }, 7_200_000);
});

function placed(times: readonly number[], part: number): number {
  return [...times].sort((a, b) => a - b)[Math.ceil((times.length - 1) * part)] ?? 0;
}

async function timeOf(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return Math.round(performance.now() - started);
}
