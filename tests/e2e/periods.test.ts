// Months: the county confirms one after its sample, a late record stays outside; a township records for its village; review is handed on.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dateText, monthText } from '../../shared/forms/describe-record.ts';
import { periodNamed, periodText } from '../../shared/org/reporting-period.ts';
import {
  choose,
  field,
  fill,
  goTo,
  save,
  saveWithReason,
  signIn,
  waitForServiceWorker,
} from '../support/app/drive-app.ts';
import { screenFaults } from '../support/app/screen-faults.ts';
import { openBrowser, phone, tablet, type TestBrowser } from '../support/browser.ts';
import { startServer, type ServerProcess } from '../support/start-server.ts';

const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const lastMonth = periodNamed('lastMonth', today);
const month = lastMonth.until.slice(0, 7);
const [county, village] = ['420303', '420303001202'];
let server: ServerProcess;
let browsers: { readonly county: TestBrowser; readonly village: TestBrowser; readonly township: TestBrowser };

beforeAll(async () => {
  server = await startServer({ demonstration: 'small' });
  browsers = {
    county: await openBrowser({ viewport: { width: 1440, height: 900 }, isMobile: false }),
    village: await openBrowser({ viewport: phone }),
    township: await openBrowser({ viewport: tablet }),
  };
  await signIn(browsers.county.page(), server.origin, 'county');
  await signIn(browsers.village.page(), server.origin, 'huaguo');
  await signIn(browsers.township.page(), server.origin, 'township');
});
afterAll(async () => {
  await Promise.all(Object.values(browsers ?? {}).map((browser) => browser.dispose()));
  await server?.dispose();
});

const cellOf = (unit: string, of = month) => browsers.county.page().locator(`[data-cell="${unit} ${of}"]`);

/** The half of a year in which a day lies. */
async function openMonths(day = lastMonth.from): Promise<void> {
  const page = browsers.county.page();
  await goTo(page, '/periods');
  const half = periodText(periodNamed('halfYear', day), '', 'zh');
  await page.getByRole('radio', { name: half, exact: true }).click();
  await cellOf(county, day.slice(0, 7)).waitFor();
}

async function recordAdvocacy(page: TestBrowser, topic: string, day: string): Promise<void> {
  await choose(page.page(), 'form', '反诈');
  await fill(page.page(), 'topic', topic);
  await fill(page.page(), 'occurredOn', day);
  await fill(page.page(), 'place', '花果村文化广场');
  await fill(page.page(), 'attended', '30');
}

/** How many of the kind the county is told of last month, and what was left out. */
async function lockedFigures(): Promise<{ readonly events: number; readonly outside: string }> {
  const page = browsers.county.page();
  await goTo(page, '/figures');
  await page.getByRole('radio', { name: '上月' }).click();
  await page.getByTestId('locked-only').click();
  await page.getByTestId('outside').waitFor();
  const sentence = page.locator('[data-kind="advocacy-event"] .sentence');
  const said = (await sentence.count()) === 0 ? '0' : await sentence.innerText();
  return { events: Number(/\d+/.exec(said)?.[0]), outside: await page.getByTestId('outside').innerText() };
}

