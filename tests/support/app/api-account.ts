// An account that speaks plain HTTP: what the server really holds, seen from outside the app.
import { demonstrationPassword } from './drive-app.ts';

export type ServerDocument = {
  readonly id: string;
  readonly type: string;
  readonly reviewState: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly photos: readonly { readonly sha256: string }[];
};

export type ApiAccount = {
  /** The documents that a query by `where` finds, newest first. */
  readonly find: (collection: string, where: Readonly<Record<string, unknown>>) => Promise<ServerDocument[]>;
  /** Status of a photo's bytes for this account. */
  readonly photoStatus: (sha256: string) => Promise<number>;
};

export async function apiAccount(origin: string, account: string): Promise<ApiAccount> {
  const deviceId = `watcher-${account}`;
  const headers = { 'content-type': 'application/json', 'bbt-protocol': '1', 'bbt-device': deviceId };
  const signedIn = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers,
    body: JSON.stringify({
      account,
      password: demonstrationPassword,
      device: { id: deviceId, name: 'watcher' },
    }),
  });
  if (!signedIn.ok) throw new Error(`${account} could not sign in: ${await signedIn.text()}`);
  const { accessToken }: { accessToken: string } = JSON.parse(await signedIn.text());
  const authorised = { ...headers, authorization: `Bearer ${accessToken}` };
  return {
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
