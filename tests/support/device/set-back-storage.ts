// RxDB's memory storage under a clock that can be set back: writes then lie before the push checkpoint.
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import type { DeviceStorage } from '../../../client/database/open-database.ts';

export function createSetBackStorage(): {
  readonly storage: DeviceStorage;
  /** Of what is written in such a context from now on. */
  readonly setClockBack: (context?: string) => void;
} {
  const memory = getRxStorageMemory();
  let back: string | undefined;
  const storage: DeviceStorage = {
    ...memory,
    createStorageInstance: async (parameters) => {
      const instance = await memory.createStorageInstance({ ...parameters, options: {} });
      const write = instance.bulkWrite.bind(instance);
      instance.bulkWrite = (rows, context) => {
        if (context === back) for (const row of rows) row.document._meta = { ...row.document._meta, lwt: 1 };
        return write(rows, context);
      };
      return instance;
    },
  };
  return {
    storage,
    setClockBack: (context = 'rx-collection-bulk-insert') => {
      back = context;
    },
  };
}
