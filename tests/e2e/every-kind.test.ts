// Every kind of work there is: its sample is entered on a phone without a network, what follows it a month later, and both
// read well in list, ledger and 查数. A new record type is in this test by being in the registry.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import type { Level } from '../../shared/org/org-unit.ts';
import { recordTypes } from '../../shared/record-types/registry.ts';
import { fill, goTo, saveWithReason, signIn, waitForServiceWorker } from '../support/app/drive-app.ts';
import { enterSample } from '../support/app/enter-sample.ts';
import { screenFaults } from '../support/app/screen-faults.ts';
import { openBrowser, phone, type TestBrowser } from '../support/browser.ts';
import { startServer, type ServerProcess } from '../support/start-server.ts';

type Saved = { readonly id: string; readonly definition: RecordDefinition };
type Recorder = { readonly account: string; readonly level: Level };

const recorders: readonly Recorder[] = [
  { account: 'huaguo', level: 'village' },
  { account: 'township', level: 'township' },
  { account: 'county', level: 'county' },
  { account: 'city', level: 'city' },
];
const records = recordTypes.all.filter((definition) => definition.collection === 'records');
const begun = records.filter((definition) => definition.continues === undefined);
const followUpsOf = (type: string, level: Level): readonly RecordDefinition[] =>
  records.filter(
    ({ continues, recordedBy }) => continues?.includes(type) === true && recordedBy.includes(level),
  );

let server: ServerProcess;
const followed = new Set<string>();
beforeAll(async () => {
  server = await startServer({ demonstration: 'small' });
});
afterAll(async () => {
  await server?.dispose();
});

const day = (daysFromNow: number): string =>
  new Date(Date.now() + (8 + daysFromNow * 24) * 3_600_000).toISOString().slice(0, 10);

/** The first level that may record it: each kind is entered once. */
const mine = (level: Level): readonly RecordDefinition[] =>
  begun.filter(
    ({ recordedBy }) => recorders.find((each) => recordedBy.includes(each.level))?.level === level,
  );

async function record(page: Page, definition: RecordDefinition, happenedOn: string): Promise<Saved> {
  await enterSample(page, definition, happenedOn);
  if (definition.fields.some(({ id }) => id === 'occurredOn')) await fill(page, 'occurredOn', happenedOn);
  await saveWithReason(page);
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  expect((await page.getByTestId('record-title').innerText()).trim()).not.toBe('');
  return { id, definition };
}

/** The sample of a standing kind a month ago, and today everything that can follow it. */
async function recordWithFollowUps(page: Page, definition: RecordDefinition, level: Level): Promise<Saved[]> {
  await goTo(page, `/capture/${definition.id}`);
  const saved = await record(page, definition, day(definition.life === 'standing' ? -31 : 0));
  const all = [saved];
  for (const next of followUpsOf(definition.id, level)) {
    await goTo(page, `/records/${saved.id}`);
    await page.locator(`a[href^="/capture/${next.id}?"]`).click();
    all.push(await record(page, next, day(0)));
    followed.add(next.id);
    await goTo(page, `/records/${saved.id}`);
    await page.getByTestId('continuations').locator('[data-record-id]').first().waitFor();
  }
  return all;
}

async function readsWell(page: Page, { id }: Saved): Promise<void> {
  await goTo(page, '/records');
  const line = page.locator(`[data-record-id="${id}"] .strong`);
  await line.waitFor();
  expect((await line.innerText()).trim()).not.toBe('');
}

async function standsInLedger(page: Page, { id, definition }: Saved): Promise<void> {
  await goTo(page, '/ledgers');
  await page.locator('select').first().selectOption(definition.id);
  await page.locator(`[data-testid=ledger] [data-record-id="${id}"]`).first().waitFor();
}

describe.each(recorders)('at the level of $account', ({ account, level }) => {
  let browser: TestBrowser;
  let saved: Saved[] = [];
  beforeAll(async () => {
    browser = await openBrowser({ viewport: phone });
    await signIn(browser.page(), server.origin, account);
    await waitForServiceWorker(browser.page());
  });
  afterAll(() => browser?.dispose());

  it('each kind is entered without a network, and what follows it', async () => {
    await goTo(browser.page(), '/records');
    await browser.page().locator('[data-record-id]').first().waitFor();
    await browser.setOffline(true);
    for (const definition of mine(level))
      saved = [...saved, ...(await recordWithFollowUps(browser.page(), definition, level))];
    expect(saved.length).toBeGreaterThanOrEqual(mine(level).length);
  }, 180_000);

  it('each reads well in the list and the ledger', async () => {
    const isOnDevice = level === 'village' || level === 'township';
    for (const each of saved) await readsWell(browser.page(), each);
    if (!isOnDevice) await browser.setOffline(false);
    for (const each of saved) await standsInLedger(browser.page(), each);
    expect(await screenFaults(browser.page())).toEqual([]);
  }, 180_000);

  it('each that is counted is said by 查数', async () => {
    const counted = saved.filter(({ definition }) => definition.countedAs !== undefined);
    await goTo(browser.page(), '/figures');
    for (const { definition } of counted)
      await expect
        .poll(() => browser.page().locator(`[data-kind="${definition.id}"] .sentence`).innerText())
        .toContain(definition.label.zh);
  }, 60_000);
});

describe('what follows another kind', () => {
  it('was entered too, each at some level', () => {
    const following = records.filter(({ continues }) => continues !== undefined).map(({ id }) => id);
    expect([...followed].sort()).toEqual([...following].sort());
  });
});
