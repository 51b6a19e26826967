// An empty data directory opens a first-run page: a federation of one's own, or a look at the demonstration.
import { afterEach, describe, expect, it } from 'vitest';
import { signIn } from '../support/app/drive-app.ts';
import { screenFaults } from '../support/app/screen-faults.ts';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { startServer, type ServerProcess } from '../support/start-server.ts';

let server: ServerProcess | undefined;
let browser: TestBrowser | undefined;
afterEach(async () => {
  await browser?.dispose();
  await server?.dispose();
});

describe('the first run', () => {
  it('sets up a federation on the built-in tree; bad input is said in words', async () => {
    server = await startServer();
    browser = await openBrowser();
    const page = browser.page();
    await page.goto(server.origin);
    await page.getByRole('heading', { name: '开始设置' }).waitFor();
    expect(await screenFaults(page)).toEqual([]);
    await page.getByLabel('妇联名称').fill('示例市妇联');
    await page.locator('input[name=password]').fill('short');
    await page.getByRole('button', { name: '完成设置' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').innerText()).toContain('至少8个字符');
    await page.locator('input[name=password]').fill('a long pass phrase');

    await page.getByLabel('管理员账号').fill('Admin');
    await page.getByRole('button', { name: '完成设置' }).click();
    await page.getByText('不能有大写字母').waitFor();
    await page.getByLabel('管理员账号').fill('admin');

    const csv = 'code,name,parent,level\n4203,示例市,,city\n420303,示例区,4299,county\n';
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'tree.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await page.getByRole('button', { name: '完成设置' }).click();
    await page.getByText('单位表第3行：420303的上级4299不在表里').waitFor();
    expect(await screenFaults(page)).toEqual([]);
    await page.locator('input[type=file]').setInputFiles([]);
    await page.locator('input[name=password]').fill('a long pass phrase');
    await page.getByRole('button', { name: '完成设置' }).click();

    await page.locator('input[name=account]').fill('admin');
    await page.locator('input[name=password]').fill('a long pass phrase');
    await page.locator('button[type=submit]').click();
    await page.getByTestId('sync-badge').waitFor();
    expect((await fetch(`${server.origin}/api/setup`)).status).toBe(404);
  });

  it('fills the demonstration when asked, and says whose accounts there are', async () => {
    server = await startServer();
    browser = await openBrowser();
    const page = browser.page();
    await page.goto(server.origin);
    await page.getByRole('button', { name: '用演示数据体验' }).click();
    await page.getByText('演示数据已准备好').waitFor({ timeout: 50_000 });
    await page.getByText('huaguo').waitFor();
    await signIn(page, server.origin, 'huaguo');
  });
});
