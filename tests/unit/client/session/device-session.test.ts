// The session over a real vault, a real journal and a real server: what is asked before anything is lost, and by whom.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { firstValue } from '../../../../client/database/watchable.ts';
import type { OpenSession } from '../../../../client/session/device-session.ts';
import { aDeviceOfAccounts, type DeviceOfAccounts } from '../../../support/device/device-of-accounts.ts';
import { eventually } from '../../../support/device/eventually.ts';
import {
  probeRecord,
  startRealServer,
  testPassword,
  type RealServer,
} from '../../../support/device/real-server.ts';
import { settled } from '../../../support/device/timers.ts';

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

/** RxDB closes behind the lock, and allows no more than sixteen collections at once: in a browser the page goes. */
async function lock(): Promise<void> {
  await device.session.lock();
  await eventually('RxDB has closed', () => device.openInstances() === 0);
  await settled();
}
async function signIn(account: string): Promise<void> {
  expect(await device.session.signIn(account, testPassword)).toBe('ok');
  await isSent();
}

const entry = (note: string) => ({
  values: { note },
  occurredOn: '2026-10-18',
  photos: [],
  hostUnitId: '420303001202',
  partnerUnitIds: [],
});
function opened(): OpenSession {
  const current = device.session.current.get();
  if (current === undefined) throw new Error('nothing is open');
  return current;
}
async function saveRecord(note: string): Promise<string> {
  const { recordId: id } = opened().repositories.drafts.newIds();
  await opened().repositories.records.save({
    ...{ id, type: probeRecord.id, definitionVersion: 1, entry: entry(note) },
  });
  return id;
}
const isSent = () => eventually('all is sent', () => opened().syncStatus.overview.get().onDevice === 0);
const refusedEntry = (documentId: string) => ({
  ...{ id: `x:${documentId}:1`, collectionName: 'records', documentId, type: probeRecord.id, seq: 1 },
  ...{ code: 'malformedDocument', message: '', fields: [], keptBy: 'device' as const, isOpen: true },
  at: '2026-11-24T08:00:00+08:00',
});

describe('signing out', () => {
  it('is refused while a record has not arrived, and erases the account once it has', async () => {
    const { session, wire, disks } = device;
    await signIn('huaguo');
    wire.isCut = true;
    const id = await saveRecord('unsent');
    expect(await session.signOut(true)).toEqual({ kind: 'unsent' });
    expect((await opened().repositories.records.get(id))?.values).toEqual({ note: 'unsent' });

    wire.isCut = false;
    session.syncNow();
    await isSent();
    expect(await session.signOut(false)).toEqual({ kind: 'ok' });
    expect([session.state.get(), disks.size]).toEqual(['signedOut', 0]);
  });

  it('asks first when drafts or refused records would be lost', async () => {
    const { session, disks } = device;
    await signIn('huaguo');
    const { repositories } = opened();
    const { draftId, recordId } = repositories.drafts.newIds();
    const draft = { type: probeRecord.id, definitionVersion: 1, recordId, entry: entry('half') };
    await repositories.drafts.saveDraft(draftId, draft);
    const sent = await saveRecord('refused');
    await isSent();
    const document = await repositories.records.get(sent);
    if (document === undefined) throw new Error('the record is gone');
    await repositories.quarantine.keep([{ ...refusedEntry(sent), document }]);
    expect(await session.signOut(false)).toEqual({ kind: 'wouldLose', drafts: 1, refused: 1 });
    expect(session.state.get()).toBe('open');
    await repositories.quarantine.layAside(refusedEntry(sent).id);
    expect(await session.signOut(false)).toEqual({ kind: 'wouldLose', drafts: 1, refused: 1 });
    expect(await session.signOut(true)).toEqual({ kind: 'ok' });
    expect(disks.size).toBe(0);
  });

  it('asks first when the text of a report would be lost that the server does not have', async () => {
    const { session } = device;
    await signIn('huaguo');
    const { reportTexts } = opened().repositories;
    await reportTexts.keep('r1', { at: '2026-11-27T08:00:00.000Z', edit: {} });
    expect(await session.signOut(false)).toEqual({ kind: 'wouldLose', drafts: 1, refused: 0 });
    await reportTexts.forget('r1');
    expect(await session.signOut(false)).toEqual({ kind: 'ok' });
  });

  it('leaves nothing behind, and nobody before an empty page, when the storage takes nothing more', async () => {
    const { session, wire, disks } = device;
    await signIn('huaguo');
    const { journal } = disks.get('huaguo') ?? {};
    wire.before = async (url) => {
      if (url.endsWith('/api/session')) journal?.failNextWrite('quota');
      return undefined;
    };
    expect(await session.signOut(false)).toEqual({ kind: 'ok' });
    expect([session.state.get(), session.lastAccount.get(), disks.size]).toEqual(['signedOut', undefined, 0]);
  });

  it('leaves what is saved during its last request, and the account with it', async () => {
    const { session, wire } = device;
    await signIn('huaguo');
    const { repositories } = opened();
    wire.before = async (url) => {
      if (!url.endsWith('/api/session')) throw new TypeError('network is cut');
      await repositories.records.save({
        ...{ id: randomUUID(), type: probeRecord.id, definitionVersion: 1, entry: entry('late') },
      });
      return undefined;
    };
    expect(await session.signOut(true)).toEqual({ kind: 'unsent' });
    expect(await firstValue(opened().repositories.records.watchList({ text: 'late' }))).toHaveLength(1);
  });
});

