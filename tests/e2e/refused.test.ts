// What the server does not take stays with its author, in words; the next record goes on; corrected, it goes through.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiAccount } from '../support/app/api-account.ts';
import { choose, field, fill, goTo, recordShown, save, signIn } from '../support/app/drive-app.ts';
import { screenFaults } from '../support/app/screen-faults.ts';
import { recordHomeVisit } from '../support/app/seed-visit.ts';
import { openBrowser, phone, type TestBrowser } from '../support/browser.ts';
import { startServer, type ServerProcess } from '../support/start-server.ts';

let server: ServerProcess;
let browser: TestBrowser;

beforeAll(async () => {
  server = await startServer({ demonstration: 'small' });
  browser = await openBrowser({ viewport: phone });
  await signIn(browser.page(), server.origin, 'huaguo');
});
afterAll(async () => {
  await browser?.dispose();
  await server?.dispose();
});

/** Until it is ended, a value that no definition allows takes the place of this one on the wire, as an older app might send it. */
async function spoil(from: string, to: string): Promise<() => Promise<void>> {
  const pattern = '**/api/sync/records/push';
  await browser.context().route(pattern, async (route) => {
    const body = route.request().postData() ?? '';
    await route.continue({ postData: body.replaceAll(`"${from}"`, `"${to}"`) });
  });
  return () => browser.context().unroute(pattern);
}

const record = (name: string): Promise<string> => recordHomeVisit(browser.page(), name);

/** What the page of a record says that is kept only among what was refused, once the server was asked about it. */
async function pageOf(id: string): Promise<string> {
  const page = browser.page();
  await goTo(page, '/');
  const asked = page.waitForResponse('**/api/query/records');
  await goTo(page, `/records/${id}`);
  await asked;
  await page.getByTestId('refused').or(page.getByText('看不到这条记录')).first().waitFor();
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  return page.locator('main').innerText();
}

describe('a record that the server refuses', () => {
  it('is shown to its author with the reason, and holds up nothing', async () => {
    const endSpoiling = await spoil('well', 'no-such-choice');
    const refused = await record('示例拒姐');
    const page = browser.page();
    await page.getByTestId('refused').waitFor();
    expect(await page.getByTestId('refused').innerText()).toMatch(/需处理[\s\S]*示例拒姐[\s\S]*保留在本机/);
    await endSpoiling();

    const next = await record('示例下姐');
    const township = await apiAccount(server.origin, 'township');
    await expect
      .poll(async () => (await township.find('records', { id: next })).length, { timeout: 10_000 })
      .toBe(1);
    expect(await township.find('records', { id: refused })).toEqual([]);
    const said = await pageOf(refused);
    expect(said).toMatch(/示例拒姐[\s\S]*保留在本机/);
    expect(said).not.toContain('看不到这条记录');
    await goTo(page, '/');
    expect(await page.getByTestId('sync-badge').getAttribute('data-needs-you')).not.toBe('0');
    await page.getByTestId('refused').getByText('示例拒姐').waitFor();
  });

  it('is corrected from where it is shown, and arrives', async () => {
    const page = browser.page();
    await page.getByTestId('refused').getByRole('link', { name: '去修改' }).click();
    await field(page, 'person').waitFor();
    expect(await field(page, 'person').locator('input').inputValue()).toBe('示例拒姐');
    await save(page);
    const id = await recordShown(page);
    const township = await apiAccount(server.origin, 'township');
    await expect
      .poll(async () => (await township.find('records', { id })).length, { timeout: 10_000 })
      .toBe(1);
    await expect.poll(() => page.getByTestId('refused').count(), { timeout: 10_000 }).toBe(0);
  });
});

/** What is sent to the inbox waits until `let`. */
async function holdAnswer(of: TestBrowser): Promise<{ readonly let: () => void }> {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await of.context().route('**/api/inbox', async (route) => {
    if (route.request().method() === 'POST') await held;
    await route.continue();
  });
  return { let: () => release() };
}

