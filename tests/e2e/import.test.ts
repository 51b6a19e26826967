// A workbook comes in: columns, each doubtful cell asked, the dry run, the import without a network, and undo as one act.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goTo, signIn, waitForServiceWorker } from '../support/app/drive-app.ts';
import { screenFaults } from '../support/app/screen-faults.ts';
import { openBrowser, phone, type TestBrowser } from '../support/browser.ts';
import { rootPath } from '../support/run-command.ts';
import { workbookFile } from '../support/import/workbook-file.ts';
import { startServer, type ServerProcess } from '../support/start-server.ts';

const workbook = (name: string): string => join(rootPath, 'tests/fixtures/workbooks', name);

let server: ServerProcess;
let office: TestBrowser;
let village: TestBrowser;

beforeAll(async () => {
  server = await startServer({ demonstration: 'small' });
  [office, village] = await Promise.all([
    openBrowser({ viewport: { width: 1440, height: 900 }, isMobile: false }),
    openBrowser({ viewport: phone }),
  ]);
});
afterAll(async () => {
  await Promise.all([office?.dispose(), village?.dispose()]);
  await server?.dispose();
});

const group = (page: Page, key: string) => page.locator(`[data-group="${key}"]`);
const step = (page: Page, name: string) => page.locator(`[data-testid=import][data-step=${name}]`);
const openQuestions = async (page: Page): Promise<number> =>
  Number(await page.getByTestId('open-questions').getAttribute('data-open'));
const choose = (page: Page, name: string): Promise<void> =>
  page.locator('input[type=file]').setInputFiles(workbook(name));
/** One answer for a whole group of what the table does not say. */
async function sameForAll(page: Page, key: string, option: string): Promise<void> {
  const all = group(page, key).getByTestId('for-all');
  await all.getByRole('checkbox', { name: option, exact: true }).click();
  await all.getByRole('button', { name: /都填这个/ }).click();
  await group(page, key).waitFor({ state: 'detached' });
}

/** All proposals of a group, each place its own. */
async function takeAll(page: Page, key: string): Promise<void> {
  await group(page, key).getByTestId('take-all').click();
  await group(page, key).waitFor({ state: 'detached' });
}

/** All proposals of a group, or its only one. */
async function takeProposals(page: Page, key: string): Promise<void> {
  const all = group(page, key).getByTestId('take-all');
  const only = group(page, key).getByRole('button', { name: /就按这个|都按这个/ });
  await all.or(only.first()).first().click();
  await group(page, key).waitFor({ state: 'detached' });
}

