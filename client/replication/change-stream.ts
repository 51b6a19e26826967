// The stream of pokes, kept open: each poke, and each opening after a gap, asks replication to look again.
import type { StreamEnd, StreamListener } from '../api-stream.ts';
import type { Pause } from './pause.ts';
import { ReplicationStopped } from './pause.ts';
import type { SyncConditions } from './sync-conditions.ts';

export type ChangeStreamDeps = {
  readonly open: (listener: StreamListener, signal: AbortSignal) => Promise<StreamEnd>;
  /** undefined: everything may have moved. */
  readonly onMoved: (collections: readonly string[] | undefined) => void;
  readonly conditions: SyncConditions;
  readonly pause: Pause;
  readonly stopped: AbortSignal;
};

/** Runs until it is stopped; resolves then. */
export async function followChanges(deps: ChangeStreamDeps): Promise<void> {
  let failures = 0;
  const listener: StreamListener = {
    onOpen: () => {
      failures = 0;
      deps.onMoved(undefined);
    },
    onPoke: (collections) => deps.onMoved(collections),
  };
  try {
    while (!deps.stopped.aborted) {
      // A token that the full device did not store, say: one more failure, not the end of the stream.
      const end = await deps.open(listener, deps.stopped).catch((): StreamEnd => ({ kind: 'closed' }));
      failures += 1;
      // Some proxies do not let a stream through: then each try to open it is a reason to look.
      if (end.kind !== 'closed') deps.onMoved(undefined);
      const needsSignIn = end.kind === 'refused' && end.status === 401 && deps.conditions.signInNeeded.get();
      if (needsSignIn) await deps.pause.until(deps.conditions.signInNeeded, (isNeeded) => !isNeeded);
      else await deps.pause.wait(failures, end.kind === 'closed' ? undefined : end.retryAfterSeconds);
    }
  } catch (error) {
    if (!(error instanceof ReplicationStopped)) throw error;
  }
}
