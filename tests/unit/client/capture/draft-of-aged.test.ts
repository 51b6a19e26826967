// A draft begun on a record that has left the device since: it is still an edit of that record, and writes over nothing unseen.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { saveEntry } from '../../../../client/capture/save-entry.ts';
import { startForm } from '../../../../client/capture/start-form.ts';
import { contentHash } from '../../../../shared/records/content-hash.ts';
import type { SyncedDocument } from '../../../../shared/records/record.ts';
import { accountSteps } from '../../../support/device/account-steps.ts';
import { aDeviceOfAccounts, type DeviceOfAccounts } from '../../../support/device/device-of-accounts.ts';
import { eventually } from '../../../support/device/eventually.ts';
import {
  probeOfTwoFields as twoFields,
  startRealServer,
  testPassword,
  type RealServer,
} from '../../../support/device/real-server.ts';
import { signedIn, type SignedIn } from '../../../support/device/signed-in.ts';

let server: RealServer;
let township: SignedIn;
/** Another device of the village. */
let other: SignedIn;
let device: DeviceOfAccounts;
beforeAll(async () => {
  server = await startRealServer([twoFields]);
  township = await signedIn(server.address, 'township');
  other = await signedIn(server.address, 'huaguo');
});
afterAll(() => server.close());
beforeEach(async () => {
  device = aDeviceOfAccounts(server.address);
  await device.session.signIn('huaguo', testPassword);
});
afterEach(() => lock());

const { lock, opened, isSent } = accountSteps(() => device);
const stored = async (id: string) =>
  (await server.server.store.read((view) => view.documents.get('records', id)))?.document;
const conflictsOf = (id: string) => server.server.store.read((view) => view.documents.about('conflicts', id));
const entry = (values: Readonly<Record<string, string>>) => ({
  ...{ values, occurredOn: '2020-01-10', photos: [] },
  ...{ hostUnitId: '420303001202', partnerUnitIds: [] },
});

let seq = 0;
async function push(
  by: SignedIn,
  collection: 'records' | 'decisions',
  document: Readonly<Record<string, unknown>>,
  base?: SyncedDocument,
): Promise<void> {
  const edit = { deviceId: by.deviceId, seq: (seq += 1) };
  const mutationId = `${by.deviceId}:${String(document['id'])}:${seq}`;
  const row = { mutationId, newDocumentState: { ...document, edit } };
  const rows = [base === undefined ? row : { ...row, assumedMasterState: base }];
  expect(await by.api.push(collection, { pushId: randomUUID(), rows })).toMatchObject({
    body: { rows: [{ status: 'accepted' }] },
  });
}
/** Of more than two years ago: once it is approved a village's device holds it no longer. */
async function approve(record: SyncedDocument): Promise<void> {
  const recordHash = contentHash(record);
  await push(township, 'decisions', {
    ...record,
    ...{ id: randomUUID(), type: 'decision', definitionVersion: 1, aboutId: record.id, rev: 0 },
    ...{ values: { action: 'approve', recordRev: record.rev, recordHash }, createdBy: 'township' },
    ...{ deviceId: township.deviceId, reviewState: 'none' },
  });
}

/** A record that was sent, a draft that changes its note, and then the record leaves. */
async function draftOfGone(): Promise<{ readonly id: string; readonly draftId: string }> {
  const { drafts, records } = opened().repositories;
  const { recordId: id, draftId } = drafts.newIds();
  await records.save({
    ...{ id, type: twoFields.id, definitionVersion: 1 },
    entry: entry({ note: 'as it was', place: 'there' }),
  });
  await isSent();
  const base = await eventually('it is submitted', async () => {
    const now = await records.get(id);
    return now?.reviewState === 'submitted' ? now : undefined;
  });
  await drafts.saveDraft(draftId, {
    ...{ type: twoFields.id, definitionVersion: 1, recordId: id, base },
    entry: entry({ note: 'corrected', place: 'there' }),
  });
  await approve(base);
  device.session.syncNow();
  await eventually('it has left', async () => (await records.get(id)) === undefined);
  return { id, draftId };
}
async function saveDraft(draftId: string): Promise<void> {
  const { repositories, account } = opened();
  const start = await startForm(repositories, twoFields, { draft: draftId }, account, '2026-11-28');
  if (start?.entry === undefined) throw new Error('the draft is gone');
  expect(start.base).toMatchObject({ values: { note: 'as it was' } });
  await saveEntry(repositories, twoFields, start, (typed) => typed, start.entry);
}

