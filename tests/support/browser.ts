// A real Chromium with a profile on disk, for tests that cut its network, kill its process and open it again.
import { mkdtemp, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium, type BrowserContext, type CDPSession, type Page } from 'playwright-core';
import { findBrowser } from './find-browser.ts';

const launchArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const phone = { width: 360, height: 740 } as const;
export const tablet = { width: 1024, height: 768 } as const;

export type OpenBrowserOptions = {
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Touch and a mobile layout; default true. */
  readonly isMobile?: boolean;
  readonly locale?: string;
  /** `dark` for the dark look. */
  readonly colourScheme?: 'light' | 'dark';
};

export type TestBrowser = {
  /** The page of the running browser; another object after `reopen`. */
  readonly page: () => Page;
  readonly context: () => BrowserContext;
  readonly devtools: () => Promise<CDPSession>;
  /** Cuts or restores the network of pages and service workers; lasts over `reopen`. */
  readonly setOffline: (offline: boolean) => Promise<void>;
  /** SIGKILL to the whole browser, as when the system ends it. Returns when it is gone. */
  readonly kill: () => Promise<void>;
  /** Starts the browser again on the same profile; kills what still runs. */
  readonly reopen: () => Promise<Page>;
  /** Messages of errors that pages wrote to the console or threw. */
  readonly errors: () => readonly string[];
  /** Addresses of all requests so far, of pages and service workers. */
  readonly requests: () => readonly string[];
  /** Closes it and deletes the profile. */
  readonly dispose: () => Promise<void>;
};

export async function openBrowser(options: OpenBrowserOptions = {}): Promise<TestBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'banbiantian-profile-'));
  const errors: string[] = [];
  const requests: string[] = [];
  let isOffline = false;
  let context: BrowserContext | undefined;

  const open = async (): Promise<Page> => {
    context = await launch(profile, options);
    watch(context, errors, requests);
    await context.setOffline(isOffline);
    return firstPage(context);
  };
  const running = (): BrowserContext => {
    if (context === undefined) throw new Error('The browser is not running: call reopen() first.');
    return context;
  };
  const kill = async (): Promise<void> => {
    if (context === undefined) return;
    await killBrowser(context, profile);
    context = undefined;
  };

  let page = await open();
  return {
    page: () => page,
    context: running,
    devtools: () => running().newCDPSession(page),
    setOffline: async (offline) => {
      isOffline = offline;
      await context?.setOffline(offline);
    },
    kill,
    reopen: async () => {
      await kill();
      page = await open();
      return page;
    },
    errors: () => errors,
    requests: () => requests,
    dispose: async () => {
      await context?.close();
      context = undefined;
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

function launch(profile: string, options: OpenBrowserOptions): Promise<BrowserContext> {
  const executablePath = findBrowser();
  if (executablePath === undefined) {
    throw new Error('No Chromium found: run `npm test`, which installs one, or set CHROMIUM_PATH.');
  }
  const isMobile = options.isMobile ?? true;
  return chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    args: launchArguments,
    viewport: options.viewport ?? phone,
    isMobile,
    hasTouch: isMobile,
    locale: options.locale ?? 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: options.colourScheme ?? 'light',
  });
}

function watch(context: BrowserContext, errors: string[], requests: string[]): void {
  context.on('request', (request) => requests.push(request.url()));
  context.on('weberror', (error) => errors.push(error.error().message));
  context.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
}

async function firstPage(context: BrowserContext): Promise<Page> {
  return context.pages()[0] ?? (await context.newPage());
}

/** Chromium writes its process id into the profile's lock, `host-pid`; Playwright starts it as a group of its own. */
async function killBrowser(context: BrowserContext, profile: string): Promise<void> {
  const lock = await readlink(join(profile, 'SingletonLock'));
  const processId = Number(lock.slice(lock.lastIndexOf('-') + 1));
  if (!Number.isInteger(processId) || processId <= 1)
    throw new Error(`No process id in the profile lock: ${lock}`);
  const closed = new Promise<void>((resolve) => context.once('close', () => resolve()));
  process.kill(-processId, 'SIGKILL');
  await closed;
  // One of its processes that still dies while the next browser opens the profile would share its files with it.
  while (isGroupThere(processId)) await wait(20);
}

function isGroupThere(processId: number): boolean {
  try {
    return process.kill(-processId, 0);
  } catch {
    return false;
  }
}
