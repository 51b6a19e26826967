// A key store in memory, for tests of the vault.
import {
  hasPlaceFor,
  type KeyStore,
  type QuickKey,
  type StoredSlot,
} from '../../client/session/key-store.ts';

export function createMemoryKeyStore(): KeyStore {
  const slots = new Map<string, StoredSlot>();
  const quick = new Map<string, QuickKey>();
  return {
    slots: () => Promise.resolve([...slots.values()]),
    slot: (deviceId) => Promise.resolve(slots.get(deviceId)),
    addSlot: (slot) => {
      const isFree = hasPlaceFor(slot, [...slots.values()]);
      if (isFree) slots.set(slot.deviceId, slot);
      return Promise.resolve(isFree);
    },
    putSlot: (slot) => Promise.resolve(void slots.set(slot.deviceId, slot)),
    quickKey: (deviceId) => Promise.resolve(quick.get(deviceId)),
    putQuickKey: (key) => {
      quick.clear();
      return Promise.resolve(void quick.set(key.deviceId, key));
    },
    removeQuickKeys: () => Promise.resolve(quick.clear()),
    removeSlot: (deviceId) => Promise.resolve(void slots.delete(deviceId)),
  };
}
