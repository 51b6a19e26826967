// The first run is done once, however many ask for it at once, in one process or in two on one PostgreSQL; the others are told so.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readConfig } from '../../../server/config.ts';
import { createServer, type Server } from '../../../server/create-server.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

let test: TestServer;
let servers: readonly Server[];
let breaksOff = false;
beforeEach(async () => {
  breaksOff = false;
  test = await startTestServer({
    ...{ isEmpty: true, seed: { isSmall: true, people: 5 } },
    see: (sql) => {
      if (breaksOff && sql.startsWith('insert into "accounts"')) throw new Error('broken off');
    },
  });
  const { databaseUrl, dataDir, clock, server } = test;
  // SQLite has one process per data directory.
  const env = { DATA_DIR: dataDir, LOG_LEVEL: 'silent', PORT: '0', DATABASE_URL: databaseUrl };
  const beside =
    databaseUrl === undefined
      ? server
      : await createServer(readConfig(env), { clock, passwordCost: { memoryKib: 64, passes: 1 } });
  servers = [server, beside];
});
afterEach(async () => {
  for (const { store } of servers) if (store !== test.server.store) await store.close();
  await test.close();
});

const treeOf = (province: string) =>
  `code,name,parent,level\n${province},示例省,,province\n${province}01,示例市,${province},city`;
const federation = (province: string) => ({
  federation: `示例${province}`,
  tree: treeOf(province),
  administrator: { account: `admin-${province}`, password: 'a long pass phrase' },
});
const setUp = async (server: Server | undefined, body: object) => {
  const response = await server?.app.request('/api/setup', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': 'en' },
    body: JSON.stringify(body),
  });
  return Object(await response?.json());
};
const whatStands = () =>
  test.server.store.read(async (view) => ({
    federation: (await view.deployment.get()).federation,
    accounts: (await view.accounts.list()).map(({ id }) => id),
    units: (await view.documents.all('orgUnits')).map(({ id }) => id),
  }));

it('makes one federation with one administrator and one tree of two', async () => {
  const [one, other] = await Promise.all([
    setUp(servers[0], federation('41')),
    setUp(servers[1], federation('42')),
  ]);
  const after = await setUp(servers[1], federation('43'));
  expect(after).toMatchObject({ code: 'alreadySetUp', title: expect.stringContaining('already') });
  const [done, refused, province] = one.done === true ? [one, other, '41'] : [other, one, '42'];
  expect(done).toEqual({ done: true });
  expect(refused).toMatchObject({ code: 'alreadySetUp', status: 409 });
  expect(await whatStands()).toEqual({
    federation: `示例${province}`,
    accounts: [`admin-${province}`],
    units: [province, `${province}01`],
  });
});

it('leaves nothing behind where it breaks off, and begins again on an empty tree', async () => {
  breaksOff = true;
  expect(await setUp(servers[0], federation('41'))).toMatchObject({ code: 'defect' });
  expect(await whatStands()).toEqual({ federation: '', accounts: [], units: [] });
  breaksOff = false;
  expect(await setUp(servers[1], federation('42'))).toEqual({ done: true });
  expect((await whatStands()).units).toEqual(['42', '4201']);
});

it('is either a federation or the demonstration', async () => {
  breaksOff = true;
  expect(await setUp(servers[0], { demonstration: true })).toMatchObject({ code: 'defect' });
  breaksOff = false;
  expect(await setUp(servers[1], federation('42'))).toMatchObject({
    ...{ code: 'demonstrationBegun', status: 409 },
    title: expect.stringContaining('demonstration'),
  });
  expect((await whatStands()).accounts).toEqual([]);
  expect(await setUp(servers[0], { demonstration: true })).toEqual({ done: true });
  expect(await setUp(servers[1], federation('42'))).toMatchObject({ code: 'alreadySetUp' });
});

it('keeps a federation from a demonstration that begins after it', async () => {
  expect(await setUp(servers[1], federation('42'))).toEqual({ done: true });
  await expect(test.server.seedDemonstration()).rejects.toMatchObject({ code: 'alreadySetUp' });
  expect(await whatStands()).toMatchObject({ federation: '示例42', accounts: ['admin-42'] });
});
