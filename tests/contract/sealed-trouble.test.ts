// What goes wrong with one sealed copy takes nothing from the others, and nothing that only a copy still holds.
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { startRealServer, testPassword, type RealServer } from '../support/device/real-server.ts';
import { aDeviceOfAccounts, type DeviceOfAccounts } from '../support/device/device-of-accounts.ts';
import { accountSteps } from '../support/device/account-steps.ts';
import { eventually } from '../support/device/eventually.ts';
import { settled } from '../support/device/timers.ts';

let server: RealServer;
let device: DeviceOfAccounts;
beforeAll(async () => {
  server = await startRealServer();
});
afterAll(() => server.close());
beforeEach(() => {
  device = aDeviceOfAccounts(server.address);
});
afterEach(() => lock());

const { lock, opened, isSent, save } = accountSteps(() => device);
async function signIn(account: string): Promise<void> {
  expect(await device.session.signIn(account, testPassword)).toBe('ok');
  await isSent();
  await device.outbox.look();
}
const aPhoto = async (grey: number): Promise<Uint8Array> => {
  const background = { r: grey, g: grey, b: grey };
  const jpeg = await sharp({ create: { width: 40, height: 30, channels: 3, background } })
    .jpeg()
    .toBuffer();
  return new Uint8Array(jpeg);
};
const items = () => device.sealed.everything().items;
const noneIsDelivered = async (url: string): Promise<undefined> => {
  if (url.endsWith('/api/sealed')) throw new TypeError('network is cut');
};
const areSealed = (count: number) => eventually(`${count} sealed`, () => items().length === count);
const onServer = async (id: string) =>
  (await server.server.store.read((view) => view.documents.get('records', id)))?.document;

it('a sealed save on which the server fails each time holds up none of its account and none of another', async () => {
  await signIn('huaguo');
  device.wire.isCut = true;
  const own = [await save('one'), await save('two')];
  await areSealed(2);
  await lock();
  device.wire.isCut = false;
  device.wire.before = noneIsDelivered;
  await signIn('caijia');
  device.wire.isCut = true;
  const other = await save('of somebody else');
  await areSealed(3);
  await lock();

  device.wire.isCut = false;
  const fails = { type: 'about:blank', title: 'x', status: 500, code: 'internal', detail: '' };
  let isFirst = true;
  device.wire.before = async (url) => {
    if (!url.endsWith('/api/sealed') || !isFirst) return undefined;
    isFirst = false;
    return Response.json(fails, { status: 500, headers: { 'content-type': 'application/problem+json' } });
  };
  await device.outbox.look();
  expect((await Promise.all(own.map(onServer))).filter((each) => each !== undefined)).toHaveLength(1);
  expect(await onServer(other)).toMatchObject({ values: { note: 'of somebody else' } });
  expect(items()).toHaveLength(1);
  await device.outbox.look();
  expect([items(), (await Promise.all(own.map(onServer))).includes(undefined)]).toEqual([[], false]);
});

it('a sealed photo whose bytes the browser threw away stays sealed until it has left; taken again it is sent', async () => {
  const [one, two] = [await aPhoto(10), await aPhoto(20)];
  await signIn('huaguo');
  device.wire.isCut = true;
  const { photos } = opened().repositories;
  const [lost, again] = [await photos.add(one, 'image/jpeg'), await photos.add(two, 'image/jpeg')];
  await save('with photos', undefined, [lost, again]);
  await areSealed(3);
  const store = device.disks.get('huaguo')?.photos;
  for (const name of (await store?.names()) ?? []) await store?.remove(name);

  device.wire.isCut = false;
  device.wire.before = noneIsDelivered;
  device.session.syncNow();
  await isSent();
  await eventually('they are judged', async () => (await photos.inState('refused')).length === 2);
  await eventually('the record has its receipt', () => items().length === 2);
  await settled();
  await photos.add(two, 'image/jpeg');
  await eventually('it is sent', async () => (await photos.stateOf(again.sha256)) === 'uploaded');
  await areSealed(1);
  await lock();
  device.wire.before = undefined;
  await device.outbox.look();
  await areSealed(0);
  await signIn('huaguo');
  expect((await opened().repositories.photos.read(lost.sha256))?.length).toBeGreaterThan(0);
});

it('an account that is to be erased is left to the window that took it over: a save of it may not be sealed yet', async () => {
  await signIn('huaguo');
  const { deviceId } = opened();
  device.loseLock();
  await server.server.store.write((tx) => tx.devices.markForWipe(deviceId, '2026-10-20T04:00:00.000Z'));
  await device.outbox.look();
  expect([[...device.disks.keys()], device.session.state.get()]).toEqual([['huaguo'], 'stopped']);
  expect(device.sealed.everything().signers).not.toMatchObject([{ isErased: true }]);
});

it('an account that cannot be erased now, for the storage takes nothing, is shown again', async () => {
  await signIn('huaguo');
  const { deviceId } = opened();
  device.wire.before = async (url) => {
    if (url.includes('/api/sync/')) throw new TypeError('network is cut');
    return undefined;
  };
  await save('unsent');
  await areSealed(1);
  const { removeItem } = device.sealed;
  const refuses = { removeItem: () => Promise.reject(new Error('the storage takes nothing')) };
  Object.assign(device.sealed, refuses);
  await server.server.store.write((tx) => tx.devices.markForWipe(deviceId, '2026-10-20T04:00:00.000Z'));
  await device.outbox.look();
  expect(device.session.state.get()).toBe('open');

  Object.assign(device.sealed, { removeItem });
  await device.outbox.look();
  expect([device.disks.size, device.session.state.get()]).toEqual([0, 'signedOut']);
});

it('a sign-out that broke off is none: what the browser loses of the account later is told', async () => {
  await signIn('huaguo');
  await device.outbox.noteSignedOut(opened().deviceId);
  await lock();
  await signIn('huaguo');
  await lock();
  await device.loseKeys();
  await device.openOutboxAnew().look();
  expect(device.notice.get()).toMatchObject({ kind: 'lost' });
});
