// 换届交接: somebody leaves without signal, her successor takes over, corrects what came back to her, and the township approves it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleValues } from '../../shared/forms/sample-values.ts';
import { careTarget } from '../../shared/record-types/care-target.ts';
import { publicCommitment } from '../../shared/record-types/public-commitment.ts';
import { isJsonObject, itemsOf, type JsonValue } from '../../shared/records/json-value.ts';
import { apiAccount, type ApiAccount, type ServerDocument } from '../support/app/api-account.ts';
import { choose, field, fill, goTo, save, signIn, waitForServiceWorker } from '../support/app/drive-app.ts';
import { screenFaults } from '../support/app/screen-faults.ts';
import { openBrowser, phone, tablet, type TestBrowser } from '../support/browser.ts';
import { startServer, type ServerProcess } from '../support/start-server.ts';

const [village, before, after] = ['420303001202', '何示桂', '王示兰'];
const password = 'wei-shi-lan-2026';
const reason = '请核对示例到会人数';
const afterTheHold = { timeout: 20_000 };
let server: ServerProcess;
let predecessor: TestBrowser;
let successor: TestBrowser;
let township: TestBrowser;
let officer: ApiAccount;
let promise: ServerDocument;
let meeting: ServerDocument;
let personId = '';
let handover = '';

const day = (daysFromNow: number): string =>
  new Date(Date.now() + (8 + daysFromNow * 24) * 3_600_000).toISOString().slice(0, 10);
const stateOf = async (id: string): Promise<string | undefined> =>
  (await officer.find('records', { id }))[0]?.reviewState;
const idInAddress = (browser: TestBrowser): string =>
  new URL(browser.page().url()).pathname.split('/').at(-1) ?? '';

async function recordBeforehand(): Promise<void> {
  const her = await apiAccount(server.origin, 'huaguo-before', password);
  promise = await her.record('public-commitment', {
    ...publicCommitment.sample,
    items: [{ key: 'item-1', content: '开办示例编织班', dueOn: day(10) }],
  });
  meeting = await her.record('meeting', {
    ...{ meetingKind: 'work', expected: 9, attended: 8, agenda: '示例交接前的会' },
  });
  const [person] = await her.find('people', { orgUnitId: village });
  personId = person?.id ?? '';
  await her.record('care-target', {
    ...sampleValues(careTarget, day(0)),
    person: { id: personId, name: person?.values['name'] },
  });
}

beforeAll(async () => {
  server = await startServer({ prepare: [['server/operations/demo.ts', '--seed-only', '--small']] });
  await server.admin(
    [
      ...['account', 'create', '--id', 'huaguo-before', '--name', before],
      ...['--role', 'villageCadre', '--unit', village],
    ],
    { BBT_PASSWORD: password },
  );
  officer = await apiAccount(server.origin, 'township');
  await recordBeforehand();
  [predecessor, successor, township] = await Promise.all([
    openBrowser({ viewport: phone }),
    openBrowser({ viewport: phone }),
    openBrowser({ viewport: tablet }),
  ]);
  await signIn(predecessor.page(), server.origin, 'huaguo-before', password);
  await signIn(successor.page(), server.origin, 'huaguo');
  await signIn(township.page(), server.origin, 'township');
});
afterAll(async () => {
  await Promise.all([predecessor, successor, township].map((browser) => browser?.dispose()));
  await server?.dispose();
});

