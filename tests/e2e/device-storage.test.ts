// The device's storage in a real browser: one writer, a full disk, a clock set back, nothing readable once it is locked.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiAccount } from '../support/app/api-account.ts';
import {
  choose,
  demonstrationPassword,
  field,
  fill,
  goTo,
  recordShown,
  save,
  signIn,
  unlock,
} from '../support/app/drive-app.ts';
import { fillDisk, freeDisk, limitDisk, tryAgain } from '../support/app/full-disk.ts';
import { readLeftovers } from '../support/app/read-leftovers.ts';
import { openBrowser, phone, type TestBrowser } from '../support/browser.ts';
import { createGate } from '../support/device/scripted-server.ts';
import { startServer, type ServerProcess } from '../support/start-server.ts';

let server: ServerProcess;
let browser: TestBrowser;

beforeAll(async () => {
  server = await startServer({ demonstration: 'small' });
  browser = await openBrowser({ viewport: phone });
  await limitDisk(browser, server.origin);
  await signIn(browser.page(), server.origin, 'huaguo');
});
afterAll(async () => {
  await browser?.dispose();
  await server?.dispose();
});

async function fillVisit(page: Page, name: string): Promise<void> {
  await goTo(page, '/capture/home-visit');
  await fill(page, 'person', name);
  await choose(page, 'situation', '都好');
}

describe('a full device', () => {
  it('refuses the save in words, keeps what was typed, and saves once there is room', async () => {
    const page = browser.page();
    await fillVisit(page, '示例满姐');
    expect(await fillDisk(page)).toBe('QuotaExceededError');
    await page.getByTestId('save-record').click();
    await page.getByText('没有存上：手机存储已满').waitFor();
    await page.getByRole('alert').getByText('存储已满').waitFor();
    expect(await field(page, 'person').locator('input').inputValue()).toBe('示例满姐');

    // Leaving would lose it: she is asked, and stays.
    const asked: string[] = [];
    page.once('dialog', (dialog) => {
      asked.push(dialog.message());
      void dialog.dismiss();
    });
    await page.getByRole('button', { name: '返回' }).click();
    expect(asked.join()).toContain('还没有存上');
    expect(await field(page, 'person').locator('input').inputValue()).toBe('示例满姐');

    await freeDisk(page);
    // Chromium takes its time to notice that there is room again: she taps until it is.
    const tapAgain = async (): Promise<boolean> => {
      await tryAgain(page);
      await page
        .getByTestId('save-record')
        .click({ timeout: 500 })
        .catch(() => undefined);
      return page.getByTestId('saved-notice').isVisible();
    };
    await expect.poll(tapAgain, { timeout: 25_000, interval: 500 }).toBe(true);
    const id = await recordShown(page);
    const township = await apiAccount(server.origin, 'township');
    await expect
      .poll(async () => (await township.find('records', { id })).length, { timeout: 10_000 })
      .toBe(1);
  });

  it('that is locked says that it is full, and opens once there is room', async () => {
    const page = browser.page();
    await goTo(page, '/me');
    expect(await fillDisk(page)).toBe('QuotaExceededError');
    await page.getByRole('button', { name: '锁定' }).click();
    const password = page.locator('input[type=password]');
    await password.fill(demonstrationPassword);
    await page.getByRole('button', { name: '打开' }).click();
    await page.getByText('手机存储已满，打不开').waitFor();
    await freeDisk(page);
    const tapAgain = async (): Promise<boolean> => {
      const button = page.getByRole('button', { name: '打开' });
      await button.click({ timeout: 500 }).catch(() => undefined);
      return (await password.count()) === 0;
    };
    await expect.poll(tapAgain, { timeout: 40_000, interval: 1_000 }).toBe(true);
  });
});

describe('a page that is loaded anew', () => {
  it('shows the form that was open, as it was', async () => {
    const page = browser.page();
    await fillVisit(page, '示例新姐');
    await page.waitForURL(/\?draft=/);
    await page.reload();
    await expect
      .poll(() => field(page, 'person').locator('input').inputValue(), { timeout: 10_000 })
      .toBe('示例新姐');
  });
});

describe('a second window', () => {
  it('S7 says that the app is open elsewhere, takes over when asked, and the first one is told', async () => {
    const first = browser.page();
    await fillVisit(first, '示例窗姐');
    const second = await browser.context().newPage();
    await second.goto(`${server.origin}/records`);
    await second.getByRole('button', { name: '在这里使用' }).click();
    await second.locator('[data-record-id]').first().waitFor();

    await first.getByText('已在另一个窗口继续').waitFor();
    await first.getByTestId('save-record').click();
    await first.getByText('没有存上', { exact: false }).first().waitFor();
    expect(await field(first, 'person').locator('input').inputValue()).toBe('示例窗姐');

    await goTo(second, '/capture');
    await second.getByText('示例窗姐').waitFor();
    await first.close();
    await second.close();
  });
});

describe('two windows in which one account signs in for the first time', () => {
  it('hold it once: the slower one says that it is open elsewhere', async () => {
    const fresh = await openBrowser({ viewport: phone });
    try {
      const [slow, quick] = [fresh.page(), await fresh.context().newPage()];
      const quickIsIn = createGate();
      await slow.route('**/api/session', async (route) => {
        await quickIsIn.passed;
        await route.continue();
      });
      await slow.goto(server.origin);
      await slow.locator('input[name=account]').fill('caijia');
      await slow.locator('input[name=password]').fill(demonstrationPassword);
      await slow.locator('button[type=submit]').click();
      await signIn(quick, server.origin, 'caijia');
      quickIsIn.open();
      await slow.getByRole('button', { name: '在这里使用' }).click();
      await slow.getByTestId('sync-badge').waitFor();
      await quick.getByText('已在另一个窗口继续').waitFor();
    } finally {
      await fresh.dispose();
    }
  });
});

describe('once it is locked', () => {
  it('holds nothing that can be read, and opens again with the password alone', async () => {
    const page = await browser.context().newPage();
    await page.goto(`${server.origin}/records`);
    const words = ['示例满姐', '示例窗姐', '张湾区花果中心福利院', '王示兰', 'home-visit'];
    await page.locator('[data-record-id]').first().waitFor();
    await goTo(page, '/me');
    await page.getByRole('button', { name: '锁定' }).click();
    await page.locator('input[name=password]').waitFor();
    const leftovers = await readLeftovers(page);
    expect(leftovers.length).toBeGreaterThan(10_000);
    expect(words.filter((word) => leftovers.includes(word))).toEqual([]);
    await page.reload();
    await unlock(page);
    await goTo(page, '/records');
    await page.getByText('示例满姐').first().waitFor();
    await page.close();
  });
});

describe('a clock set back by ten years', () => {
  it('S6 hinders neither saving nor sending', async () => {
    const page = await browser.context().newPage();
    await page.goto(`${server.origin}/records`);
    await page.locator('[data-record-id]').first().waitFor();
    await page.clock.setFixedTime(new Date('2016-11-24T08:00:00+08:00'));
    await fillVisit(page, '示例钟姐');
    await save(page);
    const id = await recordShown(page);
    const township = await apiAccount(server.origin, 'township');
    await expect
      .poll(async () => (await township.find('records', { id })).length, { timeout: 10_000 })
      .toBe(1);
  });
});
