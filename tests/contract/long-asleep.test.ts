// A device that slept longer than tombstones are kept: nothing of it is lost, and nothing that was deleted comes back.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { mutationIdOf } from '../../shared/sync/mutation-id.ts';
import { firstValue } from '../../client/database/watchable.ts';
import type { OpenSession } from '../../client/session/device-session.ts';
import { aDeviceOfAccounts } from '../support/device/device-of-accounts.ts';
import { eventually } from '../support/device/eventually.ts';
import {
  probeRecord,
  startRealServer,
  testPassword,
  type RealServer,
} from '../support/device/real-server.ts';
import { signedIn } from '../support/device/signed-in.ts';
import { createTestClock } from '../support/server/test-server.ts';

const clock = createTestClock(new Date().toISOString());
let server: RealServer;
beforeAll(async () => {
  server = await startRealServer([probeRecord], clock);
});
afterAll(() => server.close());

async function save(open: OpenSession, note: string, recordId?: string): Promise<string> {
  const id = recordId ?? open.repositories.drafts.newIds().recordId;
  const entry = {
    ...{ occurredOn: '2026-10-18', hostUnitId: open.account.orgUnitId, partnerUnitIds: [] },
    ...{ values: { note }, photos: [] },
  };
  await open.repositories.records.save({ id, type: probeRecord.id, definitionVersion: 1, entry });
  return id;
}
const onServer = (id: string) =>
  server.server.store.read(async (view) => (await view.documents.get('records', id))?.document);

/** As the author's other device says it, over the newest version. */
async function changeElsewhere(id: string, changes: Partial<SyncedDocument>): Promise<void> {
  const other = await signedIn(server.address, 'huaguo');
  const master = await onServer(id);
  if (master === undefined) throw new Error(`the server has no ${id}`);
  const next = { ...master, ...changes, edit: { deviceId: other.deviceId, seq: 1 } };
  const row = { mutationId: mutationIdOf(next), assumedMasterState: master, newDocumentState: next };
  const outcome = await other.api.push('records', { pushId: id, rows: [row] });
  expect(outcome).toMatchObject({ kind: 'ok', body: { rows: [{ status: 'accepted' }] } });
}

it('a device that slept 401 days loses nothing and brings nothing back', async () => {
  const device = aDeviceOfAccounts(server.address);
  const current = (): OpenSession => {
    const open = device.session.current.get();
    if (open === undefined) throw new Error('nothing is open');
    return open;
  };
  expect(await device.session.signIn('huaguo', testPassword)).toBe('ok');
  const [deleted, disputed] = [await save(current(), 'deleted'), await save(current(), 'disputed')];
  await save(current(), 'kept');
  let pulledSince = '0';
  device.wire.before = async (url) => {
    pulledSince = /\/records\/pull\?.*since=([^&]+)/.exec(url)?.[1] ?? pulledSince;
    return undefined;
  };
  const stored = () => firstValue(current().repositories.records.watchList({}));
  await eventually('all is sent, and came back as the server has it', async () =>
    (await stored()).every(({ reviewState }) => reviewState === 'submitted'),
  );
  device.session.syncNow();
  await eventually('it goes on from there', () => pulledSince !== '0');
  device.wire.isCut = true;
  const unsent = await save(current(), 'unsent');
  await save(current(), 'disputed, hers', disputed);
  await device.session.lock();
  await eventually('RxDB has closed', () => device.openInstances() === 0);

  await changeElsewhere(deleted, { _deleted: true });
  await changeElsewhere(disputed, { values: { note: 'disputed, of the other device' } });
  clock.advance(401 * 86_400);
  device.wait(401 * 86_400_000);
  await changeElsewhere(disputed, { values: { note: 'disputed, once more' } });
  const purged = await server.server.purge('today');
  expect(purged).toMatchObject({ kind: 'purged', counts: { tombstones: 1 } });
  expect(await onServer(deleted)).toBeUndefined();

  device.wire.isCut = false;
  expect(await device.session.signIn('huaguo', testPassword)).toBe('ok');
  const overview = () => current().syncStatus.overview.get();
  await eventually('it knows', () => overview().mustStartAfresh === 'scopeChanged');
  await eventually('all is sent', () => overview().onDevice === 0);
  expect((await onServer(unsent))?.values).toEqual({ note: 'unsent' });
  expect(await device.session.startAfresh()).toBe('ok');
  await eventually('it has downloaded', () => overview().isDownloaded);
  const notes = (await stored()).map(({ values }) => values.note);
  expect(overview().mustStartAfresh).toBeUndefined();
  expect(new Set(notes)).toEqual(new Set(['disputed, once more', 'kept', 'unsent']));
  const conflicts = await server.server.store.read((view) => view.documents.about('conflicts', disputed));
  expect(conflicts.map(({ values }) => [values.serverValue, values.otherValue])).toEqual([
    ['disputed, once more', 'disputed, hers'],
  ]);
  expect(await onServer(deleted)).toBeUndefined();
  await device.session.lock();
  await eventually('RxDB has closed', () => device.openInstances() === 0);
}, 30_000);
