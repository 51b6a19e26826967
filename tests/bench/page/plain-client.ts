// The protocol spoken by plain fetch: sign-in and pages, for the floors and to know what is there.
import type { CollectionName, SyncedDocument } from '../../../shared/records/record.ts';
import { sessionReplySchema, type PullReply, type SessionReply } from '../../../shared/sync/protocol.ts';
import { protocolVersion, pullLimits } from '../../../shared/sync/protocol-version.ts';

const password = 'banbiantian-demo';

/** The person whom the feed gives last: when she is there, all are. */
export type LastPerson = { readonly id: string; readonly name: string; readonly count: number };

export async function signIn(account: string, deviceId: string): Promise<SessionReply> {
  const response = await fetch('/api/session', {
    method: 'POST',
    headers: { ...headersOf(deviceId), 'content-type': 'application/json' },
    body: JSON.stringify({ account, password, device: { id: deviceId, name: 'bench' } }),
  });
  if (!response.ok) throw new Error(`The sign-in was refused: ${await response.text()}`);
  return sessionReplySchema.parse(await response.json());
}

/** Each page of a collection as it comes: fetched and parsed, nothing checked. */
export async function eachPage(
  session: SessionReply,
  deviceId: string,
  collection: CollectionName,
  take: (documents: readonly SyncedDocument[]) => Promise<void>,
): Promise<void> {
  const { epoch, scopeVersion: scope } = session;
  let since = '0';
  for (;;) {
    const query = new URLSearchParams({ since, epoch, scope, limit: `${pullLimits.default}` });
    const response = await fetch(`/api/sync/${collection}/pull?${query.toString()}`, {
      headers: { ...headersOf(deviceId), authorization: `Bearer ${session.accessToken}` },
      cache: 'no-store',
    });
    if (!response.ok) throw new Error(`A page of ${collection} was refused: ${response.status}`);
    const page: PullReply = await response.json();
    await take(page.documents);
    if (!page.more) return;
    since = page.checkpoint.since;
  }
}

export async function findLastPerson(account: string): Promise<LastPerson> {
  const deviceId = 'bench-scout';
  const session = await signIn(account, deviceId);
  let last: SyncedDocument | undefined;
  let count = 0;
  await eachPage(session, deviceId, 'people', (documents) => {
    last = documents.at(-1) ?? last;
    count += documents.length;
    return Promise.resolve();
  });
  const name = last?.values['name'];
  if (last === undefined || typeof name !== 'string') throw new Error('The server holds no people.');
  return { id: last.id, name, count };
}

function headersOf(deviceId: string): Record<string, string> {
  return { 'bbt-protocol': `${protocolVersion}`, 'bbt-device': deviceId };
}
