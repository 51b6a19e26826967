// The api client: headers, one refresh for all, and nothing believed that is not an answer of ours.
import { describe, expect, it } from 'vitest';
import { createApiClient, type ApiDeps } from '../../../client/api-client.ts';
import type { FetchFunction } from '../../../client/api-exchange.ts';
import type { Committed, SessionReply } from '../../../shared/sync/protocol.ts';
import { aDocument } from '../../support/device/documents.ts';
import { createTestTimers, realTimers, settled } from '../../support/device/timers.ts';

type Call = {
  readonly url: string;
  readonly init: RequestInit;
  readonly header: (name: string) => string | null;
};

const sessionReply: SessionReply = {
  accessToken: 'new-access',
  accessExpiresAt: '2026-10-19T00:15:00Z',
  refreshToken: 'new-refresh',
  account: { id: 'a1', name: '花果村', role: 'villageCadre', orgUnitId: '420303001202', level: 'village' },
  epoch: 'e1',
  scopeVersion: 'v1',
  serverTime: '2026-10-19T00:00:00Z',
};
const pullReply = {
  documents: [aDocument('r1')],
  leaves: [],
  checkpoint: { epoch: 'e1', scope: 'v1', since: '7' },
  more: false,
  epoch: 'e1',
  scopeVersion: 'v1',
  committed: { position: 7, stamp: 's7' },
};
const query = { since: '0', epoch: 'e1', scope: 'v1', limit: 500 };

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': status < 400 ? 'application/json' : 'application/problem+json', ...headers },
  });
const problem = (status: number, code: string, headers: Record<string, string> = {}) =>
  json({ type: 'about:blank', title: code, status, code }, status, headers);

function clientOver(
  answer: (call: Call, index: number) => Response | Promise<Response>,
  changes: Partial<ApiDeps> = {},
) {
  const calls: Call[] = [];
  const held: { access: string; refresh: string; seen: Committed | undefined; asked: number } = {
    access: 'old-access',
    refresh: 'old-refresh',
    seen: undefined,
    asked: 0,
  };
  const fetch: FetchFunction = async (url, init) => {
    const call = { url, init, header: (name: string) => new Headers(init.headers).get(name) };
    calls.push(call);
    return answer(call, calls.length - 1);
  };
  const api = createApiClient({
    baseUrl: 'http://server',
    fetch,
    timers: realTimers,
    deviceId: 'device-a',
    tokens: {
      access: () => held.access,
      refresh: () => held.refresh,
      store: (reply) => {
        [held.access, held.refresh] = [reply.accessToken, reply.refreshToken];
        return Promise.resolve();
      },
    },
    seen: {
      get: () => held.seen,
      note: async (committed) => {
        held.seen = committed;
      },
    },
    onSignInNeeded: () => {
      held.asked += 1;
    },
    ...changes,
  });
  return { api, calls, held };
}

describe('headers', () => {
  it('name the device, the protocol, the token and, once known, what was seen', async () => {
    const { api, calls } = clientOver(() => json(pullReply));
    await api.pull('records', query);
    await api.pull('records', query);
    expect(
      ['authorization', 'bbt-device', 'bbt-protocol', 'bbt-seen'].map((name) => calls[0]?.header(name)),
    ).toEqual(['Bearer old-access', 'device-a', '1', null]);
    expect(calls[1]?.header('bbt-seen')).toBe('7,s7');
    expect(calls[0]?.url).toBe('http://server/api/sync/records/pull?limit=500&since=0&epoch=e1&scope=v1');
  });
});

describe('the newest commit of an answer', () => {
  it('is durable before anything that rests on the answer is', async () => {
    const steps: string[] = [];
    let isStored = (): void => undefined;
    const stored = new Promise<void>((resolve) => {
      isStored = resolve;
    });
    const { api } = clientOver(() => json(pullReply), {
      seen: { get: () => undefined, note: () => stored.then(() => void steps.push('stored')) },
    });
    const answered = api.pull('records', query).then(() => steps.push('answered'));
    for (let turn = 0; turn < 5; turn += 1) await settled();
    expect(steps).toEqual([]);
    isStored();
    await answered;
    expect(steps).toEqual(['stored', 'answered']);
  });
});

