// A fresh download takes the place of what lay on the device: nothing of the old copy stays, wherever it breaks off.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PageStore } from '../../../../client/database/journaled-storage/journal-ports.ts';
import type { OpenSession } from '../../../../client/session/device-session.ts';
import { aDeviceOfAccounts, type DeviceOfAccounts } from '../../../support/device/device-of-accounts.ts';
import { eventually } from '../../../support/device/eventually.ts';
import { startRealServer, testPassword, type RealServer } from '../../../support/device/real-server.ts';
import { settled } from '../../../support/device/timers.ts';
import { createMemoryDisk, type MemoryDisk } from '../../../support/memory-page-store.ts';

let server: RealServer;
let device: DeviceOfAccounts;
beforeAll(async () => {
  server = await startRealServer();
  device = aDeviceOfAccounts(server.address);
});
afterAll(async () => {
  await device.session.lock();
  await settled();
  await server.close();
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

it('what a fresh download left of the old database is gone after the next opening', async () => {
  const { session, wire } = device;
  const disk = createMemoryDisk();
  let [writes, firstRefused] = [0, Infinity];
  device.putDisk(
    'huaguo',
    fillingDisk(disk, () => (writes += 1) >= firstRefused),
  );
  expect(await session.signIn('huaguo', testPassword)).toBe('ok');
  await isWhole();
  await settled();
  const logs = () => new Set(disk.pages().map(({ log }) => log));
  const before = [...logs()];

  wire.before = async (url) => {
    // The token, the name of the new one, and then the old one would go.
    if (url.endsWith('/api/session/refresh')) firstRefused = writes + 3;
    return undefined;
  };
  await expect(session.startAfresh()).rejects.toThrow('journal');
  [firstRefused, wire.before] = [Infinity, undefined];
  expect(before.filter((log) => logs().has(log))).toEqual(before);
  expect(await session.unlock(testPassword)).toBe('ok');
  await isWhole();
  const kept = before.filter((log) => logs().has(log));
  // Of what survives: settings, and which collections there are.
  expect([before.length > kept.length, kept.length]).toEqual([true, 2]);
});
