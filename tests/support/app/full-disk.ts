// A small phone whose storage is filled up and freed again, beside the app that runs on it.
import type { Page } from 'playwright-core';
import type { TestBrowser } from '../browser.ts';

/** Before anything is stored: Chromium remembers for a while how much was free. */
export async function limitDisk(browser: TestBrowser, origin: string): Promise<void> {
  const devtools = await browser.devtools();
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 20_000_000 });
}

/** Stores junk beside the app until the browser gives nothing more. */
export function fillDisk(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const opening = indexedDB.open('junk', 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore('junk', { autoIncrement: true });
        opening.onsuccess = () => {
          const put = (bytes: number): void => {
            const transaction = opening.result.transaction('junk', 'readwrite', { durability: 'strict' });
            transaction.objectStore('junk').add(crypto.getRandomValues(new Uint8Array(bytes)));
            transaction.oncomplete = () => put(bytes);
            transaction.onabort = () => {
              if (bytes > 1) put(Math.ceil(bytes / 4));
              else {
                opening.result.close();
                resolve(transaction.error?.name ?? '');
              }
            };
          };
          put(65_536);
        };
      }),
  );
}

export function freeDisk(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        indexedDB.deleteDatabase('junk').onsuccess = () => resolve();
      }),
  );
}

/** Taps on what the warning offers, where there is one: Chromium takes its time to notice that there is room again. */
export async function tryAgain(page: Page): Promise<void> {
  const retry = page.getByRole('button', { name: '重试' });
  await retry.click({ timeout: 500 }).catch(() => undefined);
}
