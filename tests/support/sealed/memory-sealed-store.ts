// A sealed store in memory, for tests of what is kept there and when; `refuse` stands for a full device.
import type { SealedStore, StoredItem, StoredSigner } from '../../../client/sealing/sealed-store.ts';

export type MemorySealedStore = SealedStore & {
  /** While it says true, nothing more is taken. */
  refuse: () => boolean;
  readonly everything: () => {
    readonly items: readonly StoredItem[];
    readonly signers: readonly StoredSigner[];
  };
  /** The browser threw it away. */
  readonly lose: () => void;
};

export function createMemorySealedStore(): MemorySealedStore {
  const items = new Map<string, StoredItem>();
  const signers = new Map<string, StoredSigner>();
  const nameOf = ({ deviceId, id }: Pick<StoredItem, 'deviceId' | 'id'>): string => `${deviceId} ${id}`;
  const store: MemorySealedStore = {
    refuse: () => false,
    everything: () => ({ items: [...items.values()], signers: [...signers.values()] }),
    lose: () => {
      items.clear();
      signers.clear();
    },
    signers: async () => [...signers.values()],
    signer: async (deviceId) => signers.get(deviceId),
    putSigner: async (signer) => void signers.set(signer.deviceId, signer),
    removeSigner: async (deviceId) => void signers.delete(deviceId),
    items: async (deviceId) => [...items.values()].filter((item) => item.deviceId === deviceId),
    putItem: async (item) => {
      if (store.refuse()) throw new DOMException('The device is full.', 'QuotaExceededError');
      items.set(nameOf(item), item);
    },
    removeItem: async (place) => {
      if (items.get(nameOf(place))?.seq === place.seq) items.delete(nameOf(place));
    },
  };
  return store;
}
