// 查数 as people use it: two taps and no network in the village, beyond the window only with one, the same figures at the city.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choose, fill, goTo, save, signIn, waitForServiceWorker } from '../support/app/drive-app.ts';
import { openBrowser, phone, type TestBrowser } from '../support/browser.ts';
import { startServer, type ServerProcess } from '../support/start-server.ts';

let server: ServerProcess;
let village: TestBrowser;
let city: TestBrowser;

beforeAll(async () => {
  server = await startServer({ demonstration: 'small' });
  [village, city] = await Promise.all([openBrowser({ viewport: phone }), openBrowser({})]);
  for (const browser of [village, city])
    await browser
      .context()
      .grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.origin });
});
afterAll(async () => {
  await Promise.all([village?.dispose(), city?.dispose()]);
  await server?.dispose();
});

const copied = (browser: TestBrowser): Promise<string> =>
  browser.page().evaluate(() => navigator.clipboard.readText());
const sentence = (browser: TestBrowser, kind: string) =>
  browser.page().locator(`[data-kind="${kind}"] .sentence`);
const source = (browser: TestBrowser): Promise<string | null> =>
  browser.page().getByTestId('figures-source').getAttribute('data-source');
/** 志愿服务6场… → 6 */
const eventsIn = (text: string): number => Number(/\d+/.exec(text)?.[0] ?? Number.NaN);

describe('in the village, without a network', () => {
  let before = 0;
  it('the figures are counted on the device', async () => {
    const page = village.page();
    await signIn(page, server.origin, 'huaguo');
    await waitForServiceWorker(page);
    await goTo(page, '/figures');
    await expect.poll(() => page.getByTestId('figures-source').innerText()).toContain('按本机的记录数出');
    before = eventsIn(await sentence(village, 'volunteer-activity').innerText());
    expect(before).toBeGreaterThan(0);
    await village.setOffline(true);
  });

  it('a record that was never sent counts at once, and says that it waits', async () => {
    const page = village.page();
    await goTo(page, '/capture/volunteer-activity');
    await choose(page, 'activityKind', '助残');
    await fill(page, 'place', '花果村');
    await fill(page, 'volunteers', '7');
    await fill(page, 'hoursEach', '2');
    await fill(page, 'peopleServed', '9');
    await save(page);
    await goTo(page, '/figures');
    const said = await sentence(village, 'volunteer-activity').innerText();
    expect(eventsIn(said)).toBe(before + 1);
    expect(said).toMatch(/含待审\d+场/);
  });

  it('two taps from the first page give a sentence to paste', async () => {
    const page = village.page();
    await goTo(page, '/');
    await page.getByTestId('figures-card').click();
    await page.locator('[data-kind="volunteer-activity"] button').click();
    const year = new Date().getFullYear();
    await expect
      .poll(() => copied(village))
      .toMatch(
        new RegExp(`^花果村${year}年（截至\\d+月\\d+日）志愿服务${before + 1}场、\\d+人次、[\\d.]+小时.*。$`),
      );
  });

  it('days that the device does not hold are not guessed at', async () => {
    const page = village.page();
    await goTo(page, '/figures');
    await page.getByRole('radio', { name: '自选' }).click();
    await page.getByLabel('从').fill('2020.1.1');
    await page.getByLabel('到').fill('2020.12.31');
    await page.getByRole('button', { name: '查', exact: true }).click();
    await page.getByText('这段时间的记录不全在本机').waitFor();
    expect(await page.locator('.sentence').count()).toBe(0);
    await page.getByLabel('从').fill('2021.1.1');
    await page.getByRole('button', { name: '查', exact: true }).click();
    expect(await page.getByRole('alert').innerText()).toContain('开始日期在结束日期之后');
  });

  it('with a network again the server is asked by itself', async () => {
    await village.setOffline(false);
    await expect.poll(() => source(village), { timeout: 15_000 }).toBe('server');
    await village.page().getByText('这段时间没有记录').waitFor();
  });

  it('a line leads to the records behind it', async () => {
    const page = village.page();
    await goTo(page, '/figures');
    await page.getByRole('radio', { name: '今年' }).click();
    await page.locator('[data-kind="volunteer-activity"] a').click();
    await page.locator('[data-record-id]').first().waitFor();
    expect(await page.locator('[data-record-id]').count()).toBeGreaterThanOrEqual(before + 1);
    expect(new Set(await page.locator('[data-record-id] .sign').allInnerTexts())).toEqual(new Set(['愿']));
  });
});

describe('at the city', () => {
  it('the server says the same of the village as its own device, and adds up the units', async () => {
    const page = city.page();
    await signIn(page, server.origin, 'city');
    await goTo(page, '/figures');
    await expect.poll(() => source(city)).toBe('server');
    await page.getByTestId('unit-table').waitFor();
    for (const unit of ['张湾区', '花果街道', '花果村'])
      await page.getByLabel('单位（含下属）').selectOption({ label: await optionEndingIn(unit) });
    await expect.poll(() => page.getByTestId('figures-title').innerText()).toMatch(/^花果村/);
    await goTo(village.page(), '/figures');
    await village.page().getByRole('radio', { name: '今年' }).click();
    await expect.poll(() => source(village)).toBe('device');
    await expect.poll(() => source(city)).toBe('server');
    expect(await city.page().locator('.sentence').allInnerTexts()).toEqual(
      await village.page().locator('.sentence').allInnerTexts(),
    );
  });

  async function optionEndingIn(unit: string): Promise<string> {
    const option = city.page().locator('option', { hasText: unit }).first();
    await option.waitFor({ state: 'attached' });
    return (await option.textContent()) ?? '';
  }
});
