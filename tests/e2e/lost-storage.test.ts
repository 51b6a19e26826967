// Chromium throws a damaged IndexedDB away as a whole, without a word: what was saved and not sent still arrives, and the person is told.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { apiAccount } from '../support/app/api-account.ts';
import { goTo, signIn, unlock, waitForServiceWorker } from '../support/app/drive-app.ts';
import { readSealed } from '../support/app/read-sealed.ts';
import { recordHomeVisit } from '../support/app/seed-visit.ts';
import { screenFaults } from '../support/app/screen-faults.ts';
import { openBrowser, phone, type TestBrowser } from '../support/browser.ts';
import { startServer, type ServerProcess } from '../support/start-server.ts';

let server: ServerProcess;
let village: TestBrowser;
beforeAll(async () => {
  server = await startServer({ demonstration: 'small' });
  village = await openBrowser({ viewport: phone });
});
afterAll(async () => {
  await village?.dispose();
  await server?.dispose();
});

/** Sealed copies in the cache storage, without the marks of devices. */
const copies = (): Promise<number> =>
  village.page().evaluate(async () => {
    const cache = await caches.open('banbiantian-sealed-copies');
    return (await cache.keys()).filter(({ url }) => !url.endsWith('/device')).length;
  });

it('what was saved offline reaches the server, and the first screen says what happened', async () => {
  await signIn(village.page(), server.origin, 'huaguo');
  await waitForServiceWorker(village.page());
  await recordHomeVisit(village.page(), '示例丢姐');
  // The server knows its key, and has the save: from here on a device seals what it cannot send.
  await expect.poll(() => readSealed(village.page()), { timeout: 30_000 }).toEqual({ items: 0, known: 1 });

  await village.setOffline(true);
  const id = await recordHomeVisit(village.page(), '示例留姐');
  await expect.poll(copies, { timeout: 30_000 }).toBe(1);

  const devtools = await village.devtools();
  await village.page().goto('about:blank');
  await devtools.send('Storage.clearDataForOrigin', { origin: server.origin, storageTypes: 'indexeddb' });
  await village.setOffline(false);
  const page = village.page();
  await page.goto(server.origin);
  const notice = page.getByTestId('device-notice');
  await notice.waitFor({ timeout: 30_000 });
  expect(await notice.getAttribute('data-kind')).toBe('lost');
  await expect.poll(() => notice.getAttribute('data-waiting'), { timeout: 30_000 }).toBe('0');
  expect(await screenFaults(page)).toEqual([]);
  const township = await apiAccount(server.origin, 'township');
  expect((await township.find('records', { id })).map(({ values }) => values['person'])).toHaveLength(1);
  expect(await copies()).toBe(0);

  await notice.getByRole('button', { name: '知道了' }).click();
  await notice.waitFor({ state: 'detached' });
  await page.reload();
  await page.locator('input[name=account]').waitFor();
  await signIn(page, server.origin, 'huaguo');
  await goTo(page, '/records');
  await page.locator(`[data-record-id="${id}"]`).waitFor();
});

/** Databases of this browser whose name begins so are thrown away, with no window of the app open. */
async function loseDatabases(beginning: string): Promise<number> {
  const page = village.page();
  await page.goto(`${server.origin}/api/health`);
  return page.evaluate(async (wanted) => {
    const all = await indexedDB.databases();
    const names = all.flatMap(({ name }) => (name?.startsWith(wanted) === true ? [name] : []));
    for (const name of names)
      await new Promise<void>((resolve, reject) => {
        const deletion = indexedDB.deleteDatabase(name);
        deletion.onsuccess = () => resolve();
        deletion.onerror = deletion.onblocked = () => reject(new Error(`${name} stayed`));
      });
    return names.length;
  }, beginning);
}
/** Saved without a network and sealed; then the page goes, and the network is back. */
async function saveOffline(name: string): Promise<string> {
  await expect.poll(() => readSealed(village.page()), { timeout: 30_000 }).toEqual({ items: 0, known: 1 });
  await expect.poll(copies, { timeout: 30_000 }).toBe(0);
  await village.setOffline(true);
  const id = await recordHomeVisit(village.page(), name);
  await expect.poll(copies, { timeout: 30_000 }).toBe(1);
  await village.page().goto('about:blank');
  await village.setOffline(false);
  return id;
}
async function isOnServer(id: string): Promise<boolean> {
  const township = await apiAccount(server.origin, 'township');
  return (await township.find('records', { id })).length === 1;
}

it('the database of an account alone: its password opens it anew, what was sealed arrives, and the person is told', async () => {
  const id = await saveOffline('示例再姐');
  expect(await loseDatabases('journal-')).toBeGreaterThan(0);
  const page = village.page();
  await page.goto(server.origin);
  await unlock(page);
  await page.getByTestId('sync-badge').waitFor();
  const notice = page.getByTestId('device-notice');
  await notice.waitFor({ timeout: 30_000 });
  expect(await notice.getAttribute('data-kind')).toBe('lost');
  await expect.poll(() => isOnServer(id), { timeout: 30_000 }).toBe(true);
  await expect.poll(() => notice.getAttribute('data-waiting'), { timeout: 30_000 }).toBe('0');
  await notice.getByRole('button', { name: '知道了' }).click();
  await notice.waitFor({ state: 'detached' });
  await goTo(page, '/records');
  await page.locator(`[data-record-id="${id}"]`).waitFor({ timeout: 30_000 });
});

it('the sealed saves alone: what was in them arrives, and nobody is told of a loss that was none', async () => {
  const page = village.page();
  const id = await saveOffline('示例又姐');
  expect(await loseDatabases('banbiantian-sealed')).toBe(1);
  await page.goto(server.origin);
  await expect.poll(() => isOnServer(id), { timeout: 30_000 }).toBe(true);
  // It has looked around: its new key is known.
  await expect.poll(() => readSealed(page), { timeout: 30_000 }).toEqual({ items: 0, known: 1 });
  expect(await page.getByTestId('device-notice').count()).toBe(0);
});
