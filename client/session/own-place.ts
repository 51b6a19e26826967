// Before a device sends anything: does the server know saves of it that it does not know itself? Then its own database is an older copy.
import { contentHash } from '../../shared/records/content-hash.ts';
import {
  offerReplySchema,
  placeReplySchema,
  recoveryLimits,
} from '../../shared/recovery/recovery-protocol.ts';
import type { ApiClient } from '../api-client.ts';
import type { EditSequence } from '../database/edit-sequence.ts';
import type { SyncedCollections } from '../database/open-database.ts';
import { readDocument } from '../database/synced-collection.ts';
import type { Connectivity } from '../replication/connectivity.ts';
import type { Pause } from '../replication/pause.ts';
import type { SyncConditions } from '../replication/sync-conditions.ts';
import { saveAgain } from '../replication/unsent-auditor.ts';
import { writtenHere, type UnsentDocument, type UnsentDocuments } from '../replication/unsent-documents.ts';

export type OwnPlaceDeps = {
  readonly api: Pick<ApiClient, 'ask'>;
  readonly collections: SyncedCollections;
  readonly editSequence: EditSequence;
  readonly unsent: UnsentDocuments;
  readonly connectivity: Pick<Connectivity, 'noteReached'>;
  readonly conditions: Pick<SyncConditions, 'signInNeeded'>;
  readonly pause: Pause;
};

/**
 * Resolves when saves may be sent: waits for the network and for a sign-in; rejects when it is stopped. What an older copy saved under
 * numbers that the server has seen would be taken for old news and dropped: it is saved again under new ones.
 */
export async function takeOwnPlace(deps: OwnPlaceDeps): Promise<void> {
  for (let failures = 1; ; failures += 1) {
    const outcome = await deps.api.ask('/api/recovery/place', placeReplySchema, undefined, 'GET');
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
    return await renumber(deps);
  } catch {
    return false;
  }
}

/** False while the server cannot be asked which of them it has. Those it has are no news, whatever their number. */
async function renumber(deps: OwnPlaceDeps): Promise<boolean> {
  const upTo = await deps.editSequence.inDoubtUpTo();
  if (upTo === 0) return true;
  for (const collection of writtenHere) {
    const doubtful = deps.unsent.list().filter((each) => each.collection === collection && each.seq <= upTo);
    for (let from = 0; from < doubtful.length; from += recoveryLimits.offered) {
      const some = doubtful.slice(from, from + recoveryLimits.offered);
      const documents = await named(deps, some);
      const path = `/api/recovery/${collection}/offer`;
      const outcome = await deps.api.ask(path, offerReplySchema, { documents });
      if (outcome.kind !== 'ok') return false;
      const wanted = new Set(outcome.body.wanted);
      await saveAgain(
        deps,
        some.filter(({ id }) => wanted.has(id)),
      );
    }
  }
  await deps.editSequence.clearDoubt();
  return true;
}

async function named(
  { collections }: OwnPlaceDeps,
  some: readonly UnsentDocument[],
): Promise<readonly { readonly id: string; readonly hash: string }[]> {
  const found = await Promise.all(
    some.map(({ id, collection }) => readDocument(collections[collection], id)),
  );
  return found.flatMap((document) =>
    document === undefined ? [] : [{ id: document.id, hash: contentHash(document) }],
  );
}