describe('a post that changes hands', () => {
  it('has something that came back before she leaves', async () => {
    const page = township.page();
    await goTo(page, `/records/${meeting.id}`);
    await page.getByTestId('return-record').click();
    await page.getByTestId('return-reason').fill(reason);
    await page.getByTestId('confirm-return').click();
    await expect.poll(() => stateOf(meeting.id), afterTheHold).toBe('returned');
    await predecessor.page().getByText(reason).first().waitFor();
  });

  it('offers without signal what is open and who is looked after, and writes what is ticked', async () => {
    const page = predecessor.page();
    await waitForServiceWorker(page);
    await predecessor.setOffline(true);
    await goTo(page, '/capture/post-handover');
    await field(page, 'from').locator('input').first().fill(before);
    await field(page, 'to').locator('input').first().fill(after);
    await fill(page, 'post', '村妇联主席');
    await page.getByRole('button', { name: '带入未办结的工作' }).click();
    for (const { id } of [promise, meeting]) await page.locator(`[data-offer="${id}"] input`).check();
    expect(await screenFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '带入 2 项' }).click();
    expect(await field(page, 'openWork').locator('.group-row').count()).toBe(2);
    await page.getByRole('button', { name: '带入继续关心的人' }).click();
    await page.getByTestId('tick-all').click();
    await page.getByTestId('take').click();
    await field(page, 'people').locator('.group-row').first().waitFor();
    expect(await screenFaults(page)).toEqual([]);
  });

  it('is not offered twice, and is saved with the records that the rows came from', async () => {
    const page = predecessor.page();
    await page.getByRole('button', { name: '带入未办结的工作' }).click();
    await field(page, 'openWork').getByText('请先勾选').waitFor();
    expect(await page.locator(`[data-offer="${promise.id}"]`).count()).toBe(0);
    await save(page);
    await page.waitForURL(/\/records\/[0-9a-f-]{36}/);
    handover = idInAddress(predecessor);
    await predecessor.setOffline(false);
    const saved = async (): Promise<ServerDocument | undefined> =>
      (await officer.find('records', { id: handover }))[0];
    await expect.poll(async () => (await saved())?.type, afterTheHold).toBe('post-handover');
    const openWork: JsonValue = JSON.parse(JSON.stringify((await saved())?.values['openWork']));
    const rows = itemsOf(openWork).map((row) => (isJsonObject(row) ? [row['kind'], row['record']] : []));
    expect(rows).toEqual([
      ['returned', meeting.id],
      ['promise', promise.id],
    ]);
  });

  it('waits on the first page of the successor, beside what came back to somebody else', async () => {
    const page = successor.page();
    await goTo(page, '/');
    await page.getByText('本单位其他人记的').first().waitFor();
    await page.getByTestId('due-soon').waitFor();
    const more = page.getByTestId('more-due');
    if (await more.isVisible()) await more.click();
    const line = page.getByTestId('due-soon').locator(`a[href="/records/${handover}"]`);
    await line.getByText('待您签收').waitFor();
    expect(await screenFaults(page)).toEqual([]);
    await line.click();
    await page.getByTestId('handed-over').getByText('待王示兰签收').waitFor();
    await page.locator(`[data-reference="${promise.id}"]`).getByText('未办结').waitFor();
    await page.locator(`[data-reference="${meeting.id}"]`).getByText('退回修改').waitFor();
    expect(await screenFaults(page)).toEqual([]);
  });

  it('is hers from the receipt on: on the record, on the first page, on the page of the person', async () => {
    const page = successor.page();
    await page.getByRole('link', { name: '记交接签收' }).click();
    await choose(page, 'result', '已接收');
    await field(page, 'receiver').locator('input').first().fill(after);
    await save(page);
    await page.waitForURL(/\/records\/[0-9a-f-]{36}/);
    await goTo(page, `/records/${promise.id}`);
    await page.getByTestId('handed-over').getByText(`由${before}交给${after}`).waitFor();
    expect(await screenFaults(page)).toEqual([]);
    await goTo(page, `/people/${personId}`);
    await page.getByTestId('handed-over').getByText(`现由${after}继续关心`).waitFor();
    await goTo(page, '/');
    const more = page.getByTestId('more-due');
    await page.getByTestId('due-soon').waitFor();
    if (await more.isVisible()) await more.click();
    const due = page.getByTestId('due-soon');
    await due.locator(`a[href="/records/${promise.id}"]`).getByText('接手').waitFor();
    expect(await due.locator(`a[href="/records/${handover}"]`).count()).toBe(0);
  });

  it('leaves nothing stuck: she corrects what came back, and the township approves it', async () => {
    const page = successor.page();
    await goTo(page, `/records/${meeting.id}`);
    await page.getByRole('link', { name: '修改' }).click();
    await fill(page, 'attended', '7');
    await save(page);
    await expect.poll(() => stateOf(meeting.id), afterTheHold).toBe('submitted');
    const reviewer = township.page();
    await goTo(reviewer, `/records/${meeting.id}`);
    await expect.poll(() => field(reviewer, 'attended').innerText()).toContain('7');
    await reviewer.getByTestId('approve-record').click();
    await expect.poll(() => stateOf(meeting.id), afterTheHold).toBe('approved');
    await goTo(page, `/records/${handover}`);
    await page.locator(`[data-reference="${meeting.id}"]`).getByText('已审').waitFor();
    await goTo(page, '/');
    await page.getByTestId('figures-card').waitFor();
    await expect.poll(() => page.getByText(reason).count()).toBe(0);
  });
});
