// What an office does with what was refused or came back counts only as the office stands when that is written, whenever its session was looked at.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { operatorOf } from '../../../server/operations/operator-caller.ts';
import { readOrgCsv } from '../../../server/operations/read-org-csv.ts';
import { systemRandom } from '../../../server/random.ts';
import { createRecovery } from '../../../server/recovery/bring-documents.ts';
import { createInbox } from '../../../server/recovery/inbox.ts';
import type { Store } from '../../../server/store/store.ts';
import type { SyncedDocument } from '../../../shared/records/record.ts';
import type { InboxActRequest } from '../../../shared/recovery/recovery-protocol.ts';
import { mutationIdOf } from '../../../shared/sync/mutation-id.ts';
import { smallTreeCsv } from '../../support/server/small-tree.ts';
import { signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

let test: TestServer;
let huaguo: TestDevice;
let township: TestDevice;
beforeEach(async () => {
  test = await startTestServer();
  huaguo = await signInDevice(test, 'huaguo');
  township = await signInDevice(test, 'township');
});
afterEach(() => test.close());

/** An act of the township's during which something happens right before its `nth` writing. */
async function actsBeside(
  request: InboxActRequest,
  happens: () => Promise<unknown>,
  nth: number,
): Promise<unknown> {
  const { server } = test;
  let writings = 0;
  const write: Store['write'] = async (work) => {
    writings += 1;
    if (writings === nth) await happens();
    return server.store.write(work);
  };
  const acceptPush: typeof server.acceptPush = async (call) => {
    writings += 1;
    if (writings === nth) await happens();
    return server.acceptPush(call);
  };
  const deps = { ...server, random: systemRandom, acceptPush, store: { ...server.store, write } };
  const inbox = createInbox({ ...deps, recovery: createRecovery(deps) });
  const caller = await server.sessions.authenticate(township.session.accessToken, township.id);
  return inbox.act({ caller, request, locale: 'en' }).then(
    ({ isSettled }) => isSettled,
    (error: unknown) => Object(error).code,
  );
}
const isDisabled = () =>
  test.server.store.write(async (tx) => {
    await tx.accounts.setDisabled('township', true);
    await tx.accounts.endFamiliesOf('township');
  });
const village = '420303001202';
const loses = () =>
  test.server.importOrgUnits(
    readOrgCsv(smallTreeCsv).map((unit) => (unit.id === village ? { ...unit, parentId: '420304' } : unit)),
  );
const stands = (id: string) => test.server.store.read((view) => view.documents.get('records', id));

describe('what was refused', () => {
  /** More party members than people. */
  async function refused(): Promise<{ readonly document: SyncedDocument; readonly id: string }> {
    const document = huaguo.draft({ attended: 3, partyMembers: 30 });
    expect(await huaguo.pushOne(document)).toMatchObject({ status: 'quarantined' });
    return { document, id: `huaguo/${mutationIdOf(document)}` };
  }
  function requestOf(act: InboxActRequest['act'], { document, id }: Awaited<ReturnType<typeof refused>>) {
    const { definitionVersion, occurredOn, hostUnitId, partnerUnitIds, tags } = document;
    const values = { ...document.values, partyMembers: 3 };
    const correction = { definitionVersion, occurredOn, hostUnitId, partnerUnitIds, tags, values };
    return act === 'correct' ? { id, act, correction } : { id, act };
  }

  it.each(['layAside', 'replay', 'correct'] as const)(
    'goes on waiting when %s comes too late',
    async (act) => {
      for (const [happens, code] of [
        [loses, 'notFound'],
        [isDisabled, 'signInNeeded'],
      ] as const) {
        const row = await refused();
        expect(await actsBeside(requestOf(act, row), happens, 1)).toBe(code);
        expect(await stands(row.document.id)).toBeUndefined();
        const waiting = await test.server.store.read((view) => view.receipts.quarantined());
        expect(waiting.map(({ mutationId }) => mutationId)).toContain(mutationIdOf(row.document));
        await test.server.importOrgUnits(readOrgCsv(smallTreeCsv));
      }
    },
  );
});

describe('what came back after a restore', () => {
  async function cameBack(): Promise<{ readonly document: SyncedDocument; readonly id: string }> {
    const document = huaguo.draft({ attended: 3 });
    const colleague = await signInDevice(test, 'huaguo-two');
    const rows = [{ document, base: '' }];
    await colleague.postJson('/api/recovery/records/bring', { epoch: colleague.session.epoch, rows });
    const entries = await test.server.store.read((view) => view.recovered.waiting());
    const entry = entries.find((each) => each.document.id === document.id);
    return { document, id: entry?.id ?? '' };
  }

  it.each([
    ['layAside', 1, loses, 'notFound'],
    ['layAside', 1, isDisabled, 'signInNeeded'],
    ['accept', 1, loses, 'notFound'],
    ['accept', 1, isDisabled, 'signInNeeded'],
    ['accept', 2, isDisabled, 'signInNeeded'],
  ] as const)('goes on waiting when %s comes too late (%#)', async (act, nth, happens, code) => {
    const { document, id } = await cameBack();
    expect(await actsBeside({ id, act }, happens, nth)).toBe(code);
    expect(await stands(document.id)).toBeUndefined();
    expect((await test.server.store.read((view) => view.recovered.get(id)))?.state).toBe('waiting');
  });

  it('is accepted by whoever has the shell of the server, who has no account', async () => {
    const { document, id } = await cameBack();
    const caller = await operatorOf(test.server);
    const request: InboxActRequest = { id, act: 'accept' };
    expect(await test.server.inbox.act({ caller, request, locale: 'en' })).toEqual({ isSettled: true });
    expect((await stands(document.id))?.document.rev).toBe(1);
  });
});
