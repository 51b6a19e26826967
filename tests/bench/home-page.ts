// The first page of a village's device with all its records, in the built app, as it is and with the processor at a quarter.
import type { Page } from 'playwright-core';
import { buildClientIfStale } from '../../server/operations/build-client.ts';
import { goTo, signIn, waitForServiceWorker } from '../support/app/drive-app.ts';
import { openBrowser, phone, type TestBrowser } from '../support/browser.ts';
import { startServer } from '../support/start-server.ts';
import type { SiteContent } from './bench-site.ts';
import { villageAccount } from './invented-documents.ts';
import { median, rounded } from './statistics.ts';
import { milliseconds, type BenchResult } from './table.ts';

/** The newest records stand last on the page: when one is there, all is. */
const lastOnHome = 'main[data-path="/"] [data-record-id]';
/** Another page that was opened before and reads nothing: what going to any page costs. */
const lastOnFloor = 'main[data-path="/capture"] a';

type Times = { readonly home: readonly number[]; readonly floor: readonly number[]; readonly start: number };

export async function measureHomePage({
  people,
  records,
  rounds,
}: SiteContent & { readonly rounds: number }): Promise<BenchResult> {
  await buildClientIfStale();
  const server = await startServer({
    prepare: [['tests/bench/fill-server.ts', `--people=${people}`, `--records=${records}`]],
  });
  const browser = await openBrowser({ viewport: phone });
  try {
    await signIn(browser.page(), server.origin, villageAccount);
    await waitForServiceWorker(browser.page());
    await holdsEverything(browser.page());
    const asIs = await measureTimes(browser, server.origin, rounds);
    await (await browser.devtools()).send('Emulation.setCPUThrottlingRate', { rate: 4 });
    const slow = await measureTimes(browser, server.origin, rounds);
    return resultOf(records, asIs, slow);
  } finally {
    await browser.dispose();
    await server.dispose();
  }
}

async function measureTimes(browser: TestBrowser, origin: string, rounds: number): Promise<Times> {
  const page = browser.page();
  const before = Date.now();
  await page.goto(origin);
  await page.locator(lastOnHome).first().waitFor();
  const startMs = Date.now() - before;
  const [home, floor]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    floor.push(await timeUntil(page, '/capture', lastOnFloor));
    home.push(await timeUntil(page, '/', lastOnHome));
  }
  return { home, floor, start: startMs };
}

/** Until 查数 counts on the device and no longer says that records are still to come. */
async function holdsEverything(page: Page): Promise<void> {
  await goTo(page, '/figures');
  await page.getByTestId('figures-source').getByText('按本机的记录数出').waitFor({ timeout: 120_000 });
}

/** Milliseconds until what was asked for has been painted. */
function timeUntil(page: Page, path: string, selector: string): Promise<number> {
  return page.evaluate(
    ([target, wanted]) =>
      new Promise<number>((resolve) => {
        const start = performance.now();
        const look = (): void => {
          if (document.querySelector(wanted) === null) requestAnimationFrame(look);
          else requestAnimationFrame(() => resolve(performance.now() - start));
        };
        window.history.pushState({}, '', target);
        window.dispatchEvent(new PopStateEvent('popstate', { state: window.history.state }));
        look();
      }),
    [path, selector] as const,
  );
}

function resultOf(records: number, asIs: Times, slow: Times): BenchResult {
  const line = (work: string, times: Times) => ({
    work,
    value: milliseconds(median(times.home)),
    floor: `a page that reads nothing ${milliseconds(median(times.floor))}`,
    ratio: rounded(median(times.home) / median(times.floor)),
  });
  const slowMs = median(slow.home);
  return {
    id: 'HOME',
    lines: [
      line(`the first page with ${records} records`, asIs),
      {
        ...line('… with the processor at a quarter', slow),
        goal: '≤ 1 s',
        isMet: slowMs <= 1000,
      },
      { work: '… when the app is opened anew, once', value: milliseconds(asIs.start) },
      { work: '… the same with the processor at a quarter', value: milliseconds(slow.start) },
    ],
    figures: {
      ratio: rounded(median(asIs.home) / median(asIs.floor)),
      records,
      homeMs: rounded(median(asIs.home)),
      throttledMs: rounded(slowMs),
      startMs: asIs.start,
      throttledStartMs: slow.start,
    },
  };
}
