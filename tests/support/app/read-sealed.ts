// What the sealed outbox of a browser holds, as it lies in IndexedDB.
import type { Page } from 'playwright-core';

/** Sealed saves in this browser, and keys that the server knows. */
export function readSealed(page: Page): Promise<{ readonly items: number; readonly known: number }> {
  return page.evaluate(async () => {
    const opening = indexedDB.open('banbiantian-sealed');
    const database = await new Promise<IDBDatabase | undefined>((resolve) => {
      // Looked at before the app made it: it is not made here either.
      opening.onupgradeneeded = () => opening.transaction?.abort();
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => resolve(undefined);
    });
    if (database === undefined) return { items: 0, known: 0 };
    const all = (name: string) =>
      new Promise<unknown[]>((resolve) => {
        const request = database.transaction(name).objectStore(name).getAll();
        request.onsuccess = () => resolve(request.result);
      });
    const [items, signers] = [await all('items'), await all('signers')];
    database.close();
    const known = signers.filter((one) => typeof one === 'object' && one !== null && 'deviceKeyId' in one);
    return { items: items.length, known: known.length };
  });
}