describe('at the township, 1440 × 900', () => {
  it('a file that cannot be read is refused in one sentence, and nothing comes of it', async () => {
    const page = office.page();
    await signIn(page, server.origin, 'township');
    await goTo(page, '/ledgers');
    await page.getByRole('link', { name: '从表格导入' }).click();
    await step(page, 'file').waitFor();
    const chooseBytes = (name: string, bytes: Uint8Array) =>
      page
        .locator('input[type=file]')
        .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
    const fault = page.getByTestId('import-fault');
    await chooseBytes('旧表.xls', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0]));
    await fault.getByText('这是老格式的表格').waitFor();
    // From the disk: so many bytes take long on their way through the debugger.
    const folder = await mkdtemp(join(tmpdir(), 'banbiantian-import-'));
    await writeFile(join(folder, '大表.xlsx'), new Uint8Array(25 * 1024 * 1024));
    await page.locator('input[type=file]').setInputFiles(join(folder, '大表.xlsx'));
    await fault.getByText('文件太大').waitFor();
    await rm(folder, { recursive: true });
    await chooseBytes('说明.xlsx', workbookFile([{ name: '说明', rows: [['请勿改动表头']] }]));
    await fault.getByText('没有找到表头').waitFor();
    expect(await screenFaults(page)).toEqual([]);
  });

  it('each doubtful cell is asked about, alike ones together, and an answer can be taken back', async () => {
    const page = office.page();
    await page.getByLabel('这张表记的是').selectOption({ label: '慰问' });
    await choose(page, 'condolence-summary.xlsx');
    await step(page, 'columns').waitFor();
    expect(await page.locator('[data-column=C] select').inputValue()).toBe('occurredOn');
    expect(await screenFaults(page)).toEqual([]);
    await page.getByTestId('check-rows').click();
    await step(page, 'questions').waitFor();
    expect(await screenFaults(page)).toEqual([]);
    const before = await openQuestions(page);
    expect(before).toBeLessThan(30);
    await page.getByText('写的是大概数“51余”，按51、注明大概数？').waitFor();
    await group(page, 'beneficiaryCount|rough').getByTestId('take-all').click();
    await group(page, 'beneficiaryCount|rough').waitFor({ state: 'detached' });
    await expect.poll(() => openQuestions(page)).toBe(before - 2);
    await page.getByRole('button', { name: '撤回上一次回答' }).click();
    await expect.poll(() => openQuestions(page)).toBe(before);
  });

  it('answered, its rows are shown as they will be, and come in without a network', async () => {
    const page = office.page();
    for (const key of [
      ...['gifts.source|notChoice', 'beneficiaryCount|rough', 'beneficiaryCount|otherCounter'],
      ...['gifts.valueFen|tenThousands', 'occurredOn|yearMissing', 'occurredOn|dayMissing'],
    ])
      await takeProposals(page, key);
    const rough = group(page, 'gifts.valueFen|roughMoney');
    await rough.getByRole('button', { name: '折价不详（原文“近千元”记入备注）' }).click();
    await rough.waitFor({ state: 'detached' });
    await takeAll(page, 'occurredOn|outsidePeriod');
    // What follows from those answers: by date, by what the columns hold, by whom.
    await group(page, 'festival|missing').getByText('2026-05-01前后没有节日，记“平时”？').waitFor();
    await takeAll(page, 'festival|missing');
    await takeAll(page, 'beneficiaryCategory|missing');
    await group(page, 'way|missing').getByTestId('take-all').click();
    await group(page, 'way|missing').getByRole('button', { name: '送物品，慰问金列为其中一项' }).click();
    await group(page, 'way|missing').waitFor({ state: 'detached' });
    await takeProposals(page, 'gifts.item|missing');
    await sameForAll(page, 'services|missing', '打扫卫生');
    await expect.poll(() => openQuestions(page)).toBe(0);
    await page.getByTestId('to-rows').click();
    await step(page, 'rows').waitFor();
    await page.getByTestId('import-row').getByText('51名（大概数）').first().waitFor();
    expect(await page.locator('[data-state=error]').count()).toBe(0);
    const row = page.locator('[data-row="4"]').first();
    await row.getByRole('button', { name: '第4行，看内容' }).click();
    await row.locator('[data-line^=gifts]').getByText('折价不详').waitFor();
    await row.locator('[data-line=note]').getByText('慰问品折价原文“近千元”').waitFor();
    expect(await screenFaults(page)).toEqual([]);
    await expect
      .poll(() => page.getByTestId('import-reason').getByRole('textbox').inputValue())
      .toBe('从表格“condolence-summary.xlsx”补录');
    await waitForServiceWorker(office.page());
    await office.setOffline(true);
    const ready = await page.locator('[data-state-count=ready]').innerText();
    await page.getByTestId('import-now').click();
    await step(page, 'saved').waitFor();
    const count = /\d+/.exec(ready)?.[0] ?? '';
    await page.getByTestId('import-result').getByText(`已导入${count}行`).waitFor();
    expect(await screenFaults(page)).toEqual([]);
    await office.setOffline(false);
  });

  it('undo takes all of it back as one act, on the server too', async () => {
    const page = office.page();
    await goTo(page, '/');
    const badge = page.getByTestId('sync-badge');
    await expect.poll(() => badge.getAttribute('data-on-device'), { timeout: 20_000 }).toBe('0');
    const before = await badge.getAttribute('data-needs-you');
    await goTo(page, '/import');
    await page.getByRole('button', { name: /^整批撤销/ }).click();
    await page.getByText(/再点一次，删掉这\d+条/).click();
    await page
      .getByTestId('undone')
      .getByText(/已撤销，删掉了\d+条/)
      .waitFor();
    expect(await page.getByTestId('undone').locator('.left').count()).toBe(0);
    await goTo(page, '/');
    await expect.poll(() => badge.getAttribute('data-on-device'), { timeout: 20_000 }).toBe('0');
    expect(await badge.getAttribute('data-needs-you')).toBe(before);
  });
});

