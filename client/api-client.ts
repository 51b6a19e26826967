// The only door to the server: every call of the protocol, with its headers, its token and one refresh when that is old.
import * as z from 'zod/mini';
import {
  blobReplySchema,
  pullReplySchema,
  pushReplySchema,
  queryReplySchema,
  sessionReplySchema,
  type BlobReply,
  type Committed,
  type PullReply,
  type PushReply,
  type PushRequest,
  type QueryReply,
  type QueryRequest,
  type SessionReply,
} from '../shared/sync/protocol.ts';
import { protocolVersion } from '../shared/sync/protocol-version.ts';
import type { CollectionName, Photo } from '../shared/records/record.ts';
import {
  exchangeBytes,
  exchangeJson,
  type ApiRequest,
  type ExchangeDeps,
  type FetchFunction,
} from './api-exchange.ts';
import type { Outcome } from './api-outcome.ts';
import { readStream, type StreamEnd, type StreamListener } from './api-stream.ts';

/** Tokens live in the encrypted database; `store` is durable when it resolves, and only then the new ones are used. */
export type Tokens = {
  readonly access: () => string | undefined;
  readonly refresh: () => string | undefined;
  readonly store: (reply: SessionReply) => Promise<void>;
};

/** The highest commit this device ever saw (`Bbt-Seen`). */
export type Seen = {
  readonly get: () => Committed | undefined;
  /** Durable when it resolves, before anything that rests on the answer is: else a rewound server could pass unseen. */
  readonly note: (committed: Committed) => Promise<void>;
};

export type ApiDeps = ExchangeDeps & {
  readonly deviceId: string;
  readonly tokens: Tokens;
  readonly seen: Seen;
  /** The refresh token was refused: sync waits for a sign-in, capture goes on. */
  readonly onSignInNeeded: () => void;
};

export type PullQuery = {
  readonly since: string;
  readonly epoch: string;
  readonly scope: string;
  readonly limit: number;
};

export type ApiClient = {
  readonly signIn: (account: string, password: string, deviceName: string) => Promise<Outcome<SessionReply>>;
  readonly refresh: () => Promise<Outcome<SessionReply>>;
  readonly signOut: () => Promise<Outcome<unknown>>;
  readonly pull: (collection: CollectionName, query: PullQuery) => Promise<Outcome<PullReply>>;
  readonly pullIds: (
    collection: CollectionName,
    ids: readonly string[],
    query: PullQuery,
  ) => Promise<Outcome<PullReply>>;
  readonly push: (collection: CollectionName, request: PushRequest) => Promise<Outcome<PushReply>>;
  /** Resolves when the stream ends; `signal` ends it. */
  readonly openStream: (listener: StreamListener, signal: AbortSignal) => Promise<StreamEnd>;
  readonly query: (collection: CollectionName, request: QueryRequest) => Promise<Outcome<QueryReply>>;
  /** A question of a page, whose reply this file need not know: its schema comes with the page, not with the app. */
  readonly ask: <T>(
    path: string,
    reply: z.ZodMiniType<T>,
    question?: unknown,
    /** Default: POST. */
    method?: ApiRequest['method'],
  ) => Promise<Outcome<T>>;
  readonly announceBlob: (photo: Pick<Photo, 'sha256' | 'bytes' | 'mime'>) => Promise<Outcome<BlobReply>>;
  readonly putChunk: (
    sha256: string,
    index: number,
    bytes: Uint8Array<ArrayBuffer>,
  ) => Promise<Outcome<unknown>>;
  readonly commitBlob: (sha256: string) => Promise<Outcome<unknown>>;
  /** The derivative that the server serves, for whoever may read a document that holds it. */
  readonly getBlob: (sha256: string) => Promise<Outcome<Uint8Array<ArrayBuffer>>>;
  /** What anybody may know; answered within 5 s or not at all. */
  readonly askOpen: <T>(schema: z.ZodMiniType<T>, path: string) => Promise<Outcome<T>>;
  readonly health: () => Promise<Outcome<unknown>>;
  /** Whether the server has been set up; before that there is nobody who could sign in. */
  readonly ready: () => Promise<Outcome<{ readonly epoch: string; readonly isInitialised: boolean }>>;
  /** First run: names the federation, its tree and its administrator. */
  readonly setup: (request: Readonly<Record<string, unknown>>) => Promise<Outcome<unknown>>;
};

/** The browser's own. */
export const browserFetch: FetchFunction = (url, init) => fetch(url, init);

const anyObject = z.looseObject({});
const healthSchema = z.looseObject({ status: z.literal('ok') });
const readySchema = z.looseObject({
  status: z.literal('ready'),
  epoch: z.string(),
  isInitialised: z.boolean(),
});
const limits = { call: 60_000, chunk: 60_000, health: 5_000 } as const;

