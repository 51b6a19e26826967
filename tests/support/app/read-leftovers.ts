// All data that a page's origin keeps (its own code apart) on this device, as text: what somebody finds who has the disk or the console.
import type { Page } from 'playwright-core';

/** IndexedDB (keys, values, bytes read as UTF-8 and UTF-16), caches, local and session storage. */
export function readLeftovers(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const pieces: string[] = [];
    const tell = (value: unknown, depth = 0): void => {
      if (value instanceof ArrayBuffer) tell(new Uint8Array(value), depth);
      else if (ArrayBuffer.isView(value)) {
        const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
        pieces.push(new TextDecoder().decode(bytes), new TextDecoder('utf-16le').decode(bytes));
      } else if (typeof value === 'object' && value !== null && depth < 8)
        for (const [key, item] of Object.entries(value)) {
          pieces.push(key);
          tell(item, depth + 1);
        }
      else pieces.push(String(value));
    };
    const answer = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('no reason'));
      });
    for (const { name = '' } of await indexedDB.databases()) {
      pieces.push(name);
      const database = await answer(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const objects = database.transaction(store).objectStore(store);
        tell(await answer(objects.getAllKeys()));
        tell(await answer(database.transaction(store).objectStore(store).getAll()));
      }
      database.close();
    }
    for (const name of await caches.keys())
      for (const request of await (await caches.open(name)).keys()) {
        const cached = await (await caches.open(name)).match(request);
        const isText = /json|html/.test(cached?.headers.get('content-type') ?? '');
        pieces.push(request.url, isText ? ((await cached?.text()) ?? '') : '');
      }
    tell(Object.entries(localStorage));
    tell(Object.entries(sessionStorage));
    return pieces.join('\n');
  });
}
