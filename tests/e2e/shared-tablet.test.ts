// A tablet that two share: what one saved offline leaves while the other is signed in; an erased account leaves nothing readable behind.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiAccount } from '../support/app/api-account.ts';
import { demonstrationPassword, goTo, signIn } from '../support/app/drive-app.ts';
import { readSealed } from '../support/app/read-sealed.ts';
import { readLeftovers } from '../support/app/read-leftovers.ts';
import { screenFaults } from '../support/app/screen-faults.ts';
import { recordHomeVisit } from '../support/app/seed-visit.ts';
import { openBrowser, tablet, type TestBrowser } from '../support/browser.ts';
import { runCommand } from '../support/run-command.ts';
import { startServer, type ServerProcess } from '../support/start-server.ts';

let server: ServerProcess;
let browser: TestBrowser;
beforeAll(async () => {
  server = await startServer({ demonstration: 'small' });
  browser = await openBrowser({ viewport: tablet });
});
afterAll(async () => {
  await browser?.dispose();
  await server?.dispose();
});

const record = (name: string): Promise<string> => recordHomeVisit(browser.page(), name);

async function lock(): Promise<void> {
  await goTo(browser.page(), '/me');
  await browser.page().getByRole('button', { name: '锁定' }).click();
  await browser.page().getByRole('button', { name: '换一个账号' }).waitFor();
}

/** From the lock of one account to the home page of another, which this browser may know already. */
async function switchTo(account: string): Promise<void> {
  const page = browser.page();
  await page.getByRole('button', { name: '换一个账号' }).click();
  await page.locator('input[name=account]').fill(account);
  await page.locator('input[name=password]').fill(demonstrationPassword);
  await page.locator('button[type=submit]').click();
  await page.locator('main[data-path]').waitFor();
}

const sealed = () => readSealed(browser.page());
const soon = { timeout: 30_000 };
async function areSealed(items: number, known: number): Promise<void> {
  await expect.poll(sealed, soon).toEqual({ items, known });
}
const onServer = async (id: string): Promise<number> =>
  (await (await apiAccount(server.origin, 'township')).find('records', { id })).length;

async function adminSays(words: readonly string[]): Promise<string> {
  const { output } = await runCommand(process.execPath, ['server/operations/admin.ts', ...words], {
    env: {
      DATA_DIR: server.dataDir,
      ...(server.databaseUrl === undefined ? {} : { DATABASE_URL: server.databaseUrl }),
    },
  });
  return output;
}
async function deviceOf(account: string): Promise<string> {
  const line = (await adminSays(['device', 'list', '--account', account]))
    .split('\n')
    .find((one) => /Chrome/.test(one));
  return line?.split(/\s+/)[1] ?? '';
}

describe('a tablet that two share', () => {
  it('sends what the first saved without a network while the second is signed in', async () => {
    const page = browser.page();
    await signIn(page, server.origin, 'huaguo');
    await areSealed(0, 1);
    await browser.setOffline(true);
    const id = await record('示例离线姐');
    await areSealed(1, 1);
    await lock();
    await browser.setOffline(false);
    await switchTo('caijia');
    await expect.poll(() => onServer(id), soon).toBe(1);
    await areSealed(0, 2);
    await goTo(page, '/records');
    expect(await page.locator(`[data-record-id="${id}"]`).count()).toBe(0);
  });

  it('erases an account as the administrator said: its save is delivered first, the screen says so, nothing of it can be read', async () => {
    const page = browser.page();
    await lock();
    await switchTo('huaguo');
    await goTo(page, '/');
    await expect.poll(() => page.getByTestId('sync-badge').getAttribute('data-on-device'), soon).toBe('0');
    await areSealed(0, 2);
    await browser.setOffline(true);
    const id = await record('示例遗失姐');
    await areSealed(1, 2);
    const device = await deviceOf('huaguo');
    await server.admin(['device', 'wipe', '--id', device]);
    await browser.setOffline(false);
    await page.getByTestId('device-notice').waitFor(soon);
    await expect.poll(() => onServer(id), soon).toBe(1);
    expect(await page.getByTestId('device-notice').innerText()).toMatch(
      /已把一个账号从这台设备上清除[\s\S]*都已送到服务器/,
    );
    expect(await screenFaults(page)).toEqual([]);
    const leftovers = await readLeftovers(page);
    expect(leftovers).not.toMatch(/示例遗失姐|示例离线姐|home-visit|huaguo/);
    expect(leftovers).not.toContain(`journal-${device}`);
    expect(leftovers).not.toContain(`photos-${device}`);

    await expect
      .poll(() => adminSays(['device', 'list', '--account', 'huaguo']), soon)
      .toMatch(/erased \d{4}-/);
    await page.getByRole('button', { name: '知道了' }).click();
    await page.getByTestId('device-notice').waitFor({ state: 'detached' });
    await areSealed(0, 1);
    // The network was cut, and the session ended: the browser writes both down.
    expect(browser.errors().filter((error) => !error.startsWith('Failed to load resource'))).toEqual([]);
  });
});
