// After a push round that left nothing in flight: what still has no receipt was missed by RxDB and is saved again.
import type { SyncedDocument } from '../../shared/records/record.ts';
import type { Timers } from '../database/clock.ts';
import type { EditSequence } from '../database/edit-sequence.ts';
import type { SyncedCollections } from '../database/open-database.ts';
import { rewriteDeleted, storedDocument } from '../database/stored-document.ts';
import { rewriteDocument } from '../database/synced-collection.ts';
import type { UnsentDocument, UnsentDocuments } from './unsent-documents.ts';

export type AuditorDeps = {
  readonly unsent: UnsentDocuments;
  readonly collections: SyncedCollections;
  readonly editSequence: EditSequence;
  /** True while any push runs or waits; grows stale never: it is asked again after the pause. */
  readonly isPushing: () => boolean;
  readonly timers: Timers;
};

export type UnsentAuditor = { readonly onIdle: () => void; readonly stop: () => void };

/** Long enough for the event of a save that is just under way to reach replication. */
const settleMs = 1_000;

/** Never touches RxDB's own bookkeeping: a new save with a new edit number is all that it does. */
export function createUnsentAuditor(deps: AuditorDeps): UnsentAuditor {
  let cancel: (() => void) | undefined;
  const stop = (): void => {
    cancel?.();
    cancel = undefined;
  };
  const onIdle = (): void => {
    stop();
    const before = deps.unsent.list();
    if (before.length === 0) return;
    cancel = deps.timers.after(settleMs, () => {
      cancel = undefined;
      // What the storage does not take now is found again after the next round.
      if (!deps.isPushing()) void saveAgain(deps, before).catch(() => undefined);
    });
  };
  return { onIdle, stop };
}

/** Saves again what is still unsent with the same edit number as before the pause. */
export async function saveAgain(
  deps: Pick<AuditorDeps, 'unsent' | 'collections' | 'editSequence'>,
  before: readonly UnsentDocument[],
): Promise<void> {
  const still = deps.unsent
    .list()
    .filter((now) => before.some((then) => then.id === now.id && then.seq === now.seq));
  for (const { id, collection, seq } of still) {
    const current = await storedDocument(deps.collections[collection], id);
    if (current === undefined || current.edit.seq !== seq) continue;
    const nextSeq = await deps.editSequence.next();
    // What was deleted or left the device meanwhile is not brought back.
    const rewrite = current._deleted ? rewriteDeleted : rewriteDocument;
    await rewrite(deps.collections[collection], id, (newest) => withNewSeq(newest, nextSeq));
  }
}

function withNewSeq(document: SyncedDocument, seq: number): SyncedDocument {
  return { ...document, edit: { ...document.edit, seq } };
}
