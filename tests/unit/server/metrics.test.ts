// What an operator watches: counts, only from the machine itself, and nothing of anybody in them.
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { signInDevice } from '../../support/server/test-device.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

let test: TestServer;
beforeAll(async () => {
  test = await startTestServer();
});
afterAll(() => test.close());

const from = (remoteAddress: string, headers: Readonly<Record<string, string>> = {}) =>
  test.server.app.request(
    '/api/metrics',
    { headers },
    { incoming: { socket: { remoteAddress, remotePort: 1, remoteFamily: 'IPv4' } } },
  );

it('counts requests by the pattern of their route, verdicts by row, and open streams', async () => {
  const device = await signInDevice(test, 'huaguo');
  await device.pushOne(device.draft({ attended: 12, note: '示例金丝雀' }));
  await device.pushOne({ ...device.draft({}), type: 'no-such-type' });
  const text = await (await from('127.0.0.1')).text();
  expect(text).toContain('banbiantian_pushed_rows_total{collection="records",status="accepted"} 1');
  expect(text).toContain('banbiantian_pushed_rows_total{collection="records",status="quarantined"} 1');
  expect(text).toMatch(
    /banbiantian_request_seconds_count\{method="POST",route="\/api\/sync\/:collection\/push",status="200"\} 2/,
  );
  expect(text).toMatch(/^banbiantian_open_streams 0$/m);
  expect(text).toMatch(/^banbiantian_process_resident_memory_bytes \d+$/m);
});

const loggedRequest = z.object({ event: z.literal('request'), ms: z.number() });
/** Of all requests so far. */
async function secondsInAll(): Promise<number> {
  const text = await (await from('127.0.0.1')).text();
  const sums = [...text.matchAll(/^banbiantian_request_seconds_sum\{.*\} (\S+)$/gm)];
  return sums.reduce((sum, [, seconds]) => sum + Number(seconds), 0);
}

it.each(['2026-10-19T02:00:00.000Z', '2027-10-20T02:00:00.000Z'])(
  'O8: durations know nothing of the time of day: it becomes %s in the middle of a request',
  async (during) => {
    const before = test.clock.now().toISOString();
    const [sum, logged] = [await secondsInAll(), test.logged.length];
    const answer = test.server.app.request('/api/ready');
    test.clock.set(during);
    expect((await answer).status).toBe(200);
    test.clock.set(before);
    const took = (await secondsInAll()) - sum;
    expect([took >= 0, took < 60]).toEqual([true, true]);
    const requests = test.logged
      .slice(logged)
      .flatMap((line) => loggedRequest.safeParse(JSON.parse(line)).data ?? []);
    expect(requests.length).toBeGreaterThan(0);
    for (const { ms } of requests) expect([ms >= 0, ms < 60_000]).toEqual([true, true]);
  },
);

it('O6: names no account, no device, no document and nothing of its content', async () => {
  const text = await (await from('::1')).text();
  expect(text).not.toMatch(/示例金丝雀|huaguo|device-|[0-9a-f]{8}-[0-9a-f]{4}-/);
});

it.each(['203.0.113.9', '2001:db8::1', '10.1.2.3', '192.168.1.7', '127.0.0.1.example'])(
  'is not there for %s',
  async (address) => {
    expect((await from(address)).status).toBe(404);
  },
);

it.each(['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'])(
  'is not there through a proxy on this machine that says %s',
  async (name) => {
    expect((await from('127.0.0.1', { [name]: '127.0.0.1' })).status).toBe(404);
  },
);

it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])('is there for %s', async (address) => {
  const response = await from(address);
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    expect.stringContaining('text/plain'),
  ]);
});
