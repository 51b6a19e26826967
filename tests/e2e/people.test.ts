// People: a number fills in the birth date, initials and last digits find her, a second registration is proposed, merged, undone; a move.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { apiAccount } from '../support/app/api-account.ts';
import { choose, field, fill, goTo, save, signIn } from '../support/app/drive-app.ts';
import { screenFaults } from '../support/app/screen-faults.ts';
import { openBrowser, phone, tablet, type TestBrowser } from '../support/browser.ts';
import { startServer, type ServerProcess } from '../support/start-server.ts';

let server: ServerProcess;
let village: TestBrowser;
let township: TestBrowser;
let [firstId, secondId] = ['', ''];
const name = '单示霜';
const idNo = '420399198808080166';

beforeAll(async () => {
  server = await startServer({ demonstration: 'small' });
  village = await openBrowser({ viewport: phone });
  township = await openBrowser({ viewport: tablet });
  await signIn(village.page(), server.origin, 'huaguo');
  await signIn(township.page(), server.origin, 'township');
});
afterAll(async () => {
  await village?.dispose();
  await township?.dispose();
  await server?.dispose();
});

async function savedId(page: Page): Promise<string> {
  await save(page);
  await page.waitForURL(/\/people\/[0-9a-f-]{36}/);
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}
async function find(page: Page, text: string): Promise<string[]> {
  await goTo(page, '/people');
  await page.getByRole('searchbox').fill(text);
  await expect.poll(() => page.locator('main').innerText(), { timeout: 10_000 }).toMatch(/共 \d+ 人/);
  return page.locator('[data-person-id] .strong').allInnerTexts();
}
const onServer = async (id: string) =>
  (await (await apiAccount(server.origin, 'township')).find('people', { id }))[0];

describe('a person', () => {
  it('is registered with her number: sex and birth date follow, a contradiction is refused in words', async () => {
    const page = village.page();
    await goTo(page, '/capture/person');
    await fill(page, 'name', name);
    await fill(page, 'idNo', idNo);
    await expect
      .poll(() => field(page, 'birthDate').locator('input').first().inputValue())
      .toBe('1988-08-08');
    await fill(page, 'birthDate', '1988-08-09');
    await page.getByTestId('save-record').click();
    await expect.poll(() => field(page, 'birthDate').innerText()).toContain('与身份证号不符');
    await fill(page, 'birthDate', '1988-08-08');
    await fill(page, 'phone', '19900007788');
    firstId = await savedId(page);
  });

  it('shows her numbers in part until they are asked for', async () => {
    const page = village.page();
    await expect.poll(() => field(page, 'idNo').innerText()).toContain('420399********0166');
    expect(await field(page, 'phone').innerText()).toContain('199****7788');
    expect(await screenFaults(page)).toEqual([]);
    await page.getByTestId('show-numbers').click();
    await expect.poll(() => field(page, 'idNo').innerText()).toContain(idNo);
  });

  it('is found by initials, by her reading, by the end of her number, and in the picker of a form', async () => {
    const page = village.page();
    for (const text of ['ssshuang', 'shanss', '0166', '示霜', '7788'])
      await expect.poll(() => find(page, text), { timeout: 10_000 }).toEqual([name]);
    expect(await screenFaults(page)).toEqual([]);
    await goTo(page, '/capture/home-visit');
    await fill(page, 'person', 'sssh');
    await field(page, 'person').getByRole('button', { name }).click();
    await choose(page, 'situation', '都好');
    await save(page);
    await page.waitForURL(/\/records\/[0-9a-f-]{36}/);
  });
});

describe('a second registration', () => {
  it('is proposed with its reason, and merged by the township', async () => {
    const page = village.page();
    await goTo(page, '/capture/person');
    await fill(page, 'name', '单示双');
    await fill(page, 'birthDate', '1988-08-08');
    secondId = await savedId(page);
    await expect.poll(() => onServer(secondId), { timeout: 10_000 }).toBeDefined();

    const office = township.page();
    await goTo(office, '/people/check');
    const match = office.getByTestId('match').filter({ hasText: '单示双' });
    await match.getByText('姓名读音相同').waitFor({ timeout: 10_000 });
    expect(await screenFaults(office)).toEqual([]);
    await match.locator(`[data-keep="${firstId}"]`).click();
    await match.waitFor({ state: 'detached' });
    await expect
      .poll(async () => (await onServer(secondId))?.values['mergedInto'], { timeout: 10_000 })
      .toBe(firstId);
  });

  it('is in no list any more; its page leads to the one that stays, and the merge can be undone', async () => {
    const page = village.page();
    await expect.poll(() => find(page, 'ssshuang'), { timeout: 10_000 }).toEqual([name]);
    await goTo(page, `/people/${secondId}`);
    await page
      .getByTestId('merged-into')
      .getByRole('link', { name: `打开${name}` })
      .click();
    await expect.poll(() => page.getByTestId('merged').innerText()).toContain('单示双');
    expect(await page.locator('main').innerText()).toContain('入户走访');
    await page.locator(`[data-separate="${secondId}"]`).click();
    await expect.poll(() => find(page, 'ssshuang'), { timeout: 10_000 }).toHaveLength(2);
    await expect
      .poll(async () => (await onServer(secondId))?.values['mergedInto'], { timeout: 10_000 })
      .toBe(undefined);
  });
});

it('somebody who moved is written down by her village, handed over by the township, and leaves the village’s phone', async () => {
  const page = village.page();
  await goTo(page, `/people/${firstId}`);
  await page.getByTestId('move').click();
  const move = page.getByTestId('move-person');
  await move.getByLabel('迁往').selectOption({ label: '蔡家村' });
  await move.getByTestId('confirm-move').click();
  await page.getByTestId('waiting-move').waitFor();
  expect(await screenFaults(page)).toEqual([]);

  const office = township.page();
  await goTo(office, '/people/check');
  const waiting = office.getByTestId('waiting-move').filter({ hasText: name });
  await waiting.getByRole('button', { name: '转交给蔡家村' }).click({ timeout: 10_000 });
  await waiting.waitFor({ state: 'detached' });
  await expect.poll(() => page.locator('main').innerText(), { timeout: 15_000 }).toContain('找不到这个人');
  expect(await find(page, '0166')).toEqual([]);
});
