// Which documents written here have an edit without a receipt: kept in memory, followed by events, never polled.
import type { Subscription } from 'rxjs';
import * as z from 'zod/mini';
import {
  editStampSchema,
  type CollectionName,
  type DocumentId,
  type SyncedDocument,
} from '../../shared/records/record.ts';
import type { SyncedCollections } from '../database/open-database.ts';
import type { ReceiptsRepository } from '../database/receipts-repository.ts';
import { documentsOfDevice } from '../database/synced-collection.ts';
import { createCell, type Cell } from '../database/watchable.ts';

export type UnsentDocument = {
  readonly id: DocumentId;
  readonly collection: CollectionName;
  readonly seq: number;
};

export type UnsentDocuments = {
  /** Grows with each change; ask `list` again then. */
  readonly changes: Cell<number>;
  readonly list: () => readonly UnsentDocument[];
  readonly isUnsent: (document: Pick<SyncedDocument, 'id' | 'edit'>) => boolean;
  readonly stop: () => void;
};

/** All that is asked of a changed document; what left this device is stamped too. */
const stampedSchema = z.object({ id: z.string(), edit: editStampSchema });
type Stamped = Pick<SyncedDocument, 'id' | 'edit'>;

/** Collections in which a device writes. */
export const writtenHere = ['records', 'people', 'decisions'] as const satisfies readonly CollectionName[];

export async function createUnsentDocuments(
  collections: SyncedCollections,
  receipts: ReceiptsRepository,
  deviceId: string,
): Promise<UnsentDocuments> {
  const written = new Map<DocumentId, UnsentDocument>();
  const changes = createCell(0);
  const hasReceipt = (id: DocumentId, seq: number): boolean => (receipts.get(id)?.seq ?? 0) >= seq;
  const isUnsent = (document: Stamped): boolean =>
    document.edit.deviceId === deviceId && !hasReceipt(document.id, document.edit.seq);
  const look = (collection: CollectionName, document: Stamped): void => {
    if (isUnsent(document)) written.set(document.id, { id: document.id, collection, seq: document.edit.seq });
    else written.delete(document.id);
  };
  const subscriptions: Subscription[] = [];
  for (const name of writtenHere) {
    subscriptions.push(
      collections[name].eventBulks$.subscribe((bulk) => {
        for (const { documentData } of bulk.events) look(name, stampedSchema.parse(documentData));
        changes.set(changes.get() + 1);
      }),
    );
    for (const own of await documentsOfDevice(collections[name], deviceId)) look(name, own);
  }
  const stopReceipts = receipts.all.subscribe(() => {
    for (const { id, seq } of [...written.values()]) if (hasReceipt(id, seq)) written.delete(id);
    changes.set(changes.get() + 1);
  });
  return {
    changes,
    list: () => [...written.values()],
    isUnsent,
    stop: () => {
      stopReceipts();
      for (const subscription of subscriptions) subscription.unsubscribe();
    },
  };
}
