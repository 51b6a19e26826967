// A restore while a device downloads afresh: what it held before, and has not fetched again, is not lost.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { calmMs } from '../../client/session/open-account.ts';
import { accountSteps } from '../support/device/account-steps.ts';
import { aDeviceOfAccounts, type DeviceOfAccounts } from '../support/device/device-of-accounts.ts';
import { eventually } from '../support/device/eventually.ts';
import { writeElsewhere } from '../support/device/write-elsewhere.ts';
import { startRestorableServer, type RestorableServer } from '../support/device/restorable-server.ts';
import { realTimers } from '../support/device/timers.ts';

let server: RestorableServer;
let device: DeviceOfAccounts;
const { signIn, opened, isSent, save, lock } = accountSteps(() => device);

beforeEach(async () => {
  server = await startRestorableServer();
  device = aDeviceOfAccounts(server.address, {
    after: (milliseconds, run) => realTimers.after(milliseconds === calmMs ? 0 : milliseconds, run),
  });
  await signIn('huaguo');
});
afterEach(async () => {
  await lock();
  await server.close();
});

const overview = () => opened().syncStatus.overview.get();
const isDownloaded = () => eventually('all is downloaded', () => overview().isDownloaded);
const onServer = (id: string) => server.server().store.read((view) => view.documents.get('records', id));

/** From now on no request to such an address gets through. */
function cutOff(address: string): void {
  device.wire.before = (url) =>
    url.includes(address) ? Promise.reject(new TypeError('no network')) : Promise.resolve(undefined);
}

/** Begins afresh on a line on which none of these comes. */
async function beginAfresh(missing: 'records' | 'people'): Promise<void> {
  cutOff(`/${missing}/pull`);
  expect(await device.session.startAfresh()).toBe('ok');
}

const knows = () => eventually('it knows', () => overview().mustStartAfresh === 'epochChanged');

/** Hears of the restore, and begins afresh once more. */
async function comeBack(): Promise<void> {
  device.wire.before = undefined;
  device.session.syncNow();
  await knows();
  expect(await device.session.startAfresh()).toBe('ok');
  await isDownloaded();
  await isSent();
}

it.each([true, false])('the only copy of a record comes back, announced: %s', async (isAnnounced) => {
  await isDownloaded();
  await server.backUp();
  const id = await save('of that day');
  await isSent();
  await beginAfresh('records');
  expect(await opened().repositories.records.get(id)).toBeUndefined();
  await server.putBack(isAnnounced);
  expect(await onServer(id)).toBeUndefined();
  await comeBack();
  expect((await onServer(id))?.document.values).toEqual({ note: 'of that day' });
  expect((await opened().repositories.records.get(id))?.values).toEqual({ note: 'of that day' });
});

it('what was saved since then stands over what the former copy held', async () => {
  const id = await save('first');
  await isSent();
  await server.backUp();
  await save('second', id);
  await isSent();
  await beginAfresh('people');
  await eventually('it is here again', () => opened().repositories.records.get(id));
  await save('third', id);
  await isSent();
  await server.putBack(true);
  await comeBack();
  expect((await onServer(id))?.document.values).toEqual({ note: 'third' });
  const conflicts = await server.server().store.read((view) => view.documents.about('conflicts', id));
  expect(conflicts).toEqual([]);
});

it('what was unsent at a first restore is written over nothing after a second one', async () => {
  const id = await save('first');
  await isSent();
  device.wire.isCut = true;
  await writeElsewhere(server, id, 'elsewhere');
  await server.backUp();
  await save('hers', id);
  await server.putBack(true);
  // Neither push nor pull: it leaves with what is brought back.
  cutOff('/records/pu');
  device.wire.isCut = false;
  device.session.syncNow();
  await knows();
  expect(await device.session.startAfresh()).toBe('ok');
  await server.putBack(true);
  await comeBack();
  expect((await onServer(id))?.document.values).toEqual({ note: 'elsewhere' });
  const conflicts = await server.server().store.read((view) => view.documents.about('conflicts', id));
  expect(conflicts).toMatchObject([{ values: { otherValue: 'hers' } }]);
});
