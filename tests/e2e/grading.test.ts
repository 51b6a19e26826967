// 对标定位: an office sees who rose and fell, in the order of the division code; a village its own grade, also without signal.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goTo, signIn, waitForServiceWorker } from '../support/app/drive-app.ts';
import { screenFaults } from '../support/app/screen-faults.ts';
import { openBrowser, phone, type TestBrowser } from '../support/browser.ts';
import { startServer, type ServerProcess } from '../support/start-server.ts';

const [street, village] = ['420303001', '420303001202'];
let server: ServerProcess;
let browsers: { readonly county: TestBrowser; readonly village: TestBrowser };

beforeAll(async () => {
  server = await startServer({ prepare: [['server/operations/demo.ts', '--seed-only', '--people=40']] });
  browsers = {
    county: await openBrowser({ viewport: { width: 1440, height: 900 }, isMobile: false }),
    village: await openBrowser({ viewport: phone }),
  };
  await signIn(browsers.county.page(), server.origin, 'county');
  await signIn(browsers.village.page(), server.origin, 'huaguo');
}, 180_000);
afterAll(async () => {
  await Promise.all(Object.values(browsers ?? {}).map((browser) => browser.dispose()));
  await server?.dispose();
});

describe('the office', () => {
  it('has a place of its own, and units in the order of the division code, with what rose and what fell', async () => {
    const page = browsers.county.page();
    await goTo(page, '/');
    await page.getByRole('link', { name: '对标定位' }).click();
    const units = page.getByTestId('grade-units');
    await units.waitFor();
    const codes = await units
      .locator('[data-unit]')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-unit') ?? ''));
    expect(codes).toEqual([...codes].sort());
    expect(codes).toContain(street);
    expect(await page.getByTestId('grade-counts').innerText()).toMatch(/升档 \d+ 个，降档 \d+ 个/u);
    expect(await units.innerText()).toContain('降档');
    expect(await screenFaults(page)).toEqual([]);
  });

  it('goes down to the villages, and from a grade to its record and its document', async () => {
    const page = browsers.county.page();
    await page.locator(`[data-unit="${street}"] button`).click();
    const row = page.locator(`[data-unit="${village}"]`);
    await row.waitFor();
    const number = await row.locator('a').innerText();
    await row.locator('a').click();
    await page.getByTestId('record-title').waitFor();
    expect(await page.locator('[data-field="documentNumber"]').innerText()).toContain(number);
    await page.goBack();
    await page.locator(`[data-unit="${village}"]`).waitFor();
  });

  it('exports the ledger that superiors ask for', async () => {
    const page = browsers.county.page();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByTestId('export-grade-result').click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/五好评定表.*\.xlsx$/u);
  });

  it('is told where grades are entered while there are none', async () => {
    const page = browsers.county.page();
    await goTo(page, '/grading');
    const oldest = page.getByRole('radio').last();
    await oldest.click();
    await page.getByTestId('no-grades').waitFor();
    expect(await page.getByTestId('no-grades').innerText()).toContain('评定文号');
    await page.getByTestId('no-grades').getByRole('link').click();
    await page.locator('[data-field="documentNumber"]').waitFor();
  });
});

describe('a village', () => {
  it('sees its own grade and what is lacking, and nobody else’s, also without signal', async () => {
    const page = browsers.village.page();
    await waitForServiceWorker(page);
    await browsers.village.setOffline(true);
    await goTo(page, '/me');
    await page.getByTestId('grading-link').click();
    const cards = page.getByTestId('own-grade');
    await cards.first().waitFor();
    expect(await cards.count()).toBe(1);
    expect(await cards.innerText()).toMatch(/花果村[\s\S]*(还缺|五个好都达到)/u);
    expect(await screenFaults(page)).toEqual([]);
  });
});
