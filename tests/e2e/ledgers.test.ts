// Ledgers on screen and as a workbook: offline on the phone, of all units at the office, text as text, days as days.
import { readFile } from 'node:fs/promises';
import type { Download, Page } from 'playwright-core';
import readExcelFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goTo, signIn, waitForServiceWorker } from '../support/app/drive-app.ts';
import { screenFaults } from '../support/app/screen-faults.ts';
import { partsOf } from '../support/server/office-parts.ts';
import { openBrowser, phone, type TestBrowser } from '../support/browser.ts';
import { startServer, type ServerProcess } from '../support/start-server.ts';

let server: ServerProcess;
let village: TestBrowser;
let county: TestBrowser;

beforeAll(async () => {
  server = await startServer({ demonstration: 'small' });
  [village, county] = await Promise.all([
    openBrowser({ viewport: phone }),
    openBrowser({ viewport: { width: 1440, height: 900 }, isMobile: false }),
  ]);
});
afterAll(async () => {
  await Promise.all([village?.dispose(), county?.dispose()]);
  await server?.dispose();
});

/** Clicks an export and waits for the file. */
async function exported(page: Page, format: 'xlsx' | 'docx'): Promise<Download> {
  const waiting = page.waitForEvent('download');
  await page.getByTestId(`ledger-${format}`).click();
  return waiting;
}
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
    await page.getByLabel('类型', { exact: true }).selectOption({ label: '慰问台账' });
    await expect.poll(() => source(village)).toBe('device');
    await page.getByTestId('ledger').getByText('张湾区花果中心福利院').first().waitFor();
    expect(await screenFaults(page)).toEqual([]);
    const line = page
      .getByTestId('ledger')
      .locator('[data-record-id]')
      .filter({ hasText: '张湾区花果中心福利院' });
    await line.first().getByRole('link').first().click();
    await page.getByTestId('record-title').getByText('张湾区花果中心福利院').waitFor();
  });

  it('a workbook needs the network, and says so', async () => {
    const page = village.page();
    await page.goBack();
    await page.getByTestId('ledger-xlsx').click();
    await page.getByText('导出要连网').waitFor();
    await village.setOffline(false);
  });
});

describe('at the county', () => {
  it('the ledger of all units has totals, fits an office screen, and is the workbook’s', async () => {
    const page = county.page();
    await signIn(page, server.origin, 'county');
    await goTo(page, '/ledgers');
    await page.getByLabel('类型', { exact: true }).selectOption({ label: '志愿服务台账' });
    await expect.poll(() => source(county)).toBe('server');
    const ledger = page.getByTestId('ledger');
    await ledger.locator('tfoot').waitFor();
    expect(await screenFaults(page)).toEqual([]);
    const shown = await ledger.locator('tbody tr').count();
    const heads = await ledger.locator('thead th').allInnerTexts();
    const place = heads.findIndex((each) => each.includes('志愿者人数'));
    const total = await ledger.locator('tfoot td').nth(place).innerText();
    const download = await exported(page, 'xlsx');
    expect(download.suggestedFilename()).toMatch(/^志愿服务台账 张湾区 \d{4}-01-01 \d{4}-12-31\.xlsx$/);
    const sheets = await readExcelFile(await readFile(await download.path()));
    const rows = sheets[0]?.data ?? [];
    const [title, origin, head, first] = rows;
    expect([title?.[0], head?.slice(0, 3)]).toEqual(['志愿服务台账', ['序号', '单位', '日期']]);
    expect(origin?.[0]).toMatch(/^张湾区　\d{4}年.*导出$/);
    expect([first?.[0], first?.[2] instanceof Date]).toEqual([1, true]);
    const sums = rows.find((row) => row[0] === '合计');
    expect(rows.indexOf(sums ?? []) - 3).toBe(shown);
    expect(String(sums?.[place])).toBe(total);
    expect(rows.at(-1)?.[0]).toContain('审核人：');
  });
});

