// Of what a device offers after a restore: what the server lacks.
import type { Offer, RecoveredCollection } from '../../shared/recovery/recovery-protocol.ts';
import type { StoreView } from '../store/store.ts';

/**
 * Ids of which the content stands neither now nor in the history, but nobody who was erased. A decision is written once: it is
 * known by its id. An own save that went back to an earlier content has a known one, and counts all the same: by its number.
 */
export async function findWanted(
  view: StoreView,
  collection: RecoveredCollection,
  documents: Offer['documents'],
  deviceId: string,
): Promise<readonly string[]> {
  const known = await view.documents.knownContents(collection, documents);
  const isOnce = collection === 'decisions';
  const erased = collection === 'people' ? await view.erasures.ids() : new Set<string>();
  const wanted: string[] = [];
  for (const { id, hash, seq } of documents) {
    if (erased.has(id)) continue;
    const contents = known.get(id);
    if (contents === undefined || (!isOnce && !contents.all.has(hash))) wanted.push(id);
    else if (!isOnce && seq !== undefined && contents.now !== hash) {
      if (seq > (await view.receipts.lastAppliedSeq(collection, id, deviceId))) wanted.push(id);
    }
  }
  return wanted;
}
