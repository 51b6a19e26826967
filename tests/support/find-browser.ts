// Finds a Chromium for the tests, and installs one where there is none.
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import { runCommand } from './run-command.ts';

const commandNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'msedge',
];

const wellKnownPaths = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

export type BrowserFound = {
  readonly path: string | undefined;
  /** One plain line saying where it came from, or why there is none. */
  readonly note: string;
};

/** `CHROMIUM_PATH`, else a browser of the system, else one of Playwright's that is already here. */
export function findBrowser(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') return named;
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const endings = process.platform === 'win32' ? ['.exe'] : [''];
  const onPath = folders.flatMap((folder) =>
    commandNames.flatMap((name) => endings.map((ending) => join(folder, name + ending))),
  );
  return [...onPath, ...wellKnownPaths, chromium.executablePath()].find(isExecutable);
}

/** As `findBrowser`, but installs: Debian's package as root, Playwright's build elsewhere. */
export async function findOrInstallBrowser(): Promise<BrowserFound> {
  const found = findBrowser();
  if (found !== undefined) {
    const there = isExecutable(found);
    return there
      ? { path: found, note: `Browser: ${found}` }
      : { path: undefined, note: `CHROMIUM_PATH names ${found}, which is not an executable file.` };
  }
  const isDebianRoot = existsSync('/etc/debian_version') && process.getuid?.() === 0;
  const reason = isDebianRoot ? await installByApt() : undefined;
  const byApt = findBrowser();
  if (byApt !== undefined) return { path: byApt, note: `Browser: ${byApt}, installed by apt-get` };
  const playwright = await runCommand('playwright-core', ['install', '--with-deps', 'chromium']);
  const installed = findBrowser();
  if (installed !== undefined)
    return { path: installed, note: `Browser: ${installed}, installed by Playwright` };
  const lastWords = (reason ?? playwright.output).trim().split('\n').at(-1) ?? '';
  return {
    path: undefined,
    note: `No Chromium found, and installing one failed (${lastWords}). Set CHROMIUM_PATH to one and run again.`,
  };
}

/** Undefined when it worked; otherwise what apt-get said. */
async function installByApt(): Promise<string | undefined> {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await runCommand('apt-get', ['update', '-qq'], { env });
  const installed = await runCommand('apt-get', ['install', '-y', '-qq', 'chromium', 'fonts-noto-cjk'], {
    env,
  });
  return installed.code === 0 ? undefined : installed.output;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
