// RxDB's memory storage under a clock that can be set back: writes then lie before the push checkpoint.
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import type { DeviceStorage } from '../../../client/database/open-database.ts';

export function createSetBackStorage(): {
  readonly storage: DeviceStorage;
  readonly setClockBack: () => void;
} {
  const memory = getRxStorageMemory();
  let isBack = false;
  const storage: DeviceStorage = {
    ...memory,
    createStorageInstance: async (parameters) => {
      const instance = await memory.createStorageInstance({ ...parameters, options: {} });
      const write = instance.bulkWrite.bind(instance);
      instance.bulkWrite = (rows, context) => {
        if (isBack && context === 'rx-collection-bulk-insert')
          for (const row of rows) row.document._meta = { ...row.document._meta, lwt: 1 };
        return write(rows, context);
      };
      return instance;
    },
  };
  return {
    storage,
    setClockBack: () => {
      isBack = true;
    },
  };
}
