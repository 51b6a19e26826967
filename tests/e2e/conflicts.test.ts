// Two people wrote different things in one field: both are kept, the phone says so, and who chooses sees both, who and when.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { monthText } from '../../shared/forms/describe-record.ts';
import { periodNamed } from '../../shared/org/reporting-period.ts';
import { apiAccount } from '../support/app/api-account.ts';
import { fill, goTo, saveWithReason, signIn, waitForServiceWorker } from '../support/app/drive-app.ts';
import { screenFaults } from '../support/app/screen-faults.ts';
import { recordHomeVisit } from '../support/app/seed-visit.ts';
import { contentHashOf, signInPlain, type PlainDevice } from '../support/checker/plain-device.ts';
import { openBrowser, phone, type TestBrowser } from '../support/browser.ts';
import { startServer, type ServerProcess } from '../support/start-server.ts';

let server: ServerProcess;
let browser: TestBrowser;
let elsewhere: PlainDevice;
beforeAll(async () => {
  server = await startServer({ demonstration: 'small' });
  browser = await openBrowser({ viewport: phone });
  await signIn(browser.page(), server.origin, 'huaguo');
  await waitForServiceWorker(browser.page());
  elsewhere = await signInPlain(server.origin, 'huaguo');
});
afterAll(async () => {
  await browser?.dispose();
  await server?.dispose();
});

const onServer = async (id: string) => (await elsewhere.query('records', { id }))[0];
const values = async (id: string) => (await onServer(id))?.['values'] ?? {};

/** On the phone, without a network, one name is written; on another device another one. Returns the record's id. */
async function quarrel(first: string, elsewhereName: string, hereName: string): Promise<string> {
  const id = await recordHomeVisit(browser.page(), first);
  await quarrelOver(id, elsewhereName, hereName);
  return id;
}
async function quarrelOver(id: string, elsewhereName: string, hereName: string): Promise<void> {
  const page = browser.page();
  await expect.poll(() => onServer(id), { timeout: 30_000 }).toBeDefined();
  await browser.setOffline(true);
  await goTo(page, `/records/${id}`);
  await page.getByRole('link', { name: '修改' }).click();
  await fill(page, 'person', hereName);
  await saveWithReason(page);
  await page.waitForURL(new RegExp(`/records/${id}`));
  const stored = await onServer(id);
  if (stored === undefined) throw new Error('not on the server');
  const edited = elsewhere.edited(stored, { person: { name: elsewhereName } });
  const { rows } = await elsewhere.push([{ document: edited, base: stored }]);
  expect(rows).toMatchObject([{ status: 'accepted' }]);
  await browser.setOffline(false);
}