describe('a ledger that superiors ask for by name', () => {
  it('is found by some letters of its name; the line of a village leads to those who make it up', async () => {
    const page = county.page();
    await goTo(page, '/ledgers');
    await page.getByLabel('找台账').fill('两委');
    const found = page.getByTestId('ledgers-found').getByRole('button');
    await found.getByText('两委女性情况表').waitFor();
    expect(await screenFaults(page)).toEqual([]);
    await page.getByLabel('找台账').fill('没有这样的');
    await page.getByText('没有叫这个名字的台账').waitFor();
    await page.getByLabel('找台账').fill('女性情况');
    await page.getByLabel('找台账').press('Enter');
    await page.getByTestId('ledger-note').getByText('个村（社区）').waitFor();
    const ledger = page.getByTestId('ledger');
    const village = await ledger.locator('tbody tr').first().locator('td').nth(1).innerText();
    const share = await ledger.locator('tbody tr').first().locator('td').nth(4).innerText();
    expect(share.trim()).toMatch(/%$/);
    await ledger.getByRole('link').first().click();
    await expect.poll(() => page.getByTestId('ledger-title').innerText()).toContain('“两委”任职台账');
    await expect.poll(() => ledger.locator('tbody tr').first().innerText()).toContain(village.trim());
    await ledger.getByRole('link').first().click();
    await page.getByTestId('record-title').waitFor();
  });

  it('has a line for each who attended a training, and a rough number reads as rough', async () => {
    const page = county.page();
    await goTo(page, '/ledgers');
    await page.getByLabel('类型', { exact: true }).selectOption({ label: '培训花名册与签到' });
    const lines = page.getByTestId('ledger').locator('tbody tr');
    await lines.first().waitFor();
    const ids = await lines.evaluateAll((rows) =>
      rows.map((row) => row.querySelector('a')?.getAttribute('href')),
    );
    expect(new Set(ids).size).toBeLessThan(ids.length);
    await page.getByLabel('类型', { exact: true }).selectOption({ label: '慰问台账' });
    await page.getByTestId('ledger').getByText('（大概数）').first().waitFor();
    expect(await page.getByTestId('ledger').locator('tfoot').innerText()).toContain('约');
    // Wider than the window it is pushed aside by itself, never with the page.
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
  });
});

describe('narrowed at the county', () => {
  it('words and columns change the lines, the address and the files', async () => {
    const page = county.page();
    await page.getByLabel('类型', { exact: true }).selectOption({ label: '会议' });
    const ledger = page.getByTestId('ledger');
    await expect.poll(() => ledger.locator('thead').innerText()).toContain('应到');
    const before = await ledger.locator('tbody tr').count();
    await page.getByPlaceholder('找：姓名、地点、内容').fill('花果村');
    await expect.poll(() => ledger.locator('tbody tr').count()).toBeLessThan(before);
    for (const line of await ledger.locator('tbody tr').all())
      expect(await line.innerText()).toContain('花果村');
    await page.getByTestId('ledger-columns').locator('summary').click();
    await page.getByRole('checkbox', { name: '应到' }).uncheck();
    await expect.poll(() => ledger.locator('thead').innerText()).not.toContain('应到');
    expect(await screenFaults(page)).toEqual([]);
    expect(new URL(page.url()).searchParams.get('text')).toBe('花果村');
    const shown = await ledger.locator('tbody tr').count();
    const document = partsOf(await readFile(await (await exported(page, 'docx')).path()))[
      'word/document.xml'
    ];
    const texts = [...(document ?? '').matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map((match) => match[1]);
    expect(texts.filter((text) => text === '花果村')).toHaveLength(shown);
    expect([texts.includes('应到'), texts.includes('实到'), texts.includes('合计')]).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('a line leads to its record, and back to the ledger as it was', async () => {
    const page = county.page();
    const address = page.url();
    await page.getByTestId('ledger').getByRole('link').first().click();
    await page.getByTestId('record-title').waitFor();
    await page.goBack();
    await page.getByTestId('ledger').waitFor();
    expect(page.url()).toBe(address);
  });
});

describe('the ten books', () => {
  it('hold every kind of work at the county, and a state narrows them', async () => {
    const page = county.page();
    await goTo(page, '/ledgers');
    await page.getByLabel('类型', { exact: true }).selectOption({ label: '工作活动记录簿' });
    const names = page.getByTestId('ledger').locator('tbody td:nth-child(4)');
    await names.first().waitFor();
    const kinds = new Set((await names.allInnerTexts()).map((text) => text.split('：')[0]));
    expect(kinds.size).toBeGreaterThan(3);
    const all = await names.count();
    await page.getByLabel('状态', { exact: true }).selectOption({ label: '已审' });
    await expect.poll(() => names.count()).toBeLessThan(all);
    expect(await screenFaults(page)).toEqual([]);
  });

  it('list people on the phone without a network, numbers masked, each leading to her page', async () => {
    const page = village.page();
    await village.setOffline(true);
    await goTo(page, '/ledgers');
    await page.getByLabel('类型', { exact: true }).selectOption({ label: '重点帮扶对象登记簿' });
    const ledger = page.getByTestId('ledger');
    await ledger
      .getByText(/\d{6}\*{8}\d{3}[\dX]/)
      .first()
      .waitFor();
    expect(await ledger.innerText()).not.toMatch(/\b420399\d{11}[\dX]|1990000\d{4}/);
    expect(await screenFaults(page)).toEqual([]);
    await page.getByLabel('类型', { exact: true }).selectOption({ label: '人员' });
    await expect.poll(() => source(village)).toBe('device');
    await expect.poll(() => page.getByTestId('ledger-title').innerText()).toContain('人员花名册');
    await ledger.getByRole('link').first().click();
    await expect.poll(() => new URL(page.url()).pathname).toMatch(/^\/people\/./);
    await page.locator('[data-field=name]').waitFor();
    await village.setOffline(false);
  });
});