export function createApiClient(deps: ApiDeps): ApiClient {
  const authorised = createAuthorised(deps);
  const json = <T>(schema: z.ZodMiniType<T>, method: ApiRequest['method'], path: string, body?: unknown) =>
    authorised.send((request) => exchangeJson(deps, request, schema), method, path, body);
  const askOpen = <T>(schema: z.ZodMiniType<T>, path: string) =>
    exchangeJson(deps, { method: 'GET', path, headers: {}, timeoutMs: limits.health }, schema);
  const pullPath = (collection: string, query: PullQuery): string =>
    `/api/sync/${collection}/pull?${new URLSearchParams({ limit: String(query.limit), since: query.since, epoch: query.epoch, scope: query.scope })}`;
  return {
    signIn: (account, password, name) =>
      authorised.open('/api/session', sessionReplySchema, {
        account,
        password,
        device: { id: deps.deviceId, name },
      }),
    refresh: authorised.refresh,
    signOut: () => json(anyObject, 'DELETE', '/api/session'),
    pull: (collection, query) => noting(deps, json(pullReplySchema, 'GET', pullPath(collection, query))),
    pullIds: (collection, ids, query) =>
      noting(
        deps,
        json(
          pullReplySchema,
          'GET',
          `${pullPath(collection, query)}&ids=${ids.map(encodeURIComponent).join(',')}`,
        ),
      ),
    push: (collection, request) =>
      noting(deps, json(pushReplySchema, 'POST', `/api/sync/${collection}/push`, request)),
    openStream: (listener, signal) => authorised.stream('/api/sync/stream', listener, signal),
    query: (collection, request) => json(queryReplySchema, 'POST', `/api/query/${collection}`, request),
    ask: (path, reply, question, method = 'POST') => json(reply, method, path, question),
    announceBlob: (photo) =>
      json(blobReplySchema, 'POST', '/api/blobs', {
        sha256: photo.sha256,
        bytes: photo.bytes,
        mime: photo.mime,
      }),
    putChunk: (sha256, index, bytes) =>
      authorised.send(
        (request) => exchangeJson(deps, request, anyObject),
        'PUT',
        `/api/blobs/${sha256}/${index}`,
        bytes,
      ),
    commitBlob: (sha256) => json(anyObject, 'POST', `/api/blobs/${sha256}/commit`, {}),
    getBlob: (sha256) =>
      authorised.send((request) => exchangeBytes(deps, request), 'GET', `/api/blobs/${sha256}`),
    askOpen,
    health: () => askOpen(healthSchema, '/api/health'),
    ready: () => askOpen(readySchema, '/api/ready'),
    setup: (request) => json(anyObject, 'POST', '/api/setup', request),
  };
}

/** Remembers the newest commit of each answer. */
async function noting<T extends { readonly committed: Committed }>(
  deps: ApiDeps,
  call: Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const outcome = await call;
  if (outcome.kind === 'ok') await deps.seen.note(outcome.body.committed);
  return outcome;
}

function createAuthorised(deps: ApiDeps) {
  let refreshing: Promise<Outcome<SessionReply>> | undefined;

  const headersOf = (): Record<string, string> => {
    const [access, seen] = [deps.tokens.access(), deps.seen.get()];
    return {
      'bbt-device': deps.deviceId,
      'bbt-protocol': String(protocolVersion),
      ...(access === undefined ? {} : { authorization: `Bearer ${access}` }),
      ...(seen === undefined ? {} : { 'bbt-seen': `${seen.position},${seen.stamp}` }),
    };
  };
  const requestOf = (method: ApiRequest['method'], path: string, body: unknown): ApiRequest => {
    const base = { method, path, headers: headersOf(), timeoutMs: limits.call };
    if (body === undefined) return base;
    if (body instanceof Uint8Array)
      return {
        ...base,
        headers: { ...base.headers, 'content-type': 'application/octet-stream' },
        body: new Uint8Array(body),
      };
    return {
      ...base,
      headers: { ...base.headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    };
  };
  /** A call without a session of its own: the answer is one. */
  const open = async (
    path: string,
    schema: typeof sessionReplySchema,
    body: unknown,
  ): Promise<Outcome<SessionReply>> => {
    const outcome = await exchangeJson(deps, requestOf('POST', path, body), schema);
    if (outcome.kind === 'ok') await deps.tokens.store(outcome.body);
    return outcome;
  };
  const refreshNow = async (): Promise<Outcome<SessionReply>> => {
    const refreshToken = deps.tokens.refresh();
    if (refreshToken === undefined) {
      deps.onSignInNeeded();
      return {
        kind: 'refused',
        status: 401,
        code: 'signInNeeded',
        detail: undefined,
        retryAfterSeconds: undefined,
      };
    }
    const outcome = await open('/api/session/refresh', sessionReplySchema, { refreshToken });
    if (outcome.kind === 'refused' && outcome.status === 401) deps.onSignInNeeded();
    return outcome;
  };
  /** One refresh at a time: whoever comes meanwhile waits for the same one. */
  const refresh = (): Promise<Outcome<SessionReply>> => {
    refreshing ??= refreshNow().finally(() => {
      refreshing = undefined;
    });
    return refreshing;
  };
  const send = async <T>(
    run: (request: ApiRequest) => Promise<Outcome<T>>,
    method: ApiRequest['method'],
    path: string,
    body?: unknown,
  ): Promise<Outcome<T>> => {
    const used = deps.tokens.access();
    const first = await run(requestOf(method, path, body));
    if (first.kind !== 'refused' || first.status !== 401) return first;
    if (deps.tokens.access() === used) {
      const renewed = await refresh();
      if (renewed.kind !== 'ok') return renewed;
    }
    return run(requestOf(method, path, body));
  };
  const stream = async (path: string, listener: StreamListener, signal: AbortSignal): Promise<StreamEnd> => {
    const first = await readStream(deps, path, headersOf(), listener, signal);
    if (first.kind !== 'refused' || first.status !== 401) return first;
    const renewed = await refresh();
    return renewed.kind === 'ok' ? readStream(deps, path, headersOf(), listener, signal) : renewed;
  };
  return { open, refresh, send, stream };
}
