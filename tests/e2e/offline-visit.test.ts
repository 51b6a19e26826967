// The main job: a visit recorded without a network in a village reaches the township and the city, and nobody else.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { apiAccount, type ServerDocument } from '../support/app/api-account.ts';
import { field, fill, goTo, save, signIn, unlock, waitForServiceWorker } from '../support/app/drive-app.ts';
import { fillSeedVisit, twoPhotos } from '../support/app/seed-visit.ts';
import { openBrowser, phone, tablet, type TestBrowser } from '../support/browser.ts';
import { startServer, type ServerProcess } from '../support/start-server.ts';

const whom = '张湾区花果中心福利院';
let server: ServerProcess;
let village: TestBrowser;
let township: TestBrowser;
let recordId = '';

beforeAll(async () => {
  server = await startServer({ demonstration: 'small' });
  village = await openBrowser({ viewport: phone });
  township = await openBrowser({ viewport: tablet });
});
afterAll(async () => {
  await village?.dispose();
  await township?.dispose();
  await server?.dispose();
});

/** What the server holds of the record, as an account sees it. */
async function seenBy(account: string, id: string): Promise<ServerDocument | undefined> {
  return (await (await apiAccount(server.origin, account)).find('records', { id }))[0];
}

async function recordIdOf(page: Page): Promise<string> {
  await page.waitForURL(/\/records\/[0-9a-f-]{36}/);
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

describe('a village without a signal', () => {
  it('opens from the device after one sign-in, with its list, though the browser was closed', async () => {
    await signIn(village.page(), server.origin, 'huaguo');
    await waitForServiceWorker(village.page());
    await goTo(village.page(), '/records');
    await village.page().locator('[data-record-id]').first().waitFor();
    const held = await village.page().locator('[data-record-id]').count();

    await village.setOffline(true);
    await goTo(village.page(), '/me');
    await village.page().getByRole('button', { name: '锁定' }).click();
    await village.page().locator('input[name=password]').waitFor();
    const page = await village.reopen();
    await page.goto(`${server.origin}/records`);
    await unlock(page);
    await page.locator('[data-record-id]').first().waitFor();
    expect(await page.locator('[data-record-id]').count()).toBe(held);
    expect(held).toBeGreaterThan(3);
  });

  it("takes the seed's visit with two photos; the tick says that it is on the device", async () => {
    const page = village.page();
    await goTo(page, '/capture/condolence-visit');
    await fillSeedVisit(page);
    await expect.poll(() => field(page, 'beneficiaryCount').innerText()).toContain('50余名');
    await expect.poll(() => field(page, 'gifts.valueFen').innerText()).toContain('近千元');
    await field(page, 'photos')
      .locator('input[type=file]')
      .last()
      .setInputFiles(await twoPhotos('offline'));
    // The tap comes while they are still being made smaller: the save waits for both.
    await save(page);
    recordId = await recordIdOf(page);
    await page.getByTestId('record-title').waitFor();
    expect(await page.getByTestId('record-title').innerText()).toContain(whom);
    const count = await field(page, 'beneficiaryCount').innerText();
    expect(count).toContain('51');
    expect(count).toContain('50余名');
    expect(await field(page, 'gifts').innerText()).toMatch(/986[\s\S]*近千元/);
    await expect.poll(() => field(page, 'photos').locator('img').count()).toBe(2);
    expect(await page.getByTestId('record-state').innerText()).toContain('待上传');
  });

  it('brings a form left half way back after the browser was killed', async () => {
    const page = village.page();
    await goTo(page, '/capture/home-visit');
    await fill(page, 'person', '示例大姐');
    await field(page, 'situation').getByText('有困难', { exact: true }).click();
    await fill(page, 'detail', '独居，取暖不便');
    await page.getByText('草稿已存在本机').waitFor({ timeout: 300 });

    const reopened = await village.reopen();
    await reopened.goto(`${server.origin}/capture`);
    const draft = reopened.getByText('示例大姐').first();
    await draft.waitFor();
    await reopened.getByRole('link', { name: /示例大姐/ }).click();
    await expect
      .poll(() => field(reopened, 'detail').locator('textarea').inputValue())
      .toBe('独居，取暖不便');
    expect(await field(reopened, 'person').innerHTML()).toContain('示例大姐');
  });
});

describe('when the network is back', () => {
  it('record and photos are on the server within 5 s of the online event, untouched by anyone', async () => {
    await signIn(township.page(), server.origin, 'township');
    await goTo(township.page(), '/records');
    await township.page().locator('[data-record-id]').first().waitFor();
    expect(await seenBy('township', recordId)).toBeUndefined();

    await village.setOffline(false);
    await vi.waitFor(async () => expect(await seenBy('township', recordId)).toBeDefined(), {
      timeout: 5_000,
    });
    const arrived = await seenBy('township', recordId);
    expect(arrived?.values).toMatchObject({ whom, beneficiaryCount: { count: 51, isEstimate: true } });
    expect(arrived?.photos).toHaveLength(2);
    const watcher = await apiAccount(server.origin, 'township');
    for (const photo of arrived?.photos ?? [])
      await vi.waitFor(async () => expect(await watcher.photoStatus(photo.sha256)).toBe(200), {
        timeout: 5_000,
      });
  });

  it('the township sees it arrive without asking, and the village sees its receipt', async () => {
    await township.page().locator(`[data-record-id="${recordId}"]`).waitFor({ timeout: 5_000 });
    const page = village.page();
    await goTo(page, '/');
    await expect
      .poll(() => page.getByTestId('sync-badge').getAttribute('data-on-device'), { timeout: 5_000 })
      .toBe('0');
    expect(Number(await page.getByTestId('sync-badge').getAttribute('data-on-server'))).toBeGreaterThan(0);
  });

  it('the city finds it by query, the next village does not see it at all', async () => {
    expect(await seenBy('city', recordId)).toBeDefined();
    expect(await seenBy('caijia', recordId)).toBeUndefined();
    const caijia = await apiAccount(server.origin, 'caijia');
    for (const photo of (await seenBy('city', recordId))?.photos ?? [])
      expect(await caijia.photoStatus(photo.sha256)).toBe(404);
  });

  it('the next village cannot open it on her screen, nor find it in her list', async () => {
    const neighbour = await openBrowser({ viewport: phone });
    try {
      const page = neighbour.page();
      await signIn(page, server.origin, 'caijia');
      await goTo(page, '/records');
      await page.locator('[data-record-id]').first().waitFor();
      expect(await page.locator(`[data-record-id="${recordId}"]`).count()).toBe(0);
      await goTo(page, `/records/${recordId}`);
      await page.getByText('看不到这条记录').waitFor();
      expect(await page.locator('body').innerText()).not.toContain(whom);
    } finally {
      await neighbour.dispose();
    }
  });

  it('a server that was killed has it within 10 s of answering again', async () => {
    await server.kill();
    const page = village.page();
    await goTo(page, '/capture/condolence-visit');
    await fillSeedVisit(page, '花果示例敬老院');
    await save(page);
    const id = await recordIdOf(page);
    await server.restart();
    await vi.waitFor(async () => expect(await seenBy('township', id)).toBeDefined(), { timeout: 10_000 });
  });
});
