// A commitment from promise to evaluation: begun in the village, continued a month later without signal, judged by the township.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiAccount } from '../support/app/api-account.ts';
import {
  choose,
  field,
  fill,
  goTo,
  saveWithReason,
  signIn,
  waitForServiceWorker,
} from '../support/app/drive-app.ts';
import { screenFaults } from '../support/app/screen-faults.ts';
import { openBrowser, phone, tablet, type TestBrowser } from '../support/browser.ts';
import { startServer, type ServerProcess } from '../support/start-server.ts';

let server: ServerProcess;
let village: TestBrowser;
let township: TestBrowser;
let commitment = '';

beforeAll(async () => {
  server = await startServer({ demonstration: 'small' });
  [village, township] = await Promise.all([
    openBrowser({ viewport: phone }),
    openBrowser({ viewport: tablet }),
  ]);
  await signIn(village.page(), server.origin, 'huaguo');
  await signIn(township.page(), server.origin, 'township');
});
afterAll(async () => {
  await Promise.all([village?.dispose(), township?.dispose()]);
  await server?.dispose();
});

const day = (daysFromNow: number): string =>
  new Date(Date.now() + (8 + daysFromNow * 24) * 3_600_000).toISOString().slice(0, 10);
const idInAddress = (browser: TestBrowser): string =>
  new URL(browser.page().url()).pathname.split('/').at(-1) ?? '';

describe('a standing matter', () => {
  it('begins in the village and says that nothing has followed yet', async () => {
    const page = village.page();
    await goTo(page, '/capture/public-commitment');
    await choose(page, 'category', '实事承诺');
    await fill(page, 'items.content', '开办示例编织班');
    await fill(page, 'items.dueOn', day(10));
    await fill(page, 'occurredOn', day(-31));
    await saveWithReason(village.page());
    commitment = idInAddress(village);
    await page.getByTestId('standing-state').getByText('还没有进展记录').waitFor();
    expect(await field(page, 'overrideReason').innerText()).toContain('补记以前的工作');
    expect(await page.getByTestId('standing-state').innerText()).toContain('时限');
    expect(await screenFaults(page)).toEqual([]);
  });

  it('is due soon on her first page', async () => {
    const page = village.page();
    await goTo(page, '/');
    await page.getByTestId('due-soon').waitFor();
    const more = page.getByTestId('more-due');
    if (await more.isVisible()) await more.click();
    await page.getByTestId('due-soon').getByText('开办示例编织班').waitFor();
    expect(await screenFaults(page)).toEqual([]);
  });

  it('cannot be continued from nowhere, and has no tile for it', async () => {
    const page = village.page();
    await goTo(page, '/capture');
    expect(await page.getByRole('link', { name: '践诺记录' }).count()).toBe(0);
    await goTo(page, '/capture/commitment-progress');
    await page.getByText('找不到要接着记的那条记录').waitFor();
  });

  it('is continued a month later without signal, also over a draft left behind', async () => {
    const page = village.page();
    await waitForServiceWorker(village.page());
    await village.setOffline(true);
    await goTo(page, `/records/${commitment}`);
    await page.getByRole('link', { name: '记践诺记录' }).click();
    await choose(page, 'progress', '部分完成');
    await fill(page, 'done', '示例编织班开班');
    await page.waitForURL(/draft=/);
    await goTo(page, '/');
    await page.getByText('践诺记录').first().click();
    await field(page, 'done').waitFor();
    await saveWithReason(village.page());
    await page.getByText('接在这条记录后面').waitFor();
    await goTo(page, `/records/${commitment}`);
    expect(await page.getByTestId('standing-state').innerText()).toContain('部分完成');
    await page.getByTestId('continuations').getByText('示例编织班开班').waitFor();
    expect(await screenFaults(page)).toEqual([]);
    await village.setOffline(false);
  });

  it('is judged by the township, and the village reads the judgement', async () => {
    const page = township.page();
    const device = await apiAccount(server.origin, 'township');
    await expect
      .poll(async () => (await device.find('records', { aboutId: commitment })).length, { timeout: 15_000 })
      .toBe(1);
    await goTo(page, `/records/${commitment}`);
    await page.getByRole('link', { name: '记评诺' }).click();
    await choose(page, 'verdict', '兑现');
    await fill(page, 'itemsDue', '1');
    await fill(page, 'itemsKept', '1');
    await choose(page, 'by', '上级评定');
    await saveWithReason(township.page());
    await goTo(village.page(), `/records/${commitment}`);
    await expect
      .poll(() => village.page().getByTestId('standing-state').innerText(), { timeout: 15_000 })
      .toContain('兑现');
    expect(await village.page().getByTestId('standing-state').innerText()).not.toContain('时限');
  });

  it('is in the figures, and no longer due', async () => {
    const page = village.page();
    await goTo(page, '/figures');
    await expect
      .poll(() => page.locator('[data-kind="commitment-progress"] .sentence').innerText())
      .toMatch(/^践诺记录\d+次/);
    await goTo(page, '/');
    await page.getByTestId('figures-card').waitFor();
    expect(await page.getByText('开办示例编织班').count()).toBe(0);
  });
});
