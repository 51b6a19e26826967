// IndexedDB as promises: a request's answer, a transaction's end, a database with its stores.

/** Rejects with the browser's own reason. */
export function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB gave no reason.'));
  });
}

/** Undefined when it is durable, else why it was undone. */
export function endOf(transaction: IDBTransaction): Promise<Error | undefined> {
  return new Promise((resolve) => {
    transaction.oncomplete = () => resolve(undefined);
    transaction.onabort = () => resolve(transaction.error ?? new Error('IndexedDB undid the transaction.'));
  });
}

/** Resolves when it is durable; rejects when it was undone. */
export async function durable(transaction: IDBTransaction): Promise<void> {
  const error = await endOf(transaction);
  if (error !== undefined) throw error;
}

/** Opens version 1, made by `create` when it is new; somebody who deletes it is let through. */
export async function openIndexedDb(
  indexedDB: IDBFactory,
  name: string,
  create: (database: IDBDatabase) => void,
): Promise<IDBDatabase> {
  const opening = indexedDB.open(name, 1);
  opening.onupgradeneeded = () => create(opening.result);
  const database = await answerOf(opening);
  database.onversionchange = () => database.close();
  return database;
}