describe('two accounts on one device', () => {
  it('the one that is open is the one that is erased, whichever was used last', async () => {
    const { session, disks, wait } = device;
    await signIn('huaguo');
    await lock();
    wait(1000);
    await signIn('caijia');
    await lock();
    // The clock of the device is set back: by its dates the other account was used last.
    wait(-1_000_000);
    await signIn('caijia');
    expect(await session.signOut(false)).toEqual({ kind: 'ok' });
    expect([...disks.keys()]).toEqual(['huaguo']);
    expect(session.lastAccount.get()).toBe('huaguo');
  });

  it('both open without a network', async () => {
    const { session, wire } = device;
    await signIn('huaguo');
    await lock();
    await signIn('caijia');
    await lock();
    wire.isCut = true;
    expect(await session.signIn('huaguo', 'not her password')).toBe('wrongPassword');
    expect(await session.signIn('huaguo', testPassword)).toBe('ok');
    expect(opened().account.id).toBe('huaguo');
    expect(await session.signIn('caijia', testPassword)).toBe('notAllowed');
  });
});

describe('a lock', () => {
  it('may come at any moment of replication: nothing is left open, no refused write goes unheard', async () => {
    const { session } = device;
    await signIn('huaguo');
    for (let turn = 0; turn < 12; turn += 1) {
      const saved = saveRecord(`turn ${turn}`).catch(() => 'refused');
      // Each turn lets a little more of the push, its receipt and its checkpoint happen before the lock.
      for (let step = 0; step < turn; step += 1) await settled();
      await lock();
      await saved;
      expect(await session.unlock(testPassword)).toBe('ok');
    }
  });
});

describe('data that cannot be read', () => {
  it('stays on the disk as it is, and the account begins anew beside it', async () => {
    const { session, disks } = device;
    await signIn('huaguo');
    await saveRecord('uploaded before');
    await isSent();
    await lock();
    const damaged = disks.get('huaguo');
    damaged?.journal.tamper.flipHeadBit();
    const pages = damaged?.journal.pages().length;
    expect(await session.unlock(testPassword)).toBe('storageDamaged');

    await session.setDamagedAside();
    expect([session.state.get(), session.lastAccount.get()]).toEqual(['signedOut', undefined]);
    expect(damaged?.journal.pages().length).toBe(pages);
  });
});

it('a full disk that does not open is called full, and opens with all it held once there is room', async () => {
  const { session, disks, putDisk } = device;
  await signIn('huaguo');
  const sent = await saveRecord('sent');
  await isSent();
  await lock();
  const disk = disks.get('huaguo')?.journal;
  if (disk === undefined) throw new Error('there is no disk');
  const full = () => Promise.reject(new DOMException('The device is full.', 'QuotaExceededError'));
  putDisk('huaguo', { ...disk, connect: () => ({ ...disk.connect(), claim: full }) });
  expect(await session.unlock(testPassword)).toBe('storageFull');
  expect(await session.signIn('huaguo', testPassword)).toBe('storageFull');
  putDisk('huaguo', disk);
  expect(await session.unlock(testPassword)).toBe('ok');
  await eventually('it holds what it held', () => opened().repositories.records.get(sent));
});

describe('a server that was restored', () => {
  it('is brought what it has not got, and everything is downloaded afresh', async () => {
    const { session, wire } = device;
    await signIn('huaguo');
    const sent = await saveRecord('sent');
    await isSent();
    const problem = { type: 'about:blank', title: 'x', status: 409, code: 'epochChanged', detail: '' };
    wire.before = async (url) =>
      url.includes('/api/sync/') && !url.endsWith('/stream')
        ? Response.json(problem, {
            status: 409,
            headers: { 'content-type': 'application/problem+json' },
          })
        : undefined;
    const unsent = await saveRecord('not sent');
    session.syncNow();
    await eventually(
      'the device knows',
      () => opened().syncStatus.overview.get().mustStartAfresh === 'epochChanged',
    );
    wire.before = undefined;
    const before = opened();
    expect(await session.startAfresh()).toBe('ok');
    expect(opened()).not.toBe(before);
    await eventually('what was sent is back', () => opened().repositories.records.get(sent));
    await eventually('what was not sent came back too', () => opened().repositories.records.get(unsent));
    expect(await firstValue(opened().repositories.quarantine.watchOpen())).toEqual([]);
    await isSent();
  });

  it('is locked, and opens with all it held, when the storage breaks off a fresh download', async () => {
    const { session, disks } = device;
    await signIn('huaguo');
    const sent = await saveRecord('sent');
    await isSent();
    disks.get('huaguo')?.journal.failNextWrite('throw');
    await expect(session.startAfresh()).rejects.toThrow('journal');
    expect(session.state.get()).toBe('locked');
    await eventually('RxDB has closed', () => device.openInstances() === 0);
    expect(await session.unlock(testPassword)).toBe('ok');
    await eventually('it holds what it held', () => opened().repositories.records.get(sent));
  });
});

it('still sends when the storage did not take the new token of its very first question', async () => {
  const { session, wire, disks } = device;
  await signIn('huaguo');
  await lock();
  const problem = { type: 'about:blank', title: 'x', status: 401, code: 'signInNeeded', detail: '' };
  const journal = disks.get('huaguo')?.journal;
  let isFirst = true;
  let before = Infinity;
  wire.before = async (url) => {
    if (!isFirst || !url.endsWith('/api/recovery/place')) return undefined;
    isFirst = false;
    before = journal?.writes() ?? Infinity;
    journal?.failNextWrite('throw');
    return Response.json(problem, { status: 401, headers: { 'content-type': 'application/problem+json' } });
  };
  expect(await session.unlock(testPassword)).toBe('ok');
  await eventually('the storage refused it', () => (journal?.writes() ?? 0) > before);
  await session.retryStorage();
  await saveRecord('after there was room');
  await isSent();
  wire.before = undefined;
});
