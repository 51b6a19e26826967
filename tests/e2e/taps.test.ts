// The five commonest records at 360×740: how many taps each takes from the first page, tile and submit included. A tap opens,
// chooses or confirms; typing and steppers are not counted (`domain.md` §0).
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { field, fill, goTo, signIn, waitForServiceWorker } from '../support/app/drive-app.ts';
import { openBrowser, phone, type TestBrowser } from '../support/browser.ts';
import { startServer, type ServerProcess } from '../support/start-server.ts';

let server: ServerProcess;
let village: TestBrowser;
let taps = 0;

beforeAll(async () => {
  server = await startServer({ demonstration: 'small' });
  village = await openBrowser({ viewport: phone });
  await signIn(village.page(), server.origin, 'huaguo');
  await waitForServiceWorker(village.page());
  await village.setOffline(true);
});
afterAll(async () => {
  await village?.dispose();
  await server?.dispose();
});

async function tap(place: Locator): Promise<void> {
  await place.click();
  taps += 1;
}
const page = () => village.page();
const option = (id: string, label: string): Locator =>
  field(page(), id).locator('[role=radio], [role=checkbox], button').filter({ hasText: label }).first();

/** From the first page to the saved record: the tile, what `fillIn` taps, and submit. */
async function tapsOf(type: string, fillIn: () => Promise<void>): Promise<number> {
  await goTo(page(), '/');
  taps = 0;
  await tap(page().locator(`.tile[href="/capture/${type}"]`));
  await fillIn();
  await tap(page().getByTestId('save-record'));
  await page().locator('main[data-path^="/records/"]').waitFor();
  return taps;
}

describe('the five commonest', () => {
  it('a home visit takes at most 6 taps', async () => {
    const visit = async (): Promise<void> => {
      await tap(field(page(), 'person').getByRole('button').first());
      await tap(option('situation', '都好'));
    };
    expect(await tapsOf('home-visit', visit)).toBeLessThanOrEqual(6);
  });

  it('a volunteer activity takes at most 8', async () => {
    const activity = async (): Promise<void> => {
      await tap(option('activityKind', '助残'));
      await fill(page(), 'volunteers', '6');
      await fill(page(), 'hoursEach', '2');
      await fill(page(), 'peopleServed', '12');
    };
    expect(await tapsOf('volunteer-activity', activity)).toBeLessThanOrEqual(8);
  });

  it('a study event takes at most 6', async () => {
    const study = async (): Promise<void> => {
      await tap(option('form', '学方针政策'));
      await fill(page(), 'topic', '示例主题');
      await fill(page(), 'attended', '18');
    };
    expect(await tapsOf('learning-event', study)).toBeLessThanOrEqual(6);
  });

  it('a meeting takes at most 6', async () => {
    const meeting = async (): Promise<void> => {
      await tap(option('meetingKind', '工作例会'));
      await fill(page(), 'agenda', '示例议题');
      await fill(page(), 'expected', '9');
      await fill(page(), 'attended', '8');
    };
    expect(await tapsOf('meeting', meeting)).toBeLessThanOrEqual(6);
  });

  it('the seed’s visit of condolence takes at most 12', async () => {
    const condolence = async (): Promise<void> => {
      await fill(page(), 'whom', '示例福利院');
      await tap(option('festival', '重阳节'));
      await tap(option('beneficiaryCategory', '孤寡老人'));
      await fill(page(), 'beneficiaryCount', '51');
      await tap(field(page(), 'beneficiaryCount').getByRole('switch'));
      await tap(option('way', '送物品'));
      await fill(page(), 'gifts.item', '常用药物');
      await fill(page(), 'gifts.valueFen', '986');
      await tap(option('gifts.source', '干部职工捐款'));
      for (const service of ['文艺表演', '打扫卫生', '梳头', '捶背']) await tap(option('services', service));
    };
    expect(await tapsOf('condolence-visit', condolence)).toBeLessThanOrEqual(12);
  });
});
