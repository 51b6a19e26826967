// Photos in IndexedDB, each as its own AES-GCM ciphertext bound to its name.
import type { PhotoStore } from './photo-store.ts';

export type PhotoStoreDeps = {
  readonly indexedDB: IDBFactory;
  readonly crypto: Crypto;
  /** The data key of the account; the store is unreadable without it. */
  readonly key: CryptoKey;
  readonly databaseName: string;
};

type SealedPhoto = { readonly iv: Uint8Array<ArrayBuffer>; readonly bytes: ArrayBuffer };

const storeName = 'photos';

export async function openPhotoStore(
  deps: PhotoStoreDeps,
): Promise<PhotoStore & { readonly close: () => void }> {
  const { crypto, key } = deps;
  const opening = deps.indexedDB.open(deps.databaseName, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(storeName);
  const database = await answerOf(opening);
  const algorithm = (name: string, iv: Uint8Array<ArrayBuffer>) => ({
    name: 'AES-GCM',
    iv,
    additionalData: new TextEncoder().encode(`${deps.databaseName}|${name}`),
  });

  return {
    put: async (name, bytes) => {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const sealed: SealedPhoto = {
        iv,
        bytes: await crypto.subtle.encrypt(algorithm(name, iv), key, new Uint8Array(bytes)),
      };
      const transaction = database.transaction(storeName, 'readwrite', { durability: 'strict' });
      transaction.objectStore(storeName).put(sealed, name);
      await endOf(transaction);
    },
    get: async (name) => {
      const stored: SealedPhoto | undefined = await answerOf(
        database.transaction(storeName).objectStore(storeName).get(name),
      );
      return stored === undefined
        ? undefined
        : new Uint8Array(await crypto.subtle.decrypt(algorithm(name, stored.iv), key, stored.bytes));
    },
    remove: async (name) => {
      const transaction = database.transaction(storeName, 'readwrite');
      transaction.objectStore(storeName).delete(name);
      await endOf(transaction);
    },
    names: async () =>
      (await answerOf(database.transaction(storeName).objectStore(storeName).getAllKeys())).map(String),
    close: () => database.close(),
  };
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB request failed'));
  });
}

function endOf(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error ?? new Error('IndexedDB transaction failed'));
    transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB transaction was aborted'));
  });
}
