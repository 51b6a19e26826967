// 活动与任务: the office's page and its numbers, a task split further down, and a village that sees its own part without a network.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiAccount, type ServerDocument } from '../support/app/api-account.ts';
import { choose, field, fill, goTo, save, signIn, waitForServiceWorker } from '../support/app/drive-app.ts';
import { screenFaults } from '../support/app/screen-faults.ts';
import { openBrowser, phone, tablet, type TestBrowser } from '../support/browser.ts';
import { startServer, type ServerProcess } from '../support/start-server.ts';

let server: ServerProcess;
let county: TestBrowser;
let village: TestBrowser;
/** Of the county, and the part of it that the street gave to its villages. */
let given: ServerDocument;
let split: ServerDocument;
const street = '420303001';

beforeAll(async () => {
  server = await startServer({ prepare: [['server/operations/demo.ts', '--seed-only', '--small']] });
  [county, village] = await Promise.all([
    openBrowser({ viewport: { width: 1440, height: 900 }, isMobile: false }),
    openBrowser({ viewport: phone }),
  ]);
  const served = {
    activityKind: 'environment',
    place: '花果村',
    volunteers: 4,
    hoursEach: 2,
    peopleServed: { count: 12, isEstimate: false },
  };
  const yesterday = new Date(Date.now() - 16 * 3_600_000).toISOString().slice(0, 10);
  await (await apiAccount(server.origin, 'huaguo')).record('volunteer-activity', served, yesterday);
  const tasks = await (
    await apiAccount(server.origin, 'county')
  ).find('records', { type: 'task', 'values.measuredBy': 'served' });
  const find = (isPart: boolean): ServerDocument => {
    const task = tasks.find(({ values }) => (values['parentTask'] !== undefined) === isPart);
    if (task === undefined) throw new Error('the demonstration has no such task');
    return task;
  };
  [given, split] = [find(false), find(true)];
});
afterAll(async () => {
  await Promise.all([county?.dispose(), village?.dispose()]);
  await server?.dispose();
});

const numberIn = (text: string): number => Number(/\d+/.exec(text)?.[0] ?? Number.NaN);

describe('the county at its desk', () => {
  it('sees where the campaign is, and of each task what was planned, counted and reported', async () => {
    const page = county.page();
    await signIn(page, server.origin, 'county');
    await page.getByRole('link', { name: '活动与任务' }).click();
    expect(await page.locator('[aria-current=step]').innerText()).toContain('组织实施');
    const row = page.locator(`[data-record-id="${given.id}"]`);
    await expect.poll(async () => numberIn(await row.getByTestId('counted').innerText())).toBeGreaterThan(0);
    expect(await row.innerText()).toContain('990人次');
    expect(await page.getByTestId('outcome-source').getAttribute('data-source')).toBe('server');
    expect(await screenFaults(page)).toEqual([]);
  });

  it('narrows to what is late, by keyboard, and to a unit', async () => {
    const page = county.page();
    await page.getByRole('radio', { name: /逾期/ }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByText('有逾期').count()).toBeGreaterThan(0);
    expect(await page.getByText('进行中', { exact: true }).count()).toBe(0);
    await page.getByRole('radio', { name: /全部/ }).click();
    const named = page.getByLabel('单位（含下属）').locator('option', { hasText: '柏林镇' });
    await page.getByLabel('单位（含下属）').selectOption({ label: (await named.textContent()) ?? '' });
    await expect.poll(() => page.locator('tbody [data-record-id], tbody tr').count()).toBe(1);
    expect(await page.locator('tbody tr').innerText()).toContain('柏林镇');
  });

  it('has documents, problems and promises beside the tasks, each leading to its record', async () => {
    const page = county.page();
    await goTo(page, '/campaign');
    for (const kind of ['received-document', 'public-commitment', 'centre-task', 'supervision-issue']) {
      await page.locator(`[data-kind="${kind}"]`).click();
      await page.locator(`[data-kind="${kind}"][aria-current=page]`).waitFor();
      await page.getByTestId('matters').locator('tbody tr').first().waitFor();
      expect([kind, await screenFaults(page)]).toEqual([kind, []]);
    }
    await page.getByText('已整改，待销号，已逾期').first().waitFor();
    await page.getByRole('link', { name: '妇女议事会议定的事没有落实' }).click();
    await page.getByTestId('record-title').getByText('妇女议事会议定的事没有落实').waitFor();
  });

  it('sees each unit of a task, and the records behind a number', async () => {
    const page = county.page();
    await goTo(page, `/records/${given.id}`);
    const row = page.locator(`[data-unit="${street}"]`);
    const link = row.getByTestId('counted').getByRole('link');
    await link.waitFor();
    expect(numberIn(await row.getByTestId('counted').innerText())).toBeGreaterThan(0);
    await page.getByText('报告的比从记录算出的多，请核对').first().waitFor();
    expect(await page.getByTestId('task-completion').innerText()).toContain('完成率');
    expect(await screenFaults(page)).toEqual([]);
    await link.click();
    await page.locator('main[data-path="/search"] [data-record-id]').first().waitFor();
    expect(new Set(await page.locator('[data-record-id] .sign').allInnerTexts())).toEqual(new Set(['愿']));
  });

  it('is told when the server cannot be reached, and keeps what its device holds', async () => {
    const page = county.page();
    await county.setOffline(true);
    await goTo(page, '/campaign');
    await page.locator('[data-state=partial]').getByText('只列出本机存着的').waitFor();
    await page.locator(`[data-record-id="${given.id}"]`).waitFor();
    await page.getByText('连上后自动显示').waitFor();
    await county.setOffline(false);
    await expect.poll(() => page.locator('[data-state=partial]').count(), { timeout: 30_000 }).toBe(0);
    expect(
      county.errors().filter((error) => !/ERR_INTERNET_DISCONNECTED|Failed to load/.test(error)),
    ).toEqual([]);
  });
});

