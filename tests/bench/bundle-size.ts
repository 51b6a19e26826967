// P6: bytes of code until a field screen is usable, as a real Chromium loads them, and what a second start asks of the network.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Response } from 'playwright-core';
import * as z from 'zod/mini';
import { buildClientIfStale } from '../../server/operations/build-client.ts';
import { field, goTo, signIn, waitForServiceWorker } from '../support/app/drive-app.ts';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { rootPath } from '../support/run-command.ts';
import { startServer } from '../support/start-server.ts';
import { kilobytes, type BenchLine, type BenchResult } from './table.ts';
import { villageAccount } from './invented-documents.ts';

const clientDir = join(rootPath, 'dist/client');
const limits = { shell: 60 * 1024, usable: 230 * 1024, css: 40 * 1024 } as const;

const assetListSchema = z.record(
  z.string(),
  z.object({
    file: z.string(),
    isEntry: z.optional(z.boolean()),
    imports: z.optional(z.array(z.string())),
  }),
);

export async function measureBundleSize(): Promise<BenchResult> {
  await buildClientIfStale();
  const server = await startServer({
    prepare: [['server/operations/demo.ts', '--seed-only', '--small', '--people=0']],
  });
  const browser = await openBrowser();
  try {
    const loaded = await loadUntilForm(browser, server.origin);
    const second = await startAgain(browser, server.origin);
    return resultOf({
      shell: await gzipSize(await shellFiles()),
      usable: await gzipSize(loaded.filter((path) => path.endsWith('.js'))),
      css: await gzipSize(loaded.filter((path) => path.endsWith('.css'))),
      scripts: loaded.filter((path) => path.endsWith('.js')).length,
      ...second,
    });
  } finally {
    await browser.dispose();
    await server.dispose();
  }
}

/** The entry and all that it imports without waiting. */
async function shellFiles(): Promise<readonly string[]> {
  const list = assetListSchema.parse(JSON.parse(await readFile(join(clientDir, 'asset-list.json'), 'utf8')));
  const found = new Set<string>();
  const add = (name: string): void => {
    const chunk = list[name];
    if (chunk === undefined || found.has(chunk.file)) return;
    found.add(chunk.file);
    for (const each of chunk.imports ?? []) add(each);
  };
  for (const [name, { isEntry }] of Object.entries(list)) if (isEntry === true) add(name);
  if (found.size === 0) throw new Error('The asset list names no entry.');
  return [...found].filter((path) => path.endsWith('.js'));
}

/**
 * Paths of everything that the page and its workers load from the first visit until the form of a home visit can be
 * typed into. What the service worker fetches ahead for later is not part of it.
 */
async function loadUntilForm(browser: TestBrowser, origin: string): Promise<readonly string[]> {
  const paths = new Set<string>();
  browser.context().on('response', (response) => {
    if (isOfServiceWorker(response) || !response.ok()) return;
    paths.add(decodeURIComponent(new URL(response.url()).pathname.slice(1)));
  });
  const page = browser.page();
  await signIn(page, origin, villageAccount);
  await goTo(page, '/capture/home-visit');
  await field(page, 'person').first().waitFor();
  return [...paths].filter((path) => path.startsWith('assets/'));
}

type SecondStart = {
  /** Answers of the second start, without the API. */
  readonly answers: number;
  /** Those that did not come from the service worker, and what it asked of the network itself. */
  readonly fromNetwork: readonly string[];
};

/** The first start is over when the service worker holds everything; then the page is opened again. */
async function startAgain(browser: TestBrowser, origin: string): Promise<SecondStart> {
  const page = browser.page();
  await waitForServiceWorker(page);
  const fromNetwork: string[] = [];
  let answers = 0;
  browser.context().on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.startsWith('/api/')) return;
    answers += 1;
    if (!response.fromServiceWorker()) fromNetwork.push(pathname);
  });
  await page.goto(`${origin}/capture/home-visit`);
  await field(page, 'person').first().waitFor();
  return { answers, fromNetwork };
}

function isOfServiceWorker(response: Response): boolean {
  return response.request().serviceWorker() !== null;
}

async function gzipSize(paths: readonly string[]): Promise<number> {
  const sizes = await Promise.all(
    paths.map(async (path) => gzipSync(await readFile(join(clientDir, path)), { level: 9 }).length),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

type Sizes = SecondStart & {
  readonly shell: number;
  readonly usable: number;
  readonly css: number;
  readonly scripts: number;
};

function resultOf(sizes: Sizes): BenchResult {
  const { shell, usable, css, scripts, answers, fromNetwork } = sizes;
  const line = (work: string, size: number, limit: number): BenchLine => ({
    work,
    value: kilobytes(size),
    goal: `≤ ${limit / 1024} KB`,
    isMet: size <= limit,
  });
  return {
    id: 'P6',
    lines: [
      line('shell: the entry and its static imports, gzip', shell, limits.shell),
      line(`usable field screen: ${scripts} scripts that Chromium loaded, gzip`, usable, limits.usable),
      line('CSS until the field screen, gzip', css, limits.css),
      {
        work: 'second start: answers not from the service worker',
        value: `${fromNetwork.length} of ${answers}${fromNetwork.length === 0 ? '' : `: ${fromNetwork.join(' ')}`}`,
        goal: 'none',
        isMet: fromNetwork.length === 0 && answers > 0,
      },
    ],
    figures: {
      ratio: Number((usable / limits.usable).toFixed(2)),
      shellBytes: shell,
      usableBytes: usable,
      cssBytes: css,
      secondStartFromNetwork: fromNetwork.length,
    },
  };
}
