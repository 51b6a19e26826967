// Which documents written here have an edit without a receipt: kept in memory, followed by events, never polled.
import type { Subscription } from 'rxjs';
import * as z from 'zod/mini';
import {
  collectionsOfDevices,
  editStampSchema,
  syncedDocumentSchema,
  type DocumentId,
  type SyncedDocument,
} from '../../shared/records/record.ts';
import type { SyncedCollections } from '../database/open-database.ts';
import type { ReceiptsRepository } from '../database/receipts-repository.ts';
import { documentsOfDevice } from '../database/synced-collection.ts';
import { createCell, type Cell } from '../database/watchable.ts';

export type UnsentDocument = {
  readonly id: DocumentId;
  readonly collection: (typeof collectionsOfDevices)[number];
  readonly seq: number;
};

export type UnsentDocuments = {
  /** Grows with each change; ask `list` again then. */
  readonly changes: Cell<number>;
  readonly list: () => readonly UnsentDocument[];
  /** What its first unsent edit began from, if that was in this opening. */
  readonly baseOf: (id: DocumentId) => SyncedDocument | undefined;
  readonly isUnsent: (document: Pick<SyncedDocument, 'id' | 'edit'>) => boolean;
  readonly stop: () => void;
};

/** All that is asked of a changed document; what left this device is stamped too. */
const stampedSchema = z.object({ id: z.string(), edit: editStampSchema });
type Stamped = Pick<SyncedDocument, 'id' | 'edit'>;

export async function createUnsentDocuments(
  collections: SyncedCollections,
  receipts: ReceiptsRepository,
  deviceId: string,
): Promise<UnsentDocuments> {
  const written = new Map<DocumentId, UnsentDocument>();
  const bases = new Map<DocumentId, SyncedDocument>();
  const changes = createCell(0);
  const hasReceipt = (id: DocumentId, seq: number): boolean => (receipts.get(id)?.seq ?? 0) >= seq;
  const isUnsent = (document: Stamped): boolean =>
    document.edit.deviceId === deviceId && !hasReceipt(document.id, document.edit.seq);
  const forget = (id: DocumentId): void => {
    written.delete(id);
    bases.delete(id);
  };
  const noteBase = (before: unknown): void => {
    const parsed = syncedDocumentSchema.safeParse(before);
    if (!parsed.success || parsed.data._deleted || isUnsent(parsed.data)) return;
    bases.set(parsed.data.id, parsed.data);
  };
  const look = (collection: UnsentDocument['collection'], document: Stamped): void => {
    if (isUnsent(document)) written.set(document.id, { id: document.id, collection, seq: document.edit.seq });
    else forget(document.id);
  };
  const subscriptions: Subscription[] = [];
  for (const name of collectionsOfDevices) {
    subscriptions.push(
      collections[name].eventBulks$.subscribe((bulk) => {
        for (const { documentData, previousDocumentData: before } of bulk.events) {
          const changed = stampedSchema.parse(documentData);
          look(name, changed);
          if (written.has(changed.id)) noteBase(before);
        }
        changes.set(changes.get() + 1);
      }),
    );
    for (const own of await documentsOfDevice(collections[name], deviceId)) look(name, own);
  }
  const stopReceipts = receipts.all.subscribe(() => {
    for (const { id, seq } of [...written.values()]) if (hasReceipt(id, seq)) forget(id);
    changes.set(changes.get() + 1);
  });
  return {
    changes,
    list: () => [...written.values()],
    baseOf: (id) => bases.get(id),
    isUnsent,
    stop: () => {
      stopReceipts();
      for (const subscription of subscriptions) subscription.unsubscribe();
    },
  };
}
