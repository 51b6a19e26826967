// The office at 1440×900: a queue worked by keyboard, ten seconds to undo, batches, differences; and phones without any of it.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiAccount, type ApiAccount, type ServerDocument } from '../support/app/api-account.ts';
import { goTo, signIn, unlock } from '../support/app/drive-app.ts';
import { screenFaults } from '../support/app/screen-faults.ts';
import { openBrowser, phone, type TestBrowser } from '../support/browser.ts';
import { rootPath } from '../support/run-command.ts';
import { startServer, type ServerProcess } from '../support/start-server.ts';

const meeting = { meetingKind: 'work', expected: 9, attended: 8 };
let server: ServerProcess;
let office: TestBrowser;
let village: ApiAccount;
let township: ApiAccount;

beforeAll(async () => {
  server = await startServer({ demonstration: 'small' });
  office = await openBrowser({ viewport: { width: 1440, height: 900 }, isMobile: false });
  [village, township] = [
    await apiAccount(server.origin, 'huaguo'),
    await apiAccount(server.origin, 'township'),
  ];
  await signIn(office.page(), server.origin, 'township');
});
afterAll(async () => {
  await office?.dispose();
  await server?.dispose();
});

const sent = (agenda: string, values: object = {}, occurredOn?: string): Promise<ServerDocument> =>
  village.record('meeting', { ...meeting, agenda, ...values }, occurredOn);
const daysAgo = (days: number): string =>
  new Date(Date.now() + (8 - days * 24) * 3_600_000).toISOString().slice(0, 10);
const stateOf = async (id: string): Promise<string | undefined> =>
  (await township.find('records', { id }))[0]?.reviewState;
const decisionsOn = (id: string): Promise<ServerDocument[]> => township.find('decisions', { aboutId: id });
const inQueue = (page: Page, id: string) => page.locator(`[data-queue-id="${id}"]`);
const title = (page: Page): Promise<string> => page.getByTestId('desk-title').innerText();

async function openDesk(first: ServerDocument): Promise<Page> {
  const page = office.page();
  await goTo(page, '/review');
  await page.getByLabel('搜索待审记录').fill('');
  await inQueue(page, first.id).locator('.open').click();
  return page;
}

describe('the office', () => {
  it('shows every place in its frame without a fault', async () => {
    await sent('示例议题零');
    const page = office.page();
    await page.getByTestId('todo-review').waitFor();
    const found: Record<string, readonly string[]> = {};
    const marks = {
      ...{ '/': 'todo-review', '/review': 'desk', '/people': 'units', '/ledgers': 'ledger' },
      '/campaign': 'matters',
    };
    for (const [path, mark] of Object.entries(marks)) {
      await goTo(page, path);
      await page.getByTestId(mark).waitFor();
      found[path] = await screenFaults(page);
    }
    for (const path of ['/figures', '/records', '/search', '/capture', '/me']) {
      await goTo(page, path);
      await page.locator('h1').first().waitFor();
      found[path] = await screenFaults(page);
    }
    expect(Object.entries(found).filter(([, faults]) => faults.length > 0)).toEqual([]);
    expect(office.errors()).toEqual([]);
  });

  it('a ledger is filtered, its sums are those of the lines shown, and a column can go', async () => {
    const page = office.page();
    await goTo(page, '/ledgers');
    await page.getByLabel('类型', { exact: true }).selectOption({ label: '会议' });
    const ledger = page.getByTestId('ledger');
    await page.getByLabel('找：姓名、地点、内容').fill('示例议题零');
    await expect.poll(() => ledger.locator('tbody tr').count()).toBe(1);
    const heads = await ledger.locator('thead th').allInnerTexts();
    const sums = await ledger.locator('tfoot td').allInnerTexts();
    expect(sums[heads.findIndex((head) => head.includes('实到'))]?.trim()).toBe('8');
    await page.getByTestId('ledger-columns').locator('summary').click();
    await page.getByRole('checkbox', { name: '审核状态' }).uncheck();
    await expect.poll(() => ledger.locator('thead th').count()).toBe(heads.length - 1);
    await ledger.getByRole('link').first().click();
    await page.getByTestId('record-title').getByText('示例议题零').waitFor();
  });
});