describe('a street', () => {
  it('splits what it was given among its villages; the difference is only said', async () => {
    const browser = await openBrowser({ viewport: tablet });
    const page = browser.page();
    await signIn(page, server.origin, 'township');
    await goTo(page, `/records/${given.id}`);
    await page.getByTestId('split-sum').first().getByText('两个数不一致').waitFor();
    expect(await page.locator('[data-unit]').count()).toBe(1);
    await page.getByTestId('split-task').click();
    await field(page, 'task').locator('input, textarea').first().waitFor();
    expect(await field(page, 'task').locator('input, textarea').first().inputValue()).toBe(
      String(given.values['task']),
    );
    expect(await field(page, 'measuredBy').locator('[aria-checked=true]').innerText()).toContain('志愿服务');
    expect(await field(page, 'targetOutcome').count()).toBe(0);
    await browser.dispose();
  });
});

describe('a village, without a network', () => {
  it('sees its own part of the task, counted from its own records', async () => {
    const page = village.page();
    await signIn(page, server.origin, 'huaguo');
    await waitForServiceWorker(page);
    await goTo(page, `/records/${split.id}`);
    const counted = page.getByTestId('counted');
    await expect.poll(() => counted.count()).toBe(1);
    await village.setOffline(true);
    await goTo(page, '/campaign');
    await page.locator(`[data-record-id="${split.id}"]`).waitFor();
    expect(await screenFaults(page)).toEqual([]);
    await page.locator(`[data-record-id="${split.id}"]`).click();
    await expect.poll(async () => numberIn(await counted.innerText())).toBeGreaterThan(0);
    const before = numberIn(await counted.innerText());
    expect(await page.getByTestId('outcome-source').innerText()).toContain('按本机的记录数出');
    expect(await screenFaults(page)).toEqual([]);
    await goTo(page, '/capture/volunteer-activity');
    await choose(page, 'activityKind', '助残');
    for (const [id, text] of [
      ['place', '花果村'],
      ['volunteers', '7'],
      ['hoursEach', '2'],
      ['peopleServed', '9'],
    ] as const)
      await fill(page, id, text);
    await save(page);
    await goTo(page, `/records/${split.id}`);
    await expect.poll(async () => numberIn(await counted.innerText())).toBe(before + 9);
    expect(await counted.innerText()).toContain('其中待审');
    expect(await page.getByTestId('reported').innerText()).toContain('160人次');
  });
});
