// Two offices that deal with one refused row, or with one that came back after a restore: one counts, the other hears of it.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createInbox, type Inbox } from '../../../server/recovery/inbox.ts';
import { systemRandom } from '../../../server/random.ts';
import type { Store } from '../../../server/store/store.ts';
import type { InboxActRequest } from '../../../shared/recovery/recovery-protocol.ts';
import type { SyncedDocument } from '../../../shared/records/record.ts';
import { mutationIdOf } from '../../../shared/sync/mutation-id.ts';
import { accountIn } from '../../support/server/account-in.ts';
import { signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

let test: TestServer;
let huaguo: TestDevice;
let inbox: Inbox;
let breaksOff = false;
beforeEach(async () => {
  breaksOff = false;
  test = await startTestServer({
    see: (sql) => {
      if (breaksOff && sql.startsWith('insert into "receipts"')) throw new Error('broken off');
    },
  });
  huaguo = await signInDevice(test, 'huaguo');
  ({ inbox } = test.server);
});
afterEach(() => test.close());

/** The inbox in which something else happens right after it has looked at what waits. */
function afterLooking(happens: () => Promise<unknown>): Inbox {
  const { server } = test;
  let isFirst = true;
  const read: Store['read'] = async (work) => {
    const seen = await server.store.read(work);
    if (isFirst) {
      isFirst = false;
      await happens();
    }
    return seen;
  };
  return createInbox({ ...server, store: { ...server.store, read }, random: systemRandom });
}

async function acts(by: string, request: InboxActRequest, at: Inbox = inbox): Promise<string> {
  const session = { deviceId: by, scopeVersion: '', epoch: '', expiresAt: '', familyId: '' };
  const call = { caller: { ...(await accountIn(test, by)), ...session }, request, locale: 'en' as const };
  return at.act(call).then(
    ({ isSettled }) => (isSettled ? 'settled' : 'refused'),
    (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error)),
  );
}
const stands = async (id: string): Promise<SyncedDocument | undefined> =>
  (await test.server.store.read((view) => view.documents.get('records', id)))?.document;

describe('two offices that deal with one refused row at once', () => {
  /** More party members than people. */
  async function refused(): Promise<{ readonly document: SyncedDocument; readonly id: string }> {
    const document = huaguo.draft({ attended: 3, partyMembers: 30 });
    expect(await huaguo.pushOne(document)).toMatchObject({ status: 'quarantined' });
    return { document, id: `huaguo/${mutationIdOf(document)}` };
  }
  const correction = (
    { id, document }: Awaited<ReturnType<typeof refused>>,
    partyMembers: number,
  ): InboxActRequest => {
    const { definitionVersion, values, occurredOn, hostUnitId, partnerUnitIds, tags } = document;
    return {
      ...{ id, act: 'correct' },
      correction: {
        ...{ definitionVersion, occurredOn, hostUnitId, partnerUnitIds, tags },
        values: { ...values, partyMembers },
      },
    };
  };
  const told = ({ document }: Awaited<ReturnType<typeof refused>>) =>
    test.server.store.read((view) => view.receipts.dealtWith('huaguo', [mutationIdOf(document)]));

  it('has one correction, and the author hears of whose it is', async () => {
    const row = await refused();
    const late = afterLooking(() => acts('county', correction(row, 1)));
    expect(await acts('township', correction(row, 2), late)).toBe('alreadyDealtWith');
    expect(await stands(row.document.id)).toMatchObject({ rev: 1, values: { partyMembers: 1 } });
    expect(await told(row)).toMatchObject([{ way: 'corrected', by: 'county' }]);
    expect(await test.server.store.read((view) => view.receipts.quarantined())).toEqual([]);
  });

  it('is not corrected once it was laid aside, nor laid aside once it was corrected', async () => {
    const [aside, right] = [await refused(), await refused()];
    const laysAside = (row: typeof aside): InboxActRequest => ({ id: row.id, act: 'layAside' });
    const later = afterLooking(() => acts('county', laysAside(aside)));
    expect(await acts('township', correction(aside, 2), later)).toBe('alreadyDealtWith');
    expect(await stands(aside.document.id)).toBeUndefined();
    expect(await told(aside)).toMatchObject([{ way: 'laidAside', by: 'county' }]);
    const late = afterLooking(() => acts('county', correction(right, 1)));
    expect(await acts('township', laysAside(right), late)).toBe('alreadyDealtWith');
    expect(await told(right)).toMatchObject([{ way: 'corrected', by: 'county' }]);
  });

  it('is not judged again as it came once it was put right', async () => {
    const row = await refused();
    const late = afterLooking(() => acts('county', correction(row, 1)));
    expect(await acts('township', { id: row.id, act: 'replay' }, late)).toBe('alreadyDealtWith');
    const receipt = { account: 'huaguo', mutationId: mutationIdOf(row.document) };
    expect(await test.server.store.read((view) => view.receipts.get(receipt))).toBeDefined();
  });

  it('keeps its verdict where the judging again breaks off', async () => {
    const row = await refused();
    breaksOff = true;
    expect(await acts('township', { id: row.id, act: 'replay' })).toBe('Error: broken off');
    const receipt = { account: 'huaguo', mutationId: mutationIdOf(row.document) };
    expect(await test.server.store.read((view) => view.receipts.get(receipt))).toBeDefined();
  });

  it('counts once however they meet', async () => {
    for (let n = 0; n < 5; n += 1) {
      const row = await refused();
      const outcomes = await Promise.all([
        acts('county', correction(row, 1)),
        acts('township', correction(row, 2)),
        acts('city', { id: row.id, act: 'layAside' }),
      ]);
      expect(outcomes.toSorted()).toEqual(['alreadyDealtWith', 'alreadyDealtWith', 'settled']);
      expect((await stands(row.document.id))?.rev ?? 1).toBe(1);
    }
  });
});

describe('two offices that deal with one record that came back', () => {
  async function cameBack(): Promise<{ readonly document: SyncedDocument; readonly id: string }> {
    const document = huaguo.draft({ attended: 3 });
    const colleague = await signInDevice(test, 'huaguo-two');
    const rows = [{ document, base: '' }];
    await colleague.postJson('/api/recovery/records/bring', { epoch: colleague.session.epoch, rows });
    const [entry] = await test.server.store.read((view) => view.recovered.waiting());
    return { document, id: entry?.id ?? '' };
  }
  const stateOf = async (id: string) =>
    (await test.server.store.read((view) => view.recovered.get(id)))?.state;

  it('do not lay aside what was accepted', async () => {
    const { id, document } = await cameBack();
    const late = afterLooking(() => acts('county', { id, act: 'accept' }));
    expect(await acts('township', { id, act: 'layAside' }, late)).toBe('alreadyDealtWith');
    expect([await stateOf(id), (await stands(document.id))?.rev]).toEqual(['accepted', 1]);
  });

  it('accept it once', async () => {
    const { id, document } = await cameBack();
    const late = afterLooking(() => acts('county', { id, act: 'accept' }));
    expect(await acts('city', { id, act: 'accept' }, late)).toBe('alreadyDealtWith');
    expect([await stateOf(id), (await stands(document.id))?.rev]).toEqual(['accepted', 1]);
  });
});
