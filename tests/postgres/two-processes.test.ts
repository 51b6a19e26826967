// Two real server processes on one PostgreSQL, and clients that go now to one, now to the other, as behind a load balancer.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { json, signInPlain, type PlainDevice, type PlainDocument } from '../support/checker/plain-device.ts';
import { isFullScale } from '../support/scale.ts';
import { startServer, type ServerProcess } from '../support/start-server.ts';
import { raceWriters, visit } from '../support/postgres/race-writers.ts';
import { startRoundRobin, type RoundRobin } from '../support/postgres/round-robin.ts';

let first: ServerProcess;
let second: ServerProcess;
let balancer: RoundRobin;
beforeAll(async () => {
  first = await startServer({ demonstration: 'small' });
  const url = first.databaseUrl;
  if (url === undefined) throw new Error('these tests need PostgreSQL');
  second = await startServer({ env: { DATABASE_URL: url }, dataDir: first.dataDir });
  balancer = await startRoundRobin([first.origin, second.origin]);
}, 120_000);
afterAll(async () => {
  await balancer?.close();
  await second?.dispose();
  await first?.dispose();
});

/** Everything that the account may read, page after page, each from the other process. */
async function pullAll(device: PlainDevice, since = '0'): Promise<PlainDocument[]> {
  const documents: PlainDocument[] = [];
  for (let next = since; ;) {
    const page = await device.pull('records', `limit=200&since=${next}`);
    documents.push(...page.documents);
    next = page.checkpoint.since;
    if (!page.more) return documents;
  }
}

describe('two processes on one database', () => {
  it('miss no row and lose no field while many write at once', async () => {
    const found = await raceWriters([balancer.origin], isFullScale ? 'full' : 'quick');
    expect(found).toEqual({ written: found.written, refused: 0, missed: 0, lostFields: 0 });
    expect(found.written).toBeGreaterThan(300);
    expect(balancer.answered().every((count) => count > 50)).toBe(true);
  }, 300_000);

  it('give one verdict to a mutation that is sent to both at the same time', async () => {
    const [one, other] = await Promise.all([
      signInPlain(first.origin, 'huaguo', 'device-of-two'),
      signInPlain(second.origin, 'huaguo', 'device-of-two'),
    ]);
    for (let n = 0; n < 10; n += 1) {
      const record = one.record('condolence-visit', { ...visit, whom: `同时${n}` });
      const [a, b] = await Promise.all([
        one.push([{ document: record }]),
        other.push([{ document: record }]),
      ]);
      expect(a.rows[0]?.status).toBe('accepted');
      expect(['accepted', 'merged']).toContain(b.rows[0]?.status);
      expect(b.rows[0]?.rev).toBe(a.rows[0]?.rev);
    }
  });

  it('tell the streams of each what was written through the other', async () => {
    const reader = await signInPlain(first.origin, 'township');
    const stream = await reader.call('GET', '/api/sync/stream');
    const chunks = stream.body?.getReader();
    const next = async (): Promise<string> => {
      const { value } = (await chunks?.read()) ?? {};
      return value === undefined ? '' : Buffer.from(value).toString('utf8');
    };
    expect(await next()).toContain('connected');
    const writer = await signInPlain(second.origin, 'huaguo');
    await writer.push([{ document: writer.record('condolence-visit', { ...visit, whom: '隔壁' }) }]);
    expect(await next()).toContain('"records"');
    await chunks?.cancel();
  });

  it('know each other’s sessions: signed in here, renewed there, ended here', async () => {
    const device = await signInPlain(first.origin, 'huaguo');
    const renew = (origin: string, refreshToken: string) =>
      fetch(`${origin}/api/session/refresh`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'bbt-device': device.deviceId },
        body: JSON.stringify({ refreshToken }),
      });
    const renewed = await json(await renew(second.origin, device.tokens.refreshToken));
    const again = await json(await renew(first.origin, renewed.refreshToken));
    const pull = (origin: string, token: string) =>
      fetch(`${origin}/api/sync/records/pull?limit=1&since=0`, {
        headers: { authorization: `Bearer ${token}`, 'bbt-device': device.deviceId, 'bbt-protocol': '1' },
      });
    expect((await pull(second.origin, again.accessToken)).status).toBe(200);
    const ended = await fetch(`${first.origin}/api/session`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${again.accessToken}`, 'bbt-device': device.deviceId },
    });
    expect(ended.ok).toBe(true);
    expect((await pull(second.origin, again.accessToken)).status).toBe(401);
  });

  it('go on when one of them is killed in the middle of pushes; what was acknowledged is there', async () => {
    const device = await signInPlain(second.origin, 'caijia');
    const victim = await signInPlain(first.origin, 'caijia');
    const acknowledged: unknown[] = [];
    let isUnderWay = (): void => undefined;
    const underWay = new Promise<void>((resolve) => {
      isUnderWay = resolve;
    });
    const pushing = (async () => {
      for (let n = 0; n < 200; n += 1) {
        const record = victim.record('condolence-visit', { ...visit, whom: `第${n}家` });
        const reply = await victim.push([{ document: record }]).catch(() => undefined);
        if (reply === undefined) return;
        acknowledged.push(record['id']);
        if (acknowledged.length === 10) isUnderWay();
      }
    })();
    await underWay;
    await first.kill();
    await pushing;
    const held = new Set((await pullAll(device)).map(({ id }) => id));
    expect(acknowledged.length).toBeGreaterThanOrEqual(10);
    expect(acknowledged.filter((id) => !held.has(id))).toEqual([]);
    const after = await device.push([{ document: device.record('condolence-visit', visit) }]);
    expect(after.rows[0]?.status).toBe('accepted');
    await first.restart();
    const signedIn = await signInPlain(first.origin, 'caijia');
    expect((await pullAll(signedIn)).length).toBeGreaterThanOrEqual(acknowledged.length + 1);
  });
});
