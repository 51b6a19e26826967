// Photos in IndexedDB, each as its own AES-GCM ciphertext bound to its name.
import { answerOf, durable, openIndexedDb } from '../database/indexed-db.ts';
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
  const database = await openIndexedDb(deps.indexedDB, deps.databaseName, (fresh) => {
    fresh.createObjectStore(storeName);
  });
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
      await durable(transaction);
    },
    get: async (name) => {
      const stored = await answerOf<unknown>(
        database.transaction(storeName).objectStore(storeName).get(name),
      );
      return !isSealedPhoto(stored)
        ? undefined
        : new Uint8Array(await crypto.subtle.decrypt(algorithm(name, stored.iv), key, stored.bytes));
    },
    remove: async (name) => {
      const transaction = database.transaction(storeName, 'readwrite');
      transaction.objectStore(storeName).delete(name);
      await durable(transaction);
    },
    names: async () =>
      (await answerOf(database.transaction(storeName).objectStore(storeName).getAllKeys())).map(String),
    close: () => database.close(),
  };
}

function isSealedPhoto(stored: unknown): stored is SealedPhoto {
  return (
    typeof stored === 'object' &&
    stored !== null &&
    'iv' in stored &&
    stored.iv instanceof Uint8Array &&
    'bytes' in stored &&
    stored.bytes instanceof ArrayBuffer
  );
}
