// The seed's own example, typed into the form as she types it: the Double Ninth visit of the briefing.
import { createHash } from 'node:crypto';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { choose, field, fill, goTo, recordShown, save } from './drive-app.ts';

/** Two photographs that no other test uses: noise from a seed, as a camera would send them. */
export async function twoPhotos(seed: string): Promise<{ name: string; mimeType: string; buffer: Buffer }[]> {
  return Promise.all(
    [1, 2].map(async (index) => {
      const [r = 0, g = 0, b = 0] = createHash('sha256').update(`${seed}${index}`).digest();
      const buffer = await sharp({
        create: { width: 2400, height: 1800, channels: 3, background: { r, g, b } },
      })
        .jpeg()
        .toBuffer();
      return { name: `visit-${index}.jpg`, mimeType: 'image/jpeg', buffer };
    }),
  );
}

/** Fills the open condolence form; the save is left to the test. `whom` tells the visits of different tests apart. */
export async function fillSeedVisit(page: Page, whom = '张湾区花果中心福利院'): Promise<void> {
  await fill(page, 'whom', whom);
  await choose(page, 'festival', '重阳节');
  await choose(page, 'beneficiaryCategory', '孤寡老人');
  await fill(page, 'beneficiaryCount', '51');
  await field(page, 'beneficiaryCount').getByRole('switch').click();
  await choose(page, 'way', '送物品');
  // The control comes when it is first needed; with it comes the first row, where one is wanted.
  const add = field(page, 'gifts').getByRole('button', { name: '再加一项' });
  await add.waitFor();
  if ((await field(page, 'gifts.item').count()) === 0) await add.click();
  await fill(page, 'gifts.item', '常用药物');
  await fill(page, 'gifts.valueFen', '986');
  await choose(page, 'gifts.source', '干部职工捐款');
  for (const service of ['文艺表演', '打扫卫生', '梳头', '捶背']) await choose(page, 'services', service);
}

/** A home visit that finds all well, saved; returns its id. The page that shows it is open then. */
export async function recordHomeVisit(page: Page, person: string): Promise<string> {
  await goTo(page, '/capture/home-visit');
  await fill(page, 'person', person);
  await choose(page, 'situation', '都好');
  await save(page);
  return recordShown(page);
}
