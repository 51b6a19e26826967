// The server is put back to an earlier copy: her phone brings back what it holds, and what another's holds waits for a word.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiAccount } from '../support/app/api-account.ts';
import { goTo, signIn } from '../support/app/drive-app.ts';
import { screenFaults } from '../support/app/screen-faults.ts';
import { recordHomeVisit } from '../support/app/seed-visit.ts';
import { openBrowser, phone, tablet, type TestBrowser } from '../support/browser.ts';
import { startServer, type ServerProcess } from '../support/start-server.ts';

let server: ServerProcess;
let village: TestBrowser;
let township: TestBrowser;
let county: TestBrowser;

beforeAll(async () => {
  server = await startServer({ demonstration: 'small' });
  village = await openBrowser({ viewport: phone });
  township = await openBrowser({ viewport: tablet });
  county = await openBrowser({ viewport: { width: 1440, height: 900 }, isMobile: false });
  await signIn(village.page(), server.origin, 'huaguo');
  await signIn(township.page(), server.origin, 'township');
});
afterAll(async () => {
  await village?.dispose();
  await township?.dispose();
  await county?.dispose();
  await server?.dispose();
});

const record = (name: string): Promise<string> => recordHomeVisit(village.page(), name);

const onServer = async (id: string): Promise<number> =>
  (await (await apiAccount(server.origin, 'township')).find('records', { id })).length;

async function comeBack(browser: TestBrowser): Promise<void> {
  const page = browser.page();
  await goTo(page, '/');
  await page.getByText('服务器数据恢复过').waitFor({ timeout: 30_000 });
  await page.getByRole('button', { name: '重新下载' }).click();
  await page.getByText('已重新开始下载').waitFor({ timeout: 30_000 });
}

describe('a server that was restored', () => {
  let [kept, others] = ['', ''];

  it('had taken her records before', async () => {
    const file = join(server.dataDir, 'before.backup');
    await server.admin(['backup', file]);
    kept = await record('示例还姐');
    others = await record('示例他姐');
    await expect.poll(() => onServer(others)).toBe(1);
    await goTo(township.page(), '/records');
    for (const id of [kept, others]) await township.page().locator(`[data-record-id="${id}"]`).waitFor();
    await village.setOffline(true);
    await server.stop();
    await server.admin(['restore', file]);
    await server.restart();
    expect(await onServer(kept)).toBe(0);
  });

  it('is brought what only another device holds: at once, without a tap, and whoever brought it cannot accept it', async () => {
    await goTo(township.page(), '/');
    await township.page().getByText('服务器数据恢复过').waitFor({ timeout: 30_000 });
    const page = township.page();
    await expect
      .poll(async () => {
        // The page asks when it is opened; what is brought may come a moment later.
        await goTo(page, '/');
        await goTo(page, '/inbox');
        await page.getByTestId('recovered').or(page.getByText('没有退件')).first().waitFor();
        return page.getByTestId('recovered').locator('[data-inbox-id]', { hasText: '示例他姐' }).count();
      })
      .toBe(1);
    const entry = page.getByTestId('recovered').locator('[data-inbox-id]', { hasText: '示例他姐' });
    expect(await entry.innerText()).toMatch(/入户走访[\s\S]*花果村[\s\S]*自己不能采纳/);
    expect(await entry.getByRole('button', { name: '采纳' }).count()).toBe(0);
    expect(await screenFaults(page)).toEqual([]);
    await goTo(page, '/');
    await page.getByTestId('inbox-card').waitFor();
    expect(await page.getByTestId('inbox-card').innerText()).toMatch(/退件与找回[\s\S]*待采纳/);
    await comeBack(township);
  });

  it('is told by the home page of the county, which looks at it and accepts it', async () => {
    const page = county.page();
    await signIn(page, server.origin, 'county');
    await page.getByTestId('inbox-card').getByRole('link', { name: '去处理' }).click();
    const entry = page.getByTestId('recovered').locator('[data-inbox-id]', { hasText: '示例他姐' });
    await entry.waitFor();
    expect(await screenFaults(page)).toEqual([]);
    await entry.getByRole('button', { name: '暂不处理' }).click();
    const aside = page.getByTestId('laid-aside');
    await aside.locator('> summary').click();
    await aside
      .locator('[data-inbox-id]', { hasText: '示例他姐' })
      .getByRole('button', { name: '采纳' })
      .click();
    await page.getByText('已采纳').waitFor();
    await expect.poll(() => onServer(others)).toBe(1);
    await aside.waitFor({ state: 'detached' });
  });

  it('is brought back what her own phone holds, and she does not type it again', async () => {
    expect(await onServer(kept)).toBe(0);
    await village.setOffline(false);
    // Before she taps anything.
    await expect.poll(() => onServer(kept), { timeout: 30_000 }).toBe(1);
    await comeBack(village);
    const page = village.page();
    await goTo(page, '/records');
    for (const id of [kept, others]) await page.locator(`[data-record-id="${id}"]`).waitFor();
    expect(await page.getByTestId('refused').count()).toBe(0);
    await goTo(page, '/');
    await expect.poll(() => page.getByTestId('sync-badge').getAttribute('data-on-device')).toBe('0');
    await goTo(township.page(), '/');
    await goTo(township.page(), '/inbox');
    await township.page().getByText('没有退件').waitFor();
  });
});