describe('the review desk', () => {
  /** What the server must say of each record when the ten seconds are over. */
  const expected = new Map<string, string>();
  let corrected: ServerDocument;
  let undone: ServerDocument;
  let approved: ServerDocument;

  it('returns a record with a reason; without one it asks', async () => {
    corrected = await sent('对照一');
    const page = await openDesk(corrected);
    await page.getByTestId('return-record').click();
    await page.getByTestId('confirm-return').click();
    await page.getByRole('button', { name: '请核对人数' }).click();
    await page.getByRole('button', { name: '请核对日期' }).focus();
    for (const key of ['j', 'Control+Enter']) await page.keyboard.press(key);
    expect(await page.getByTestId('return-reason').inputValue()).toBe('请核对人数');
    expect(await screenFaults(page)).toEqual([]);
    await page.getByTestId('confirm-return').click();
    await inQueue(page, corrected.id).waitFor({ state: 'detached' });
    expected.set(corrected.id, 'returned');
  });

  it('is worked by keyboard: next, previous, search, approve; letters mean nothing while typing', async () => {
    const [first, second, third] = [await sent('键盘一'), await sent('键盘二'), await sent('键盘三')];
    const page = await openDesk(first);
    await expect.poll(() => title(page)).toBe('键盘一');
    await inQueue(page, third.id).waitFor();
    await page.keyboard.press('j');
    await expect.poll(() => title(page)).toBe('键盘二');
    await page.keyboard.press('k');
    await expect.poll(() => title(page)).toBe('键盘一');
    await page.keyboard.press('/');
    await page.keyboard.type('j键盘');
    expect(await page.getByLabel('搜索待审记录').inputValue()).toBe('j键盘');
    await page.keyboard.press('Control+Enter');
    await page.getByLabel('搜索待审记录').fill('键盘');
    await expect.poll(() => page.locator('[data-queue-id]').count()).toBe(3);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => title(page)).toBe('键盘二');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => title(page)).toBe('键盘三');
    for (const { id } of [first, second]) expected.set(id, 'approved');
    expected.set(third.id, 'submitted');
    approved = first;
  });

  it('undoes what was just decided, and goes on with another', async () => {
    undone = await sent('撤销一');
    const voided = await sent('撤销二');
    const page = await openDesk(undone);
    await inQueue(page, voided.id).waitFor();
    await page.getByLabel('搜索待审记录').fill('撤销');
    await page.getByTestId('approve-record').click();
    await expect.poll(() => title(page)).toBe('撤销二');
    await page.getByTestId('undo').click();
    await expect.poll(() => title(page)).toBe('撤销一');
    await inQueue(page, voided.id).locator('.open').click();
    await page.getByTestId('void-record').click();
    await page.getByRole('button', { name: '误报，没有开展' }).click();
    await page.getByTestId('confirm-void').click();
    await inQueue(page, voided.id).waitFor({ state: 'detached' });
    expected.set(voided.id, 'void');
    expected.set(undone.id, 'submitted');
  });

  it('approves together what is unremarkable, says why not the others, and keeps what was unticked', async () => {
    // Of one day they would be doubles of each other.
    const plain = await sent('成批一', {}, daysAgo(11));
    const other = await sent('成批二', {}, daysAgo(12));
    const spared = await sent('成批三', {}, daysAgo(13));
    const odd = await sent('成批四', { attended: 12 }, daysAgo(14));
    const page = await openDesk(odd);
    await page.getByLabel('搜索待审记录').fill('成批');
    await page.getByTestId('batch').click();
    const box = (id: string) => inQueue(page, id).getByRole('checkbox');
    await expect.poll(() => page.getByTestId('approve-ticked').innerText()).toContain('3');
    expect([await box(odd.id).isDisabled(), await box(odd.id).isChecked()]).toEqual([true, false]);
    await inQueue(page, odd.id).getByText('实到多于应到').waitFor();
    await box(spared.id).click();
    expect(await screenFaults(page)).toEqual([]);
    await page.getByTestId('approve-ticked').click();
    await page.getByText('已通过 2 条').waitFor();
    for (const { id } of [plain, other]) expected.set(id, 'approved');
    for (const { id } of [spared, odd]) expected.set(id, 'submitted');
  });

  it('after ten seconds all of it has taken effect, and nothing of what was undone reached the server', async () => {
    const states = async () => {
      const found = await Promise.all([...expected.keys()].map(async (id) => [id, await stateOf(id)]));
      return Object.fromEntries(found);
    };
    await expect.poll(states, { timeout: 15_000, interval: 500 }).toEqual(Object.fromEntries(expected));
    expect(await decisionsOn(undone.id)).toEqual([]);
    expect((await decisionsOn(approved.id)).length).toBe(1);
  });

  it('shows of a corrected record what was and what is, and how it came to be', async () => {
    const page = office.page();
    await village.correct(corrected, { ...meeting, agenda: '对照一', attended: 7 });
    await openDesk(corrected);
    const changed = page.getByTestId('versions').locator('.is-changed');
    await expect.poll(() => changed.allInnerTexts()).toEqual([expect.stringMatching(/实到人数\s+8人\s+7人/)]);
    await page.getByTestId('trail').getByText('“请核对人数”').waitFor();
    await page.getByTestId('trail').getByText('花果村修改后重报').waitFor();
    expect(await screenFaults(page)).toEqual([]);
  });

  it('what took effect can be withdrawn on the record’s page', async () => {
    const page = office.page();
    await goTo(page, `/records/${approved.id}`);
    await page.getByTestId('withdraw').click();
    await expect.poll(() => stateOf(approved.id), { timeout: 10_000 }).toBe('submitted');
    await page.getByTestId('approve-record').waitFor();
  });

  it('letters can be switched off', async () => {
    const page = await openDesk(undone);
    await expect.poll(() => title(page)).toBe('撤销一');
    await page.getByRole('switch', { name: '用字母键' }).click();
    await page.keyboard.press('k');
    await page.keyboard.press('/');
    const isSearching = await page
      .getByLabel('搜索待审记录')
      .evaluate((input) => input === document.activeElement);
    expect([isSearching, await title(page)]).toEqual([false, '撤销一']);
  });

  it('a page that ends within the ten seconds loses no decision', async () => {
    const record = await sent('重开一');
    const page = await openDesk(record);
    await expect.poll(() => title(page)).toBe('重开一');
    await page.getByTestId('approve-record').click();
    await page.getByTestId('undo').waitFor();
    expect(await decisionsOn(record.id)).toEqual([]);
    await page.reload();
    await page.locator('input[name=password], [data-testid=waiting]').first().waitFor();
    if (await page.locator('input[name=password]').isVisible()) await unlock(page);
    await expect.poll(() => stateOf(record.id), { timeout: 15_000 }).toBe('approved');
  });
});

