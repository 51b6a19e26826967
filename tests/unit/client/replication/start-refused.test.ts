// A storage that takes nothing at the moment in which replication begins: it begins later, by itself.
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { afterEach, it } from 'vitest';
import type { DeviceStorage } from '../../../../client/database/open-database.ts';
import { aDevice, huaguo, type TestDevice } from '../../../support/device/device.ts';
import { aDocument } from '../../../support/device/documents.ts';
import { eventually } from '../../../support/device/eventually.ts';
import { createScriptedServer } from '../../../support/device/scripted-server.ts';
import { realTimers } from '../../../support/device/timers.ts';

let device: TestDevice | undefined;
afterEach(async () => {
  await device?.close();
  device = undefined;
});

/** Refuses the next so many writes of RxDB's own collection, in which it notes that a replication exists. */
function refusingStorage(): { readonly storage: DeviceStorage; readonly refuse: (writes: number) => void } {
  const memory = getRxStorageMemory();
  let left = 0;
  const storage: DeviceStorage = {
    ...memory,
    createStorageInstance: async (params) => {
      const instance = await memory.createStorageInstance({ ...params, options: {} });
      if (params.collectionName !== '_rxdb_internal') return instance;
      const write = instance.bulkWrite.bind(instance);
      instance.bulkWrite = (rows, context) => {
        if (left > 0) {
          left -= 1;
          return Promise.reject(new Error('the disk takes nothing'));
        }
        return write(rows, context);
      };
      return instance;
    },
  };
  return {
    storage,
    refuse: (writes) => {
      left = writes;
    },
  };
}

it('each collection is replicated once the storage takes something again', async () => {
  const server = createScriptedServer({});
  const base = { orgUnitId: huaguo.orgUnitId, hostUnitId: huaguo.orgUnitId, rev: 1 };
  server.put('records', { ...aDocument('of-the-server', { occurredOn: '2026-10-18' }), ...base });
  const { storage, refuse } = refusingStorage();
  device = await aDevice(server.api, {
    storage,
    timers: { after: (ms, run) => realTimers.after(Math.min(ms, 5), run) },
  });
  // More than there are collections: each is refused at least once.
  refuse(8);
  device.replication.start();
  await eventually('it is here', async () => (await device?.records.get('of-the-server')) !== undefined);
  await device.records.save({
    ...{ id: 'of-the-device', type: 'home-visit', definitionVersion: 1 },
    entry: {
      ...{ values: {}, occurredOn: '2026-10-18', photos: [], partnerUnitIds: [] },
      hostUnitId: huaguo.orgUnitId,
    },
  });
  await eventually('it is sent', () => device?.receipts.get('of-the-device') !== undefined);
});
