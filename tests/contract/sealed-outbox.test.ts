// A shared tablet: what one account saved leaves under another, or under nobody; an account that is erased loses nothing of it.
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startRealServer, testPassword, type RealServer } from '../support/device/real-server.ts';
import { aDeviceOfAccounts, type DeviceOfAccounts } from '../support/device/device-of-accounts.ts';
import { accountSteps } from '../support/device/account-steps.ts';
import { eventually } from '../support/device/eventually.ts';
import { signedIn } from '../support/device/signed-in.ts';
import { createMemoryDisk } from '../support/memory-page-store.ts';
import { createSeededRandom } from '../../server/demo/seeded-random.ts';
import { blobChunkBytes } from '../../shared/sync/protocol-version.ts';

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
/** Of two chunks, as the server takes photos. */
async function aPhoto(): Promise<Uint8Array> {
  const [width, height] = [900, 600];
  const random = createSeededRandom(7);
  const raw = Buffer.from(Array.from({ length: width * height }, () => random.below(256)));
  const jpeg = await sharp(raw, { raw: { width, height, channels: 1 } })
    .jpeg({ quality: 80 })
    .toBuffer();
  expect(jpeg.length).toBeGreaterThan(blobChunkBytes);
  return new Uint8Array(jpeg);
}
const items = () => device.sealed.everything().items;
const areSealed = (count: number) => eventually(`${count} sealed`, () => items().length === count);
const onServer = async (id: string) =>
  (await server.server.store.read((view) => view.documents.get('records', id)))?.document;
/** The same person writes on another device of hers. */
async function editElsewhere(id: string, changes: { readonly occurredOn: string }): Promise<void> {
  const { api, deviceId } = await signedIn(server.address, 'huaguo');
  const master = await onServer(id);
  const newDocumentState = { ...master, ...changes, edit: { deviceId, seq: 1 } };
  const row = { mutationId: `${deviceId}:${id}:1`, assumedMasterState: master, newDocumentState };
  expect(await api.push('records', { pushId: 'elsewhere', rows: [row] })).toMatchObject({
    body: { rows: [{ status: 'accepted', rev: 2 }] },
  });
}
const revoke = (deviceId: string) =>
  server.server.store.write((tx) => tx.devices.markForWipe(deviceId, '2026-10-20T04:00:00.000Z'));

describe('a save that could not leave', () => {
  it('leaves under another account of the tablet, and its author finds it received', async () => {
    await signIn('huaguo');
    const { deviceId } = opened();
    device.wire.isCut = true;
    const id = await save('saved without a network');
    await areSealed(1);
    expect(JSON.stringify(items())).not.toMatch(new RegExp(`saved without|${id}|huaguo|420303`));
    await lock();

    device.wire.isCut = false;
    await signIn('caijia');
    await eventually('it is there', () => onServer(id));
    expect(await onServer(id)).toMatchObject({
      ...{ values: { note: 'saved without a network' }, createdBy: 'huaguo', rev: 1 },
      edit: { deviceId },
    });
    expect(items()).toEqual([]);
    await lock();

    await signIn('huaguo');
    expect(opened().repositories.receipts.get(id)).toMatchObject({ status: 'accepted', rev: 1 });
    expect(await onServer(id)).toMatchObject({ rev: 1 });
    await areSealed(0);
  });

  it('leaves when nobody is signed in', async () => {
    await signIn('huaguo');
    device.wire.isCut = true;
    const id = await save('then locked');
    await areSealed(1);
    await lock();
    await device.outbox.look();
    expect([items().length, await onServer(id)]).toEqual([1, undefined]);
    device.wire.isCut = false;
    await device.outbox.look();
    expect(await onServer(id)).toMatchObject({ createdBy: 'huaguo' });
  });

  it('leaves sealed while the account is open and its session is over', async () => {
    await signIn('huaguo');
    device.wire.isCut = true;
    const id = await save('after the session');
    await areSealed(1);
    await server.server.store.write((tx) => tx.accounts.endFamiliesOf('huaguo'));
    device.wire.isCut = false;
    device.session.syncNow();
    await eventually('a sign-in is asked for', () => opened().syncStatus.overview.get().signInNeeded);
    await device.outbox.look();
    expect(await onServer(id)).toMatchObject({ createdBy: 'huaguo' });
  });

  it('knows what it began from, also when the app was opened anew: what others wrote meanwhile stays', async () => {
    await signIn('huaguo');
    const id = await save('as it was');
    await isSent();
    await lock();
    device.wire.isCut = true;
    expect(await device.session.unlock(testPassword)).toBe('ok');
    await save('first edit, offline', id);
    await areSealed(1);
    await lock();
    // Opened anew without a network: the second edit still knows what the first began from.
    expect(await device.session.unlock(testPassword)).toBe('ok');
    const [first] = items();
    await save('second edit, offline', id);
    await eventually('the newer copy took its place', () => (items()[0]?.seq ?? 0) > (first?.seq ?? 0));
    await lock();
    await editElsewhere(id, { occurredOn: '2026-10-17' });
    device.wire.isCut = false;
    await device.outbox.look();
    expect(await onServer(id)).toMatchObject({
      values: { note: 'second edit, offline' },
      occurredOn: '2026-10-17',
      rev: 3,
    });
    const conflicts = await server.server.store.read((view) => view.documents.about('conflicts', id));
    expect(conflicts).toEqual([]);
  });

  it('stays while the server refuses it, and comes with its author', async () => {
    await signIn('huaguo');
    device.wire.isCut = true;
    const id = await save('sealed to a key that was lost');
    await areSealed(1);
    await lock();
    device.wire.isCut = false;
    const status = 409;
    const problem = { type: 'about:blank', title: 'x', status, code: 'sealedToOtherKey' };
    device.wire.before = async (url) =>
      url.endsWith('/api/sealed')
        ? Response.json(problem, { status, headers: { 'content-type': 'application/problem+json' } })
        : undefined;
    await device.outbox.look();
    expect([items().length, await onServer(id)]).toEqual([1, undefined]);
    await signIn('huaguo');
    expect(await onServer(id)).toMatchObject({ createdBy: 'huaguo' });
    await areSealed(0);
  });

  it('is kept sealed until its receipt, and no longer', async () => {
    await signIn('huaguo');
    device.wire.isCut = true;
    await save('one');
    await save('two');
    await areSealed(2);
    device.wire.isCut = false;
    device.session.syncNow();
    await isSent();
    await areSealed(0);
  });
});

