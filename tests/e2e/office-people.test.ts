// The county at 1440×900: finds a person who is not on its device, sees her numbers for a reason that is written down, reads an organisation.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiAccount, type ApiAccount } from '../support/app/api-account.ts';
import { goTo, signIn, waitForServiceWorker } from '../support/app/drive-app.ts';
import { screenFaults } from '../support/app/screen-faults.ts';
import { openBrowser, phone, type TestBrowser } from '../support/browser.ts';
import { runCommand } from '../support/run-command.ts';
import { startServer, type ServerProcess } from '../support/start-server.ts';

const village = '420303001203';
const contact = '示例市妇联办公室 0710-0000000';
let server: ServerProcess;
let office: TestBrowser;
let caijia: ApiAccount;

beforeAll(async () => {
  server = await startServer({
    prepare: [['server/operations/demo.ts', '--seed-only', '--small']],
    env: { FEEDBACK_CONTACT: contact },
  });
  caijia = await apiAccount(server.origin, 'caijia');
  office = await openBrowser({ viewport: { width: 1440, height: 900 }, isMobile: false });
  await signIn(office.page(), server.origin, 'county');
});
afterAll(async () => {
  await office?.dispose();
  await server?.dispose();
});

const unit = (code: string) =>
  office.page().getByTestId('units').locator(`[data-key="${code}"] > .el-tree-node__content`);
const audit = async (): Promise<string> =>
  (
    await runCommand(process.execPath, ['server/operations/admin.ts', 'audit', 'list'], {
      env: { DATA_DIR: server.dataDir },
    })
  ).output;

async function chooseVillage(): Promise<void> {
  await unit('420303001').locator('.el-tree-node__expand-icon').click();
  await unit(village).locator('.unit').click();
  await office.page().getByTestId('unit').getByText(village).waitFor();
}

describe('people of a county', () => {
  it('are found by reading within the chosen unit, numbers in part', async () => {
    const page = office.page();
    await goTo(page, '/people');
    await page.getByTestId('units').waitFor();
    await chooseVillage();
    await page.locator('[data-view=people]').click();
    const table = page.getByTestId('people-table');
    await table.locator('[data-person-id]').first().waitFor();
    const name = await table.locator('[data-person-id]').first().innerText();
    await table.getByLabel('找人').fill(name);
    await expect
      .poll(async () => [...new Set(await table.locator('[data-person-id]').allInnerTexts())])
      .toEqual([name]);
    expect(await table.innerText()).toMatch(/199\*{4}\d{4}/);
    expect(await table.innerText()).toMatch(/420399\*{8}\d{3}[\dX]/);
    expect(await table.innerText()).not.toMatch(/1990000\d{4}|420399\d{8}/);
    expect(await screenFaults(page)).toEqual([]);
    await table.getByLabel('找人').fill('没有这个人');
    await page.getByText('没有找到这个人').waitFor();
    await table.getByLabel('找人').fill(name);
    await expect.poll(() => table.locator('[data-person-id]').count()).toBeGreaterThan(0);
  });

  it('one is opened though she is not on this device; her numbers are shown for a reason, which is written down', async () => {
    const page = office.page();
    expect(await audit()).toBe('Nothing is in the audit.\n');
    const link = page.getByTestId('people-table').locator('[data-person-id]').first();
    const id = (await link.getAttribute('data-person-id')) ?? '';
    await link.click();
    await page.getByText('来自服务器；号码只显示一部分').waitFor();
    const number = page.locator('[data-field="idNo"]');
    expect(await number.innerText()).toMatch(/420399\*{8}/);
    expect(await screenFaults(page)).toEqual([]);
    await page.getByTestId('show-numbers').click();
    await page.getByTestId('ask-reason').waitFor();
    expect(await screenFaults(page)).toEqual([]);
    await page.locator('[data-reason="contact"]').click();
    await expect.poll(() => number.innerText()).toMatch(/420399\d{11}[\dX]/);
    const [person] = await caijia.find('people', { id });
    const written = await audit();
    expect(written).toMatch(
      new RegExp(`county \\(420303\\) {2}unmask {2}${id} {2}${village} {2}contact\\n$`),
    );
    expect(written).not.toMatch(/420399|1990000/);
    expect(written).not.toContain(String(person?.values['name']));
    await page.getByTestId('show-numbers').click();
    await expect.poll(() => number.innerText()).toMatch(/420399\*{8}/);
    await page.getByRole('button', { name: '返回' }).click();
    await page.getByTestId('people-table').locator(`[data-person-id="${id}"]`).waitFor();
  });

  it('without a network it says in words that the register lies on the server', async () => {
    const page = office.page();
    await office.setOffline(true);
    await page.getByTestId('people-table').getByLabel('找人').fill('王');
    await page.getByText('人员名册在服务器上').waitFor();
    expect(await screenFaults(page)).toEqual([]);
    await office.setOffline(false);
  });
});

