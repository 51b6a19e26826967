// An account that speaks plain HTTP: what the server really holds, seen from outside the app.
import { randomUUID } from 'node:crypto';
import { demonstrationPassword } from './drive-app.ts';

export type ServerDocument = {
  readonly id: string;
  readonly type: string;
  readonly reviewState: string;
  readonly rev: number;
  readonly edit: { readonly seq: number };
  readonly values: Readonly<Record<string, unknown>>;
  readonly photos: readonly { readonly sha256: string }[];
};

export type ApiAccount = {
  /** The documents that a query by `where` finds, newest first. */
  readonly find: (collection: string, where: Readonly<Record<string, unknown>>) => Promise<ServerDocument[]>;
  /** A record of this account's unit, of today unless said otherwise: as another device would send it. */
  readonly record: (
    type: string,
    values: Readonly<Record<string, unknown>>,
    occurredOn?: string,
  ) => Promise<ServerDocument>;
  /** The same record with other values. */
  readonly correct: (
    document: ServerDocument,
    values: Readonly<Record<string, unknown>>,
  ) => Promise<ServerDocument>;
  /** Status of a photo's bytes for this account. */
  readonly photoStatus: (sha256: string) => Promise<number>;
};

export async function apiAccount(
  origin: string,
  account: string,
  password = demonstrationPassword,
): Promise<ApiAccount> {
  const deviceId = `watcher-${account}`;
  const headers = { 'content-type': 'application/json', 'bbt-protocol': '1', 'bbt-device': deviceId };
  const signedIn = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers,
    body: JSON.stringify({
      account,
      password,
      device: { id: deviceId, name: 'watcher' },
    }),
  });
  if (!signedIn.ok) throw new Error(`${account} could not sign in: ${await signedIn.text()}`);
  const session: { accessToken: string; account: { id: string; orgUnitId: string } } = JSON.parse(
    await signedIn.text(),
  );
  const authorised = { ...headers, authorization: `Bearer ${session.accessToken}` };
  const push = async (document: ServerDocument, assumed?: ServerDocument): Promise<ServerDocument> => {
    const row = {
      mutationId: `${deviceId}:${document.id}:${document.edit.seq}`,
      newDocumentState: document,
      ...(assumed === undefined ? {} : { assumedMasterState: assumed }),
    };
    const reply = await fetch(`${origin}/api/sync/records/push`, {
      method: 'POST',
      headers: authorised,
      body: JSON.stringify({ pushId: randomUUID(), rows: [row] }),
    });
    const text = await reply.text();
    const verdict: { status: string; rev: number } = JSON.parse(text).rows?.[0];
    if (verdict?.status !== 'accepted') throw new Error(`${account} could not send ${document.id}: ${text}`);
    return { ...document, rev: verdict.rev };
  };
  return {
    record: (type, values, occurredOn = today()) =>
      push(envelopeOf({ ...session.account, deviceId }, type, values, occurredOn)),
    correct: (document, values) =>
      push({ ...document, values, edit: { ...document.edit, seq: document.edit.seq + 1 } }, document),
    find: async (collection, where) => {
      const reply = await fetch(`${origin}/api/query/${collection}`, {
        method: 'POST',
        headers: authorised,
        body: JSON.stringify({ where, page: { size: 50 } }),
      });
      if (!reply.ok) throw new Error(`the query of ${account} failed: ${await reply.text()}`);
      const { documents }: { documents: ServerDocument[] } = JSON.parse(await reply.text());
      return documents;
    },
    photoStatus: async (sha256) =>
      (await fetch(`${origin}/api/blobs/${sha256}`, { headers: authorised })).status,
  };
}

/** In Shanghai, as the app counts days. */
function today(): string {
  return new Date(Date.now() + 8 * 60 * 60 * 1000).toISOString().slice(0, 10);
}

function envelopeOf(
  author: { readonly id: string; readonly orgUnitId: string; readonly deviceId: string },
  type: string,
  values: ServerDocument['values'],
  occurredOn: string,
) {
  const now = new Date().toISOString();
  return {
    ...{ id: randomUUID(), type, definitionVersion: 1, values, occurredOn },
    ...{ orgUnitId: author.orgUnitId, hostUnitId: author.orgUnitId, partnerUnitIds: [] },
    ...{ tags: [], audience: [], photos: [], createdBy: author.id, deviceId: author.deviceId },
    ...{ createdAt: now, updatedAt: now, edit: { deviceId: author.deviceId, seq: 1 } },
    ...{ rev: 0, reviewState: 'none', _deleted: false },
  };
}
