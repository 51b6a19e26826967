// A restore before a device has fetched the conflict over its own edit: what it wrote is not lost.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { accountSteps } from '../support/device/account-steps.ts';
import { aDeviceOfAccounts, type DeviceOfAccounts } from '../support/device/device-of-accounts.ts';
import { eventually } from '../support/device/eventually.ts';
import { startRestorableServer, type RestorableServer } from '../support/device/restorable-server.ts';
import { writeElsewhere } from '../support/device/write-elsewhere.ts';

let server: RestorableServer;
let device: DeviceOfAccounts;
const { signIn, opened, isSent, save, lock } = accountSteps(() => device);

beforeEach(async () => {
  server = await startRestorableServer();
  device = aDeviceOfAccounts(server.address);
  await signIn('huaguo');
});
afterEach(async () => {
  await lock();
  await server.close();
});

const overview = () => opened().syncStatus.overview.get();

/** Where the server has the value: as one that people settle, or in the list of what came back. */
async function whereIs(id: string, note: string): Promise<readonly string[]> {
  return server.server().store.read(async (view) => {
    const conflicts = await view.documents.about('conflicts', id);
    const waiting = (await view.recovered.waiting()).map(({ document }) => document);
    const inList = waiting.filter(({ aboutId, values }) => aboutId === id && values.otherValue === note);
    return [
      ...conflicts.flatMap(({ values }) => (values.otherValue === note ? ['conflict'] : [])),
      ...inList.map(() => 'recovered'),
    ];
  });
}

it.each([true, false])('the value comes back with its conflict, announced: %s', async (isAnnounced) => {
  const id = await save('first');
  await isSent();
  await server.backUp();
  device.wire.isCut = true;
  await writeElsewhere(server, id, 'elsewhere');
  await save('hers', id);
  device.wire.before = (url) =>
    url.includes('/conflicts/pull')
      ? Promise.reject(new TypeError('no network'))
      : Promise.resolve(undefined);
  device.wire.isCut = false;
  device.session.syncNow();
  await isSent();
  expect(await whereIs(id, 'hers')).toEqual(['conflict']);

  await server.putBack(isAnnounced);
  expect(await whereIs(id, 'hers')).toEqual([]);
  device.wire.before = undefined;
  device.session.syncNow();
  await eventually('it knows', () => overview().mustStartAfresh === 'epochChanged');
  expect(await device.session.startAfresh()).toBe('ok');
  await eventually('all is downloaded', () => overview().isDownloaded);
  expect(await whereIs(id, 'hers')).toHaveLength(1);
});
