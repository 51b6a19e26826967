// Enter once: who is registered fills in what is known of her; what contradicts it is asked; who asks for a form is said.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { choose, field, fill, goTo, save, saveWithReason, signIn } from '../support/app/drive-app.ts';
import { screenFaults } from '../support/app/screen-faults.ts';
import { openBrowser, phone, type TestBrowser } from '../support/browser.ts';
import { startServer, type ServerProcess } from '../support/start-server.ts';

let server: ServerProcess;
let village: TestBrowser;
const name = '栾示禾';

beforeAll(async () => {
  server = await startServer({ demonstration: 'small' });
  village = await openBrowser({ viewport: phone });
  await signIn(village.page(), server.origin, 'huaguo');
});
afterAll(async () => {
  await village?.dispose();
  await server?.dispose();
});

const valueOf = (page: Page, id: string): Promise<string> =>
  field(page, id).locator('input:not([type=date])').first().inputValue();
async function unfold(page: Page): Promise<void> {
  const button = page.getByTestId('unfold');
  if ((await button.getAttribute('aria-expanded')) === 'false') await button.click();
}
const chosen = (page: Page, id: string) =>
  field(page, id).locator('[role=radio][aria-checked=true], [role=checkbox][aria-checked=true]');

it('keeps a number whose check digit fails only with a reason, marked as unverified', async () => {
  const page = village.page();
  await goTo(page, '/capture/person');
  await fill(page, 'name', name);
  await fill(page, 'idNo', '420399198808080167');
  await fill(page, 'birthDate', '1950-08-08');
  await fill(page, 'phone', '19900006611');
  await choose(page, 'categories', '孤寡老人');
  await page.getByTestId('save-record').click();
  await field(page, 'idNo').getByText('校验位不符').waitFor();
  await page.getByTestId('save-record').click();
  await field(page, 'overrideReason').getByText('请选一个原因').waitFor();
  expect(await screenFaults(page)).toEqual([]);
  await fill(page, 'overrideReason', '证件上就是这个号');
  await save(page);
  await page.waitForURL(/\/people\/[0-9a-f-]{36}/);
  await field(page, 'idNo').getByText('号码未核实').waitFor();
  expect(await screenFaults(page)).toEqual([]);
});

it('fills a care file from the registry, and asks when the file says another birth date', async () => {
  const page = village.page();
  await goTo(page, '/capture/care-target');
  await fill(page, 'person', name);
  await field(page, 'person').getByRole('button', { name }).click();
  await expect.poll(() => valueOf(page, 'birthDate')).toBe('1950-08-08');
  expect((await chosen(page, 'categories').innerText()).trim()).toBe('孤寡老人');
  await unfold(page);
  expect(await valueOf(page, 'phone')).toBe('19900006611');
  await fill(page, 'difficulty', '独居，行动不便');
  await choose(page, 'consentGiven', '是');
  await fill(page, 'consentOn', new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10));
  await fill(page, 'birthDate', '1951-08-08');
  await page.getByTestId('save-record').click();
  await field(page, 'birthDate').getByText('与人员库里的出生日期不符').waitFor();
  expect(await screenFaults(page)).toEqual([]);
  await fill(page, 'birthDate', '1950-08-08');
  await saveWithReason(page);
});

it('says at the foot of a form who asks for it and what it takes', async () => {
  const page = village.page();
  await goTo(page, '/capture/home-visit');
  const asked = page.getByTestId('asked');
  await asked.locator('summary').click();
  await expect.poll(() => asked.innerText()).toMatch(/要填2项，约1分钟[^]*依据[^]*五簿五册/);
  expect(await screenFaults(page)).toEqual([]);
});

it('names the records that a grade rests on, not their ids', async () => {
  const page = village.page();
  await goTo(page, '/capture/issued-document');
  await choose(page, 'documentKind', '通知');
  await fill(page, 'title', '关于开放妇女之家的通知');
  await fill(page, 'documentNumber', '示花妇〔2026〕2号');
  await saveWithReason(page);
  await goTo(page, '/capture/grade-result');
  await fill(page, 'year', '2026');
  await choose(page, 'previousGrade', '一般');
  await choose(page, 'grade', '较好');
  await fill(page, 'documentNumber', '示妇发〔2026〕9号');
  await unfold(page);
  const evidence = field(page, 'evidence');
  await evidence.getByRole('button', { name: '再加一项' }).click();
  const records = evidence.locator('select');
  const notice = records.locator('option').filter({ hasText: '关于开放妇女之家的通知' }).first();
  await notice.waitFor({ state: 'attached' });
  await records.selectOption((await notice.getAttribute('value')) ?? '');
  await saveWithReason(page);
  await field(page, 'evidence').getByText('关于开放妇女之家的通知').waitFor();
  expect(await screenFaults(page)).toEqual([]);
  await goTo(page, '/records');
  await page.locator('[data-record-id]').filter({ hasText: '关于开放妇女之家的通知' }).first().click();
  await page.getByTestId('referring').getByText('本机上有1条记录写到它').waitFor();
  expect(await screenFaults(page)).toEqual([]);
});