const entryOf = (page: Page) => page.locator('[data-inbox-id]', { hasText: '示例续姐' });
const office = { width: 1440, height: 900 } as const;

describe('whoever is above', () => {
  it('sees what was not taken, why, and has it judged once more', async () => {
    const endSpoiling = await spoil('well', 'no-such-choice');
    await record('示例退姐');
    await browser.page().getByTestId('refused').waitFor();
    await endSpoiling();
    const above = await openBrowser({ viewport: office });
    try {
      const page = above.page();
      await signIn(page, server.origin, 'county');
      await page.getByTestId('inbox-card').getByRole('link', { name: '去处理' }).click();
      const entry = page.locator('[data-inbox-id]', { hasText: '示例退姐' });
      await entry.waitFor();
      expect(await entry.innerText()).toMatch(/入户走访[\s\S]*花果村[\s\S]*填报/);
      expect(await screenFaults(page)).toEqual([]);
      await entry.getByRole('button', { name: '再试一次' }).click();
      await page.getByText('取值不对').or(page.getByText('选项')).first().waitFor();
      await entry.getByRole('button', { name: '暂不处理' }).click();
      await entry.waitFor({ state: 'detached' });
    } finally {
      await above.dispose();
    }
  });
});

describe('an office that knows what was meant', () => {
  it('corrects it; the author is told who did, and finds her record', async () => {
    const endSpoiling = await spoil('well', 'no-such-choice');
    const id = await record('示例更姐');
    await browser.page().getByTestId('refused').waitFor();
    await endSpoiling();
    const above = await openBrowser({ viewport: office });
    try {
      const page = above.page();
      await signIn(page, server.origin, 'county');
      await goTo(page, '/inbox');
      const entry = page.locator('[data-inbox-id]', { hasText: '示例更姐' });
      await entry.getByRole('button', { name: '更正' }).click();
      await page.locator('[data-problem]').first().waitFor();
      expect(await page.getByTestId('correction').innerText()).toContain('没有收下的原因');
      expect(await screenFaults(page)).toEqual([]);
      await page.getByTestId('send-correction').click();
      await page.getByText('有内容要补充').waitFor();
      await field(page, 'situation').getByText('都好').click();
      // Without a network nothing is sent, and what was put right stays in the form.
      await above.setOffline(true);
      await page.getByTestId('send-correction').click();
      await page.getByText('填的内容还在这里').waitFor();
      await above.setOffline(false);
      await page.getByTestId('send-correction').click();
      await page.getByText('已更正并收下').waitFor();
      await entry.waitFor({ state: 'detached' });
    } finally {
      await above.dispose();
    }
    const township = await apiAccount(server.origin, 'township');
    expect(await township.find('records', { id })).toMatchObject([{ createdBy: 'huaguo' }]);
    const page = browser.page();
    await goTo(page, '/me');
    await page.getByRole('button', { name: '立即上传' }).click();
    await goTo(page, '/');
    await page.getByTestId('answered').waitFor({ timeout: 30_000 });
    expect(await page.getByTestId('answered').innerText()).toMatch(/示例更姐[\s\S]*替您更正/);
    await page.getByTestId('answered').getByRole('link', { name: '看记录' }).click();
    await page.waitForURL(new RegExp(id));
    await page.getByText('示例更姐').first().waitFor();
    await goTo(page, '/');
    await page.getByTestId('answered').getByRole('button', { name: '知道了' }).click();
    await page.getByTestId('answered').waitFor({ state: 'detached' });
  });
});

