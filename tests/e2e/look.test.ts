// Every screen at the sizes and scales that we promise: nothing cut, nothing small, axe quiet, no other origin asked.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goTo, signIn } from '../support/app/drive-app.ts';
import { screenFaults } from '../support/app/screen-faults.ts';
import { openBrowser, phone, tablet, type TestBrowser } from '../support/browser.ts';
import { startServer, type ServerProcess } from '../support/start-server.ts';

const recordTypes = [
  'home-visit',
  'volunteer-activity',
  'learning-event',
  'meeting',
  'condolence-visit',
  'public-commitment',
  'honour',
  'advocacy-event',
  'person',
];
const screens = [
  '/',
  '/capture',
  '/records',
  '/people',
  '/review',
  '/search',
  '/figures',
  '/ledgers',
  '/periods',
  '/grading',
  '/delegations',
  '/me',
];
let server: ServerProcess;

beforeAll(async () => {
  server = await startServer({ demonstration: 'small' });
});
afterAll(async () => {
  await server?.dispose();
});

/** Faults of each screen, by address; a screen without any is not in it. */
async function faultsOf(
  browser: TestBrowser,
  paths: readonly string[],
): Promise<Readonly<Record<string, readonly string[]>>> {
  const found: Record<string, readonly string[]> = {};
  for (const path of paths) {
    await goTo(browser.page(), path);
    await browser.page().locator('h1').first().waitFor();
    const faults = await screenFaults(browser.page());
    if (faults.length > 0) found[path] = faults;
  }
  return found;
}

async function firstRecord(browser: TestBrowser): Promise<string> {
  await goTo(browser.page(), '/records');
  const line = browser.page().locator('[data-record-id]').first();
  await line.waitFor();
  return `/records/${await line.getAttribute('data-record-id')}`;
}

describe('the eye of these tests', () => {
  it('sees what is planted', async () => {
    const browser = await openBrowser({ viewport: phone });
    await browser.page().goto(server.origin);
    await browser.page().locator('input[name=account]').waitFor();
    await browser.page().evaluate(() => {
      const app = document.getElementById('app');
      const plant = (tag: string, style: string, text: string): void => {
        const element = document.createElement(tag);
        element.setAttribute('style', style);
        element.textContent = text;
        app?.append(element);
      };
      plant('button', 'width:20px;height:20px', '·');
      plant('div', 'width:500px', 'wide');
      plant('div', 'width:60px;overflow:hidden;white-space:nowrap', 'a text that is longer than that');
      document.querySelector('h1')?.setAttribute('style', 'color:#ddd');
      plant('div', '', 'records.nothingFound');
    });
    const faults = (await screenFaults(browser.page())).join('\n');
    await browser.dispose();
    for (const kind of [
      /target of 20×20/,
      /out of the window/,
      /cut text/,
      /axe color-contrast/,
      /untranslated key/,
    ])
      expect(faults).toMatch(kind);
  });
});

describe.each([
  { name: 'phone', viewport: phone, isMobile: true, account: 'huaguo', colourScheme: 'light' },
  { name: 'tablet', viewport: tablet, isMobile: true, account: 'township', colourScheme: 'dark' },
] as const)('on a $name', ({ viewport, isMobile, account, colourScheme }) => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await openBrowser({ viewport, isMobile, colourScheme });
    await browser.page().goto(server.origin);
  });
  afterAll(() => browser?.dispose());

  it('the sign-in has no fault', async () => {
    await browser.page().locator('input[name=account]').waitFor();
    expect(await screenFaults(browser.page())).toEqual([]);
  });

  it('every screen and every form has no fault', async () => {
    await signIn(browser.page(), server.origin, account);
    const detail = await firstRecord(browser);
    const forms = recordTypes.map((type) => `/capture/${type}`);
    expect(await faultsOf(browser, [...screens, ...forms, detail])).toEqual({});
  });

  it('nothing is cut with the largest text', async () => {
    await goTo(browser.page(), '/me');
    await browser.page().getByRole('radio', { name: '特大' }).click();
    const detail = await firstRecord(browser);
    expect(
      await faultsOf(browser, [...screens, '/capture/condolence-visit', '/capture/home-visit', detail]),
    ).toEqual({});
  });

  it('English is whole', async () => {
    await goTo(browser.page(), '/me');
    await browser.page().getByRole('radio', { name: 'English' }).click();
    await browser.page().getByRole('heading', { name: 'Me' }).waitFor();
    expect(await faultsOf(browser, [...screens, '/capture/condolence-visit'])).toEqual({});
  });

  it('no other origin was asked and no error was written', () => {
    const strangers = browser
      .requests()
      .filter((url) => !url.startsWith(server.origin) && !/^(blob|data|about):/.test(url));
    expect(strangers).toEqual([]);
    expect(browser.errors()).toEqual([]);
  });
});
