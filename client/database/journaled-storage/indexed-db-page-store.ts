// Pages of a journal in IndexedDB, in strict transactions; one database per account slot.
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
  const opening = indexedDB.open(databaseName, 1);
  opening.onupgradeneeded = () => {
    const pages = opening.result.createObjectStore(pagesName, { keyPath: 'number' });
    pages.createIndex(logIndex, 'log');
    opening.result.createObjectStore(metaName);
  };
  const database = await answerOf(opening);
  // Somebody deletes this database (sign-out in another window): let it happen.
  database.onversionchange = () => database.close();

  const reading = (name: string): IDBObjectStore => database.transaction(name).objectStore(name);
  return {
    claim: () => claim(database),
    readHead: () => answerOf<Sealed | undefined>(reading(metaName).get(headKey)),
    readNumbers: async () => (await answerOf(reading(pagesName).getAllKeys())).map(Number),
    readPages: (log) => answerOf<StoredPage[]>(reading(pagesName).index(logIndex).getAll(log)),
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
  const error = await endOf(transaction);
  if (error !== undefined) throw error;
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

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB gave no reason.'));
  });
}

/** Undefined when it is durable, else why it was undone. */
function endOf(transaction: IDBTransaction): Promise<Error | undefined> {
  return new Promise((resolve) => {
    transaction.oncomplete = () => resolve(undefined);
    transaction.onabort = () => resolve(transaction.error ?? new Error('IndexedDB undid the transaction.'));
  });
}
