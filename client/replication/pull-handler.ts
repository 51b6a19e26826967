// Pages in: documents, and leaves as tombstones of their own kind, in the server's order.
import type { CollectionName, SyncedDocument } from '../../shared/records/record.ts';
import type { PullCheckpoint, PullReply } from '../../shared/sync/protocol.ts';
import type { PullQuery } from '../api-client.ts';
import type { Outcome, Refused } from '../api-outcome.ts';
import type { Clock } from '../database/clock.ts';
import type { Receipt } from '../database/local-documents.ts';
import type { ReceiptsRepository } from '../database/receipts-repository.ts';
import { leftTombstone } from './left-tombstone.ts';
import type { Pause } from './pause.ts';
import type { SyncConditions } from './sync-conditions.ts';

export type PullDeps = {
  readonly collection: CollectionName;
  readonly deviceId: string;
  readonly pull: (query: PullQuery) => Promise<Outcome<PullReply>>;
  /** Called with each page before RxDB has it: what RxDB would drop is noted durably as owed. */
  readonly noteOwed: (documents: readonly SyncedDocument[]) => Promise<void>;
  /** RxDB has no note of how far it has pulled: what is held may have left since, and whoever begins is told of no leave. */
  readonly noteHeld: () => Promise<void>;
  /** There is nothing more to pull for now. */
  readonly noteReadToEnd: () => void;
  readonly receipts: Pick<ReceiptsRepository, 'note'>;
  readonly conditions: SyncConditions;
  readonly pause: Pause;
  readonly start: PullCheckpoint;
  readonly clock: Clock;
};

export type PulledPage = { readonly documents: SyncedDocument[]; readonly checkpoint: PullCheckpoint };
export type PullHandler = (checkpoint: PullCheckpoint | undefined, batchSize: number) => Promise<PulledPage>;

/** A short page ends RxDB's pull, and an empty one is not remembered: so it loops until the batch is full or all is read. */
export function createPullHandler(deps: PullDeps): PullHandler {
  /** Where an empty stretch after a checkpoint ended, so that it is not scanned again. */
  let scanned: { readonly from: string; readonly to: PullCheckpoint } | undefined;
  let isHeldNoted = false;
  return async (checkpoint, batchSize) => {
    if (checkpoint === undefined && !isHeldNoted) {
      await deps.noteHeld();
      isHeldNoted = true;
    }
    const asked = checkpoint ?? deps.start;
    let from = scanned?.from === asked.since ? scanned.to : asked;
    const documents: SyncedDocument[] = [];
    let hasMore = true;
    while (hasMore && documents.length < batchSize) {
      const page = await nextPage(deps, from, batchSize);
      from = page.checkpoint;
      documents.push(...page.documents, ...page.leaves.map(({ id }) => leftTombstone(id)));
      hasMore = page.more;
    }
    scanned = documents.length === 0 ? { from: asked.since, to: from } : undefined;
    await deps.receipts.note(receiptsIn(deps, documents));
    await deps.noteOwed(documents);
    if (!hasMore) deps.noteReadToEnd();
    return { documents, checkpoint: from };
  };
}

async function nextPage(deps: PullDeps, from: PullCheckpoint, limit: number): Promise<PullReply> {
  for (let failures = 1; ; failures += 1) {
    deps.pause.throwIfStopped();
    const outcome = await deps.pull({ since: from.since, epoch: from.epoch, scope: from.scope, limit });
    if (outcome.kind === 'ok') {
      deps.conditions.updateNeeded.set(false);
      return outcome.body;
    }
    if (outcome.kind === 'refused') await obey(deps, outcome, failures);
    else await deps.pause.wait(failures, outcome.retryAfterSeconds);
  }
}

async function obey(deps: PullDeps, refusal: Refused, failures: number): Promise<void> {
  const { status, code } = refusal;
  if (status === 401 && deps.conditions.signInNeeded.get())
    return deps.pause.until(deps.conditions.signInNeeded, (isNeeded) => !isNeeded);
  if (status === 409 && (code === 'scopeChanged' || code === 'epochChanged')) {
    deps.conditions.mustStartAfresh.set(code);
    return deps.pause.forGood();
  }
  if (status === 426) deps.conditions.updateNeeded.set(true);
  await deps.pause.wait(failures, refusal.retryAfterSeconds);
}

/** A pulled document that carries our own edit stamp proves that the server has that edit. */
function receiptsIn(deps: PullDeps, documents: readonly SyncedDocument[]): readonly Receipt[] {
  const own = documents.filter((document) => document.edit.deviceId === deps.deviceId);
  return own.map(({ id, edit, rev }) => ({
    id,
    collectionName: deps.collection,
    seq: edit.seq,
    rev,
    status: 'accepted',
    at: deps.clock.instant(),
  }));
}
