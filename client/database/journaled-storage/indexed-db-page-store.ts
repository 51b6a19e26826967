// Pages of a journal in IndexedDB, in strict transactions; one database per account slot.
import { answerOf, durable, endOf, openIndexedDb } from '../indexed-db.ts';
import type { PageRefusal, PageStore, PageWrite, Sealed, StoredPage } from './journal-ports.ts';

const pagesName = 'pages';
const metaName = 'meta';
const logIndex = 'log';
const headKey = 'head';
const generationKey = 'generation';

/** Opens or makes the database `databaseName`; rejects when the browser refuses it. */
export async function openIndexedDbPageStore(
  indexedDB: IDBFactory,
  databaseName: string,
): Promise<PageStore> {
  const database = await openIndexedDb(indexedDB, databaseName, (fresh) => {
    const pages = fresh.createObjectStore(pagesName, { keyPath: 'number' });
    pages.createIndex(logIndex, 'log');
    fresh.createObjectStore(metaName);
  });
  const reading = (name: string): IDBObjectStore => database.transaction(name).objectStore(name);
  return {
    claim: () => claim(database),
    readHead: async () => {
      const head = await answerOf<unknown>(reading(metaName).get(headKey));
      return isSealed(head) ? head : undefined;
    },
    readNumbers: async () => (await answerOf(reading(pagesName).getAllKeys())).map(Number),
    readPages: async (log) => {
      const pages = await answerOf<unknown[]>(reading(pagesName).index(logIndex).getAll(log));
      return pages.filter(isStoredPage);
    },
    write: (write) => writePages(database, write),
    close: () => database.close(),
  };
}

async function claim(database: IDBDatabase): Promise<number> {
  const transaction = database.transaction(metaName, 'readwrite', { durability: 'strict' });
  const meta = transaction.objectStore(metaName);
  let generation = 0;
  const known: IDBRequest<unknown> = meta.get(generationKey);
  known.onsuccess = () => {
    generation = (typeof known.result === 'number' ? known.result : 0) + 1;
    meta.put(generation, generationKey);
  };
  await durable(transaction);
  return generation;
}

async function writePages(database: IDBDatabase, write: PageWrite): Promise<PageRefusal | undefined> {
  const transaction = database.transaction([pagesName, metaName], 'readwrite', { durability: 'strict' });
  const pages = transaction.objectStore(pagesName);
  const meta = transaction.objectStore(metaName);
  let isLockLost = false;
  const generation: IDBRequest<unknown> = meta.get(generationKey);
  generation.onsuccess = () => {
    if (generation.result !== write.generation) {
      isLockLost = true;
      transaction.abort();
      return;
    }
    for (const page of write.add) pages.add(page);
    for (const number of write.remove) pages.delete(number);
    meta.put(write.head, headKey);
  };
  const error = await endOf(transaction);
  if (isLockLost) return 'lockLost';
  if (error === undefined) return undefined;
  if (error.name === 'QuotaExceededError') return 'quota';
  if (error.name === 'ConstraintError') return 'pageClash';
  throw error;
}

function isSealed(stored: unknown): stored is Sealed {
  return (
    typeof stored === 'object' &&
    stored !== null &&
    'iv' in stored &&
    stored.iv instanceof Uint8Array &&
    'ciphertext' in stored &&
    stored.ciphertext instanceof ArrayBuffer
  );
}

function isStoredPage(stored: unknown): stored is StoredPage {
  return isSealed(stored) && 'number' in stored && 'log' in stored;
}
