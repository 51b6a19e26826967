// What is typed and lies on no disk keeps its page: no lock by itself, no reload for a part that is gone.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { field, fill, goTo, signIn, unlock } from '../support/app/drive-app.ts';
import { fillDisk, freeDisk, limitDisk, tryAgain } from '../support/app/full-disk.ts';
import { openBrowser, phone, type TestBrowser } from '../support/browser.ts';
import { startServer, type ServerProcess } from '../support/start-server.ts';

let server: ServerProcess;
let browser: TestBrowser;

beforeAll(async () => {
  server = await startServer({ demonstration: 'small' });
  browser = await openBrowser({ viewport: phone });
  await limitDisk(browser, server.origin);
  await browser.page().clock.install({ time: new Date('2026-11-28T08:00:00+08:00') });
  await signIn(browser.page(), server.origin, 'huaguo');
});
afterAll(async () => {
  await browser?.dispose();
  await server?.dispose();
});

/** A form of which the disk took the beginning, and no more. */
async function typeOnFullDisk(page: Page, name: string): Promise<void> {
  await goTo(page, '/capture/home-visit');
  await fill(page, 'person', name.slice(0, 2));
  await page.getByText('草稿已存在本机').waitFor();
  expect(await fillDisk(page)).toBe('QuotaExceededError');
  await fill(page, 'person', name);
  await page.getByText('没有存上：手机存储已满').waitFor();
}

const nameIn = (page: Page): Promise<string> => field(page, 'person').locator('input').inputValue();

describe('a form that the full disk does not keep', () => {
  it('is not locked away, and is locked once it is kept', async () => {
    const page = browser.page();
    await typeOnFullDisk(page, '示例锁大姐');
    await page.getByText('存上以前不会自动锁定').waitFor();
    await page.clock.fastForward('16:00');
    await page.clock.fastForward('01:00');
    expect(await nameIn(page)).toBe('示例锁大姐');

    await freeDisk(page);
    const isKept = async (): Promise<boolean> => {
      await tryAgain(page);
      return page.getByText('草稿已存在本机').isVisible();
    };
    await expect.poll(isKept, { timeout: 25_000, interval: 500 }).toBe(true);
    await page.clock.fastForward('16:00');
    await page.locator('input[name=password]').waitFor();
    await unlock(page);
    await expect.poll(() => nameIn(page)).toBe('示例锁大姐');
  });

  it('is not thrown away for a part of the app that is gone', async () => {
    const page = browser.page();
    await typeOnFullDisk(page, '示例件大姐');
    await page.clock.fastForward('00:11');
    const miss = (): Promise<void> =>
      page.evaluate(() => {
        const event = new Event('vite:preloadError');
        window.dispatchEvent(Object.assign(event, { payload: new Error('no such part') }));
      });
    await miss();
    await page.clock.runFor(5_000);
    expect(await nameIn(page)).toBe('示例件大姐');

    await page.evaluate(() => document.documentElement.setAttribute('data-before', ''));
    await freeDisk(page);
    const isLoadedAnew = async (): Promise<boolean> => {
      await tryAgain(page);
      await page.clock.runFor(2_000);
      return (await page.locator('html[data-before]').count()) === 0;
    };
    await expect.poll(isLoadedAnew, { timeout: 25_000, interval: 500 }).toBe(true);
    await expect.poll(() => nameIn(page)).toBe('示例件大姐');
  });

  it('is spoken of as long as it is there, and no longer', async () => {
    const page = browser.page();
    await typeOnFullDisk(page, '示例弃大姐');
    const warning = page.getByRole('alert').filter({ hasText: '存储已满' });
    await warning.getByText('这里填的还只在屏幕上').waitFor();
    page.once('dialog', (dialog) => void dialog.accept());
    await goTo(page, '/records');
    expect(await warning.innerText()).toContain('请删掉手机里不用的照片或应用');
    expect(await warning.innerText()).not.toMatch(/页面上|屏幕上/);
  });
});
