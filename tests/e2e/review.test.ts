// Review, first step: the township returns a record with a reason, its author corrects it, the township approves.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiAccount } from '../support/app/api-account.ts';
import { field, goTo, save, signIn } from '../support/app/drive-app.ts';
import { fillSeedVisit } from '../support/app/seed-visit.ts';
import { openBrowser, phone, tablet, type TestBrowser } from '../support/browser.ts';
import { startServer, type ServerProcess } from '../support/start-server.ts';

const reason = '请补充药品折价金额';
/** A decision can be undone for ten seconds, and is sent then. */
const afterTheHold = { timeout: 20_000 };
let server: ServerProcess;
let village: TestBrowser;
let township: TestBrowser;
let recordId = '';

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

async function stateOnServer(): Promise<string | undefined> {
  const account = await apiAccount(server.origin, 'township');
  return (await account.find('records', { id: recordId }))[0]?.reviewState;
}

describe('a record under review', () => {
  it('is returned with a reason', async () => {
    const page = village.page();
    await goTo(page, '/capture/condolence-visit');
    await fillSeedVisit(page, '花果示例福利院');
    await save(page);
    await page.waitForURL(/\/records\/[0-9a-f-]{36}/);
    recordId = new URL(page.url()).pathname.split('/').at(-1) ?? '';

    const reviewer = township.page();
    await goTo(reviewer, '/review');
    await reviewer.locator(`[data-record-id="${recordId}"]`).click();
    await reviewer.getByTestId('return-record').click();
    await reviewer.getByTestId('return-reason').fill(reason);
    await reviewer.getByTestId('confirm-return').click();
    await expect.poll(stateOnServer, afterTheHold).toBe('returned');
  });

  it('stands in front of its author with the reason, and she corrects it', async () => {
    const page = village.page();
    await goTo(page, '/');
    await page.getByText(reason).first().waitFor();
    await goTo(page, `/records/${recordId}`);
    await expect.poll(() => page.getByTestId('record-state').innerText()).toContain('退回修改');
    await page.getByRole('link', { name: '修改' }).click();
    await field(page, 'gifts.valueFen').locator('input').first().fill('1200');
    await save(page);
    await expect.poll(stateOnServer, { timeout: 10_000 }).toBe('submitted');
  });

  it('is approved, and both see it', async () => {
    const reviewer = township.page();
    await goTo(reviewer, `/records/${recordId}`);
    await expect.poll(() => field(reviewer, 'gifts').innerText()).toContain('1200 元');
    await reviewer.getByTestId('approve-record').click();
    await expect.poll(stateOnServer, afterTheHold).toBe('approved');
    await expect
      .poll(() => reviewer.getByTestId('record-state').innerText(), { timeout: 10_000 })
      .toContain('已审');
    const page = village.page();
    await goTo(page, `/records/${recordId}`);
    await expect
      .poll(() => page.getByTestId('record-state').innerText(), { timeout: 10_000 })
      .toContain('已审');
  });
});
