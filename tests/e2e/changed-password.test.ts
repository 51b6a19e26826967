// A password that was reset at the server: the device takes the new one with the old, or begins anew beside what it held.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goTo, signIn } from '../support/app/drive-app.ts';
import { openBrowser, phone, type TestBrowser } from '../support/browser.ts';
import { startServer, type ServerProcess } from '../support/start-server.ts';

const [old, fresh, third] = ['banbiantian-demo', 'sample-fresh-password', 'sample-third-password'];
let server: ServerProcess;
let browser: TestBrowser;

beforeAll(async () => {
  server = await startServer({ demonstration: 'small' });
  browser = await openBrowser({ viewport: phone });
});
afterAll(async () => {
  await browser?.dispose();
  await server?.dispose();
});

const reset = (password: string): Promise<void> =>
  server.admin(['account', 'reset', '--id', 'huaguo'], { BBT_PASSWORD: password });

async function lock(): Promise<void> {
  await goTo(browser.page(), '/me');
  await browser.page().getByRole('button', { name: '锁定' }).click();
  await browser.page().getByRole('button', { name: '换一个账号' }).waitFor();
}

async function unlockWith(password: string): Promise<void> {
  await browser.page().locator('input[name=password]').fill(password);
  await browser.page().locator('button[type=submit]').click();
}

async function signInWith(password: string): Promise<void> {
  const page = browser.page();
  await page.getByRole('button', { name: '换一个账号' }).click();
  await page.locator('input[name=account]').fill('huaguo');
  await unlockWith(password);
  await page.getByLabel('这台设备上的旧密码').waitFor();
}

describe('a password that was reset', () => {
  it('opens the device after the old one was given once more', async () => {
    const page = browser.page();
    await signIn(page, server.origin, 'huaguo');
    await lock();
    await reset(fresh);
    await unlockWith(fresh);
    await page.getByText('如果密码刚被重设').waitFor();
    await signInWith(fresh);
    await page.getByLabel('这台设备上的旧密码').fill(old);
    await page.locator('button[type=submit]').click();
    await page.locator('main[data-path]').waitFor();
    await goTo(page, '/records');
    await page.locator('[data-record-id]').first().waitFor();

    await lock();
    await unlockWith(fresh);
    await page.locator('main[data-path]').waitFor();
  });

  it('opens the account anew beside what it held when the old one is forgotten', async () => {
    const page = browser.page();
    await lock();
    await reset(third);
    await signInWith(third);
    page.once('dialog', (dialog) => void dialog.accept());
    await page.getByTestId('begin-anew').click();
    await page.locator('main[data-path]').waitFor();
    await goTo(page, '/records');
    await page.locator('[data-record-id]').first().waitFor();
    expect(await page.getByTestId('refused').count()).toBe(0);
  });
});