describe('a server that does not know the device any more', () => {
  it('is told its key once more', async () => {
    await signIn('huaguo');
    const asked: string[] = [];
    const status = 403;
    const problem = { type: 'about:blank', title: 'x', status, code: 'unknownDeviceKey' };
    device.wire.before = async (url) => {
      asked.push(new URL(url).pathname);
      return url.endsWith('/api/device/report')
        ? Response.json(problem, { status, headers: { 'content-type': 'application/problem+json' } })
        : undefined;
    };
    await device.outbox.look();
    expect(asked).not.toContain('/api/device/key');
    await device.outbox.look();
    expect(asked).toContain('/api/device/key');
  });
});

describe('a photo that could not leave', () => {
  it('leaves sealed beside its record, whole, and is then shown like any other', async () => {
    await signIn('huaguo');
    device.wire.isCut = true;
    const bytes = await aPhoto();
    const photo = await opened().repositories.photos.add(bytes, 'image/jpeg');
    const id = await save('with a photo', undefined, [photo]);
    await areSealed(2);
    await lock();
    device.wire.isCut = false;
    await device.outbox.look();
    expect([items().length, await onServer(id)]).toEqual([0, expect.objectContaining({ photos: [photo] })]);
    const { api } = await signedIn(server.address, 'township');
    expect(await api.getBlob(photo.sha256)).toMatchObject({ kind: 'ok', body: expect.any(Uint8Array) });

    await signIn('huaguo');
    const { repositories } = opened();
    await eventually(
      'it is known',
      async () => (await repositories.photos.stateOf(photo.sha256)) === 'uploaded',
    );
    await areSealed(0);
  });
});

describe('a sealing that fails', () => {
  it('fails no save, and is made up for when the account is opened again', async () => {
    await signIn('huaguo');
    device.wire.isCut = true;
    device.sealed.refuse = () => true;
    const id = await save('on a full device');
    expect(await opened().repositories.records.get(id)).toMatchObject({
      values: { note: 'on a full device' },
    });
    await lock();
    expect(items()).toEqual([]);
    device.sealed.refuse = () => false;
    expect(await device.session.unlock(testPassword)).toBe('ok');
    await areSealed(1);
  });
});

describe('S8 a device of which a copy is at work', () => {
  it('says so on the screen until somebody has read it, and nothing is erased', async () => {
    await signIn('huaguo');
    const { deviceId } = opened();
    await save('before the copy');
    await areSealed(0);
    await server.server.store.write((tx) =>
      tx.devices.noteCopied(deviceId, 'huaguo', '2026-11-28T02:00:00.000Z'),
    );
    await device.outbox.look();
    expect(device.notice.get()).toEqual({ kind: 'copied', waiting: 0, damaged: 0 });
    expect(device.session.state.get()).toBe('open');
    await device.outbox.acknowledge();
    await device.outbox.look();
    expect(device.notice.get()).toBeUndefined();
  });

  it('says so no longer once the other one has signed out', async () => {
    await signIn('huaguo');
    const { deviceId } = opened();
    const at = '2026-11-28T02:00:00.000Z';
    await server.server.store.write((tx) => tx.devices.noteCopied(deviceId, 'huaguo', at));
    await device.outbox.look();
    expect(device.notice.get()).toMatchObject({ kind: 'copied' });
    await server.server.store.write((tx) => tx.devices.settleCopied(deviceId, 'huaguo', at));
    await device.outbox.look();
    expect(device.notice.get()).toBeUndefined();
  });
});

