// The app can be installed, and an update is offered only while no form has anything in it.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { field, fill, goTo, signIn, waitForServiceWorker } from '../support/app/drive-app.ts';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { rootPath } from '../support/run-command.ts';
import { startServer, type ServerProcess } from '../support/start-server.ts';

let server: ServerProcess;
let browser: TestBrowser;
let clientDir = '';

beforeAll(async () => {
  // A copy of the built app, so that a test may deploy a new version of it.
  clientDir = await mkdtemp(join(tmpdir(), 'banbiantian-client-'));
  await cp(join(rootPath, 'dist/client'), clientDir, { recursive: true });
  server = await startServer({
    demonstration: 'small',
    env: { CLIENT_DIR: clientDir },
  });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.dispose();
  await server?.dispose();
  await rm(clientDir, { recursive: true, force: true });
});

/** Until the new version waits. */
async function deployNewBuild(page: Page): Promise<void> {
  const worker = join(clientDir, 'service-worker.js');
  await writeFile(worker, `${await readFile(worker, 'utf8')}\n// a newer build\n`);
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration?.update();
    if (registration?.waiting === null)
      await new Promise<void>((resolve) => {
        registration.installing?.addEventListener('statechange', (event) => {
          if (event.target instanceof ServiceWorker && event.target.state === 'installed') resolve();
        });
      });
  });
}

describe('installing', () => {
  it('finds no reason why not', async () => {
    await signIn(browser.page(), server.origin, 'huaguo');
    await waitForServiceWorker(browser.page());
    const devtools = await browser.devtools();
    const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
    expect(installabilityErrors).toEqual([]);
    const manifest = await devtools.send('Page.getAppManifest');
    expect(manifest.errors).toEqual([]);
    const { icons }: { icons: { purpose: string; sizes: string }[] } = JSON.parse(manifest.data ?? '{}');
    expect(icons).toContainEqual(expect.objectContaining({ purpose: 'maskable', sizes: '512x512' }));
  });
});

describe('a new version', () => {
  it('is offered once no form is dirty, and then runs', async () => {
    const page = browser.page();
    await goTo(page, '/capture/home-visit');
    await fill(page, 'person', '示例大姐');

    await deployNewBuild(page);
    const offer = page.getByRole('button', { name: '更新' });
    expect(await offer.count()).toBe(0);

    await goTo(page, '/');
    await offer.waitFor();
    await Promise.all([page.waitForEvent('load'), offer.click()]);
    await page.getByTestId('sync-badge').waitFor();
    expect(
      await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting ?? null),
    ).toBeNull();
  });

  it('that another window takes leaves the form of this one alone', async () => {
    const page = browser.page();
    await page.reload();
    await page.getByTestId('sync-badge').waitFor();
    const changes = page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          navigator.serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true });
        }),
    );
    await goTo(page, '/capture/home-visit');
    await fill(page, 'person', '示例二');
    await page.waitForURL(/\?draft=/);
    const other = await browser.context().newPage();
    await other.goto(server.origin);
    await other.getByRole('button', { name: '在这里使用' }).click();
    await other.getByTestId('sync-badge').waitFor();
    await fill(page, 'person', '示例二大姐');

    await deployNewBuild(page);
    await Promise.all([other.waitForEvent('load'), other.getByRole('button', { name: '更新' }).click()]);
    await changes;
    // A page on its way out answers nothing more.
    await page.evaluate(async () => (await fetch('/api/health')).status);
    expect(await field(page, 'person').locator('input').inputValue()).toBe('示例二大姐');
    await other.close();
  });
});
