// Before a device sends anything: does the server know saves of it that it does not know itself? Then its own database is an older copy.
import { placeReplySchema } from '../../shared/recovery/place-protocol.ts';
import type { ApiClient } from '../api-client.ts';
import type { EditSequence } from '../database/edit-sequence.ts';
import type { SyncedCollections } from '../database/open-database.ts';
import type { Connectivity } from '../replication/connectivity.ts';
import type { Pause } from '../replication/pause.ts';
import type { SyncConditions } from '../replication/sync-conditions.ts';
import type { UnsentDocuments } from '../replication/unsent-documents.ts';

export type OwnPlaceDeps = {
  readonly api: Pick<ApiClient, 'ask'>;
  readonly collections: SyncedCollections;
  readonly editSequence: EditSequence;
  readonly unsent: UnsentDocuments;
  readonly connectivity: Pick<Connectivity, 'noteReached'>;
  readonly conditions: Pick<SyncConditions, 'signInNeeded'>;
  readonly pause: Pause;
};

const notStored = { kind: 'refused', status: 0, retryAfterSeconds: undefined } as const;

/**
 * Resolves when saves may be sent: waits for the network and for a sign-in; rejects when it is stopped. What an older copy saved under
 * numbers that the server has seen would be taken for old news and dropped: it is saved again under new ones.
 */
export async function takeOwnPlace(deps: OwnPlaceDeps): Promise<void> {
  for (let failures = 1; ; failures += 1) {
    // A new token that the full device did not store is one more failure, not the end of sending.
    const outcome = await deps.api
      .ask('/api/recovery/place', placeReplySchema, undefined, 'GET')
      .catch(() => notStored);
    deps.connectivity.noteReached(outcome.kind !== 'unreachable');
    deps.pause.throwIfStopped();
    const isSignedOut = outcome.kind === 'refused' && outcome.status === 401;
    if (isSignedOut && deps.conditions.signInNeeded.get())
      await deps.pause.until(deps.conditions.signInNeeded, (isNeeded) => !isNeeded);
    // A server that does not know the question is asked nothing more.
    else if (outcome.kind === 'refused' && outcome.status === 404) return;
    else if (outcome.kind === 'ok' && (await countOn(deps, outcome.body.lastSeq))) return;
    else
      await deps.pause.wait(failures, 'retryAfterSeconds' in outcome ? outcome.retryAfterSeconds : undefined);
  }
}

/** False while something keeps it from being settled: the server is away again, or the storage takes nothing. */
async function countOn(deps: OwnPlaceDeps, lastSeq: number): Promise<boolean> {
  try {
    await deps.editSequence.raiseAbove(lastSeq);
    return (
      (await deps.editSequence.inDoubtUpTo()) === 0 || (await (await import('./renumber.ts')).renumber(deps))
    );
  } catch {
    return false;
  }
}
