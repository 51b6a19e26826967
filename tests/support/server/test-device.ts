// A device as the server sees it: a session and plain protocol calls, no client code.
import { createHash } from 'node:crypto';
import { conflictOf } from '../../../shared/conflicts/conflict.ts';
import { contentHash } from '../../../shared/records/content-hash.ts';
import type {
  SessionReply,
  PullReply,
  PushReply,
  RowVerdict,
  QueryReply,
} from '../../../shared/sync/protocol.ts';
import {
  pullReplySchema,
  pushReplySchema,
  queryReplySchema,
  sessionReplySchema,
} from '../../../shared/sync/protocol.ts';
import type { SyncedDocument } from '../../../shared/records/record.ts';
import { testPassword, type TestServer } from './test-server.ts';

export type PushRowInput = {
  readonly mutationId?: string;
  readonly assumedMasterState?: unknown;
  readonly newDocumentState: unknown;
};

export type TestDevice = {
  readonly id: string;
  readonly account: SessionReply['account'];
  readonly session: SessionReply;
  readonly call: (path: string, init?: RequestInit) => Promise<Response>;
  readonly postJson: (path: string, body: unknown) => Promise<Response>;
  /** A new record of this account's unit; each call is a new document. */
  readonly draft: (values: Record<string, unknown>, fields?: Record<string, unknown>) => SyncedDocument;
  /** The same document saved again with changes. */
  readonly edit: (document: SyncedDocument, changes: Record<string, unknown>) => SyncedDocument;
  readonly push: (rows: readonly PushRowInput[], collection?: string) => Promise<PushReply>;
  readonly pushOne: (document: unknown, base?: unknown, collection?: string) => Promise<RowVerdict>;
  readonly pull: (collection: string, query?: string) => Promise<PullReply>;
  readonly query: (collection: string, body: unknown) => Promise<QueryReply>;
};

export async function signInDevice(
  test: TestServer,
  account: string,
  deviceId = `device-${account}`,
): Promise<TestDevice> {
  const response = await test.request('/api/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account, password: testPassword, device: { id: deviceId, name: 'test' } }),
  });
  if (response.status !== 200)
    throw new Error(`sign-in of ${account}: ${response.status} ${await response.text()}`);
  return deviceOver(test, sessionReplySchema.parse(await response.json()), deviceId);
}

function deviceOver(test: TestServer, session: SessionReply, id: string): TestDevice {
  const headers = {
    authorization: `Bearer ${session.accessToken}`,
    'bbt-device': id,
    'bbt-protocol': '1',
    'accept-language': 'en',
  };
  const call = (path: string, init: RequestInit = {}) =>
    test.request(path, { ...init, headers: { ...headers, ...toRecord(init.headers) } });
  const postJson = (path: string, body: unknown) =>
    call(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  let seq = 0;
  const nextSeq = (): number => (seq += 1);
  const push = async (rows: readonly PushRowInput[], collection = 'records'): Promise<PushReply> => {
    const named = rows.map((row) => ({ mutationId: mutationIdOf(row.newDocumentState), ...row }));
    const response = await postJson(`/api/sync/${collection}/push`, {
      pushId: `push-${nextSeq()}`,
      rows: named,
    });
    if (response.status !== 200) throw new Error(`push: ${response.status} ${await response.text()}`);
    return pushReplySchema.parse(await response.json());
  };
  return {
    id,
    account: session.account,
    session,
    call,
    postJson,
    push,
    draft: (values, fields = {}) => draftOf(session.account, id, nextSeq(), values, fields),
    edit: (document, changes) => ({
      ...document,
      ...changes,
      updatedAt: '2026-10-20T03:00:00.000Z',
      edit: { deviceId: id, seq: nextSeq() },
    }),
    pushOne: async (document, base, collection = 'records') => {
      const reply = await push(
        [{ newDocumentState: document, ...(base === undefined ? {} : { assumedMasterState: base }) }],
        collection,
      );
      const [verdict] = reply.rows;
      if (verdict === undefined) throw new Error('no verdict');
      return verdict;
    },
    pull: async (collection, query = '') =>
      pullReplySchema.parse(await jsonOf(await call(`/api/sync/${collection}/pull?${query}`))),
    query: async (collection, body) =>
      queryReplySchema.parse(await jsonOf(await postJson(`/api/query/${collection}`, body))),
  };
}

function draftOf(
  account: SessionReply['account'],
  deviceId: string,
  seq: number,
  values: Record<string, unknown>,
  fields: Record<string, unknown>,
): SyncedDocument {
  const unique = createHash('sha256').update(`${deviceId}:${seq}`).digest('hex').slice(0, 12);
  return {
    id: `0199f000-0000-7000-8000-${unique}`,
    type: 'gathering',
    definitionVersion: 1,
    orgUnitId: account.orgUnitId,
    hostUnitId: account.orgUnitId,
    partnerUnitIds: [],
    occurredOn: '2026-10-19',
    values: { topic: '座谈', ...JSON.parse(JSON.stringify(values)) },
    tags: [],
    audience: [],
    photos: [],
    createdBy: account.id,
    deviceId,
    createdAt: '2026-10-19T08:00:00.000Z',
    updatedAt: '2026-10-19T08:00:00.000Z',
    edit: { deviceId, seq },
    rev: 0,
    reviewState: 'none',
    _deleted: false,
    ...fields,
  };
}

function mutationIdOf(state: unknown): string {
  if (typeof state !== 'object' || state === null || !('edit' in state) || !('id' in state))
    return `no-stamp-${createHash('sha256')
      .update(JSON.stringify(state) ?? '')
      .digest('hex')}`;
  const { edit } = state;
  const [deviceId, seq] =
    typeof edit === 'object' && edit !== null && 'deviceId' in edit && 'seq' in edit
      ? [edit.deviceId, edit.seq]
      : ['', ''];
  return `${String(deviceId)}:${String(state.id)}:${String(seq)}`;
}

async function jsonOf(response: Response): Promise<unknown> {
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return response.json();
}

function toRecord(headers: RequestInit['headers']): Record<string, string> {
  return Object.fromEntries(new Headers(headers).entries());
}

/** A word on a conflict, over the version of its document that whoever says it has seen. */
export function settlementOn(
  by: TestDevice,
  conflict: SyncedDocument | undefined,
  seen: SyncedDocument,
  choice: string,
): SyncedDocument {
  if (conflict === undefined) throw new Error('no conflict to settle');
  const collection = conflictOf(conflict)?.collection;
  const values = { choice, collection, documentId: seen.id, seen: contentHash(seen) };
  return by.draft({}, { type: 'conflict-settlement', aboutId: conflict.id, values });
}

/** A decision on the version of a record that the reviewer holds. */
export function decisionOn(
  reviewer: TestDevice,
  record: SyncedDocument | undefined,
  values: Record<string, unknown>,
): SyncedDocument {
  if (record === undefined) throw new Error('no record to decide on');
  const { topic: _topic, ...plain } = reviewer.draft({
    recordRev: record.rev,
    recordHash: contentHash(record),
    ...values,
  }).values;
  return reviewer.draft(
    {},
    {
      type: 'decision',
      orgUnitId: record.orgUnitId,
      hostUnitId: record.orgUnitId,
      aboutId: record.id,
      occurredOn: '2026-10-20',
      values: plain,
    },
  );
}