describe('a browser that threw data away', () => {
  /** Saved without a network, sealed, locked; then the network is back. */
  async function saveAndLock(note: string): Promise<{ readonly id: string; readonly deviceId: string }> {
    await signIn('huaguo');
    const { deviceId } = opened();
    device.wire.isCut = true;
    const id = await save(note);
    await areSealed(1);
    await lock();
    device.wire.isCut = false;
    return { id, deviceId };
  }
  const noCopies = () => device.caches.paths().filter((path) => !path.endsWith('/device'));

  it('the sealed saves alone: what was in them leaves from its copies, and nobody is told of a loss that was none', async () => {
    const { id } = await saveAndLock('in the copy');
    device.sealed.lose();
    const outbox = device.openOutboxAnew();
    await outbox.look();
    expect(await onServer(id)).toMatchObject({ values: { note: 'in the copy' }, createdBy: 'huaguo' });
    expect([noCopies(), device.notice.get()]).toEqual([[], undefined]);
    // The account opens as ever, and seals as ever.
    expect(await device.session.unlock(testPassword)).toBe('ok');
    await isSent();
    await outbox.look();
    device.wire.isCut = true;
    await save('afterwards', id);
    await eventually('it is sealed anew', () => items().length === 1);
  });

  it('the sealed saves alone, opened without a network and locked: what was in them still leaves', async () => {
    const { id } = await saveAndLock('under the older key');
    device.sealed.lose();
    device.wire.isCut = true;
    expect(await device.session.unlock(testPassword)).toBe('ok');
    const outbox = device.openOutboxAnew();
    await outbox.look();
    await lock();
    device.wire.isCut = false;
    await outbox.look();
    expect(await onServer(id)).toMatchObject({ values: { note: 'under the older key' } });
    expect(device.notice.get()).toBeUndefined();
  });

  it('the sealed saves alone, and the account is opened first: its copy goes with the receipt', async () => {
    const { id } = await saveAndLock('sent the usual way');
    device.sealed.lose();
    device.wire.isCut = true;
    expect(await device.session.unlock(testPassword)).toBe('ok');
    const outbox = device.openOutboxAnew();
    await outbox.look();
    device.wire.isCut = false;
    device.session.syncNow();
    await isSent();
    expect(await onServer(id)).toMatchObject({ values: { note: 'sent the usual way' } });
    await outbox.look();
    await areSealed(0);
    await eventually('its copy is gone', () => noCopies().length === 0);
  });

  it("the account's database alone: it is opened anew, what was sealed leaves, and the person is told", async () => {
    const { id, deviceId } = await saveAndLock('only sealed');
    device.putDisk('huaguo', createMemoryDisk());
    device.wire.isCut = true;
    expect(await device.session.unlock(testPassword)).toBe('storageLost');
    device.wire.isCut = false;
    device.wire.before = async (url) => {
      if (url.endsWith('/api/sealed')) throw new TypeError('network is cut');
      return undefined;
    };
    // The same password signs in again where the server can be asked, as a device that has used no number yet.
    expect(await device.session.unlock(testPassword)).toBe('ok');
    expect(opened().deviceId).not.toBe(deviceId);
    await device.outbox.look();
    expect(device.notice.get()).toEqual({ kind: 'lost', waiting: 1, damaged: 0 });
    device.wire.before = undefined;
    await device.outbox.look();
    expect(await onServer(id)).toMatchObject({ values: { note: 'only sealed' } });
    expect([items(), device.notice.get()]).toEqual([[], { kind: 'lost', waiting: 0, damaged: 0 }]);
    // Also after the page was loaded anew, until somebody has read it.
    const outbox = device.openOutboxAnew();
    await outbox.look();
    expect(device.notice.get()).toMatchObject({ kind: 'lost' });
    await outbox.acknowledge();
    await outbox.look();
    expect(device.notice.get()).toBeUndefined();
    await eventually('it came back', async () => (await opened().repositories.records.get(id)) !== undefined);
    await save('counted on', id);
    await isSent();
    expect(await onServer(id)).toMatchObject({ values: { note: 'counted on' }, rev: 2 });
  });

  it('the keys of accounts alone: what was sealed leaves, and the person is told once', async () => {
    const { id } = await saveAndLock('without a key');
    await device.loseKeys();
    await device.outbox.look();
    expect(await onServer(id)).toMatchObject({ values: { note: 'without a key' } });
    expect(device.notice.get()).toEqual({ kind: 'lost', waiting: 0, damaged: 0 });
    await device.outbox.acknowledge();
    const outbox = device.openOutboxAnew();
    await outbox.look();
    expect([device.notice.get(), device.sealed.everything().signers]).toEqual([undefined, []]);
  });

  it('all of it: what can be read of the copies leaves, and damaged ones are told', async () => {
    const { id, deviceId } = await saveAndLock('in a copy');
    device.caches.damage(`/banbiantian-sealed-copies/${deviceId}/damaged`, '{"deviceId":');
    device.sealed.lose();
    await device.loseKeys();
    const outbox = device.openOutboxAnew();
    await outbox.look();
    expect(await onServer(id)).toMatchObject({ createdBy: 'huaguo' });
    expect(device.notice.get()).toEqual({ kind: 'lost', waiting: 0, damaged: 1 });
    await outbox.acknowledge();
    const next = device.openOutboxAnew();
    await next.look();
    expect(device.notice.get()).toBeUndefined();
  });

  it('of an account that had signed out: nothing of it was there, and nobody is told', async () => {
    await signIn('huaguo');
    expect(await device.session.signOut(false)).toEqual({ kind: 'ok' });
    await device.outbox.look();
    expect(device.notice.get()).toBeUndefined();
    device.sealed.lose();
    await device.openOutboxAnew().look();
    expect([device.notice.get(), device.caches.paths()]).toEqual([undefined, []]);
  });
});

