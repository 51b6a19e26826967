// RxDB as its manual begins: a collection with everything at its default, and a replication whose handlers a test gives.
import { randomUUID } from 'node:crypto';
import {
  createRxDatabase,
  type ReplicationPullOptions,
  type ReplicationPushOptions,
  type RxCollection,
  type RxCollectionCreator,
  type RxDatabaseCreator,
  type RxReplicationPullStreamItem,
  type RxReplicationWriteToMasterRow,
} from 'rxdb';
import { replicateRxCollection, type RxReplicationState } from 'rxdb/plugins/replication';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { onTestFinished } from 'vitest';

export type Visit = { readonly id: string; readonly note: string };
/** As free as RxDB lets it be. */
export type StockCheckpoint = Readonly<Record<string, number | string>>;
export type StockVisits = RxCollection<Visit>;
export type StockReplication = RxReplicationState<Visit, StockCheckpoint>;
export type StockRow = RxReplicationWriteToMasterRow<Visit>;
export type StockStream = RxReplicationPullStreamItem<Visit, StockCheckpoint>;

export const visitSchema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: { id: { type: 'string', maxLength: 40 }, note: { type: 'string', maxLength: 1_000 } },
  required: ['id', 'note'],
} as const;

type Options = {
  readonly database?: Partial<RxDatabaseCreator>;
  readonly collection?: Partial<RxCollectionCreator<Visit>>;
};

/** Closed at the end of the test, unless the test does it itself. */
export async function stockVisits({ database = {}, collection = {} }: Options = {}): Promise<StockVisits> {
  const opened = await createRxDatabase<{ readonly visits: StockVisits }>({
    name: `stock-${randomUUID()}`,
    storage: getRxStorageMemory(),
    multiInstance: false,
    ...database,
  });
  onTestFinished(async () => void (await opened.close()));
  const { visits } = await opened.addCollections({ visits: { schema: visitSchema, ...collection } });
  return visits;
}

type Handlers = {
  readonly pull?: ReplicationPullOptions<Visit, StockCheckpoint>;
  readonly push?: ReplicationPushOptions<Visit>;
  readonly identifier?: string;
  readonly toggleOnDocumentVisible?: boolean;
  /** Milliseconds; RxDB's own is 5,000. */
  readonly retryTime?: number;
};

export function replicateStock(
  collection: StockVisits,
  { identifier = 'stock', retryTime = 5, ...handlers }: Handlers,
): StockReplication {
  return replicateRxCollection<Visit, StockCheckpoint>({
    replicationIdentifier: identifier,
    collection,
    live: true,
    waitForLeadership: false,
    retryTime,
    ...handlers,
  });
}

/** Everything that is under way has reached both sides. */
export async function inSync(state: StockReplication): Promise<void> {
  await state.awaitInSync();
}

export function idsOf(rows: readonly StockRow[]): string {
  return rows.map((row) => row.newDocumentState.id).join();
}

export async function noteOf(collection: StockVisits, id: string): Promise<string | undefined> {
  return (await collection.findOne(id).exec())?.note;
}
