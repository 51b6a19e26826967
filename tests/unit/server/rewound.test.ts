// S10: a server whose history was rewound is noticed by each request that replicates, also when nobody said so.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

let test: TestServer;
let huaguo: TestDevice;
beforeEach(async () => {
  test = await startTestServer();
  huaguo = await signInDevice(test, 'huaguo');
});
afterEach(() => test.close());

type Call = (seen: string) => Promise<Response>;
const withSeen =
  (path: string, init: RequestInit = {}) =>
  (seen: string) =>
    huaguo.call(path, { ...init, headers: { 'content-type': 'application/json', 'bbt-seen': seen } });
const calls: readonly (readonly [string, Call])[] = [
  ['pull', (seen) => withSeen('/api/sync/records/pull')(seen)],
  ['pull by ids', (seen) => withSeen('/api/sync/records/pull?ids=a')(seen)],
  ['push', (seen) => push(seen)],
  ['stream', (seen) => withSeen('/api/sync/stream')(seen)],
];
let pushes = 0;
function push(seen: string): Promise<Response> {
  pushes += 1;
  const body = JSON.stringify({ pushId: `p${pushes}`, rows: [] });
  return withSeen('/api/sync/records/push', { method: 'POST', body })(seen);
}

async function codeOf(response: Response): Promise<unknown> {
  if (response.status === 200) {
    await response.body?.cancel();
    return 200;
  }
  const { code } = await response.json();
  return [response.status, code];
}
const refused = [409, 'epochChanged'];
const committed = () => test.server.store.read((view) => view.feed.committed());

describe.each(calls)('S10 a %s', (_name, call) => {
  it('that saw a commit which is not in our history is told so, whether it lies beyond it or in its place', async () => {
    await huaguo.pushOne(huaguo.draft({}));
    const { position, stamp } = await committed();
    expect(await codeOf(await call(`${position},${stamp}`))).toBe(200);
    expect(await codeOf(await call(`${position + 1},whatever`))).toEqual(refused);
    // Another history went on from the same copy, and has come as far.
    expect(await codeOf(await call(`${position},of-another`))).toEqual(refused);
    await huaguo.pushOne(huaguo.draft({}));
    expect(await codeOf(await call(`${position},${stamp}`))).toBe(200);
    expect(await codeOf(await call(`${position},of-another`))).toEqual(refused);
  });

  it('that saw what the copy had not is told so after an announced restore, however far the counter was lifted', async () => {
    await huaguo.pushOne(huaguo.draft({}));
    const shared = await committed();
    await test.server.store.write((tx) => tx.deployment.announceRestore('e2', '2026-10-21T00:00:00.000Z'));
    expect(await codeOf(await call(`${shared.position + 1},lost`))).toEqual(refused);
    const now = await committed();
    expect(now.position - shared.position).toBe(1_000_000);
    expect(await codeOf(await call(`${now.position},${now.stamp}`))).toBe(200);
  });
});

it('a pull under the epoch before is told so although all that it saw is in the copy', async () => {
  await huaguo.pushOne(huaguo.draft({}));
  const { position, stamp } = await committed();
  await test.server.store.write((tx) => tx.deployment.announceRestore('e2', '2026-10-21T00:00:00.000Z'));
  const path = `/api/sync/records/pull?epoch=${huaguo.session.epoch}`;
  expect(await codeOf(await withSeen(path)(`${position},${stamp}`))).toEqual(refused);
});
