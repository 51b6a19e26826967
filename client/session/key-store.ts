// Where wrapped keys lie: a small IndexedDB of its own, outside every account's journal.
import type { AccountSlot } from './account-vault.ts';

/** A slot with its data key wrapped by the password. `triesInARow` slows down guessing on the screen. */
export type StoredSlot = AccountSlot & {
  readonly usedAt: number;
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly memoryKiB: number;
  readonly iterations: number;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly wrappedKey: ArrayBuffer;
  readonly triesInARow: number;
};

/** The data key as the browser keeps it, not extractable, until `expiresAt` (milliseconds since 1970). */
export type QuickKey = { readonly deviceId: string; readonly key: CryptoKey; readonly expiresAt: number };

export type KeyStore = {
  readonly slots: () => Promise<readonly StoredSlot[]>;
  readonly slot: (deviceId: string) => Promise<StoredSlot | undefined>;
  readonly putSlot: (slot: StoredSlot) => Promise<void>;
  readonly quickKey: (deviceId: string) => Promise<QuickKey | undefined>;
  /** The only quick key there is: any other is forgotten. */
  readonly putQuickKey: (quick: QuickKey) => Promise<void>;
  readonly removeQuickKeys: () => Promise<void>;
  readonly removeSlot: (deviceId: string) => Promise<void>;
};

const names = { slots: 'slots', quick: 'quickKeys' } as const;
type StoreName = (typeof names)[keyof typeof names];

export async function openKeyStore(indexedDB: IDBFactory): Promise<KeyStore> {
  const opening = indexedDB.open('banbiantian-keys', 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore(names.slots, { keyPath: 'deviceId' });
    opening.result.createObjectStore(names.quick, { keyPath: 'deviceId' });
  };
  const database = await answerOf(opening);
  const reading = (name: StoreName): IDBObjectStore => database.transaction(name).objectStore(name);
  const change = (name: StoreName, work: (store: IDBObjectStore) => void): Promise<void> => {
    const transaction = database.transaction(name, 'readwrite', { durability: 'strict' });
    work(transaction.objectStore(name));
    return endOf(transaction);
  };
  return {
    slots: () => answerOf<StoredSlot[]>(reading(names.slots).getAll()),
    slot: (deviceId) => answerOf<StoredSlot | undefined>(reading(names.slots).get(deviceId)),
    putSlot: (slot) => change(names.slots, (store) => store.put(slot)),
    quickKey: (deviceId) => answerOf<QuickKey | undefined>(reading(names.quick).get(deviceId)),
    putQuickKey: (quick) =>
      change(names.quick, (store) => {
        store.clear();
        store.put(quick);
      }),
    removeQuickKeys: () => change(names.quick, (store) => store.clear()),
    removeSlot: (deviceId) => change(names.slots, (store) => store.delete(deviceId)),
  };
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB gave no reason.'));
  });
}

function endOf(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB undid the transaction.'));
  });
}
