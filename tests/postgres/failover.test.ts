// O5: the database fails over while people push: the server stays up, takes nothing back, and goes on by itself.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signInPlain, type PlainDevice, type PlainDocument } from '../support/checker/plain-device.ts';
import { createDatabase } from '../support/postgres/database-for-test.ts';
import { visit } from '../support/postgres/race-writers.ts';
import { startPostgres, type Postgres } from '../support/postgres/start-postgres.ts';
import { sizeOf } from '../support/scale.ts';
import { smallDemonstration } from '../support/seed-once.ts';
import { startServer, type ServerProcess } from '../support/start-server.ts';

const rounds = sizeOf({ ci: 3, full: 40 });
const writers = 8;
let postgres: Postgres;
let server: ServerProcess;
beforeAll(async () => {
  postgres = await startPostgres();
  const { url } = await createDatabase(postgres.url);
  server = await startServer({ env: { DATABASE_URL: url }, prepare: [smallDemonstration] });
}, 120_000);
afterAll(async () => {
  await server?.dispose();
  await postgres?.dispose();
});

type Sent = { readonly document: PlainDocument; readonly answers: readonly number[] };

/** Says the same push again until it is answered with verdicts; what other answers came is noted. */
async function pushUntilJudged(device: PlainDevice, document: PlainDocument): Promise<Sent> {
  const { seq } = Object(document['edit']);
  const mutationId = `${device.deviceId}:${String(document['id'])}:${String(seq)}`;
  const answers: number[] = [];
  for (;;) {
    const body = { pushId: crypto.randomUUID(), rows: [{ mutationId, newDocumentState: document }] };
    const reply = await device.call('POST', '/api/sync/records/push', body);
    answers.push(reply.status);
    await reply.arrayBuffer();
    if (reply.status === 200) return { document, answers };
  }
}

it(`O5: ${rounds} failovers under ${writers} writers: every push is judged once, refused only as "try again later"`, async () => {
  const devices = await Promise.all(
    Array.from({ length: writers }, () => signInPlain(server.origin, 'huaguo')),
  );
  const ended = new AbortController();
  const write = async (device: PlainDevice, mine: number): Promise<readonly Sent[]> => {
    const sent: Sent[] = [];
    for (let n = 0; !ended.signal.aborted; n += 1) {
      const record = device.record('condolence-visit', { ...visit, whom: `第${mine}组第${n}户` });
      sent.push(await pushUntilJudged(device, record));
    }
    return sent;
  };
  const writing = Promise.all(devices.map(write));
  for (let round = 0; round < rounds; round += 1)
    await postgres.failOver(round % 2 === 0 ? 'crash' : 'shutdown');
  ended.abort();
  const sent = (await writing).flat();
  expect({ isRunning: server.isRunning(), log: server.log() }).toMatchObject({ isRunning: true });
  expect(new Set(sent.flatMap((each) => each.answers))).toEqual(new Set([200, 503]));
  const reader = await signInPlain(server.origin, 'township');
  const held = new Map<unknown, unknown>();
  for (let since = '0', more = true; more;) {
    const page = await reader.pull('records', `limit=500&since=${since}`);
    for (const { id, rev } of page.documents) held.set(id, rev);
    ({ since } = page.checkpoint);
    ({ more } = page);
  }
  expect(sent.filter(({ document }) => held.get(document['id']) !== 1)).toEqual([]);
}, 300_000);
