// The pictures of the README, taken from the demonstration: `node tests/screenshots/take-screenshots.ts` after a build.
import { join } from 'node:path';
import { fillSeedVisit } from '../support/app/seed-visit.ts';
import { goTo, save, signIn, waitForServiceWorker } from '../support/app/drive-app.ts';
import { openBrowser, phone, tablet } from '../support/browser.ts';
import { rootPath } from '../support/run-command.ts';
import { startServer } from '../support/start-server.ts';

const folder = join(rootPath, 'docs/screenshots');
const pathOf = (name: string): string => join(folder, `${name}.png`);

async function ofPhone(origin: string): Promise<void> {
  const browser = await openBrowser({ viewport: phone });
  const page = browser.page();
  await signIn(page, origin, 'huaguo');
  await page.locator('[data-record-id]').first().waitFor();
  await waitForServiceWorker(page);
  await browser.setOffline(true);
  await goTo(page, '/capture/condolence-visit');
  await fillSeedVisit(page);
  await page
    .locator('[data-field="beneficiaryCount"]')
    .evaluate((field) => field.scrollIntoView({ block: 'center' }));
  await page.screenshot({ path: pathOf('phone-form') });
  await save(page);
  await page.getByTestId('record-title').waitFor();
  await page.screenshot({ path: pathOf('phone-record') });
  await goTo(page, '/');
  await page.getByTestId('offline-card').waitFor();
  await page.getByTestId('saved-notice').waitFor({ state: 'detached' });
  await page.screenshot({ path: pathOf('phone-home') });
  await goTo(page, '/records');
  await page.locator('[data-record-id]').first().waitFor();
  await page.screenshot({ path: pathOf('phone-records') });
  await browser.dispose();
}

async function ofTablet(origin: string): Promise<void> {
  const browser = await openBrowser({ viewport: tablet });
  await signIn(browser.page(), origin, 'township');
  await goTo(browser.page(), '/review');
  await browser.page().locator('[data-record-id]').first().waitFor();
  await browser.page().screenshot({ path: pathOf('tablet-review') });
  await browser.dispose();
}

/** The review desk, the county's campaign and its statistics. */
async function ofOffice(origin: string): Promise<void> {
  const browser = await openBrowser({ viewport: { width: 1440, height: 900 }, isMobile: false });
  const page = browser.page();
  await signIn(page, origin, 'township');
  await goTo(page, '/review');
  await page.getByTestId('desk-title').waitFor();
  await page.screenshot({ path: pathOf('office-review') });
  await browser.dispose();
  const county = await openBrowser({ viewport: { width: 1440, height: 900 }, isMobile: false });
  await signIn(county.page(), origin, 'county');
  await goTo(county.page(), '/campaign');
  await county.page().getByText('从记录算出').first().waitFor();
  await county.page().locator('tbody tr').first().waitFor();
  await county.page().screenshot({ path: pathOf('office-campaign') });
  await goTo(county.page(), '/statistics');
  await county.page().getByTestId('figures-table').waitFor();
  await county.page().locator('[data-line="volunteer-activity"]').getByRole('button').click();
  await county.page().locator('.chart svg').waitFor();
  await county.page().screenshot({ path: pathOf('office-statistics') });
  await county.dispose();
}

const server = await startServer({ prepare: [['server/operations/demo.ts', '--seed-only']] });
await ofPhone(server.origin);
await ofTablet(server.origin);
await ofOffice(server.origin);
await server.dispose();
process.stdout.write(`The screenshots are in ${folder}\n`);
