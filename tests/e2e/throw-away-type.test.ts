// A definition with every kind of field goes from form to list to server and to the next level, with nothing written for it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiAccount } from '../support/app/api-account.ts';
import { buildWithThrowAway } from '../support/app/build-with-throw-away.ts';
import { choose, field, fill, goTo, saveWithReason, signIn } from '../support/app/drive-app.ts';
import { screenFaults } from '../support/app/screen-faults.ts';
import { twoPhotos } from '../support/app/seed-visit.ts';
import { openBrowser, phone, type TestBrowser } from '../support/browser.ts';
import { startServer, type ServerProcess } from '../support/start-server.ts';

let clientDir = '';
let server: ServerProcess;
let browser: TestBrowser;

beforeAll(async () => {
  clientDir = await mkdtemp(join(tmpdir(), 'banbiantian-client-'));
  await buildWithThrowAway(clientDir);
  server = await startServer({
    demonstration: 'small',
    main: ['tests/support/app/throw-away-server.ts'],
    env: { CLIENT_DIR: clientDir },
  });
  browser = await openBrowser({ viewport: phone });
  await signIn(browser.page(), server.origin, 'huaguo');
});
afterAll(async () => {
  await browser?.dispose();
  await server?.dispose();
  await rm(clientDir, { recursive: true, force: true });
});

async function fillEverything(page: Page): Promise<void> {
  await fill(page, 'occurredOn', '2026.10.18');
  await fill(page, 'story', '第一行\n第二行');
  await fill(page, 'people', '１２');
  await fill(page, 'hours', '2.5');
  await fill(page, 'share', '33.3');
  await fill(page, 'money', '1,200.50');
  await fill(page, 'crowd', '58');
  await field(page, 'crowd').getByRole('switch').click();
  await choose(page, 'isOutside', '是');
  await fill(page, 'startsAt', '09:30');
  await fill(page, 'month', '2026-10');
  await choose(page, 'many', '乙');
  await choose(page, 'many', '甲');
  await fill(page, 'who', '示例大姐');
  await field(page, 'after').locator('select').selectOption({ index: 1 });
  await field(page, 'with').locator('select').selectOption({ label: '花果街道' });
  await fill(page, 'number', '420399197503080021');
  await fill(page, 'phone', '19900001234');
  await field(page, 'rows').getByRole('button', { name: '再加一项' }).click();
  await fill(page, 'rows.thing', '毛毯');
  await fill(page, 'rows.pieces', '2');
}

async function addPictures(page: Page): Promise<void> {
  const [photo, paper] = await twoPhotos('throw-away');
  if (photo === undefined || paper === undefined) throw new Error('no photos');
  await field(page, 'photos').locator('input[type=file]').last().setInputFiles(photo);
  await field(page, 'paper').locator('input[type=file]').last().setInputFiles(paper);
  await expect.poll(() => field(page, 'paper').locator('img').count()).toBe(1);
  await expect.poll(() => field(page, 'photos').locator('img').count()).toBe(1);
  const canvas = field(page, 'signed').locator('canvas');
  await canvas.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const box = await canvas.boundingBox();
  if (box === null) throw new Error('nowhere to sign');
  await page.mouse.move(box.x + 20, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + 120, box.y + 60, { steps: 5 });
  await page.mouse.up();
  await expect.poll(() => field(page, 'signed').locator('img').count()).toBe(1);
}

describe('a definition that nobody wrote a screen for', () => {
  it('has a tile and a form without fault', async () => {
    await goTo(browser.page(), '/capture');
    await browser.page().getByRole('link', { name: '试填' }).click();
    await field(browser.page(), 'topic').waitFor();
    expect(await screenFaults(browser.page())).toEqual([]);
    expect(await browser.page().locator('[data-field]').count()).toBeGreaterThan(20);
  });

  it('says in words what is missing, beside the field, and goes there', async () => {
    const page = browser.page();
    await choose(page, 'one', '乙');
    await page.getByTestId('save-record').click();
    await field(page, 'topic').getByText('请填写“主题”').waitFor();
    await field(page, 'whySecond').getByText('请填写“为什么选乙”').waitFor();
    await expect
      .poll(() =>
        field(page, 'topic')
          .locator('input')
          .evaluate((input) => input === document.activeElement),
      )
      .toBe(true);
    await fill(page, 'topic', '重阳节活动');
    await expect.poll(() => field(page, 'topic').innerText()).not.toContain('请填写');
    await choose(page, 'one', '甲');
    expect(await field(page, 'whySecond').count()).toBe(0);
  });

  it('is filled in, saved, listed, shown, and arrives at the server as it was meant', async () => {
    const page = browser.page();
    await fillEverything(page);
    await addPictures(page);
    expect(await field(page, 'total').innerText()).toContain('30');
    // The date is more than thirty days ago in some months: then a reason is asked for.
    await saveWithReason(page);
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    expect(await page.getByTestId('record-title').innerText()).toContain('重阳节活动');
    expect(await field(page, 'crowd').innerText()).toContain('近60名');
    expect(await screenFaults(page)).toEqual([]);

    await goTo(page, '/records');
    await page.locator(`[data-record-id="${id}"]`).waitFor();
    const township = await apiAccount(server.origin, 'township');
    await expect
      .poll(async () => (await township.find('records', { id })).length, { timeout: 10_000 })
      .toBe(1);
    const [stored] = await township.find('records', { id });
    expect(stored?.values).toMatchObject({
      topic: '重阳节活动',
      story: '第一行\n第二行',
      people: 12,
      hours: 2.5,
      share: 33.3,
      money: 120_050,
      crowd: { count: 58, isEstimate: true },
      isOutside: true,
      startsAt: '09:30',
      month: '2026-10',
      one: 'one',
      many: ['one', 'two'],
      who: { name: '示例大姐' },
      with: '420303001',
      number: '420399197503080021',
      phone: '19900001234',
      rows: [{ thing: '毛毯', pieces: 2 }],
    });
    expect(stored?.values).not.toHaveProperty('total');
    expect(stored?.values).not.toHaveProperty('whySecond');
    const { paper, signed } = stored?.values ?? {};
    for (const { sha256 } of [Object(paper), Object(signed), ...(stored?.photos ?? [])])
      await expect.poll(() => township.photoStatus(sha256), { timeout: 10_000 }).toBe(200);
  });
});