describe('a month of the county', () => {
  it('is confirmed after a sample, and the page says first what is not reviewed', async () => {
    const page = browsers.village.page();
    for (const topic of ['按时报的宣传', '离线改的宣传']) {
      await goTo(page, '/capture/advocacy-event');
      await recordAdvocacy(browsers.village, topic, dateText(lastMonth.until, 'zh'));
      await saveWithReason(page);
      await expect
        .poll(() => page.getByTestId('record-state').innerText(), { timeout: 10_000 })
        .toContain('待审');
    }
    await waitForServiceWorker(browsers.village.page());
    await browsers.village.setOffline(true);
    await page.getByRole('link', { name: '修改' }).click();
    await fill(page, 'attended', '99');
    await saveWithReason(page);
    await openMonths();
    expect(await screenFaults(browsers.county.page())).toEqual([]);
    await cellOf(county).click();
    const office = browsers.county.page();
    await office.getByTestId('period-sample').locator('[data-record-id]').first().waitFor();
    expect(await screenFaults(office)).toEqual([]);
    await office.getByTestId('confirm-period').click();
    await office.getByText(/还有 \d+ 条待审/).waitFor();
    await office.getByTestId('confirm-period').click();
    await expect.poll(() => cellOf(county).getAttribute('data-state'), { timeout: 10_000 }).toBe('locked');
    await office.getByTestId('period-panel').getByText('陈示华').waitFor();
  });

  it('refuses a correction that a village made without signal before it knew, and names whom to ask', async () => {
    const page = browsers.village.page();
    await browsers.village.setOffline(false);
    await page.getByTestId('refused').getByText('请张湾区妇联先解锁').waitFor({ timeout: 20_000 });
    await expect.poll(() => field(page, 'attended').innerText()).toContain('30');
  });

  it('holds its figures when a village’s record comes late, and shows it as late', async () => {
    const before = await lockedFigures();
    const page = browsers.village.page();
    await goTo(page, '/capture/advocacy-event');
    await recordAdvocacy(browsers.village, '锁定后报的宣传', dateText(lastMonth.until, 'zh'));
    await saveWithReason(page);
    await page.getByTestId('late').waitFor();
    await openMonths();
    await cellOf(county).click();
    const office = browsers.county.page();
    await expect
      .poll(() => office.getByTestId('period-late').innerText(), { timeout: 10_000 })
      .toContain('锁定后报 1');
    await office.getByTestId('period-late-list').getByText('锁定后报的宣传').waitFor();
    const after = await lockedFigures();
    expect(after.events).toBe(before.events);
    expect(after.outside).toContain('锁定后报1条');
  });

  it('has its late record carried over into this month, where it counts and says so, and taken back', async () => {
    const [office, page] = [browsers.county.page(), browsers.village.page()];
    const thisMonth = today.slice(0, 7);
    await openMonths();
    await cellOf(county).click();
    await office.getByTestId('carry-to').selectOption(thisMonth);
    expect(await screenFaults(office)).toEqual([]);
    await office.getByTestId('carry-over').click();
    await expect.poll(() => office.getByTestId('period-late').count(), { timeout: 10_000 }).toBe(0);
    await page
      .getByTestId('carried')
      .getByText(`计入${monthText(thisMonth, 'zh')}`)
      .waitFor();
    expect(await screenFaults(page)).toEqual([]);
    await goTo(office, '/figures');
    await office.getByRole('radio', { name: '本月' }).click();
    await office.getByTestId('carried').getByText('其中结转1条').waitFor();
    await openMonths(today);
    await cellOf(county, thisMonth).click();
    await office.getByTestId('period-carried-list').getByText('锁定后报的宣传').waitFor();
    expect(await screenFaults(office)).toEqual([]);
    await office.getByTestId('take-back').click();
    await expect.poll(() => office.getByTestId('period-carried').count(), { timeout: 10_000 }).toBe(0);
    await page.getByTestId('late').waitFor();
  });

  it('keeps a village from correcting what stands in it, and says whom to ask', async () => {
    const page = browsers.village.page();
    await goTo(page, '/records');
    await page.getByText('按时报的宣传').first().click();
    await page.getByTestId('locked').getByText('请张湾区妇联先解锁').waitFor();
    expect(await page.getByRole('link', { name: '修改' }).count()).toBe(0);
  });

  it('is opened again with a reason: the late record is in, the village may correct', async () => {
    await openMonths();
    await cellOf(county).click();
    const office = browsers.county.page();
    await office.getByTestId('reopen-period').click();
    await office.getByTestId('reopen-reason').fill('花果村补录一条');
    await office.getByTestId('confirm-reopen').click();
    await expect
      .poll(() => cellOf(county).getAttribute('data-state'), { timeout: 10_000 })
      .not.toBe('locked');
    const page = browsers.village.page();
    await page.getByRole('link', { name: '修改' }).waitFor();
    await goTo(page, '/records');
    await page.getByText('锁定后报的宣传').first().click();
    await expect.poll(() => page.getByTestId('late').count(), { timeout: 10_000 }).toBe(0);
  });

  it('takes the refused correction when the village sends it again', async () => {
    const page = browsers.village.page();
    await goTo(page, '/records');
    await page.getByTestId('refused').getByRole('button', { name: '重新上传' }).click();
    await expect.poll(() => page.getByTestId('refused').count(), { timeout: 10_000 }).toBe(0);
    await page.getByText('离线改的宣传').first().click();
    await expect.poll(() => field(page, 'attended').innerText(), { timeout: 10_000 }).toContain('99');
  });

  it('fits a tablet and a phone', async () => {
    const page = browsers.county.page();
    for (const viewport of [tablet, phone]) {
      await page.setViewportSize(viewport);
      await openMonths();
      expect(await screenFaults(page)).toEqual([]);
      await cellOf('420303001').click();
      await page.getByTestId('period-state').waitFor();
      expect(await screenFaults(page)).toEqual([]);
      expect(monthText(month, 'zh')).toContain(String(Number(month.slice(5))));
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  });
});

describe('a township records for a village', () => {
  it('with her knowledge noted, and the village sees it as its own and corrects it', async () => {
    const office = browsers.township.page();
    await goTo(office, '/capture/advocacy-event');
    await office.getByTestId('behalf-unit').selectOption(village);
    await recordAdvocacy(browsers.township, '街道代录的宣传', dateText(today, 'zh'));
    await office.getByTestId('save-record').click();
    await office.getByText('请选本人是否知晓').waitFor();
    expect(await screenFaults(office)).toEqual([]);
    await office.getByRole('radio', { name: '本人知晓' }).click();
    await save(office);
    await office.getByTestId('on-behalf').getByText('本人知晓').waitFor();
    expect(await office.getByTestId('approve-record').count()).toBe(0);

    const page = browsers.village.page();
    await goTo(page, '/records');
    await page.getByText('街道代录的宣传').first().click();
    await page.getByTestId('on-behalf').getByText('花果街道妇联代为补录').waitFor();
    expect(await screenFaults(page)).toEqual([]);
    await page.getByRole('link', { name: '修改' }).click();
    await fill(page, 'attended', '31');
    await save(page);
    await expect.poll(() => field(office, 'attended').innerText(), { timeout: 10_000 }).toContain('31');
  });
});

describe('the same event', () => {
  it('is proposed to the village that recorded it too, linked, and unlinked', async () => {
    const office = browsers.township.page();
    await goTo(office, '/capture/advocacy-event');
    await recordAdvocacy(browsers.township, '街道办的宣传', dateText(today, 'zh'));
    await office.getByTestId('unfold').click();
    await field(office, 'partnerUnitIds').locator('select').selectOption(village);
    await save(office);

    const page = browsers.village.page();
    await goTo(page, '/capture/advocacy-event');
    await recordAdvocacy(browsers.village, '本村参加的宣传', dateText(today, 'zh'));
    // The township recorded another one of this day for it: asked about, and meant.
    await saveWithReason(page);
    const proposal = page.getByTestId('same-event-proposals').locator('li', { hasText: '街道办的宣传' });
    await proposal.getByText('互为组织、参与单位').waitFor();
    expect(await screenFaults(page)).toEqual([]);
    await proposal.getByTestId('link').click();
    await page.getByTestId('same-event-host').getByText('街道办的宣传').waitFor();
    await page.getByTestId('unlink').click();
    await page.getByTestId('same-event-proposals').waitFor();
  });
});

describe('a delegated review', () => {
  it('puts the township’s queue before the county, until it is ended', async () => {
    const office = browsers.township.page();
    await goTo(office, '/delegations');
    await office.getByTestId('delegate').fill('county');
    await office.getByTestId('give-delegation').click();
    await office.getByTestId('given').getByText('county').waitFor();
    expect(await screenFaults(office)).toEqual([]);
    const page = browsers.county.page();
    await goTo(page, '/delegations');
    await page.getByTestId('delegated-queue').getByText('本村参加的宣传').first().click();
    await page.getByTestId('approve-record').waitFor();
    await office.getByTestId('end-delegation').click();
    await expect.poll(() => page.getByTestId('approve-record').count(), { timeout: 10_000 }).toBe(0);
  });
});