describe('a phone', () => {
  it('keeps no part of the office, and asks for none', async () => {
    const assets = join(rootPath, 'dist/client/assets');
    const files = await readdir(assets);
    const parts = await Promise.all(
      files.map(async (name) => ({ name, text: await readFile(join(assets, name), 'latin1') })),
    );
    const ofElementPlus = parts.filter(({ text }) => /ElTree|ElTable|\.el-t(?:able|ree)/.test(text));
    expect(ofElementPlus.length).toBeGreaterThan(2);
    expect(ofElementPlus.filter(({ name }) => !name.startsWith('office-'))).toEqual([]);
    const worker = await readFile(join(rootPath, 'dist/client/service-worker.js'), 'utf8');
    expect(worker).toContain('assets/');
    expect(worker).not.toContain('assets/office-');

    const browser = await openBrowser({ viewport: phone });
    await signIn(browser.page(), server.origin, 'township');
    for (const path of ['/review', '/people', '/ledgers', '/']) await goTo(browser.page(), path);
    await browser.page().locator('h1').first().waitFor();
    expect(browser.requests().filter((url) => url.includes('/office-'))).toEqual([]);
    await browser.dispose();
  });
});

describe('a desktop that the office’s parts do not reach', () => {
  it('has every place in its ordinary form', async () => {
    const browser = await openBrowser({ viewport: { width: 1440, height: 900 }, isMobile: false });
    await browser.context().route('**/office-*', (route) => route.abort());
    const page = browser.page();
    await signIn(page, server.origin, 'county');
    await goTo(page, '/review');
    await page.locator('.column').getByRole('link', { name: '审核' }).waitFor();
    await page.locator('[data-record-id]').first().waitFor();
    expect(await screenFaults(page)).toEqual([]);
    await browser.dispose();
  });
});
