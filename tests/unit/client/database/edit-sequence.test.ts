// Edit numbers: durable, monotonic, never used twice, whatever happens between two saves.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createEditSequence } from '../../../../client/database/edit-sequence.ts';
import type { LocalDatabase } from '../../../../client/database/open-database.ts';
import { createSettings, type Settings } from '../../../../client/database/settings.ts';
import { aLocalDatabase } from '../../../support/device/local-database.ts';

let local: LocalDatabase;
let settings: Settings;
beforeEach(async () => {
  local = await aLocalDatabase();
  settings = createSettings(local.settings);
});
afterEach(() => local.close());

it('counts up from one, also when many saves ask at once', async () => {
  const sequence = createEditSequence(settings);
  const numbers = await Promise.all(Array.from({ length: 200 }, () => sequence.next()));
  expect(numbers).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
});

it('never gives a number again after a restart, even if the last ones were never written into a document', async () => {
  const before = createEditSequence(settings);
  const last = Math.max(...(await Promise.all([before.next(), before.next(), before.next()])));
  const after = createEditSequence(settings);
  expect(await after.next()).toBeGreaterThan(last);
});

it('gives no number that could not be reserved durably, and goes on once it can', async () => {
  let isFull = true;
  const failing: Settings = {
    ...settings,
    write: (name, value) =>
      isFull ? Promise.reject(new Error('storage full')) : settings.write(name, value),
  };
  const sequence = createEditSequence(failing);
  await expect(sequence.next()).rejects.toThrow('storage full');
  isFull = false;
  expect(await sequence.next()).toBe(1);
});

it('counts on from what the server knows of this device, and remembers what is then in doubt until that is settled', async () => {
  const sequence = createEditSequence(settings);
  const own = await sequence.next();
  await sequence.raiseAbove(own);
  expect([await sequence.inDoubtUpTo(), await sequence.next()]).toEqual([0, own + 1]);
  await sequence.raiseAbove(500);
  expect([await sequence.inDoubtUpTo(), await sequence.next()]).toEqual([500, 501]);
  const after = createEditSequence(settings);
  expect([await after.inDoubtUpTo(), (await after.next()) > 501]).toEqual([500, true]);
  await after.clearDoubt();
  expect(await after.inDoubtUpTo()).toBe(0);
});