describe('a draft of a record that has left the device', () => {
  it('is an edit of it: by whom it was and of whose unit stays, what was approved is submitted again', async () => {
    const { id, draftId } = await draftOfGone();
    const before = await stored(id);
    await saveDraft(draftId);
    await isSent();
    expect(await stored(id)).toMatchObject({
      ...{ values: { note: 'corrected', place: 'there' }, reviewState: 'submitted' },
      ...{ createdAt: before?.createdAt, createdBy: 'huaguo', orgUnitId: '420303001202' },
    });
    const { quarantine, records } = opened().repositories;
    expect([await conflictsOf(id), await quarantine.get(id)]).toEqual([[], undefined]);
    expect((await records.get(id))?.values).toEqual({ note: 'corrected', place: 'there' });
  });

  it('takes nothing back that others wrote meanwhile: another field stays, the same one becomes a conflict', async () => {
    const { id, draftId } = await draftOfGone();
    const master = await stored(id);
    if (master === undefined) throw new Error('it is gone');
    device.wire.isCut = true;
    await push(other, 'records', { ...master, values: { note: 'as it was', place: 'here' } }, master);
    await saveDraft(draftId);
    device.wire.isCut = false;
    device.session.syncNow();
    await isSent();
    expect((await stored(id))?.values).toEqual({ note: 'corrected', place: 'here' });
    // Nobody is asked about a field that only one of them changed.
    expect(await conflictsOf(id)).toEqual([]);

    const again = await draftOfGone();
    const stands = await stored(again.id);
    if (stands === undefined) throw new Error('it is gone');
    device.wire.isCut = true;
    await push(other, 'records', { ...stands, values: { note: 'theirs', place: 'there' } }, stands);
    await saveDraft(again.draftId);
    device.wire.isCut = false;
    device.session.syncNow();
    await isSent();
    expect((await stored(again.id))?.values).toEqual({ note: 'theirs', place: 'there' });
    expect(await conflictsOf(again.id)).toHaveLength(1);
  });

  it('knows its base also when it is saved without a network and leaves sealed', async () => {
    const { id, draftId } = await draftOfGone();
    await device.outbox.look();
    const master = await stored(id);
    if (master === undefined) throw new Error('it is gone');
    device.wire.isCut = true;
    await saveDraft(draftId);
    await eventually('it is sealed', () => device.sealed.everything().items.length === 1);
    await push(other, 'records', { ...master, values: { note: 'as it was', place: 'here' } }, master);
    await device.session.lock();
    device.wire.isCut = false;
    await device.outbox.look();
    expect((await stored(id))?.values).toEqual({ note: 'corrected', place: 'here' });
    expect(await conflictsOf(id)).toEqual([]);
  });
});

it('a draft that a dying page left behind its save takes back nothing that others wrote since', async () => {
  const { drafts, records } = opened().repositories;
  const { recordId: id, draftId } = drafts.newIds();
  const of = { type: twoFields.id, definitionVersion: 1 };
  const written = entry({ note: 'as it was', place: 'there' });
  await drafts.saveDraft(draftId, { ...of, recordId: id, entry: written });
  await records.save({ ...of, id, entry: written });
  await isSent();
  const master = await stored(id);
  if (master === undefined) throw new Error('it is gone');
  await push(other, 'records', { ...master, values: { note: 'as it was', place: 'here' } }, master);
  device.session.syncNow();
  await eventually('it came', async () => (await records.get(id))?.values['place'] === 'here');

  await saveDraft(draftId);
  await isSent();
  expect((await stored(id))?.values).toEqual({ note: 'as it was', place: 'here' });
});