describe('what is not believed', () => {
  it.each([
    [
      'HTML',
      () => new Response('<html>sign in to the wifi</html>', { headers: { 'content-type': 'text/html' } }),
    ],
    [
      'truncated JSON',
      () =>
        new Response(JSON.stringify(pullReply).slice(0, 40), {
          headers: { 'content-type': 'application/json' },
        }),
    ],
    ['a 200 of another shape', () => json({ ok: true })],
    ['a document that is none', () => json({ ...pullReply, documents: [{ id: 'r1' }] })],
    ['an empty answer', () => new Response('')],
    [
      'bytes that are no UTF-8',
      () =>
        new Response(new Uint8Array([0x22, 0xff, 0x22]), { headers: { 'content-type': 'application/json' } }),
    ],
    [
      'a proxy’s 413',
      () => new Response('<h1>413</h1>', { status: 413, headers: { 'content-type': 'text/html' } }),
    ],
    [
      'a problem whose status is another',
      () => json({ type: 'x', title: 'x', status: 400, code: 'badRequest' }, 413),
    ],
  ])('%s is unreachable, not a refusal and not an answer', async (_what, answer) => {
    expect((await clientOver(answer).api.pull('records', query)).kind).toBe('unreachable');
  });

  it('no network, and no answer in time', async () => {
    expect(
      await clientOver(() => Promise.reject(new TypeError('failed'))).api.pull('records', query),
    ).toMatchObject({ kind: 'unreachable', cause: 'network' });
    const timers = createTestTimers();
    const late: FetchFunction = (_url, init) =>
      new Promise((_resolve, reject) =>
        init.signal?.addEventListener('abort', () => reject(new Error('aborted'))),
      );
    const waiting = clientOver(() => json({}), { fetch: late, timers }).api.health();
    await timers.advance(5_000);
    expect(await waiting).toMatchObject({ kind: 'unreachable', cause: 'timeout' });
  });

  it('a refusal of ours keeps its code and its Retry-After', async () => {
    const { api } = clientOver(() => problem(503, 'notReady', { 'retry-after': '7' }));
    expect(await api.pull('records', query)).toMatchObject({
      kind: 'refused',
      status: 503,
      code: 'notReady',
      retryAfterSeconds: 7,
    });
  });
});

describe('a token that is old', () => {
  const byToken = (call: Call): Response => {
    if (call.url.endsWith('/refresh')) return json(sessionReply);
    return call.header('authorization') === 'Bearer new-access'
      ? json(pullReply)
      : problem(401, 'signInNeeded');
  };

  it('is refreshed once, however many calls find out, and each call is made again', async () => {
    const { api, calls } = clientOver(byToken);
    const outcomes = await Promise.all([
      api.pull('records', query),
      api.pull('people', query),
      api.pull('orgUnits', query),
    ]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['ok', 'ok', 'ok']);
    expect(calls.filter((call) => call.url.endsWith('/refresh'))).toHaveLength(1);
  });

  it('that cannot be refreshed asks for a sign-in and stays a refusal', async () => {
    const { api, calls, held } = clientOver(() => problem(401, 'signInNeeded'));
    expect(await api.pull('records', query)).toMatchObject({ kind: 'refused', status: 401 });
    expect([held.asked, calls.length]).toEqual([1, 2]);
  });

  it('is not given up because the server is away during the refresh', async () => {
    const { api, held } = clientOver((call) =>
      call.url.endsWith('/refresh') ? Promise.reject(new TypeError('failed')) : problem(401, 'signInNeeded'),
    );
    expect((await api.pull('records', query)).kind).toBe('unreachable');
    expect(held.asked).toBe(0);
  });

  it('a gate’s HTML 401 starts no refresh', async () => {
    const { api, calls } = clientOver(
      () => new Response('<html>', { status: 401, headers: { 'content-type': 'text/html' } }),
    );
    await api.pull('records', query);
    expect(calls).toHaveLength(1);
  });
});

describe('the stream', () => {
  const streamOf = (text: string) => new Response(text, { headers: { 'content-type': 'text/event-stream' } });

  it('tells of pokes, whatever the chunks and heartbeats, and ends when the server closes it', async () => {
    const pokes: (readonly string[])[] = [];
    let opened = 0;
    const { api } = clientOver(() =>
      streamOf(
        ': hello\n\nevent: poke\ndata: {"collections":["records"]}\n\n: beat\n\ndata: nonsense\n\ndata: {"collections":["people","records"]}\r\n\r\n',
      ),
    );
    const end = await api.openStream(
      { onOpen: () => (opened += 1), onPoke: (names) => pokes.push(names) },
      new AbortController().signal,
    );
    expect([end.kind, opened, pokes]).toEqual(['closed', 1, [['records'], ['people', 'records']]]);
  });

  it('that is silent for a minute is given up', async () => {
    const timers = createTestTimers();
    const { api } = clientOver(
      (call) => {
        const body = new ReadableStream({
          start: (controller) =>
            call.init.signal?.addEventListener('abort', () => controller.error(new Error('aborted'))),
        });
        return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
      },
      { timers },
    );
    const ending = api.openStream(
      { onOpen: () => undefined, onPoke: () => undefined },
      new AbortController().signal,
    );
    await timers.advance(60_000);
    expect((await ending).kind).toBe('unreachable');
  });

  it('that is HTML was never opened', async () => {
    let opened = 0;
    const { api } = clientOver(() => new Response('<html>', { headers: { 'content-type': 'text/html' } }));
    const end = await api.openStream(
      { onOpen: () => (opened += 1), onPoke: () => undefined },
      new AbortController().signal,
    );
    expect([end.kind, opened]).toEqual(['unreachable', 0]);
  });
});
