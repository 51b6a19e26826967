// How to call each route so that it would give out what it should not: every id, every unit, as whoever asks.
import { makeSigningKey, signReport } from '../../../client/sealing/seal-save.ts';
import { postOpen, sealingDevice } from '../sealed/sealing-device.ts';
import type { TestDevice } from '../server/test-device.ts';
import { signInDevice } from '../server/test-device.ts';
import { testPassword } from '../server/test-server.ts';
import type { World } from './scope-world.ts';

/** All answers of one account. A route that is not named here fails the test that reads this. */
export type RouteCalls = (me: TestDevice, world: World) => Promise<readonly Response[]>;

const collections = ['records', 'people', 'decisions', 'conflicts', 'orgUnits'] as const;
const days = { from: '2026-01-01', until: '2026-12-31' };
/** It stays refused whoever sends it: nothing is filled in. */
const nothingRight = {
  definitionVersion: 1,
  values: {},
  occurredOn: '2026-10-01',
  hostUnitId: '420303001202',
  partnerUnitIds: [],
  tags: [],
};
const headers = { 'content-type': 'application/json' };

const get =
  (path: string): RouteCalls =>
  async (me) => [await me.call(path)];
const idsOf = ({ planted }: World, ...of: readonly string[]) =>
  planted.filter(({ kind }) => of.length === 0 || of.includes(kind)).map(({ id }) => id);
const hashesOf = ({ photos }: World) => photos.map(({ sha256 }) => sha256);

const all = async <T>(
  items: readonly T[],
  ask: (item: T) => Promise<Response>,
): Promise<readonly Response[]> => {
  const answers: Response[] = [];
  for (const item of items) answers.push(await ask(item));
  return answers;
};
const post =
  (path: string, bodies: (world: World, me: TestDevice) => readonly unknown[]): RouteCalls =>
  (me, world) =>
    all(bodies(world, me), (body) => me.postJson(path, body));
const perUnit = (path: string, body: (unitId: string) => object): RouteCalls =>
  post(path, ({ units }) => units.map(body));

/** Asks for the address of each file, and then for the files. */
const files =
  (
    path: string,
    bodies: (world: World) => readonly { readonly at: string; readonly body: object }[],
  ): RouteCalls =>
  async (me, world) => {
    const answers: Response[] = [await me.call(`${path}/none-such-token`)];
    for (const { at, body } of bodies(world)) {
      const reply = await me.postJson(at, body);
      if (reply.status !== 200) answers.push(reply);
      else answers.push(await me.call(`${Object(await reply.json()).path}`));
    }
    return answers;
  };

/** A row on each planted id that changes none of them, whoever sends it: other content, other beginning. */
const rowsOn = (world: World, me: TestDevice) =>
  idsOf(world).flatMap((id) => {
    const foreign = {
      ...me.draft({}, { type: 'condolence-visit' }),
      id,
      createdAt: '2020-01-01T00:00:00.000Z',
    };
    return [foreign, { ...me.edit(foreign, { _deleted: true }) }].map((document) => ({
      mutationId: `${me.id}:${id}:${document.edit.seq}`,
      newDocumentState: document,
    }));
  });

const ledgers = ['condolence-visit', 'person'] as const;
const ledgerQuestions = ({ units }: World) =>
  units.flatMap((unitId) => ledgers.map((type) => ({ ...days, unitId, type })));
