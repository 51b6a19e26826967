// The real server with the bench page instead of the app, and a real Chromium on it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { openBrowser } from '../support/browser.ts';
import { rootPath } from '../support/run-command.ts';
import { startServer } from '../support/start-server.ts';

export type SiteContent = { readonly people: number; readonly records: number };

export type BenchSite = {
  /** The bench page loaded anew, with nothing in its memory; what it keeps on the disk stays. */
  readonly freshPage: () => Promise<Page>;
  /** 1 for the machine as it is, 4 for one four times slower. Lasts until changed. */
  readonly throttle: (factor: number) => Promise<void>;
  /** Bytes of the JavaScript heap of the page that was loaded last, after everything unused was let go. */
  readonly heap: () => Promise<number>;
  readonly close: () => Promise<void>;
};

/** The built bench page; built when it is first asked for. */
export type BuiltPage = {
  readonly directory: () => Promise<string>;
  readonly dispose: () => Promise<void>;
};

export function createBuiltPage(): BuiltPage {
  let built: Promise<string> | undefined;
  return {
    directory: () => (built ??= buildPage()),
    dispose: async () => {
      if (built !== undefined) await rm(await built, { recursive: true, force: true });
    },
  };
}

export async function openBenchSite(
  { people, records }: SiteContent,
  builtPage: BuiltPage,
): Promise<BenchSite> {
  const clientDir = await builtPage.directory();
  const server = await startServer({
    env: { CLIENT_DIR: clientDir, LOG_LEVEL: 'warn' },
    prepare: [['tests/bench/fill-server.ts', `--people=${people}`, `--records=${records}`]],
  });
  const browser = await openBrowser();
  const devtools = await browser.devtools();
  return {
    freshPage: async () => {
      const page = browser.page();
      await page.goto(server.origin);
      await page.waitForFunction(() => 'bench' in window);
      return page;
    },
    throttle: async (rate) => {
      await devtools.send('Emulation.setCPUThrottlingRate', { rate });
    },
    heap: async () => {
      await devtools.send('HeapProfiler.enable');
      await devtools.send('HeapProfiler.collectGarbage');
      return (await devtools.send('Runtime.getHeapUsage')).usedSize;
    },
    close: async () => {
      await browser.dispose();
      await server.dispose();
    },
  };
}

/** Built as the app is: minified, for the same engines, no inline script. */
async function buildPage(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'banbiantian-bench-page-'));
  await build({
    configFile: false,
    root: join(rootPath, 'tests/bench/page'),
    logLevel: 'error',
    build: {
      outDir,
      emptyOutDir: true,
      target: ['chrome100', 'safari16.4'],
      modulePreload: { polyfill: false },
    },
  });
  return outDir;
}
