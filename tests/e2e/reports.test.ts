// 汇报材料: drafted from the records, edited with the numbers bound, taken anew, sent, finalised by another, numbered, exported.
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { volunteerActivity } from '../../shared/record-types/volunteer-activity.ts';
import { goTo, saveWithReason, signIn, unlock } from '../support/app/drive-app.ts';
import { enterSample } from '../support/app/enter-sample.ts';
import { screenFaults } from '../support/app/screen-faults.ts';
import { openBrowser, phone, tablet, type TestBrowser } from '../support/browser.ts';
import { partsOf } from '../support/server/office-parts.ts';
import { startServer, type ServerProcess } from '../support/start-server.ts';

const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const office = { viewport: { width: 1440, height: 900 }, isMobile: false } as const;
let server: ServerProcess;
let browsers: { readonly city: TestBrowser; readonly lead: TestBrowser; readonly village: TestBrowser };

beforeAll(async () => {
  server = await startServer({ demonstration: 'small' });
  browsers = {
    city: await openBrowser(office),
    lead: await openBrowser(office),
    village: await openBrowser({ viewport: phone }),
  };
  await signIn(browsers.city.page(), server.origin, 'city');
  await signIn(browsers.lead.page(), server.origin, 'city-lead');
  await signIn(browsers.village.page(), server.origin, 'huaguo');
});
afterAll(async () => {
  await Promise.all(Object.values(browsers ?? {}).map((browser) => browser.dispose()));
  await server?.dispose();
});

const textOf = (page: Page): Locator => page.getByTestId('report-text');
const lineOf = (page: Page, words: string): Locator =>
  textOf(page).locator('> div', { hasText: words }).first();
const saveState = (page: Page) => page.getByTestId('save-state').getAttribute('data-state');
async function saved(page: Page): Promise<void> {
  await expect.poll(() => saveState(page), { timeout: 10_000 }).toBe('saved');
}
async function isNow(page: Page, state: string): Promise<void> {
  await expect.poll(() => page.getByTestId('report-state').innerText()).toContain(state);
}

async function draft(page: Page, isPreview: boolean): Promise<void> {
  await goTo(page, '/reports');
  await page.getByTestId('new-report').click();
  if (isPreview) await page.getByRole('radio', { name: '预览' }).check();
  await page.getByTestId('begin-report').click();
  await textOf(page).waitFor();
  await expect.poll(() => page.getByTestId('changes').getAttribute('data-state')).toBe('known');
}

/** The caret at the end of the line that holds these words. */
async function caretAfter(page: Page, words: string): Promise<void> {
  await lineOf(page, words).evaluate((line) => {
    line.parentElement?.focus();
    document.getSelection()?.setPosition(line, line.childNodes.length);
  });
}

/** As an input method does it: composed in the text, then put down. */
async function compose(browser: TestBrowser, half: string, whole: string): Promise<void> {
  const devtools = await browser.devtools();
  await devtools.send('Input.imeSetComposition', { text: half, selectionStart: 1, selectionEnd: 1 });
  await devtools.send('Input.imeSetComposition', { text: whole, selectionStart: 2, selectionEnd: 2 });
  await devtools.send('Input.insertText', { text: whole });
  await devtools.detach();
}

