// What an account sends counts only if it is not disabled when that is written, whenever its session was looked at.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { inboxActReplySchema, inboxReplySchema } from '../../../shared/recovery/recovery-protocol.ts';
import type { SyncedDocument } from '../../../shared/records/record.ts';
import { systemRandom } from '../../../server/random.ts';
import { createInbox } from '../../../server/recovery/inbox.ts';
import { mutationIdOf } from '../../../shared/sync/mutation-id.ts';
import { signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

let test: TestServer;
let huaguo: TestDevice;
beforeEach(async () => {
  test = await startTestServer();
  huaguo = await signInDevice(test, 'huaguo');
});
afterEach(() => test.close());

const setDisabled = (account: string, isDisabled: boolean) =>
  test.server.store.write(async (tx) => {
    await tx.accounts.setDisabled(account, isDisabled);
    if (isDisabled) await tx.accounts.endFamiliesOf(account);
  });
const stands = (id: string) => test.server.store.read((view) => view.documents.get('records', id));
const rowOf = (document: SyncedDocument) => ({
  mutationId: mutationIdOf(document),
  newDocumentState: document,
});

it('a push under way when its account is disabled is refused whole, and can be sent when it may sign in again', async () => {
  const caller = await test.server.sessions.authenticate(huaguo.session.accessToken, huaguo.id);
  const document = huaguo.draft({ attended: 3 });
  const request = { pushId: 'late', rows: [rowOf(document)] };
  await setDisabled('huaguo', true);
  await expect(
    test.server.acceptPush({ caller, collection: 'records', request, locale: 'en' }),
  ).rejects.toMatchObject({ code: 'signInNeeded' });
  expect(await stands(document.id)).toBeUndefined();
  await setDisabled('huaguo', false);
  const again = await signInDevice(test, 'huaguo');
  expect(await again.pushOne(document)).toMatchObject({ status: 'accepted' });
});

it('what is put right of somebody who is disabled in that moment is refused in words, and goes on waiting', async () => {
  const county = await signInDevice(test, 'county');
  const document = huaguo.draft({ attended: 3, partyMembers: 30 });
  expect(await huaguo.pushOne(document)).toMatchObject({ status: 'quarantined' });
  const { acceptPush } = test.server;
  const inbox = createInbox({
    ...{ ...test.server, random: systemRandom },
    acceptPush: async (call) => {
      await setDisabled('huaguo', true);
      return acceptPush(call);
    },
  });
  const caller = await test.server.sessions.authenticate(county.session.accessToken, county.id);
  const id = `huaguo/${mutationIdOf(document)}`;
  const { definitionVersion, occurredOn, hostUnitId, partnerUnitIds, tags } = document;
  const values = { ...document.values, partyMembers: 3 };
  const correction = { definitionVersion, occurredOn, hostUnitId, partnerUnitIds, tags, values };
  expect(
    await inbox.act({ caller, request: { id, act: 'correct', correction }, locale: 'en' }),
  ).toMatchObject({
    isSettled: false,
    code: 'accountDisabled',
  });
  expect(await stands(document.id)).toBeUndefined();
  const waiting = await test.server.store.read((view) => view.receipts.quarantined());
  expect(waiting.map(({ mutationId }) => mutationId)).toEqual([mutationIdOf(document)]);
});

it('what was refused of an account that is disabled is laid aside by those above it', async () => {
  const county = await signInDevice(test, 'county');
  await huaguo.pushOne(huaguo.draft({ attended: 3, partyMembers: 30 }));
  await setDisabled('huaguo', true);
  const refused = async () => inboxReplySchema.parse(await (await county.call('/api/inbox')).json()).refused;
  const [entry] = await refused();
  expect(entry?.acts).toEqual(['layAside']);
  const replay = await county.postJson('/api/inbox', { id: entry?.id, act: 'replay' });
  expect(inboxActReplySchema.parse(await replay.json())).toMatchObject({ code: 'accountDisabled' });
  const response = await county.postJson('/api/inbox', { id: entry?.id, act: 'layAside' });
  expect(response.status).toBe(200);
  expect(inboxActReplySchema.parse(await response.json())).toEqual({ isSettled: true });
  expect(await refused()).toEqual([]);
});