const onReports =
  (method: string, path: string, body?: object): RouteCalls =>
  (me, world) =>
    all(idsOf(world, 'reports'), (id) =>
      me.call(`/api/reports/${id}${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );

async function firstOfStream(me: TestDevice): Promise<Response> {
  const stream = await me.call('/api/sync/stream');
  const reader = stream.body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  await reader?.cancel();
  return new Response(value === undefined ? '' : Uint8Array.from(value), { status: stream.status });
}

const statistics = (unitId: string) => ({ ...days, unitId });
const report = {
  outlineId: 'excellence-briefing',
  from: '2026-01-01',
  until: '2026-10-31',
  isPreview: true,
  locale: 'zh',
};

export const routeCalls: Readonly<Record<string, RouteCalls>> = {
  'GET /api/health': get('/api/health'),
  'GET /api/ready': get('/api/ready'),
  'GET /api/operator': get('/api/operator'),
  'GET /api/openapi.json': get('/api/openapi.json'),
  'GET /api/metrics': get('/api/metrics'),
  'POST /api/device/key': async (me) => [
    await me.postJson('/api/device/key', { publicKey: (await makeSigningKey(crypto)).publicKey }),
  ],
  'POST /api/device/report': async (me, { test }) => {
    const { signer } = await sealingDevice(test, me);
    const report = await signReport(crypto, signer, { unsent: 0, appVersion: '0.1.0' });
    return [await postOpen(test, '/api/device/report', report)];
  },
  'POST /api/sealed': async (me, world) => {
    const { sealContent } = await sealingDevice(world.test, me);
    return all(rowsOn(world, me), async (row) =>
      postOpen(world.test, '/api/sealed', await sealContent({ collection: 'records', row })),
    );
  },
  'GET /api/setup': get('/api/setup'),
  'POST /api/setup': post('/api/setup', () => [{ demonstration: true }]),
  'POST /api/session': post('/api/session', (_, me) => [
    { account: me.account.id, password: testPassword, device: { id: `third-${me.account.id}`, name: 'x' } },
  ]),
  'POST /api/session/refresh': async (me, { test }) => {
    const other = await signInDevice(test, me.account.id, `fourth-${me.account.id}`);
    return [await other.postJson('/api/session/refresh', { refreshToken: other.session.refreshToken })];
  },
  'DELETE /api/session': async (me, { test }) => {
    const other = await signInDevice(test, me.account.id, `fifth-${me.account.id}`);
    return [await other.call('/api/session', { method: 'DELETE' })];
  },
  'GET /api/sync/stream': async (me) => [await firstOfStream(me)],
  'GET /api/sync/:collection/pull': (me, world) =>
    all(
      collections.flatMap((collection) =>
        ['limit=1000', 'limit=1000&since=1', `ids=${idsOf(world).join(',')}`].map(
          (query) => `/api/sync/${collection}/pull?${query}`,
        ),
      ),
      (path) => me.call(path),
    ),
  'POST /api/sync/:collection/push': (me, world) =>
    all(collections, (collection) =>
      me.postJson(`/api/sync/${collection}/push`, { pushId: `push-${collection}`, rows: rowsOn(world, me) }),
    ),
  'POST /api/query/:collection': (me, world) =>
    all(
      collections.flatMap((collection) =>
        [
          {},
          { where: { id: { in: idsOf(world) } } },
          ...world.units.map((unit) => ({ where: { orgUnitId: unit } })),
        ].map((body) => ({ collection, body })),
      ),
      ({ collection, body }) => me.postJson(`/api/query/${collection}`, body),
    ),
  'POST /api/figures': perUnit('/api/figures', statistics),
  'POST /api/figures/outcomes': perUnit('/api/figures/outcomes', (unit) => ({
    questions: [{ outcome: 'consoled', ...days, unitIds: [unit] }],
  })),
  'POST /api/figures/statistics': perUnit('/api/figures/statistics', statistics),
  'POST /api/figures/months': perUnit('/api/figures/months', statistics),
  'POST /api/figures/records': perUnit('/api/figures/records', (unitId) => ({
    ...days,
    unitId,
    line: 'condolence-visit',
  })),
  'POST /api/figures/file': perUnit('/api/figures/file', (unitId) => ({ ...days, unitId, locale: 'zh' })),
  'GET /api/figures/file/:token': files('/api/figures/file', ({ units }) =>
    units.map((unitId) => ({ at: '/api/figures/file', body: { ...days, unitId, locale: 'zh' } })),
  ),
  'POST /api/grades': perUnit('/api/grades', (unitId) => ({ unitId, year: 2026 })),
  'POST /api/ledgers': post('/api/ledgers', ledgerQuestions),
  'POST /api/ledgers/file': post('/api/ledgers/file', (world) =>
    ledgerQuestions(world).map((each) => ({ ...each, locale: 'zh' })),
  ),
  'GET /api/ledgers/file/:token': files('/api/ledgers/file', (world) =>
    ledgerQuestions(world).flatMap((each) =>
      (['xlsx', 'docx'] as const).map((format) => ({
        at: '/api/ledgers/file',
        body: { ...each, locale: 'zh', format },
      })),
    ),
  ),
  'POST /api/periods': perUnit('/api/periods', (unitId) => ({ unitId, from: '2026-09', until: '2026-10' })),
  'POST /api/periods/sample': perUnit('/api/periods/sample', (unitId) => ({ unitId, month: '2026-10' })),
  'GET /api/reports': (me, { units }) => all(units, (unit) => me.call(`/api/reports?unit=${unit}`)),
  'POST /api/reports': perUnit('/api/reports', (unitId) => ({ ...report, unitId })),
  'GET /api/reports/:id': onReports('GET', ''),
  'PUT /api/reports/:id': onReports('PUT', '', { rev: 99, title: 'x', blocks: [] }),
  'POST /api/reports/:id/compare': onReports('POST', '/compare'),
  'POST /api/reports/:id/refresh': onReports('POST', '/refresh', { rev: 99 }),
  'POST /api/reports/:id/move': onReports('POST', '/move', { rev: 99, act: 'send' }),
  'POST /api/reports/:id/file': onReports('POST', '/file', { kind: 'docx' }),
  'GET /api/reports/file/:token': files('/api/reports/file', (world) =>
    idsOf(world, 'reports').flatMap((id) =>
      (['docx', 'facts'] as const).map((kind) => ({ at: `/api/reports/${id}/file`, body: { kind } })),
    ),
  ),
  'GET /api/recovery/place': get('/api/recovery/place'),
  'POST /api/recovery/:collection/offer': (me, world) =>
    all(collections, (collection) =>
      me.postJson(`/api/recovery/${collection}/offer`, {
        documents: idsOf(world).map((id) => ({ id, hash: 'a'.repeat(64) })),
      }),
    ),
  'POST /api/recovery/:collection/bring': (me, world) =>
    all(collections, (collection) =>
      me.postJson(`/api/recovery/${collection}/bring`, {
        epoch: me.session.epoch,
        rows: rowsOn(world, me).map(({ newDocumentState: document }) => ({ document, base: '' })),
      }),
    ),
  'GET /api/inbox': get('/api/inbox'),
  'POST /api/inbox': (me, world) =>
    all(
      [
        ...world.refused.map((id) => ({ id, act: 'replay' })),
        ...world.refused.map((id) => ({ id, act: 'correct', correction: nothingRight })),
        ...idsOf(world).map((id) => ({ id, act: 'accept' })),
      ],
      (body) => me.postJson('/api/inbox', body),
    ),
  'POST /api/inbox/dealt-with': post('/api/inbox/dealt-with', (world) => [
    { mutationIds: world.refused.map((id) => id.slice(id.indexOf('/') + 1)) },
  ]),
  'POST /api/history': post('/api/history', (world) => idsOf(world).map((id) => ({ id }))),
  'POST /api/unmask': post('/api/unmask', (world) => idsOf(world).map((id) => ({ id, reason: 'identity' }))),
  'POST /api/blobs': post('/api/blobs', (world) =>
    hashesOf(world).map((sha256) => ({ sha256, bytes: 9, mime: 'image/jpeg' })),
  ),
  'PUT /api/blobs/:sha256/:index': (me, world) =>
    all(hashesOf(world), (hash) =>
      me.call(`/api/blobs/${hash}/0`, {
        method: 'PUT',
        headers: { 'content-type': 'application/octet-stream' },
        body: 'x',
      }),
    ),
  'POST /api/blobs/:sha256/commit': (me, world) =>
    all(hashesOf(world), (hash) => me.postJson(`/api/blobs/${hash}/commit`, {})),
  'GET /api/blobs/:sha256': (me, world) => all(hashesOf(world), (hash) => me.call(`/api/blobs/${hash}`)),
};