describe('the organisation of a unit', () => {
  it('is read from records: what is there, what is missing in words, the units below in the order of their codes', async () => {
    const page = office.page();
    const home = await caijia.record('womens-home', {
      ...{ name: '蔡家村示例之家', address: '示例路1号', origin: 'new', haves: [], unities: [] },
    });
    await goTo(page, '/me');
    await goTo(page, '/people');
    await page.getByTestId('units').waitFor();
    await chooseVillage();
    const organisation = page.getByTestId('organisation');
    await organisation.getByText('蔡家村示例之家').waitFor();
    expect(await page.getByTestId('lacking').innerText()).toContain('未登记“两委”任职');
    expect(await screenFaults(page)).toEqual([]);
    await unit('420303001').locator('.unit').click();
    const below = page.getByTestId('units-below');
    await below.locator(`[data-unit="${village}"]`).getByText('蔡家村示例之家').waitFor();
    const codes = await below
      .locator('[data-unit]')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-unit') ?? ''));
    expect(codes).toEqual([...codes].sort((a, b) => (a < b ? -1 : 1)));
    expect(await screenFaults(page)).toEqual([]);
    await below.getByRole('button', { name: '蔡家村' }).click();
    await organisation.getByText('蔡家村示例之家').click();
    await page.getByTestId('record-title').getByText('蔡家村示例之家').waitFor();
    expect(page.url()).toContain(home.id);
  });

  it('is shown to the city too, which holds no register of people and says so', async () => {
    const city = await openBrowser({ viewport: { width: 1440, height: 900 }, isMobile: false });
    const page = city.page();
    await signIn(page, server.origin, 'city');
    await goTo(page, '/people');
    await page.getByTestId('units-below').locator('[data-unit="420303"]').waitFor();
    expect(await screenFaults(page)).toEqual([]);
    await page.locator('[data-view=people]').click();
    await page.getByTestId('no-register').waitFor();
    expect(city.errors()).toEqual([]);
    await city.dispose();
  });
});

describe('who runs this', () => {
  it('stands on the sign-in and under 我的, without a network too, and says where to complain', async () => {
    const browser = await openBrowser({ viewport: phone });
    const page = browser.page();
    await page.goto(server.origin);
    const card = page.getByTestId('operator');
    await card.getByText('十堰市妇女联合会').waitFor();
    await card.getByText('未备案，仅供演示').waitFor();
    await card.getByText('投诉建议').click();
    await card.getByText(contact).waitFor();
    expect(await screenFaults(page)).toEqual([]);
    await signIn(page, server.origin, 'huaguo');
    await waitForServiceWorker(page);
    await browser.setOffline(true);
    await goTo(page, '/me');
    await page.getByTestId('operator').getByText('十堰市妇女联合会').waitFor();
    await page.getByTestId('operator').getByText('投诉建议').click();
    await page.getByTestId('operator').getByText(contact).waitFor();
    expect(await screenFaults(page)).toEqual([]);
    await browser.dispose();
  });
});
