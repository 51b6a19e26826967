// What was refused and put right above meanwhile: its author's draft or correction takes nothing of that back unseen.
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { saveEntry } from '../../../../client/capture/save-entry.ts';
import { startForm, type CaptureStart } from '../../../../client/capture/start-form.ts';
import type { CaptureQuery } from '../../../../client/capture/use-capture.ts';
import { inboxActReplySchema, inboxReplySchema } from '../../../../shared/recovery/recovery-protocol.ts';
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
let device: DeviceOfAccounts;
beforeAll(async () => {
  server = await startRealServer([twoFields]);
  township = await signedIn(server.address, 'township');
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
const of = (values: Readonly<Record<string, string>>) => ({
  ...{ values, occurredOn: '2026-10-18', hostUnitId: '420303001202', partnerUnitIds: [] },
});

/** A record without its note: the id of the record, and of what was refused. */
async function refusedRecord(): Promise<{ readonly id: string; readonly refusedId: string }> {
  const { drafts, records, quarantine } = opened().repositories;
  const { recordId: id } = drafts.newIds();
  const entry = { ...of({ place: 'there' }), photos: [] };
  await records.save({ id, type: twoFields.id, definitionVersion: 1, entry });
  await isSent();
  const refused = await eventually('it is refused', () => quarantine.forDocument(id));
  return { id, refusedId: refused.id };
}
async function putRight(id: string): Promise<void> {
  const inbox = await township.api.ask('/api/inbox', inboxReplySchema, undefined, 'GET');
  const waiting = inbox.kind === 'ok' ? inbox.body.refused.at(-1) : undefined;
  const correction = { definitionVersion: 1, ...of({ note: 'of the office', place: 'put right' }), tags: [] };
  const request = { id: waiting?.id, act: 'correct', correction };
  expect(await township.api.ask('/api/inbox', inboxActReplySchema, request)).toMatchObject({
    body: { isSettled: true },
  });
  device.session.syncNow();
  const { records } = opened().repositories;
  await eventually('it came', async () => (await records.get(id))?.values['note'] === 'of the office');
}
async function start(query: CaptureQuery): Promise<CaptureStart> {
  const { repositories, account } = opened();
  const started = await startForm(repositories, twoFields, query, account, '2026-11-28');
  if (started === undefined) throw new Error('there is no form');
  return started;
}
async function saveWithNote(started: CaptureStart): Promise<void> {
  const { entry } = started;
  if (entry === undefined) throw new Error('the form is empty');
  const written = { ...entry, values: { ...entry.values, note: 'mine' } };
  await saveEntry(opened().repositories, twoFields, started, (typed) => typed, written);
  await isSent();
}

it('her draft, begun before, changes what she typed and follows the office in all else', async () => {
  const { id, refusedId } = await refusedRecord();
  const { drafts } = opened().repositories;
  const { draftId } = drafts.newIds();
  await drafts.saveDraft(draftId, {
    ...{ type: twoFields.id, definitionVersion: 1, recordId: id, refusedId },
    entry: { ...of({ note: 'mine', place: 'there' }), photos: [] },
  });
  await putRight(id);
  await saveWithNote(await start({ draft: draftId }));
  expect((await stored(id))?.values).toEqual({ note: 'mine', place: 'put right' });
});

it('so does the form that was open when it came', async () => {
  const { id, refusedId } = await refusedRecord();
  const started = await start({ refused: refusedId });
  await putRight(id);
  await saveWithNote(started);
  expect((await stored(id))?.values).toEqual({ note: 'mine', place: 'put right' });
});

it('a form that is opened before she was told shows what stands there', async () => {
  const { id, refusedId } = await refusedRecord();
  await putRight(id);
  const started = await start({ refused: refusedId });
  expect(started.entry?.values).toEqual({ note: 'of the office', place: 'put right' });
  await saveWithNote(started);
  expect((await stored(id))?.values).toEqual({ note: 'mine', place: 'put right' });
});
