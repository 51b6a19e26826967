// What a new form knows already: the people of the last records, the executive committee, where gifts came from.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { choose, field, fill, goTo, saveWithReason, signIn } from '../support/app/drive-app.ts';
import { screenFaults } from '../support/app/screen-faults.ts';
import { fillSeedVisit } from '../support/app/seed-visit.ts';
import { openBrowser, phone, type TestBrowser } from '../support/browser.ts';
import { startServer, type ServerProcess } from '../support/start-server.ts';

let server: ServerProcess;
let village: TestBrowser;

beforeAll(async () => {
  server = await startServer({ demonstration: 'small' });
  village = await openBrowser({ viewport: phone });
  await signIn(village.page(), server.origin, 'huaguo');
});
afterAll(async () => {
  await village?.dispose();
  await server?.dispose();
});

it('offers whom she visited last, in one tap', async () => {
  const page = village.page();
  await goTo(page, '/capture/home-visit');
  await fill(page, 'person', '何示莲');
  await choose(page, 'situation', '都好');
  await saveWithReason(page);
  await goTo(page, '/capture/home-visit');
  const recent = field(page, 'person').getByRole('group', { name: '最近记录过的人' });
  const chip = recent.getByRole('button', { name: '何示莲' });
  await chip.waitFor();
  expect(await screenFaults(page)).toEqual([]);
  await chip.click();
  expect(await field(page, 'person').locator('input').inputValue()).toBe('何示莲');
  expect(await recent.count()).toBe(0);
});

it('expects at a meeting as many as the village has executive members', async () => {
  const page = village.page();
  const expected = async (): Promise<number> => {
    await goTo(page, '/capture/meeting');
    const input = field(page, 'expected').locator('input').first();
    await expect.poll(() => input.inputValue()).not.toBe('');
    return Number(await input.inputValue());
  };
  await register(page, '何示莲', '执委');
  const before = await expected();
  await register(page, '罗示月', '主席');
  expect(await expected()).toBe(before + 1);
});

async function register(page: Page, name: string, role: string): Promise<void> {
  await goTo(page, '/capture/person');
  await fill(page, 'name', name);
  const unfold = page.getByTestId('unfold');
  if ((await unfold.getAttribute('aria-expanded')) === 'false') await unfold.click();
  await choose(page, 'roles', role);
  await saveWithReason(page);
}

it('begins a gift where the last one came from', async () => {
  const page = village.page();
  await goTo(page, '/capture/condolence-visit');
  await fillSeedVisit(page);
  const gifts = field(page, 'gifts');
  await gifts.getByRole('button', { name: '再加一项' }).click();
  const second = gifts.locator('.group-row').nth(1);
  const chosen = second.locator('[data-field="gifts.source"] [role=radio][aria-checked=true]');
  expect((await chosen.innerText()).trim()).toBe('干部职工捐款');
  expect(await screenFaults(page)).toEqual([]);
});

it('asks before the same meeting is written down twice, and takes the second when it is meant', async () => {
  const page = village.page();
  const fillMeeting = async (agenda: string): Promise<void> => {
    await goTo(page, '/capture/meeting');
    await choose(page, 'meetingKind', '执委会');
    await fill(page, 'agenda', agenda);
    await fill(page, 'attended', '1');
  };
  await fillMeeting('商量妇女之家开放时间');
  await saveWithReason(page);
  await fillMeeting('再议开放时间');
  await page.getByTestId('save-record').click();
  await field(page, 'occurredOn').getByText('已记过一条会议“商量妇女之家开放时间”').waitFor();
  expect(await screenFaults(page)).toEqual([]);
  await page.getByTestId('save-record').click();
  await page.locator('main[data-path^="/records/"]').waitFor();
});
