// A device written from the protocol's description alone: it imports nothing of ours and speaks only HTTP.
import { createHash, randomUUID } from 'node:crypto';

export type PlainDocument = { readonly [key: string]: unknown };
export type PlainVerdict = {
  readonly id: string;
  readonly status: string;
  readonly code?: string;
  readonly message?: string;
  readonly fields?: readonly string[];
  readonly rev?: number;
  readonly master?: PlainDocument;
};
export type PlainPull = {
  readonly documents: readonly PlainDocument[];
  readonly leaves: readonly { readonly id: string }[];
  readonly checkpoint: { readonly epoch: string; readonly scope: string; readonly since: string };
  readonly more: boolean;
  readonly committed: { readonly position: number; readonly stamp: string };
};
export type PlainPush = {
  readonly epoch: string;
  readonly committed: { readonly position: number; readonly stamp: string };
  readonly rows: readonly PlainVerdict[];
};

export type PlainDevice = {
  readonly account: { readonly id: string; readonly orgUnitId: string };
  readonly deviceId: string;
  readonly tokens: { readonly accessToken: string; readonly refreshToken: string };
  readonly call: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
    signal?: AbortSignal,
  ) => Promise<Response>;
  /** A new record of this account's unit. */
  readonly record: (type: string, values: PlainDocument, more?: PlainDocument) => PlainDocument;
  /** The same record saved again. */
  readonly edited: (document: PlainDocument, values: PlainDocument) => PlainDocument;
  readonly push: (rows: readonly PlainRow[], collection?: string, pushId?: string) => Promise<PlainPush>;
  readonly pull: (collection: string, query?: string) => Promise<PlainPull>;
  readonly query: (collection: string, where: PlainDocument) => Promise<readonly PlainDocument[]>;
};
export type PlainRow = {
  readonly document: unknown;
  readonly base?: PlainDocument;
  readonly mutationId?: string;
};

export const password = 'banbiantian-demo';

/** Signs in and keeps the first pair of tokens. */
export async function signInPlain(
  origin: string,
  account: string,
  deviceId: string = randomUUID(),
): Promise<PlainDevice> {
  const reply = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'bbt-protocol': '1' },
    body: JSON.stringify({ account, password, device: { id: deviceId, name: 'checker' } }),
  });
  if (reply.status !== 200) throw new Error(`${account}: ${reply.status} ${await reply.text()}`);
  const session = JSON.parse(await reply.text());
  let seq = 0;
  const call: PlainDevice['call'] = (method, path, body, headers = {}, signal) =>
    fetch(origin + path, {
      method,
      headers: {
        authorization: `Bearer ${session.accessToken}`,
        'bbt-device': deviceId,
        'bbt-protocol': '1',
        ...(body === undefined ? {} : { 'content-type': contentTypeOf(body) }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: bodyOf(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  const stamped = (document: PlainDocument): PlainDocument => {
    seq += 1;
    return { ...document, updatedAt: new Date().toISOString(), edit: { deviceId, seq } };
  };
  return {
    account: session.account,
    deviceId,
    tokens: session,
    call,
    record: (type, values, more = {}) =>
      stamped({ ...emptyRecord(type, session.account, deviceId), values, ...more }),
    edited: (document, values) =>
      stamped({ ...document, values: { ...Object(document['values']), ...values } }),
    push: async (rows, collection = 'records', pushId = randomUUID()) =>
      json(await call('POST', `/api/sync/${collection}/push`, { pushId, rows: rows.map(rowOf) })),
    pull: async (collection, query = '') => json(await call('GET', `/api/sync/${collection}/pull?${query}`)),
    query: async (collection, where) =>
      (await json(await call('POST', `/api/query/${collection}`, { where, page: { size: 50 } }))).documents,
  };
}

export async function json(response: Response) {
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return JSON.parse(await response.text());
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The content hash of the protocol: what a person wrote, keys sorted, without stamps and what the server owns. */
export function contentHashOf(document: PlainDocument): string {
  const outside = [
    'rev',
    'reviewState',
    'receivedAt',
    'lockedPeriod',
    'outcome',
    'outcomeCode',
    'updatedAt',
    'edit',
  ];
  return sha256(
    sorted(Object.fromEntries(Object.entries(document).filter(([key]) => !outside.includes(key)))),
  );
}

function sorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const pairs = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${pairs.map(([key, item]) => `${JSON.stringify(key)}:${sorted(item)}`).join(',')}}`;
}

function rowOf({ document, base, mutationId }: PlainRow): PlainDocument {
  const { id, edit } = Object(document);
  return {
    mutationId: mutationId ?? `${edit?.deviceId}:${id}:${edit?.seq}`,
    newDocumentState: document,
    ...(base === undefined ? {} : { assumedMasterState: base }),
  };
}

function emptyRecord(type: string, account: PlainDevice['account'], deviceId: string): PlainDocument {
  const now = new Date().toISOString();
  return {
    id: randomUUID(),
    type,
    definitionVersion: 1,
    orgUnitId: account.orgUnitId,
    hostUnitId: account.orgUnitId,
    partnerUnitIds: [],
    occurredOn: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10),
    tags: [],
    audience: [],
    photos: [],
    createdBy: account.id,
    deviceId,
    createdAt: now,
    rev: 0,
    reviewState: 'none',
    _deleted: false,
  };
}

function contentTypeOf(body: unknown): string {
  return body instanceof Uint8Array ? 'application/octet-stream' : 'application/json';
}

function bodyOf(body: unknown): string | Uint8Array<ArrayBuffer> {
  if (body instanceof Uint8Array) return new Uint8Array(body);
  return typeof body === 'string' ? body : JSON.stringify(body);
}