describe('one field, two people', () => {
  it('is told on the first screen; both values, who and when are shown, and the other one is taken without a network', async () => {
    const page = browser.page();
    const id = await quarrel('示例甲姐', '示例乙姐', '示例丙姐');
    await goTo(page, '/');
    const note = page.getByTestId('conflicts-note');
    await note.waitFor({ timeout: 60_000 });
    expect(await note.innerText()).toMatch(/有1项前后填得不一样[\s\S]*示例乙姐/);
    expect(await screenFaults(page)).toEqual([]);
    await note.getByRole('link').click();
    const conflict = page.getByTestId('conflict');
    await conflict.waitFor();
    expect(await conflict.locator('[data-side=stands]').innerText()).toMatch(
      /现在用的[\s\S]*示例乙姐[\s\S]*您 · /,
    );
    expect(await conflict.locator('[data-side=other]').innerText()).toMatch(
      /另一份[\s\S]*示例丙姐[\s\S]*您在这台设备上 · /,
    );
    expect(await screenFaults(page)).toEqual([]);

    await browser.setOffline(true);
    await conflict.locator('[data-side=other]').click();
    await conflict.getByTestId('settle-conflict').click();
    await page.getByText('已选定').waitFor();
    await conflict.waitFor({ state: 'detached' });
    expect(await values(id)).toMatchObject({ person: { name: '示例乙姐' } });
    await browser.setOffline(false);
    await expect
      .poll(() => values(id), { timeout: 60_000 })
      .toMatchObject({ person: { name: '示例丙姐' }, situation: 'well' });
    await page.getByTestId('record-title').getByText('示例丙姐').waitFor();
    await goTo(page, '/');
    await expect.poll(() => note.count()).toBe(0);
  });

  it('that is left as it stands stays so, and asks nobody again', async () => {
    const page = browser.page();
    const id = await quarrel('示例丁姐', '示例戊姐', '示例己姐');
    await goTo(page, `/records/${id}`);
    const conflict = page.getByTestId('conflict');
    await conflict.waitFor({ timeout: 60_000 });
    await conflict.getByTestId('settle-conflict').click();
    await page.getByText('请先选一份').waitFor();
    await conflict.locator('[data-side=stands]').click();
    await conflict.getByTestId('settle-conflict').click();
    await conflict.waitFor({ state: 'detached' });
    const closed = async () =>
      (await elsewhere.pull('conflicts')).documents.filter(({ aboutId }) => aboutId === id);
    await expect
      .poll(closed, { timeout: 60_000 })
      .toMatchObject([{ values: { settled: { choice: 'stands', by: 'huaguo' } } }]);
    expect(await values(id)).toMatchObject({ person: { name: '示例戊姐' } });
    await goTo(page, '/');
    expect(await page.getByTestId('conflicts-note').count()).toBe(0);
    expect(await page.getByTestId('refused').count()).toBe(0);
  });

  it('that somebody else settled first is told to whoever chose without a network', async () => {
    const page = browser.page();
    const id = await quarrel('示例庚姐', '示例辛姐', '示例壬姐');
    await goTo(page, `/records/${id}`);
    const conflict = page.getByTestId('conflict');
    await conflict.waitFor({ timeout: 60_000 });
    await browser.setOffline(true);
    await conflict.locator('[data-side=other]').click();
    await conflict.getByTestId('settle-conflict').click();
    await conflict.waitFor({ state: 'detached' });
    const [found] = (await elsewhere.pull('conflicts')).documents.filter(({ aboutId }) => aboutId === id);
    const word = elsewhere.record(
      'conflict-settlement',
      {
        ...{ choice: 'stands', collection: 'records', documentId: id },
        seen: contentHashOf((await onServer(id)) ?? {}),
      },
      { aboutId: found?.['id'] },
    );
    const { rows } = await elsewhere.push([{ document: word }], 'decisions');
    expect(rows).toMatchObject([{ status: 'accepted' }]);
    await browser.setOffline(false);
    await goTo(page, '/');
    await page.getByTestId('refused').getByText('别人已经选定了').waitFor({ timeout: 60_000 });
    expect(await page.getByTestId('refused').innerText()).toContain('选定哪一份');
    expect(await values(id)).toMatchObject({ person: { name: '示例辛姐' } });
  });
});

describe('in a month that the county has locked', () => {
  it('says from the first what can be taken, and who can open the month for the other one', async () => {
    const page = browser.page();
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const { until } = periodNamed('lastMonth', today);
    const values = { person: { name: '示例癸姐' }, way: 'home', situation: 'well', followUp: 'none' };
    const { id } = await (await apiAccount(server.origin, 'huaguo')).record('home-visit', values, until);
    await goTo(page, `/records/${id}`);
    await page.getByText('示例癸姐').first().waitFor();
    await quarrelOver(id, '示例子姐', '示例丑姐');
    await goTo(page, `/records/${id}`);
    const conflict = page.getByTestId('conflict');
    await conflict.getByText('会重新送审').waitFor({ timeout: 60_000 });
    const county = await signInPlain(server.origin, 'county');
    const month = until.slice(0, 7);
    const word = { action: 'confirm', month, byUnitId: county.account.orgUnitId };
    const audience = [{ unit: county.account.orgUnitId, reach: 'below' }];
    const lock = county.record('period-lock', word, { occurredOn: until, audience });
    const { rows } = await county.push([{ document: lock }], 'decisions');
    expect(rows).toMatchObject([{ status: 'accepted' }]);
    const sentence = `${monthText(month, 'zh')}已确认锁定，只能选“现在用的”。要用另一份，请张湾区妇联先解锁。`;
    await conflict.getByText(sentence).waitFor({ timeout: 60_000 });
    expect(await conflict.innerText()).not.toContain('会重新送审');
    await conflict.locator('[data-side=other]').click();
    await conflict.getByText(sentence).waitFor();
    expect(await conflict.getByTestId('settle-conflict').count()).toBe(0);
    expect(await screenFaults(page)).toEqual([]);
    await conflict.locator('[data-side=stands]').click();
    await conflict.getByTestId('settle-conflict').click();
    await conflict.waitFor({ state: 'detached' });
  });
});