describe('a correction that is left half way', () => {
  it('is there again after the browser was killed, is offered as unfinished, and goes once it is taken in', async () => {
    const endSpoiling = await spoil('well', 'no-such-choice');
    const id = await record('示例续姐');
    await browser.page().getByTestId('refused').waitFor();
    await endSpoiling();
    const above = await openBrowser({ viewport: office });
    try {
      const first = above.page();
      await signIn(first, server.origin, 'county');
      await goTo(first, '/inbox');
      await entryOf(first).getByRole('button', { name: '更正' }).click();
      await fill(first, 'person', '示例续大姐');
      await first.getByText('草稿已存在本机').waitFor();

      const page = await above.reopen();
      await page.goto(server.origin);
      await page.getByTestId('sync-badge').waitFor();
      await goTo(page, '/inbox');
      await entryOf(page).getByRole('button', { name: '继续更正' }).waitFor();
      await goTo(page, '/capture');
      await page.getByRole('link', { name: '更正：入户走访 示例续大姐' }).click();
      await page.getByText('接着上次没填完的').waitFor();
      expect(await field(page, 'person').locator('input').inputValue()).toBe('示例续大姐');
      expect(await screenFaults(page)).toEqual([]);
      await choose(page, 'situation', '都好');
      const answer = await holdAnswer(above);
      await page.getByTestId('send-correction').click();
      // What is typed over what is on its way would belong to nothing once that is taken in.
      await page.locator('[inert] [data-field="person"]').waitFor();
      answer.let();
      await page.getByText('已更正并收下').waitFor();
      await goTo(page, '/capture');
      await page.locator('main h1').waitFor();
      await expect.poll(() => page.getByText('示例续大姐').count()).toBe(0);
    } finally {
      await above.dispose();
    }
    const township = await apiAccount(server.origin, 'township');
    const [taken] = await township.find('records', { id });
    expect(JSON.stringify(taken)).toContain('示例续大姐');
  });
});

describe('what she does not want to deal with now', () => {
  it('is laid aside, found again under 我的, and never counted as uploaded', async () => {
    const page = browser.page();
    const endSpoiling = await spoil('well', 'no-such-choice');
    const id = await record('示例搁姐');
    await page.getByTestId('refused').getByText('示例搁姐').waitFor();
    await endSpoiling();
    await page.getByTestId('refused').getByRole('button', { name: '先放一边' }).click();
    await page.getByTestId('refused').getByText('放在一边的').waitFor();
    expect(await pageOf(id)).not.toContain('看不到这条记录');
    await goTo(page, '/');
    await page.getByTestId('sync-badge').waitFor();
    await expect.poll(() => page.getByTestId('refused').getByText('示例搁姐').count()).toBe(0);
    expect(await page.getByTestId('sync-badge').innerText()).not.toContain('已全部上传');
    await goTo(page, '/me');
    await page.getByTestId('refused').getByText('示例搁姐').waitFor();
    await page.getByTestId('refused').getByRole('link', { name: '去修改' }).click();
    await save(page);
    await recordShown(page);
    await goTo(page, '/me');
    await expect.poll(() => page.getByTestId('refused').count(), { timeout: 10_000 }).toBe(0);
  });
});

describe('a server that answers but cannot write', () => {
  it('takes nothing, loses nothing, and has it all once it can write again', async () => {
    const page = browser.page();
    const pattern = '**/api/sync/records/push';
    let tries = 0;
    await browser.context().route(pattern, async (route) => {
      const { rows } = JSON.parse(route.request().postData() ?? '{}');
      if (!Array.isArray(rows) || rows.length === 0) return route.continue();
      tries += 1;
      return route.fulfill({ status: 500, contentType: 'text/plain', body: 'disk full' });
    });
    const id = await record('示例盘姐');
    // Past the five failures after which a poison row would be looked for.
    await goTo(page, '/me');
    const tryNow = async (): Promise<number> => {
      await page.getByRole('button', { name: '立即上传' }).click();
      return tries;
    };
    await expect.poll(tryNow, { timeout: 30_000, interval: 500 }).toBeGreaterThan(7);
    expect(await page.getByTestId('refused').count()).toBe(0);
    await goTo(page, '/records');
    await page.locator(`[data-record-id="${id}"]`).waitFor();
    await browser.context().unroute(pattern);
    const township = await apiAccount(server.origin, 'township');
    await goTo(page, '/me');
    const arrived = async (): Promise<number> => {
      await tryNow();
      return (await township.find('records', { id })).length;
    };
    await expect.poll(arrived, { timeout: 30_000, interval: 500 }).toBe(1);
  });
});
