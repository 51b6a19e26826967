// Messages in and out: a pasted one offers what it says, a record leaves as plain text.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  choose,
  field,
  goTo,
  saveWithReason,
  signIn,
  waitForServiceWorker,
} from '../support/app/drive-app.ts';
import { screenFaults } from '../support/app/screen-faults.ts';
import { openBrowser, phone, type TestBrowser } from '../support/browser.ts';
import { startServer, type ServerProcess } from '../support/start-server.ts';

let server: ServerProcess;
let village: TestBrowser;
beforeAll(async () => {
  server = await startServer({ demonstration: 'small' });
  village = await openBrowser({ viewport: phone });
  await village.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.origin });
});
afterAll(async () => {
  await village?.dispose();
  await server?.dispose();
});

describe('a message', () => {
  it('is offered piece by piece; what is not wanted stays out, and nothing is filled in by itself', async () => {
    const page = village.page();
    await signIn(page, server.origin, 'huaguo');
    await waitForServiceWorker(page);
    await village.setOffline(true);
    await goTo(page, '/capture/meeting');
    await page.getByTestId('paste').click();
    await page
      .getByRole('textbox', { name: '把微信里的文字粘贴到这里' })
      .fill('昨天开工作例会，应到12人，实到11人');
    await page.locator('[data-offer=attended]').waitFor();
    expect(await field(page, 'attended').locator('input').first().inputValue()).toBe('');
    await page.locator('[data-offer=expected]').click();
    expect(await screenFaults(page)).toEqual([]);
    await page.getByTestId('take-pasted').click();
    await expect.poll(() => field(page, 'attended').locator('input').first().inputValue()).toBe('11');
    expect(await field(page, 'expected').locator('input').first().inputValue()).not.toBe('12');
  });

  it('is what a saved record becomes at a touch', async () => {
    const page = village.page();
    await choose(page, 'meetingKind', '工作例会');
    await field(page, 'agenda').locator('input, textarea').first().fill('示例议题');
    await field(page, 'expected').locator('input').first().fill('12');
    await saveWithReason(page);
    await page.getByRole('button', { name: '复制' }).click();
    await expect
      .poll(() => page.evaluate(() => navigator.clipboard.readText()))
      .toMatch(/^【会议】花果村 \d{4}年\d+月\d+日\n[\s\S]*应到人数：12人\n实到人数：11人/);
  });
});