describe('a roster, at the township', () => {
  it('as a plan of courses it is pointed to what it is; it becomes one course with its attendance', async () => {
    const page = office.page();
    await goTo(page, '/import');
    await page.getByLabel('这张表记的是').selectOption({ label: '培训计划' });
    await choose(page, 'training-roster.xlsx');
    await page.getByTestId('names-people').getByRole('button', { name: '按“培训花名册”导入' }).click();
    const course = page.getByTestId('roster-course');
    await course.waitFor();
    expect(await course.locator('[data-field=name] input').inputValue()).toBe(
      '2026年全区妇联干部培训班（女干班）',
    );
    await page.getByTestId('check-rows').click();
    await course.getByText('请填写“主办”').waitFor();
    expect(await screenFaults(page)).toEqual([]);
    for (const [id, text] of [
      ['organiser', '示例区妇联'],
      ['occurredOn', '2026-11-20'],
      ['endsOn', '2026-11-22'],
    ] as const)
      await course.locator(`[data-field="${id}"] input`).first().fill(text);
    await page.getByTestId('check-rows').click();
    await step(page, 'questions').waitFor();
    for (const key of ['idNo|lostDigits', 'idNo|wrongIdentity'])
      await group(page, key).getByRole('button', { name: '先空着' }).click();
    await takeProposals(page, 'idNo|oldIdentity');
    const people = page.locator('[data-group^="person|"]').getByTestId('offer');
    while ((await openQuestions(page)) > 0) await people.first().click();
    await page.getByTestId('to-rows').click();
    await step(page, 'rows').waitFor();
    await page.locator('[data-row="46"][data-state=duplicate]').waitFor();
    await page.getByTestId('import-now').click();
    await page.getByTestId('import-result').getByText('花名册42人').waitFor();
    await page.getByText('培训花名册 · 2条记录').waitFor();
    await goTo(page, '/records');
    await page.getByText('2026年全区妇联干部培训班（女干班）').first().click();
    await page.getByText('已办结').first().waitFor();
    await goTo(page, '/import');
    await page.getByLabel('这张表记的是').selectOption({ label: '培训花名册' });
    await choose(page, 'training-roster.xlsx');
    await course.getByText('已经办结过一次，再导入会多记一期').waitFor();
  });
});

describe('in a village, 360 × 740', () => {
  it('a roster comes in without a network: a wrong number is left empty, an old one confirmed, a double person left out', async () => {
    const page = village.page();
    await signIn(page, server.origin, 'huaguo');
    await waitForServiceWorker(page);
    await goTo(page, '/people');
    await page.locator('[data-person-id]').first().waitFor();
    // Its page was never opened while there was a network.
    await village.setOffline(true);
    await page.getByRole('link', { name: '从表格导入' }).click();
    await step(page, 'file').waitFor();
    expect(await screenFaults(page)).toEqual([]);
    await choose(page, 'training-roster.xlsx');
    await step(page, 'columns').waitFor();
    expect(await screenFaults(page)).toEqual([]);
    await page.locator('[data-column=F] select').selectOption({ label: '不导入' });
    expect(await page.locator('[data-field=guardianName]').count()).toBe(0);
    await page.getByTestId('left-columns').getByText('H 考核结果').waitFor();
    await page.getByTestId('check-rows').click();
    await step(page, 'questions').waitFor();
    expect(await screenFaults(page)).toEqual([]);
    await group(page, 'idNo|wrongIdentity').getByText('王示兰 · 表里写的是420399197205055141').waitFor();
    await group(page, 'idNo|lostDigits').getByRole('button', { name: '先空着' }).click();
    await group(page, 'idNo|wrongIdentity').getByRole('button', { name: '先空着' }).click();
    await takeProposals(page, 'idNo|oldIdentity');
    await takeProposals(page, 'phone|oddPhone');
    await takeAll(page, 'residenceUnitId|unitWithMore');
    await expect.poll(() => openQuestions(page)).toBe(0);
    await page.getByTestId('to-rows').click();
    await step(page, 'rows').waitFor();
    await page.locator('[data-row="46"][data-state=duplicate]').getByText('与“Sheet1”第8行相同').waitFor();
    expect(await screenFaults(page)).toEqual([]);
    await page.getByTestId('import-now').click();
    await page.getByTestId('import-result').getByText('已导入42行').waitFor();
  });

  it('the same head is remembered, and what is there already is shown', async () => {
    const page = village.page();
    await page.getByRole('button', { name: '再导入一个文件' }).click();
    await choose(page, 'training-roster.xlsx');
    await page.getByText('这样的表头以前导入过，按上次的对法。').waitFor();
    await page.getByTestId('check-rows').click();
    await step(page, 'questions').waitFor();
    await takeAll(page, 'residenceUnitId|unitWithMore');
    await page.getByTestId('to-rows').click();
    await page.locator('[data-row="3"][data-state=duplicate]').getByText('已经有一条相同的').waitFor();
  });
});
