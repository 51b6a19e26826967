// What a sign-in finds on a device that lost a part of an account: what is left goes on as the same device, nothing at all begins as another.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aDeviceOfAccounts, type DeviceOfAccounts } from '../support/device/device-of-accounts.ts';
import { accountSteps } from '../support/device/account-steps.ts';
import { startRealServer, testPassword, type RealServer } from '../support/device/real-server.ts';
import { createMemoryDisk } from '../support/memory-page-store.ts';

let server: RealServer;
let device: DeviceOfAccounts;
beforeAll(async () => {
  server = await startRealServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  device = aDeviceOfAccounts(server.address);
  await device.session.signIn('huaguo', testPassword);
});
afterEach(() => lock());

const { lock, opened, isSent, save } = accountSteps(() => device);

describe('of an account the device lost', () => {
  it('its session alone: a sign-in goes on as the same device, with all that lies there', async () => {
    const { deviceId } = opened();
    device.wire.isCut = true;
    const id = await save('not sent yet');
    await device.forgetSession();
    await lock();
    expect(await device.session.unlock(testPassword)).toBe('storageLost');
    device.wire.isCut = false;
    expect(await device.session.unlock(testPassword)).toBe('ok');
    expect(opened().deviceId).toBe(deviceId);
    await isSent();
    const stored = await server.server.store.read((view) => view.documents.get('records', id));
    expect(stored?.document.values).toEqual({ note: 'not sent yet' });
  });

  it('all of it, and the server answers once and then no more: the next try with the same password opens it', async () => {
    const { deviceId } = opened();
    await lock();
    device.putDisk('huaguo', createMemoryDisk());
    let asked = 0;
    device.wire.before = async (url) => {
      if (!url.endsWith('/api/session')) return undefined;
      asked += 1;
      if (asked === 2) throw new TypeError('network is cut');
      return undefined;
    };
    expect(await device.session.unlock(testPassword)).toBe('unreachable');
    expect(device.session.lastAccount.get()).toBe('huaguo');
    expect(await device.session.unlock(testPassword)).toBe('ok');
    expect([asked, opened().deviceId === deviceId]).toEqual([4, false]);
  });
});
