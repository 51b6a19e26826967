// What a restored server cannot take as it stands: kept as refused, in words, so that its author saves it again.
import { mutationIdOf } from '../replication/push-rows.ts';
import type { UnsentDocument } from '../replication/unsent-documents.ts';
import type { Clock } from '../database/clock.ts';
import type { SyncedCollections } from '../database/open-database.ts';
import type { QuarantineRepository } from '../database/quarantine-repository.ts';
import { readWithDeleted } from '../database/synced-collection.ts';

/** Durable when it resolves: from then on the database that held them may go. */
export async function keepUnsent(
  unsent: readonly UnsentDocument[],
  collections: SyncedCollections,
  quarantine: Pick<QuarantineRepository, 'keep'>,
  clock: Clock,
): Promise<void> {
  for (const { id, collection, seq } of unsent) {
    const document = await readWithDeleted(collections[collection], id);
    if (document === undefined) continue;
    const entry = {
      ...{ id: mutationIdOf(document), collectionName: collection, documentId: id, type: document.type, seq },
      ...{ code: 'epochChanged', message: '', fields: [], document, keptBy: 'device' as const },
      ...{ at: clock.instant(), isOpen: true },
    };
    await quarantine.keep([entry]);
  }
}
