// Tells connectivity what each request came to: replication needs no other proof that the server is there.
import type { ApiClient } from '../api-client.ts';
import type { Outcome } from '../api-outcome.ts';

/** The same client; every answer of ours says "reached", every other outcome "not reached". */
export function observeReachability(api: ApiClient, note: (isReached: boolean) => void): ApiClient {
  const told = async <T>(call: Promise<Outcome<T>>): Promise<Outcome<T>> => {
    const outcome = await call;
    note(outcome.kind !== 'unreachable');
    return outcome;
  };
  return {
    ...api,
    pull: (collection, query) => told(api.pull(collection, query)),
    pullIds: (collection, ids, query) => told(api.pullIds(collection, ids, query)),
    push: (collection, request) => told(api.push(collection, request)),
    query: (collection, request) => told(api.query(collection, request)),
    announceBlob: (photo) => told(api.announceBlob(photo)),
    putChunk: (sha256, index, bytes) => told(api.putChunk(sha256, index, bytes)),
    commitBlob: (sha256) => told(api.commitBlob(sha256)),
    openStream: async (listener, signal) => {
      const end = await api.openStream(
        {
          ...listener,
          onOpen: () => {
            note(true);
            listener.onOpen();
          },
        },
        signal,
      );
      if (end.kind === 'unreachable' && end.cause !== 'aborted') note(false);
      return end;
    },
  };
}
