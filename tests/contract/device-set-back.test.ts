// S9: a device whose own database was put back to an older copy: what it saves then is no old news, and what it had sent stands.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { aDeviceOfAccounts, type DeviceOfAccounts } from '../support/device/device-of-accounts.ts';
import { accountSteps } from '../support/device/account-steps.ts';
import { eventually } from '../support/device/eventually.ts';
import { startRealServer, testPassword, type RealServer } from '../support/device/real-server.ts';

let server: RealServer;
let device: DeviceOfAccounts;
beforeAll(async () => {
  server = await startRealServer();
});
afterAll(() => server.close());
afterEach(() => lock());

const { lock, opened, isSent, save } = accountSteps(() => device);
const notesOf = (id: string) =>
  server.server.store.read(async (view) =>
    (await view.documents.revisionsFrom('records', id, 1)).map(({ document }) => document.values.note),
  );

/** More saves than are numbered in one go, so that an older copy does not know of these numbers. */
const many = 70;

describe('S9 a device that was set back', () => {
  it('has a new save of an old record taken, and does not undo what it had sent in between', async () => {
    device = aDeviceOfAccounts(server.address);
    expect(await device.session.signIn('huaguo', testPassword)).toBe('ok');
    const [edited, untouched] = [await save('first'), await save('first')];
    await isSent();
    await lock();
    const older = device.disks.get('huaguo')?.journal.copy();
    if (older === undefined) throw new Error('there is no disk');

    expect(await device.session.unlock(testPassword)).toBe('ok');
    for (let count = 0; count < many; count += 1) await save(`of the lost time ${count}`, edited);
    await save('of the lost time', untouched);
    await isSent();
    await lock();

    device.putDisk('huaguo', older);
    device.wire.isCut = true;
    expect(await device.session.unlock(testPassword)).toBe('ok');
    await eventually('it is away', () => !opened().syncStatus.overview.get().reachable);
    const fresh = await save('after it was set back');
    await save('after it was set back', edited);
    device.wire.isCut = false;
    device.session.syncNow();
    await isSent();
    await eventually(
      'the server has it',
      async () => (await notesOf(edited)).at(-1) === 'after it was set back',
    );
    expect(await notesOf(edited)).toContain(`of the lost time ${many - 1}`);
    expect([await notesOf(fresh), await notesOf(untouched)]).toEqual([
      ['after it was set back'],
      ['first', 'of the lost time'],
    ]);
    await eventually(
      'it holds what it had sent',
      async () => (await opened().repositories.records.get(untouched))?.values.note === 'of the lost time',
    );
    expect(opened().syncStatus.overview.get().refused).toBe(0);
  }, 60_000);
});
