// One replicated collection of the device: reading a plain document out of RxDB, and one safe way to write one.
import { normalizeMangoQuery, prepareQuery, type RxCollection, type RxDocument } from 'rxdb';
import type { DocumentId, SyncedDocument } from '../../shared/records/record.ts';

export type SyncedCollection = RxCollection<SyncedDocument>;

/** The document as replication and screens know it, without what the storage adds. */
export function toDocument(stored: RxDocument<SyncedDocument>): SyncedDocument {
  return { ...stored.toMutableJSON(), _deleted: stored.deleted };
}

/**
 * Reads the newest state, lets `change` make the next one, writes it, and resolves when the storage has it durably.
 * Another write in between makes it read again: nothing is overwritten unseen.
 */
export async function writeDocument(
  collection: SyncedCollection,
  id: DocumentId,
  change: (current: SyncedDocument | undefined) => SyncedDocument,
): Promise<SyncedDocument> {
  for (;;) {
    const found = await collection.findOne(id).exec();
    const next = change(found === null ? undefined : toDocument(found));
    try {
      const written = found === null ? await collection.insert(next) : await found.modify(() => next);
      return toDocument(written);
    } catch (error) {
      if (!isWriteConflict(error)) throw error;
    }
  }
}

/** The same over what is there alone. Undefined where it is gone by then, or `change` leaves it as it is: nothing was written. */
export async function rewriteDocument(
  collection: SyncedCollection,
  id: DocumentId,
  change: (current: SyncedDocument) => SyncedDocument | undefined,
): Promise<SyncedDocument | undefined> {
  for (;;) {
    const found = await collection.findOne(id).exec();
    const next = found === null ? undefined : change(toDocument(found));
    if (found === null || next === undefined) return undefined;
    try {
      return toDocument(await found.modify(() => next));
    } catch (error) {
      if (!isWriteConflict(error)) throw error;
    }
  }
}

export async function readDocument(
  collection: SyncedCollection,
  id: DocumentId,
): Promise<SyncedDocument | undefined> {
  const found = await collection.findOne(id).exec();
  return found === null ? undefined : toDocument(found);
}

/** All that this device edited last, what it deleted included. */
export async function documentsOfDevice(
  { storageInstance, schema }: SyncedCollection,
  deviceId: string,
): Promise<readonly SyncedDocument[]> {
  const query = normalizeMangoQuery(schema.jsonSchema, { selector: { 'edit.deviceId': { $eq: deviceId } } });
  return (await storageInstance.query(prepareQuery(schema.jsonSchema, query))).documents;
}

/** Everything, what was deleted included. */
export async function allDocuments({
  storageInstance,
  schema,
}: SyncedCollection): Promise<readonly SyncedDocument[]> {
  const query = normalizeMangoQuery(schema.jsonSchema, { selector: {} });
  return (await storageInstance.query(prepareQuery(schema.jsonSchema, query))).documents;
}

/** RxDB's answer when the document changed between reading and writing. */
export function isWriteConflict(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'CONFLICT';
}
