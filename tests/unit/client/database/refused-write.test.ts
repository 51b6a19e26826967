// After the device refused a write and has room again, everything that was refused can be written: nothing stays poisoned.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createClock } from '../../../../client/database/clock.ts';
import { createDraftsRepository } from '../../../../client/database/drafts-repository.ts';
import { createEditSequence } from '../../../../client/database/edit-sequence.ts';
import type { JournaledStorage } from '../../../../client/database/journaled-storage/journaled-storage.ts';
import { openLocalDatabase, type LocalDatabase } from '../../../../client/database/open-database.ts';
import { createSettings } from '../../../../client/database/settings.ts';
import { openDevice } from '../../../support/journaled-device.ts';
import { createMemoryDisk, type MemoryDisk } from '../../../support/memory-page-store.ts';

let disk: MemoryDisk;
let device: JournaledStorage;
let local: LocalDatabase;

beforeEach(async () => {
  disk = createMemoryDisk();
  device = await openDevice(disk);
  local = await openLocalDatabase(device.storage, 'local-refused');
});
afterEach(async () => {
  device.shutdown();
  await local.close();
});

const entry = (text: string) => ({
  values: { text },
  occurredOn: '2026-10-18',
  photos: [],
  hostUnitId: '420303001202',
  partnerUnitIds: [],
});

it('a draft that was refused is kept by the next save of it', async () => {
  const drafts = createDraftsRepository(local.drafts, {
    clock: createClock(() => 1_700_000_000_000),
    newId: () => 'id-1',
  });
  const save = (text: string) =>
    drafts.saveDraft('d1', { type: 'home-visit', definitionVersion: 1, recordId: 'r1', entry: entry(text) });
  await save('first');
  disk.failNextWrite('quota');
  await expect(save('second')).rejects.toThrow('quota');
  device.retry();
  await save('third');
  expect((await drafts.get('d1'))?.entry.values).toEqual({ text: 'third' });
});

it('edit numbers go on after a refused one', async () => {
  const edits = createEditSequence(createSettings(local.settings));
  disk.failNextWrite('quota');
  await expect(edits.next()).rejects.toThrow('quota');
  device.retry();
  const first = await edits.next();
  expect(first).toBeGreaterThan(0);
  expect(await edits.next()).toBeGreaterThan(first);
});