describe('an account that is to be erased from the tablet', () => {
  it('hands over what is sealed, then nothing of it is left, and the screen is told', async () => {
    await signIn('huaguo');
    const { deviceId } = opened();
    device.wire.isCut = true;
    const id = await save('before the tablet was lost');
    await areSealed(1);
    await revoke(deviceId);
    device.wire.isCut = false;
    await device.outbox.look();
    expect(await onServer(id)).toMatchObject({ values: { note: 'before the tablet was lost' } });
    expect([device.session.state.get(), device.disks.size]).toEqual(['signedOut', 0]);
    expect(device.notice.get()).toEqual({ kind: 'erased', waiting: 0, damaged: 0 });
    await device.outbox.look();
    const told = await server.server.store.read((view) => view.devices.get(deviceId, 'huaguo'));
    expect(told?.erasedAt).toEqual(expect.any(String));
    await device.outbox.acknowledge();
    expect([device.notice.get(), device.sealed.everything()]).toEqual([
      undefined,
      { items: [], signers: [] },
    ]);
    // The account itself is welcome, as a new device.
    await signIn('huaguo');
    expect(opened().deviceId).not.toBe(deviceId);
  });

  it('is erased while another account is open, which stays', async () => {
    await signIn('huaguo');
    const { deviceId } = opened();
    device.wire.isCut = true;
    const id = await save('of the first');
    await areSealed(1);
    await lock();
    device.wire.isCut = false;
    await revoke(deviceId);
    device.wire.before = async (url) => {
      if (url.endsWith('/api/sealed')) throw new TypeError('network is cut');
      return undefined;
    };
    await signIn('caijia');
    expect([...device.disks.keys()]).toEqual(['caijia']);
    expect(device.session.state.get()).toBe('open');
    // What could not be delivered yet is still there, and nobody here can read it.
    expect([items().length, device.notice.get()]).toEqual([1, { kind: 'erased', waiting: 1, damaged: 0 }]);
    device.wire.before = undefined;
    await device.outbox.look();
    expect(await onServer(id)).toMatchObject({ createdBy: 'huaguo' });
    expect([items().length, device.notice.get()]).toEqual([0, { kind: 'erased', waiting: 0, damaged: 0 }]);
  });

  it('is left to the window that has it open', async () => {
    await signIn('huaguo');
    const { deviceId } = opened();
    await lock();
    await revoke(deviceId);
    device.openElsewhere.add(deviceId);
    await device.outbox.look();
    expect([...device.disks.keys()]).toEqual(['huaguo']);
    device.openElsewhere.delete(deviceId);
    await device.outbox.look();
    expect([...device.disks.keys()]).toEqual([]);
  });

  it('is not erased while a save of it is not sealed', async () => {
    await signIn('huaguo');
    const { deviceId } = opened();
    device.wire.isCut = true;
    device.sealed.refuse = () => true;
    const id = await save('not sealed yet');
    await revoke(deviceId);
    device.wire.isCut = false;
    await device.outbox.look();
    expect([device.session.state.get(), device.disks.size]).toEqual(['open', 1]);
    device.sealed.refuse = () => false;
    await device.outbox.look();
    expect(await onServer(id)).toMatchObject({ values: { note: 'not sealed yet' } });
    expect([device.session.state.get(), device.disks.size]).toEqual(['signedOut', 0]);
  });
});
