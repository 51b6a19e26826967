// Opens the two databases of an account on this device: the replicated one, and the local journal that survives it.
import { createRxDatabase, type RxCollection, type RxJsonSchema, type RxStorage } from 'rxdb';
import { storageSchema } from '../../shared/forms/storage-schema.ts';
import {
  replicatedCollections,
  type CollectionName,
  type SyncedDocument,
} from '../../shared/records/record.ts';
import { createConflictHandler } from '../replication/conflict-handler.ts';
import { createJudgedRevs, type JudgedRevs } from '../replication/judged-revs.ts';
import type { Draft, PhotoEntry, QuarantineEntry, Receipt, Setting } from './local-documents.ts';
import { draftSchema, photoSchema, quarantineSchema, receiptSchema, settingSchema } from './local-schemas.ts';
import type { SyncedCollection } from './synced-collection.ts';

/** Any RxDB storage: the product's is journaled and encrypted, unit tests use RxDB's memory. */
export type DeviceStorage = RxStorage<unknown, unknown>;

export type SyncedCollections = Readonly<Record<CollectionName, SyncedCollection>>;

export type SyncedDatabase = {
  readonly name: string;
  readonly collections: SyncedCollections;
  readonly judged: JudgedRevs;
  readonly close: () => Promise<void>;
  /** Closes it and destroys its content. */
  readonly remove: () => Promise<void>;
};

export type LocalDatabase = {
  readonly drafts: RxCollection<Draft>;
  readonly quarantine: RxCollection<QuarantineEntry>;
  readonly receipts: RxCollection<Receipt>;
  readonly photos: RxCollection<PhotoEntry>;
  readonly settings: RxCollection<Setting>;
  readonly close: () => Promise<void>;
  readonly remove: () => Promise<void>;
};

type LocalCollections = Omit<LocalDatabase, 'close' | 'remove'>;

/** Nothing was ever stored in it, or all of it was lost. */
export async function isUnused({
  drafts,
  quarantine,
  receipts,
  photos,
  settings,
}: LocalDatabase): Promise<boolean> {
  const queries = [drafts, quarantine, receipts, photos, settings].map((collection) => collection.findOne());
  return (await Promise.all(queries.map((query) => query.exec()))).every((found) => found === null);
}

/**
 * The replicated collections, or those of them that are named, opened one after the other: small ones first, people last.
 * `closeDuplicates`: an opening
 * that a full disk ended half way leaves its database open.
 */
export async function openSyncedDatabase(
  storage: DeviceStorage,
  name: string,
  names: readonly CollectionName[] = replicatedCollections,
): Promise<SyncedDatabase> {
  const database = await createRxDatabase<Record<CollectionName, SyncedCollection>>({
    name,
    storage,
    multiInstance: false,
    closeDuplicates: true,
  });
  const judged = createJudgedRevs();
  for (const collection of names) {
    const conflictHandler = createConflictHandler(collection, judged);
    await database.addCollections({ [collection]: { schema: schemaOf(collection), conflictHandler } });
  }
  return {
    ...{ name, judged },
    collections: database.collections,
    close: async () => void (await database.close()),
    remove: async () => void (await database.remove()),
  };
}

/** RxDB's type has no word for "unknown fields are kept"; without a validator, which is never shipped, it keeps them. */
function schemaOf(collection: CollectionName): RxJsonSchema<SyncedDocument> {
  const { additionalProperties: _, ...schema } = storageSchema(collection);
  return schema;
}

/** Drafts, quarantine, receipts, photos and settings: outlives each replicated database. */
export async function openLocalDatabase(storage: DeviceStorage, name: string): Promise<LocalDatabase> {
  const database = await createRxDatabase<LocalCollections>({
    name,
    storage,
    multiInstance: false,
    closeDuplicates: true,
  });
  const { drafts, quarantine, receipts, photos, settings } = await database.addCollections({
    settings: { schema: settingSchema },
    drafts: { schema: draftSchema },
    receipts: { schema: receiptSchema },
    quarantine: { schema: quarantineSchema },
    photos: { schema: photoSchema },
  });
  return {
    drafts,
    quarantine,
    receipts,
    photos,
    settings,
    close: async () => void (await database.close()),
    remove: async () => void (await database.remove()),
  };
}
