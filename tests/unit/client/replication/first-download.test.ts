// Whether this device has everything yet: known at once, durable, anew for each database.
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { LocalDatabase } from '../../../../client/database/open-database.ts';
import { createSettings, type Settings } from '../../../../client/database/settings.ts';
import { loadFirstDownload } from '../../../../client/replication/first-download.ts';
import { replicatedCollections } from '../../../../shared/records/record.ts';
import { aLocalDatabase } from '../../../support/device/local-database.ts';

let local: LocalDatabase;
let settings: Settings;
beforeEach(async () => {
  local = await aLocalDatabase();
  settings = createSettings(local.settings);
});
afterEach(() => local.close());

it('is done when the last collection was read to its end, and stays so', async () => {
  const download = await loadFirstDownload(settings, 'data-1');
  const seen: boolean[] = [];
  download.isDone.subscribe((isDone) => seen.push(isDone));
  for (const name of replicatedCollections) download.noteReadToEnd(name);
  expect(seen).toEqual([false, true]);
  await expect.poll(async () => (await loadFirstDownload(settings, 'data-1')).isDone.get()).toBe(true);
});

it('begins anew with a fresh database', async () => {
  const download = await loadFirstDownload(settings, 'data-1');
  for (const name of replicatedCollections) download.noteReadToEnd(name);
  expect((await loadFirstDownload(settings, 'data-2')).isDone.get()).toBe(false);
});
