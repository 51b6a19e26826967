// Ledgers on screen and as a workbook: offline on the phone, of all units at the office, text as text, days as days.
import { readFile } from 'node:fs/promises';
import readExcelFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goTo, signIn, waitForServiceWorker } from '../support/app/drive-app.ts';
import { screenFaults } from '../support/app/screen-faults.ts';
import { openBrowser, phone, type TestBrowser } from '../support/browser.ts';
import { startServer, type ServerProcess } from '../support/start-server.ts';

let server: ServerProcess;
let village: TestBrowser;
let county: TestBrowser;

beforeAll(async () => {
  server = await startServer({ prepare: [['server/operations/demo.ts', '--seed-only', '--small']] });
  [village, county] = await Promise.all([
    openBrowser({ viewport: phone }),
    openBrowser({ viewport: { width: 1440, height: 900 }, isMobile: false }),
  ]);
});
afterAll(async () => {
  await Promise.all([village?.dispose(), county?.dispose()]);
  await server?.dispose();
});

const source = (browser: TestBrowser): Promise<string | null> =>
  browser.page().getByTestId('ledger-source').getAttribute('data-source');

describe('on the phone, without a network', () => {
  it('a ledger makes itself from what is on the device, and leads to each record', async () => {
    const page = village.page();
    await signIn(page, server.origin, 'huaguo');
    await waitForServiceWorker(page);
    await goTo(page, '/figures');
    await expect.poll(() => page.getByTestId('figures-source').innerText()).toContain('按本机的记录数出');
    await village.setOffline(true);
    await goTo(page, '/ledgers');
    await page.getByLabel('类型').selectOption({ label: '慰问' });
    await expect.poll(() => source(village)).toBe('device');
    await page.getByTestId('ledger').getByText('张湾区花果中心福利院').first().waitFor();
    expect(await screenFaults(page)).toEqual([]);
    await page.getByTestId('ledger').getByRole('link').first().click();
    await page.getByTestId('record-title').getByText('张湾区花果中心福利院').waitFor();
  });

  it('a workbook needs the network, and says so', async () => {
    const page = village.page();
    await page.goBack();
    await page.getByTestId('workbook').click();
    await page.getByText('导出要连网').waitFor();
    await village.setOffline(false);
  });
});

describe('at the county', () => {
  it('the ledger of all units has totals, fits an office screen, and is the workbook’s', async () => {
    const page = county.page();
    await signIn(page, server.origin, 'county');
    await goTo(page, '/ledgers');
    await page.getByLabel('类型').selectOption({ label: '志愿服务' });
    await expect.poll(() => source(county)).toBe('server');
    const ledger = page.getByTestId('ledger');
    await ledger.locator('tfoot').waitFor();
    expect(await screenFaults(page)).toEqual([]);
    const shown = await ledger.locator('tbody tr').count();
    const total = await ledger.locator('tfoot td').nth(5).innerText();
    const waiting = page.waitForEvent('download');
    await page.getByTestId('workbook').click();
    const download = await waiting;
    expect(download.suggestedFilename()).toMatch(/^志愿服务台账 张湾区 \d{4}-01-01 \d{4}-12-31\.xlsx$/);
    const sheets = await readExcelFile(await readFile(await download.path()));
    const rows = sheets[0]?.data ?? [];
    const [title, origin, head, first] = rows;
    expect([title?.[0], head?.slice(0, 3)]).toEqual(['志愿服务台账', ['序号', '单位', '日期']]);
    expect(origin?.[0]).toMatch(/^张湾区　\d{4}年.*导出$/);
    expect([first?.[0], first?.[2] instanceof Date]).toEqual([1, true]);
    const sums = rows.find((row) => row[0] === '合计');
    expect(rows.indexOf(sums ?? []) - 3).toBe(shown);
    expect(String(sums?.[5])).toBe(total);
    expect(rows.at(-1)?.[0]).toContain('审核人：');
  });
});