describe('a report on the desk', () => {
  it('teaches while there is none, and is drafted with its numbers bound to their records', async () => {
    const page = browsers.city.page();
    await page.getByRole('link', { name: '汇报材料' }).click();
    await page.getByText('还没有汇报材料').waitFor();
    expect(await screenFaults(page)).toEqual([]);
    await draft(page, true);
    await page.getByTestId('outside-note').getByText('预览稿').waitFor();
    const events = lineOf(page, '深入开展志愿服务活动').locator('[data-fact]').first();
    await events.click();
    expect(await page.getByTestId('fact-text').innerText()).toBe(await events.innerText());
    await page.getByTestId('fact-panel').getByRole('link').first().waitFor();
    const units = await page.getByTestId('fact-parts').locator('dt').allInnerTexts();
    expect(units.slice(0, 3)).toEqual(['本级', '茅箭区', '张湾区']);
    expect(await screenFaults(page)).toEqual([]);
  });

  it('is typed in with an input method and by keyboard; numbers stay bound, go as a whole and come back', async () => {
    const page = browsers.city.page();
    const line = lineOf(page, '深入开展志愿服务活动');
    const bound = await line.locator('[data-fact]').count();
    await caretAfter(page, '深入开展志愿服务活动');
    await compose(browsers.city, '巾', '巾帼志愿者热情高。');
    await page.keyboard.press('Enter');
    await page.keyboard.type('另有37名新人加入。');
    await page.getByTestId('check-panel').locator('[data-rule=unbound]').getByText('“37”').waitFor();
    await saved(page);
    expect(await line.innerText()).toMatch(/巾帼志愿者热情高。$/);
    expect(await line.locator('[data-fact]').count()).toBe(bound);
    const chip = line.locator('[data-fact]').first();
    const number = await chip.innerText();
    await chip.click();
    await page.keyboard.press('Backspace');
    expect(await line.locator('[data-fact]').count()).toBe(bound - 1);
    await page.keyboard.press('Control+z');
    expect(await line.locator('[data-fact]').first().innerText()).toBe(number);
    await saved(page);
    await browsers.city.reopen();
  });

  it('keeps what was typed over a restart of the browser', async () => {
    const page = browsers.city.page();
    await page.goto(`${server.origin}/reports`);
    const list = page.getByTestId('report-list');
    const password = page.locator('input[name=password]');
    await list.or(password).first().waitFor();
    if (await password.isVisible()) await unlock(page);
    await list.getByRole('link').first().click();
    await lineOf(page, '另有37名新人加入。').waitFor();
    expect(await lineOf(page, '巾帼志愿者热情高。').locator('[data-fact]').count()).toBeGreaterThan(0);
  });

  it('says which numbers are others after a record came, and takes one over where it stands', async () => {
    const village = browsers.village.page();
    await goTo(village, '/capture/volunteer-activity');
    await enterSample(village, volunteerActivity, today);
    await saveWithReason(village);
    const page = browsers.city.page();
    const changes = page.getByTestId('changes');
    const asked = () => changes.getAttribute('data-state');
    await expect
      .poll(
        async () => {
          if (!(await changes.innerText()).includes('数据已变化')) await page.getByTestId('compare').click();
          await expect.poll(asked).toBe('known');
          return changes.innerText();
        },
        { timeout: 20_000 },
      )
      .toContain('数据已变化');
    const line = lineOf(page, '深入开展志愿服务活动');
    const factId = (await line.locator('[data-fact]').first().getAttribute('data-fact')) ?? '';
    const changed = page.getByTestId('changes').locator(`[data-changed="${factId}"]`);
    expect(await changed.locator('del').innerText()).toBe(
      await line.locator('[data-fact]').first().innerText(),
    );
    const after = await changed.locator('ins').innerText();
    await changed.getByRole('button').click();
    await expect.poll(() => page.locator(`[data-changed="${factId}"]`).count()).toBe(0);
    await expect.poll(() => line.locator('[data-fact]').first().innerText()).toBe(after);
    await lineOf(page, '另有37名新人加入。').waitFor();
  });

  it('stays on the device while the server is away, and beside the other’s text when two wrote', async () => {
    const page = browsers.city.page();
    await browsers.city.setOffline(true);
    await caretAfter(page, '另有37名新人加入。');
    await page.keyboard.insertText('断网时写的。');
    await expect.poll(() => saveState(page), { timeout: 10_000 }).toBe('kept');
    const other = browsers.lead.page();
    await goTo(other, '/reports');
    await other.getByTestId('report-list').getByRole('link').first().click();
    await caretAfter(other, '另有37名新人加入。');
    await other.keyboard.insertText('同事写的。');
    await saved(other);
    await browsers.city.setOffline(false);
    const pair = page.getByTestId('conflict-pair');
    await pair.getByText('断网时写的。').waitFor({ timeout: 20_000 });
    await pair.getByText('同事写的。').waitFor();
    expect(await screenFaults(page)).toEqual([]);
    await pair.getByRole('radio').nth(1).check();
    await page.getByTestId('settle').click();
    await lineOf(page, '同事写的。').waitFor();
    await saved(page);
    expect(await textOf(page).innerText()).not.toContain('断网时写的。');
  });
});

describe('a report that is issued', () => {
  it('is sent by one, finalised by another, numbered, frozen, and opens as a document with its text', async () => {
    const page = browsers.city.page();
    await draft(page, false);
    await caretAfter(page, '总之');
    await page.keyboard.insertText('特此报告。');
    await saved(page);
    await page.getByTestId('move-send').click();
    await page.getByTestId('move-form').getByText('文字不能再改').waitFor();
    expect(await screenFaults(page)).toEqual([]);
    await page.getByTestId('confirm-move').click();
    await isNow(page, '核稿中');
    expect(await textOf(page).getAttribute('contenteditable')).toBe('false');
    const lead = browsers.lead.page();
    await goTo(lead, '/reports');
    await lead.locator('[data-state=submitted]').getByRole('link').click();
    await lead.getByTestId('move-finalise').click();
    await lead.getByTestId('confirm-move').click();
    await isNow(lead, '已定稿');
    expect(await textOf(lead).innerText()).not.toContain('待补');
    await lead.getByTestId('move-number').click();
    await lead.getByLabel('发文字号').fill('示妇报[2026]7');
    await lead.getByLabel('成文日期').fill(today);
    await lead.getByTestId('confirm-move').click();
    await expect.poll(() => lead.getByTestId('report-number').innerText()).toContain('示妇报〔2026〕7号');
    await isNow(lead, '已发文');
    const waiting = lead.waitForEvent('download');
    await lead.getByTestId('file-docx').click();
    const bytes = await readFile(await (await waiting).path());
    const body = partsOf(bytes)['word/document.xml'] ?? '';
    expect(body.replaceAll(/<[^>]+>/g, '')).toContain('特此报告。');
    expect(await screenFaults(lead)).toEqual([]);
  });

  it('is found by those above only, and fits a tablet', async () => {
    const lead = browsers.lead.page();
    await lead.setViewportSize(tablet);
    await goTo(lead, '/reports');
    await lead.locator('[data-state=issued]').waitFor();
    expect(await screenFaults(lead)).toEqual([]);
    await lead.locator('[data-state=issued]').getByRole('link').click();
    await textOf(lead).waitFor();
    expect(await screenFaults(lead)).toEqual([]);
    const village = browsers.village.page();
    await goTo(village, '/reports');
    await village.getByText('由街道（乡镇）以上妇联起草').waitFor();
  });
});
