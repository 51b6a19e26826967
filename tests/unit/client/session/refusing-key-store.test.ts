// A browser that takes nothing more into the store of keys: nobody stays before an empty page, and nothing is said that is not so.
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { accountSteps } from '../../../support/device/account-steps.ts';
import { aDeviceOfAccounts, type DeviceOfAccounts } from '../../../support/device/device-of-accounts.ts';
import { startRealServer, testPassword, type RealServer } from '../../../support/device/real-server.ts';

let server: RealServer;
let device: DeviceOfAccounts;
beforeAll(async () => {
  server = await startRealServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  device = aDeviceOfAccounts(server.address);
  await device.session.signIn('huaguo', testPassword);
  device.keysAreRefused(true);
});
afterEach(async () => {
  device.keysAreRefused(false);
  await lock();
});

const { lock, isSent } = accountSteps(() => device);

it('a lock locks all the same', async () => {
  const { session } = device;
  await session.lock();
  expect([session.state.get(), session.current.get()]).toEqual(['locked', undefined]);
});

it('a sign-out says that it did not happen, and leaves the account locked', async () => {
  const { session } = device;
  await isSent();
  expect(await session.signOut(true)).toEqual({ kind: 'refused' });
  expect([session.state.get(), session.lastAccount.get()]).toEqual(['locked', 'huaguo']);
  // Once the store takes it again she signs out for good.
  device.keysAreRefused(false);
  expect(await session.unlock(testPassword)).toBe('ok');
  expect(await session.signOut(true)).toEqual({ kind: 'ok' });
  expect([session.state.get(), device.disks.size]).toEqual(['signedOut', 0]);
});

it('an account that is to be erased is locked, and erased another time', async () => {
  const { session } = device;
  const { deviceId = '' } = session.current.get() ?? {};
  const noted: string[] = [];
  const erase = () =>
    session.erase(deviceId, {
      prepare: () => Promise.resolve(true),
      noteErased: () => Promise.resolve(void noted.push(deviceId)),
    });
  expect(await erase()).toBe(false);
  expect([session.state.get(), noted]).toEqual(['locked', []]);
  device.keysAreRefused(false);
  expect(await erase()).toBe(true);
  expect([session.state.get(), noted, device.disks.size]).toEqual(['signedOut', [deviceId], 0]);
});
