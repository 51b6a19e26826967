// Sealed saves: whatever became of the session, one signed save has one effect; what is not rightly sealed leaves nothing.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sealSave } from '../../../client/sealing/seal-save.ts';
import { inboxReplySchema } from '../../../shared/recovery/recovery-protocol.ts';
import { sealedReplySchema, type SealedItem } from '../../../shared/sealed/sealed-protocol.ts';
import { appVersion } from '../../../shared/sealed/app-version.ts';
import { rootPath } from '../../support/run-command.ts';
import { deviceCommands } from '../../../server/operations/admin-device.ts';
import { createSealingKey } from '../../../server/sealed/sealing-key.ts';
import {
  postOpen,
  sealedContent,
  sealingDevice,
  type SealingDevice,
} from '../../support/sealed/sealing-device.ts';
import { signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { startTestServer, testPassword, type TestServer } from '../../support/server/test-server.ts';

let test: TestServer;
let huaguo: TestDevice;
let sealing: SealingDevice;
beforeEach(async () => {
  test = await startTestServer();
  huaguo = await signInDevice(test, 'huaguo');
  sealing = await sealingDevice(test, huaguo);
});
afterEach(() => test.close());

async function bring(item: SealedItem): Promise<string> {
  const response = await postOpen(test, '/api/sealed', item);
  if (response.status === 200) return sealedReplySchema.parse(await response.json()).status;
  const problem: unknown = await response.json();
  return `${response.status} ${typeof problem === 'object' && problem !== null && 'code' in problem ? String(problem.code) : ''}`;
}
const stands = async (id: string) =>
  (await test.server.store.read((view) => view.documents.get('records', id)))?.document;
const refused = () => test.server.store.read((view) => view.receipts.quarantined());
const command = async (words: string, ...args: readonly string[]): Promise<string> => {
  const found = deviceCommands.find((each) => each.words === words);
  if (found === undefined) throw new Error(`there is no ${words}`);
  return found.run(test.server, args);
};
const listed = () => command('device list');
const settle = (id: string) => command('device settle', '--id', id);
const mark = (id: string) =>
  test.server.store.write((tx) => tx.devices.markForWipe(id, '2026-10-20T04:00:00.000Z'));

/** The same text with one bit of its bytes turned. */
function turned(text: string, at: number): string {
  const bytes = Buffer.from(text, 'base64url');
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes.toString('base64url');
}

describe('a sealed save', () => {
  it('is stored as its author’s, without a session, and the answer says that it is held', async () => {
    const record = huaguo.draft({ place: '村委会' });
    expect(await bring(await sealing.seal(record))).toBe('accepted');
    expect(await stands(record.id)).toMatchObject({ values: { place: '村委会' }, createdBy: 'huaguo' });
  });

  it('has one effect however often it is brought, and beside the usual push of the same save', async () => {
    const record = huaguo.draft({});
    const item = await sealing.seal(record);
    expect(await Promise.all([bring(item), bring(item), bring(item)])).toEqual([
      'accepted',
      'accepted',
      'accepted',
    ]);
    expect(await bring(await sealing.seal(record))).toBe('accepted');
    expect(await huaguo.pushOne(record)).toMatchObject({ status: 'accepted', rev: 1 });
    expect(await stands(record.id)).toMatchObject({ rev: 1 });
    expect(await refused()).toEqual([]);
  });

  it('merges over the version that it began from', async () => {
    const first = huaguo.draft({ place: '村委会', attended: 10 });
    await huaguo.pushOne(first);
    const second = await signInDevice(test, 'huaguo-two');
    await second.pushOne(second.edit(first, { values: { ...first.values, attended: 12 } }), first);
    const mine = huaguo.edit(first, { values: { ...first.values, place: '广场' } });
    expect(await bring(await sealing.seal(mine, first))).toBe('merged');
    expect(await stands(first.id)).toMatchObject({ values: { place: '广场', attended: 12 } });
  });

  it('is taken from a device that was revoked, whose session is over', async () => {
    const item = await sealing.seal(huaguo.draft({}));
    await mark(huaguo.id);
    expect((await huaguo.call('/api/sync/records/pull')).status).toBe(401);
    expect(await bring(item)).toBe('accepted');
  });

  it('of a disabled account is kept in quarantine, where administrator and superiors see it', async () => {
    const record = huaguo.draft({ place: '村委会' });
    const item = await sealing.seal(record);
    await test.server.store.write((tx) => tx.accounts.setDisabled('huaguo', true));
    expect([await bring(item), await bring(item)]).toEqual(['quarantined', 'quarantined']);
    expect(await stands(record.id)).toBeUndefined();
    expect(await refused()).toMatchObject([{ code: 'accountDisabled', docId: record.id }]);
    const township = await signInDevice(test, 'township');
    const inbox = inboxReplySchema.parse(await (await township.call('/api/inbox')).json());
    expect(inbox.refused).toMatchObject([
      { code: 'accountDisabled', acts: ['layAside'], document: { values: { place: '村委会' } } },
    ]);
  });

  it('out of the account’s scope is kept in quarantine', async () => {
    const foreign = huaguo.draft({}, { orgUnitId: '420303001203', hostUnitId: '420303001203' });
    expect(await bring(await sealing.seal(foreign))).toBe('quarantined');
    expect(await stands(foreign.id)).toBeUndefined();
    expect(await refused()).toMatchObject([{ code: 'recordOutsideScope', docId: foreign.id }]);
  });
});

describe('what is not rightly sealed', () => {
  it.each(['ciphertext', 'iv', 'ephemeralKey', 'signature'] as const)(
    'is refused and kept nowhere: a flipped bit in %s',
    async (field) => {
      const item = await sealing.seal(huaguo.draft({}));
      expect(await bring({ ...item, [field]: turned(item[field], 7) })).toBe('400 badSeal');
      expect(await refused()).toEqual([]);
    },
  );

  it('is refused from a device or a key that nobody registered', async () => {
    const item = await sealing.seal(huaguo.draft({}));
    expect(await bring({ ...item, deviceId: 'device-unknown' })).toBe('403 unknownDeviceKey');
    expect(await bring({ ...item, deviceKeyId: 'A'.repeat(22) })).toBe('403 unknownDeviceKey');
  });

  it('is refused under another device’s name, also with that device’s signature', async () => {
    const caijia = await signInDevice(test, 'caijia');
    const other = await sealingDevice(test, caijia);
    const item = await sealing.seal(huaguo.draft({}));
    const { deviceId, deviceKeyId } = other.signer;
    expect(await bring({ ...item, deviceId, deviceKeyId })).toBe('400 badSeal');
    // Whoever stole an item and signs it himself: it is bound to the device that sealed it.
    const stolen = await other.seal(caijia.draft({}));
    const swapped = { ...item, ciphertext: stolen.ciphertext };
    expect(await bring(swapped)).toBe('400 badSeal');
  });

  it('stays another’s save when a registered device signs a document of somebody else', async () => {
    const caijia = await signInDevice(test, 'caijia');
    const other = await sealingDevice(test, caijia);
    const record = huaguo.draft({});
    expect(await bring(await other.sealContent(sealedContent(record)))).toBe('quarantined');
    expect(await stands(record.id)).toBeUndefined();
  });

  it('does not open for another key, and the device is told so', async () => {
    const { id, publicKey } = createSealingKey(new Uint8Array(32).fill(7));
    const content = sealedContent(huaguo.draft({}));
    const item = await sealSave(crypto, sealing.signer, { id, publicKey }, content);
    expect(await bring(item)).toBe('409 sealedToOtherKey');
    expect(createSealingKey(new Uint8Array(32).fill(7)).open(item)).toBe(JSON.stringify(content));
    expect(createSealingKey(new Uint8Array(32).fill(8)).open({ ...item })).toBeUndefined();
  });

  it('is slowed down when there is too much of it', async () => {
    const item = await sealing.seal(huaguo.draft({}));
    const bad = { ...item, signature: turned(item.signature, 3) };
    for (let call = 0; call < 240; call += 1) await bring(bad);
    expect(await bring(item)).toBe('429 tooManyCalls');
    test.clock.advance(61);
    expect(await bring(item)).toBe('accepted');
  });
});

describe('a device', () => {
  it('tells the version of the app that it runs', () => {
    const stated: unknown = JSON.parse(readFileSync(join(rootPath, 'package.json'), 'utf8'));
    expect(stated).toMatchObject({ version: appVersion });
  });

  it('says how it stands, and is told to erase the account once it was revoked', async () => {
    const told = { unsent: 3, storageBytes: 1_000_000, appVersion: '0.1.0', clockSkewMs: -2000 };
    expect(await sealing.report(told)).toMatchObject({ status: 200, wipe: false });
    const device = () => test.server.store.read((view) => view.devices.get(huaguo.id, 'huaguo'));
    expect((await device())?.report).toMatchObject(told);
    await mark(huaguo.id);
    expect(await sealing.report({ ...told, unsent: 0 })).toMatchObject({ status: 200, wipe: true });
    await sealing.report({ unsent: 0, appVersion: '0.1.0', isErased: true });
    expect(await device()).toMatchObject({
      wipeAt: '2026-10-20T04:00:00.000Z',
      erasedAt: expect.any(String),
    });
  });

  it('that was revoked signs in no more; the account does, on another', async () => {
    await mark(huaguo.id);
    const signIn = (deviceId: string) =>
      postOpen(test, '/api/session', {
        ...{ account: 'huaguo', password: testPassword },
        device: { id: deviceId, name: 'test' },
      });
    expect((await signIn(huaguo.id)).status).toBe(403);
    expect((await signIn('device-new')).status).toBe(200);
  });

  it('cannot report for another, nor register another’s key as its own', async () => {
    const caijia = await signInDevice(test, 'caijia', huaguo.id);
    const other = await sealingDevice(test, caijia);
    await mark('nobody');
    expect(other.signer.deviceKeyId).not.toBe(sealing.signer.deviceKeyId);
    const keys = await test.server.store.read((view) => view.devices.keysOf(huaguo.id));
    const mine = keys.find(({ id }) => id === sealing.signer.deviceKeyId);
    const answer = await caijia.postJson('/api/device/key', { publicKey: mine?.publicKey });
    expect(answer.status).toBe(403);
    const forged = { deviceId: huaguo.id, deviceKeyId: sealing.signer.deviceKeyId };
    const report = JSON.stringify({ unsent: 0, appVersion: 'x' });
    const signature = 'A'.repeat(86);
    expect((await postOpen(test, '/api/device/report', { ...forged, report, signature })).status).toBe(400);
  });
});

describe('S8 a device that was copied', () => {
  const told = { unsent: 0, appVersion };

  it('is told with its next report, and so is its copy, which signs with the same key', async () => {
    const record = huaguo.draft({ attended: 12 });
    await huaguo.pushOne(record);
    expect(await sealing.report(told)).toMatchObject({ status: 200, isCopied: false });
    const ofCopy = { ...record, values: { ...record.values, attended: 99 } };
    expect(await huaguo.pushOne(ofCopy)).toMatchObject({ code: 'clonedDevice' });
    const both = await Promise.all([sealing.report(told), sealing.report(told)]);
    expect(both).toEqual([
      { status: 200, wipe: false, isCopied: true },
      { status: 200, wipe: false, isCopied: true },
    ]);
  });

  const clash = async (): Promise<void> => {
    const record = huaguo.draft({ attended: 12 });
    await huaguo.pushOne(record);
    const ofCopy = { ...record, values: { ...record.values, attended: 99 } };
    expect(await huaguo.pushOne(ofCopy)).toMatchObject({ code: 'clonedDevice' });
  };

  it('is settled when one of the two signs out, listed so, and told anew should they clash again', async () => {
    await clash();
    expect(await listed()).toMatch(/a copy of it is at work since \S+: sign out on both/);
    const copy = await signInDevice(test, 'huaguo', huaguo.id);
    expect((await copy.call('/api/session', { method: 'DELETE' })).status).toBe(204);
    expect(await sealing.report(told)).toMatchObject({ isCopied: false });
    expect(await listed()).toMatch(/a copy of it was at work since \S+, settled \S+/);
    await clash();
    expect(await sealing.report(told)).toMatchObject({ isCopied: true });
    expect(await listed()).not.toContain('settled');
  });

  it('is settled by an administrator, who is told where there is nothing to settle', async () => {
    await expect(settle(huaguo.id)).rejects.toThrow('No copy of a device');
    await clash();
    expect(await settle(huaguo.id)).toBe('The device of huaguo counts alone again.');
    expect(await sealing.report(told)).toMatchObject({ isCopied: false });
    await expect(settle(huaguo.id)).rejects.toThrow('No copy of a device');
  });

  it('is told apart once it signed in anew', async () => {
    const record = huaguo.draft({ attended: 12 });
    await huaguo.pushOne(record);
    await huaguo.pushOne({ ...record, values: { ...record.values, attended: 99 } });
    const anew = await sealingDevice(test, await signInDevice(test, 'huaguo', 'device-anew'));
    expect(await anew.report(told)).toMatchObject({ status: 200, isCopied: false });
  });
});
