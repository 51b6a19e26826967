// A fresh download takes the place of what lay on the device: the old copy stays until it is whole, and no longer.
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { PageStore } from '../../../../client/database/journaled-storage/journal-ports.ts';
import { calmMs } from '../../../../client/session/open-account.ts';
import type { OpenSession } from '../../../../client/session/device-session.ts';
import { aDeviceOfAccounts, type DeviceOfAccounts } from '../../../support/device/device-of-accounts.ts';
import { eventually } from '../../../support/device/eventually.ts';
import {
  probeUnit,
  probeUnits,
  startRealServer,
  testPassword,
  type RealServer,
} from '../../../support/device/real-server.ts';
import { realTimers, settled } from '../../../support/device/timers.ts';
import { createMemoryDisk, type MemoryDisk } from '../../../support/memory-page-store.ts';

let server: RealServer;
let device: DeviceOfAccounts;
beforeAll(async () => {
  server = await startRealServer();
});
afterAll(() => server.close());
beforeEach(() => {
  device = aDeviceOfAccounts(server.address, {
    after: (milliseconds, run) => realTimers.after(milliseconds === calmMs ? 0 : milliseconds, run),
  });
});
afterEach(async () => {
  await device.session.lock();
  await settled();
});

function opened(): OpenSession {
  const current = device.session.current.get();
  if (current === undefined) throw new Error('nothing is open');
  return current;
}
const isWhole = () => eventually('all is downloaded', () => opened().syncStatus.overview.get().isDownloaded);

/** It takes nothing while `isFull` says so of the number of a write. */
function fillingDisk(disk: MemoryDisk, isFull: () => boolean): MemoryDisk {
  const connect = (): PageStore => {
    const pages = disk.connect();
    const write: PageStore['write'] = async (page) => {
      if (isFull()) throw new Error('the disk takes nothing');
      return pages.write(page);
    };
    return { ...pages, write };
  };
  return { ...disk, connect };
}

/** All is downloaded to `disk`. Answers with how much of that it still holds; settings, and which collections there are, survive all. */
async function openedOver(disk: MemoryDisk): Promise<() => number> {
  device.putDisk('huaguo', disk);
  expect(await device.session.signIn('huaguo', testPassword)).toBe('ok');
  await isWhole();
  await settled();
  const logs = () => new Set(disk.pages().map(({ log }) => log));
  const before = [...logs()];
  return () => before.filter((log) => logs().has(log)).length - 2;
}

it('what it took the place of stays until all is downloaded, and then goes', async () => {
  const { session, wire } = device;
  const left = await openedOver(createMemoryDisk());
  wire.before = (url) =>
    url.includes('/people/pull') ? Promise.reject(new TypeError('no network')) : Promise.resolve(undefined);
  expect(await session.startAfresh()).toBe('ok');
  expect(left()).toBeGreaterThan(0);
  wire.before = undefined;
  session.syncNow();
  await isWhole();
  await eventually('the old copy is gone', () => left() === 0);
});

it('what was of another scope goes first', async () => {
  const { session, wire } = device;
  const left = await openedOver(createMemoryDisk());
  await server.server.importOrgUnits([...probeUnits, probeUnit('420303001204', 'village', '420303001')]);
  wire.before = (url) =>
    url.includes('/pull') ? Promise.reject(new TypeError('no network')) : Promise.resolve(undefined);
  expect(await session.startAfresh()).toBe('ok');
  expect(left()).toBe(0);
});

it('where little room is left it goes first, at the next opening if the disk refuses', async () => {
  const { session, wire } = device;
  let [writes, firstRefused] = [0, Infinity];
  const left = await openedOver(fillingDisk(createMemoryDisk(), () => (writes += 1) >= firstRefused));
  device.fillUp();
  wire.before = async (url) => {
    // The token, the name of the new one, and then the old one would go.
    if (url.endsWith('/api/session/refresh')) firstRefused = writes + 3;
    return undefined;
  };
  await session.startAfresh();
  expect([session.state.get(), left() > 0]).toEqual(['locked', true]);
  [firstRefused, wire.before] = [Infinity, undefined];
  wire.isCut = true;
  expect(await session.unlock(testPassword)).toBe('ok');
  expect(left()).toBe(0);
});
