// What is typed while a save is on its way to a slow disk is in the record, or still in the form.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiAccount } from '../support/app/api-account.ts';
import { choose, fill, goTo, recordShown, signIn } from '../support/app/drive-app.ts';
import { recordHomeVisit } from '../support/app/seed-visit.ts';
import { openBrowser, phone, type TestBrowser } from '../support/browser.ts';
import { startServer, type ServerProcess } from '../support/start-server.ts';

let server: ServerProcess;
let browser: TestBrowser;

beforeAll(async () => {
  server = await startServer({ demonstration: 'small' });
  browser = await openBrowser({ viewport: phone });
  await signIn(browser.page(), server.origin, 'huaguo');
});
afterAll(async () => {
  await browser?.dispose();
  await server?.dispose();
});

/** Keeps the journal busy, so that all that is written waits until `letDiskGo`. */
function holdDisk(page: Page): Promise<void> {
  return page.evaluate(async () => {
    delete document.documentElement.dataset['disk'];
    const names = (await indexedDB.databases()).flatMap(({ name = '' }) => name);
    const name = names.find((each) => each.startsWith('journal-')) ?? '';
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => resolve(opening.result);
    });
    const [first = ''] = database.objectStoreNames;
    const store = database.transaction([...database.objectStoreNames], 'readwrite').objectStore(first);
    const goOn = (): void => {
      if (document.documentElement.dataset['disk'] === 'free') database.close();
      else store.count().onsuccess = goOn;
    };
    await new Promise<void>((resolve) => {
      store.count().onsuccess = () => {
        goOn();
        resolve();
      };
    });
  });
}
const letDiskGo = (page: Page): Promise<void> =>
  page.evaluate(() => document.documentElement.setAttribute('data-disk', 'free'));

async function storedAbove(id: string): Promise<string> {
  const township = await apiAccount(server.origin, 'township');
  return JSON.stringify(await township.find('records', { id }));
}

describe('a form whose save takes its time', () => {
  it('saves what was typed after the tap, too', async () => {
    const page = browser.page();
    await goTo(page, '/capture/home-visit');
    await fill(page, 'person', '示例慢姐');
    await choose(page, 'situation', '都好');
    await page.getByText('草稿已存在本机').waitFor();
    await holdDisk(page);
    await page.getByTestId('save-record').click();
    await fill(page, 'person', '示例慢大姐');
    await letDiskGo(page);
    const id = await recordShown(page);
    await expect.poll(() => storedAbove(id)).toContain('示例慢大姐');
    await goTo(page, '/capture');
    await expect.poll(() => page.getByText('示例慢').count()).toBe(0);
  });

  it('of a correction, without taking the first half for somebody else’s', async () => {
    const page = browser.page();
    const id = await recordHomeVisit(page, '示例改姐');
    await page.goto(`${server.origin}/capture/home-visit?record=${id}`);
    await fill(page, 'person', '示例改大姐');
    await page.getByText('草稿已存在本机').waitFor();
    await holdDisk(page);
    await page.getByTestId('save-record').click();
    await fill(page, 'person', '示例改二大姐');
    await letDiskGo(page);
    expect(await recordShown(page)).toBe(id);
    await expect.poll(() => storedAbove(id)).toContain('示例改二大姐');
  });

  it('and keeps it as a draft where it cannot be saved so', async () => {
    const page = browser.page();
    await goTo(page, '/capture/home-visit');
    await fill(page, 'person', '示例空姐');
    await choose(page, 'situation', '都好');
    await page.getByText('草稿已存在本机').waitFor();
    await holdDisk(page);
    await page.getByTestId('save-record').click();
    await fill(page, 'person', '');
    await letDiskGo(page);
    await page.getByText('有内容要补充').waitFor();
    await fill(page, 'person', '示例空大姐');
    await page.getByTestId('save-record').click();
    const id = await recordShown(page);
    await expect.poll(() => storedAbove(id)).toContain('示例空大姐');
  });
});
