// A whole device for tests: real RxDB, real repositories, real replication over a transport that the test gives.
import { randomUUID } from 'node:crypto';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import type { Account } from '../../../shared/access/role.ts';
import type { ApiClient } from '../../../client/api-client.ts';
import type { Author, WriterDeps } from '../../../client/database/author.ts';
import { createClock, type Timers } from '../../../client/database/clock.ts';
import { createDecisionsRepository } from '../../../client/database/decisions-repository.ts';
import { createEditSequence } from '../../../client/database/edit-sequence.ts';
import {
  openLocalDatabase,
  openSyncedDatabase,
  type DeviceStorage,
  type LocalDatabase,
  type SyncedDatabase,
} from '../../../client/database/open-database.ts';
import { createHeldDecisions } from '../../../client/database/held-decisions.ts';
import { createPhotosRepository } from '../../../client/database/photos-repository.ts';
import { createQuarantineRepository } from '../../../client/database/quarantine-repository.ts';
import { createReceiptsRepository } from '../../../client/database/receipts-repository.ts';
import { createRecordsRepository } from '../../../client/database/records-repository.ts';
import { createSettings } from '../../../client/database/settings.ts';
import { createConnectivity } from '../../../client/replication/connectivity.ts';
import { observeReachability } from '../../../client/replication/observe-reachability.ts';
import { createReplication, type Replication } from '../../../client/replication/replicate.ts';
import { loadFirstDownload } from '../../../client/replication/first-download.ts';
import { createSyncConditions } from '../../../client/replication/sync-conditions.ts';
import { createUnsentDocuments } from '../../../client/replication/unsent-documents.ts';
import { createMemoryPhotoStore } from './memory-photo-store.ts';
import { realTimers } from './timers.ts';

export const huaguo: Account = {
  id: 'account-huaguo',
  name: '花果村',
  role: 'villageCadre',
  orgUnitId: '420303001202',
  level: 'village',
};

export type TestDevice = Awaited<ReturnType<typeof aDevice>>;

type Options = {
  readonly deviceId?: string;
  readonly account?: Account;
  readonly storage?: DeviceStorage;
  readonly name?: string;
  readonly now?: () => number;
  readonly timers?: Timers;
  readonly epoch?: string;
  readonly scope?: string;
};

/** Nothing replicates before `replication.start()`. */
export async function aDevice(api: ApiClient, options: Options = {}) {
  const {
    deviceId = 'device-a',
    account = huaguo,
    storage = getRxStorageMemory(),
    name = randomUUID(),
    now = Date.now,
    timers = realTimers,
  } = options;
  const local: LocalDatabase = await openLocalDatabase(storage, `local-${name}`);
  const database: SyncedDatabase = await openSyncedDatabase(storage, `data-${name}`);
  const settings = createSettings(local.settings);
  const clock = createClock(now);
  const author: Author = { account, deviceId };
  const writer: WriterDeps = { author, clock, newId: randomUUID, editSequence: createEditSequence(settings) };
  const receipts = await createReceiptsRepository(local.receipts);
  const quarantine = createQuarantineRepository(local.quarantine);
  const photos = createPhotosRepository(local.photos, {
    store: createMemoryPhotoStore(),
    clock,
    newId: randomUUID,
    fetchBlob: () => Promise.resolve(undefined),
  });
  const records = createRecordsRepository(database.collections.records, { ...writer, photos, settings });
  const held = await createHeldDecisions({
    ...{ settings, clock, timers },
    decisions: database.collections.decisions,
  });
  const decisions = createDecisionsRepository(database.collections.decisions, writer, held);
  const unsent = await createUnsentDocuments(database.collections, receipts, deviceId);
  const conditions = createSyncConditions();
  const page = { onOnline: () => () => undefined, onVisible: () => () => undefined, isVisible: () => true };
  const connectivity = createConnectivity({
    page,
    probe: async () => (await api.health()).kind === 'ok',
    timers,
  });
  const replication: Replication = createReplication({
    ...{
      database,
      settings,
      quarantine,
      receipts,
      photos,
      unsent,
      connectivity,
      conditions,
      firstDownload: await loadFirstDownload(settings, database.name),
      deviceId,
      clock,
      timers,
    },
    api: observeReachability(api, connectivity.noteReached),
    editSequence: writer.editSequence,
    epoch: options.epoch ?? 'e1',
    scope: options.scope ?? 'v1',
    newId: randomUUID,
    random: Math.random,
  });
  const close = async (): Promise<void> => {
    held.stop();
    await replication.stop();
    unsent.stop();
    connectivity.stop();
    await database.close();
    await local.close();
  };
  return {
    local,
    database,
    settings,
    writer,
    receipts,
    quarantine,
    photos,
    records,
    decisions,
    held,
    unsent,
    conditions,
    connectivity,
    replication,
    deviceId,
    account,
    close,
  };
}
