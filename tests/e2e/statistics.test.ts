// 数据统计 as a county uses it: a figure, its units and months, the records behind a number, one of them; the table as a workbook.
import { readFile } from 'node:fs/promises';
import readExcelFile from 'read-excel-file/node';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goTo, signIn } from '../support/app/drive-app.ts';
import { screenFaults } from '../support/app/screen-faults.ts';
import { openBrowser, phone, type TestBrowser } from '../support/browser.ts';
import { startServer, type ServerProcess } from '../support/start-server.ts';

let server: ServerProcess;
let office: TestBrowser;

beforeAll(async () => {
  server = await startServer({ demonstration: 'small' });
  office = await openBrowser({ viewport: { width: 1440, height: 900 }, isMobile: false });
  await office.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.origin });
  await signIn(office.page(), server.origin, 'county');
});
afterAll(async () => {
  await office?.dispose();
  await server?.dispose();
});

const line = (page: Page, id: string) => page.locator(`[data-line="${id}"]`);
const records = (page: Page) => page.getByTestId('figure-records');
const listed = (page: Page) => records(page).locator('[data-record-id]');
/** 背后的记录 12 条 → 12 */
const countIn = (text: string): number => Number(/\d+/.exec(text)?.[0] ?? Number.NaN);
const behind = async (page: Page): Promise<number> => countIn(await records(page).locator('h3').innerText());

describe('the statistics of a county', () => {
  it('stand in the navigation of the office, all figures in one table without a fault', async () => {
    const page = office.page();
    await page.getByRole('link', { name: '数据统计' }).click();
    await page.getByTestId('figures-table').waitFor();
    expect(await page.getByTestId('statistics-status').innerText()).toMatch(/^服务器 .+ 数出$/);
    expect(await screenFaults(page)).toEqual([]);
    const groups = await page.locator('[scope=rowgroup]').allInnerTexts();
    expect(groups.slice(0, 3)).toEqual(['活动部署', '学习提升', '志愿关爱']);
    await line(page, 'org-rate').getByText('未填年度基数').waitFor();
    await line(page, 'supervised-rate').getByRole('link', { name: '去填年度基数' }).waitFor();
  });

  it('a figure is chosen by keyboard: its definition, its units in the order of their codes, its months', async () => {
    const page = office.page();
    await line(page, 'volunteer-activity').getByRole('button').focus();
    await page.keyboard.press('Enter');
    await page.getByTestId('definition').getByText('口径：“志愿服务”的条数').waitFor();
    const units = await page
      .getByTestId('by-unit')
      .locator('tbody tr')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-unit') ?? ''));
    expect(units.length).toBeGreaterThan(1);
    expect(units).toEqual([...units].sort());
    await page.locator('.chart svg').waitFor();
    expect(await page.locator('.chart').getAttribute('aria-label')).toMatch(/^分月图。\d{4}年1月 /);
    expect(await screenFaults(page)).toEqual([]);
  });

  it('each number opens as many records as it counts, and a record its page and the way back', async () => {
    const page = office.page();
    const whole = countIn(await page.getByTestId('detail-value').innerText());
    await expect.poll(() => behind(page)).toBe(whole);
    const unit = page.getByTestId('by-unit').getByRole('button').last();
    const ofUnit = countIn(await unit.innerText());
    await unit.click();
    await page.getByTestId('drilled').waitFor();
    await expect.poll(() => behind(page)).toBe(ofUnit);
    await page.getByTestId('month-table').locator('summary').click();
    await page.getByRole('button', { name: '看全部' }).click();
    const month = page.getByTestId('month-table').getByRole('button').last();
    const ofMonth = countIn(await month.innerText());
    await month.click();
    await expect.poll(() => behind(page)).toBe(ofMonth);
    await listed(page).first().click();
    await page.getByTestId('record-title').waitFor();
    await page.goBack();
    await page.getByTestId('drilled').waitFor();
    await expect.poll(() => behind(page)).toBe(ofMonth);
  });

  it('is copied as a sentence, and leaves as a workbook with its definitions', async () => {
    const page = office.page();
    await page.getByTestId('copy').click();
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await expect.poll(copied).toMatch(/^张湾区\d{4}年（截至\d+月\d+日）志愿服务\d+场、\d+人次.*。$/);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('export').click()]);
    const [table, definitions] = await readExcelFile(await readFile(await download.path()));
    const figures = new Map(table?.data.map((cells) => [cells[1], cells[2]]));
    expect(figures.get('志愿服务')).toBe(countIn(await page.getByTestId('detail-value').innerText()));
    expect([table?.sheet, definitions?.sheet]).toEqual(['数据统计表', '指标口径']);
    expect(definitions?.data.some((cells) => String(cells[2]).includes('除以年度基数'))).toBe(true);
  });

  it('of another unit and other days follow; a period without records teaches, an absent server keeps the last answer', async () => {
    const page = office.page();
    await page.getByTestId('choose-unit').click();
    await page.getByTestId('units').getByText('花果街道').click();
    await page.getByRole('radio', { name: '上年同期' }).click();
    await expect.poll(() => page.getByTestId('detail-value').innerText()).toContain('场');
    await page.getByRole('radio', { name: '自选' }).click();
    await page.getByLabel('从').fill('2020.1.1');
    await page.getByLabel('到').fill('2020.12.31');
    await page.getByRole('button', { name: '查', exact: true }).click();
    await page.getByText('花果街道2020年没有记录').waitFor();
    expect(await screenFaults(page)).toEqual([]);
    expect(office.errors()).toEqual([]);
    await office.setOffline(true);
    await page.getByRole('radio', { name: '今年' }).click();
    await page.getByTestId('statistics-status').getByText('现在连不上服务器').waitFor();
    await page.getByText('花果街道2020年没有记录').waitFor();
    await office.setOffline(false);
    await line(page, 'volunteer-activity').waitFor();
  });
});

describe('on a phone', () => {
  it('查数 has bars by month that add up, and no library of charts', async () => {
    const village = await openBrowser({ viewport: phone });
    const page = village.page();
    await signIn(page, server.origin, 'huaguo');
    await goTo(page, '/figures');
    await page.getByRole('radio', { name: '今年' }).click();
    const bars = page.getByTestId('month-bars');
    await bars.locator('select').selectOption('volunteer-activity');
    const sentence = page.locator('[data-kind="volunteer-activity"] .sentence');
    const months = await bars.locator('.number').allInnerTexts();
    expect(months.length).toBe(new Date().getMonth() + 1);
    expect(months.reduce((sum, text) => sum + countIn(text), 0)).toBe(countIn(await sentence.innerText()));
    expect(await screenFaults(page)).toEqual([]);
    expect(village.requests().filter((url) => url.includes('/office-'))).toEqual([]);
    await village.dispose();
  });
});
