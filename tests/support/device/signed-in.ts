// An api client that is signed in at a real server, as a device of its own.
import { randomUUID } from 'node:crypto';
import type { Committed, SessionReply } from '../../../shared/sync/protocol.ts';
import { createApiClient, type ApiClient } from '../../../client/api-client.ts';
import type { FetchFunction } from '../../../client/api-exchange.ts';
import { testPassword } from './real-server.ts';
import { realTimers } from './timers.ts';

export type SignedIn = {
  readonly api: ApiClient;
  readonly session: SessionReply;
  readonly deviceId: string;
  readonly network: { isCut: boolean };
};

/** `network.isCut` cuts it off: requests fail as they do without a network. `wire` carries the others. */
export async function signedIn(
  address: string,
  account: string,
  wire: FetchFunction = fetch,
): Promise<SignedIn> {
  const deviceId = randomUUID();
  const network = { isCut: false };
  let session: SessionReply | undefined;
  let seen: Committed | undefined;
  const cuttable: FetchFunction = (url, init) =>
    network.isCut ? Promise.reject(new TypeError('network is cut')) : wire(url, init);
  const api = createApiClient({
    baseUrl: address,
    fetch: cuttable,
    timers: realTimers,
    deviceId,
    tokens: {
      access: () => session?.accessToken,
      refresh: () => session?.refreshToken,
      store: (reply) => {
        session = reply;
        return Promise.resolve();
      },
    },
    seen: {
      get: () => seen,
      note: async (committed) => {
        seen = committed;
      },
    },
    onSignInNeeded: () => undefined,
  });
  const outcome = await api.signIn(account, testPassword, 'test device');
  if (outcome.kind !== 'ok') throw new Error(`could not sign in as ${account}: ${JSON.stringify(outcome)}`);
  return { api, session: outcome.body, deviceId, network };
}
