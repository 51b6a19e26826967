// What is old enough goes, a little at a time; nothing that somebody may still need does, and who slept longer begins afresh.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { purgeCommands } from '../../../server/operations/admin-purge.ts';
import { createTryToday } from '../../../server/retention/daily-purge.ts';
import { verifyStore } from '../../../server/store/backup/verify-store.ts';
import type { SyncedDocument } from '../../../shared/records/record.ts';
import { decisionOn, signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

let test: TestServer;
let huaguo: TestDevice;
let township: TestDevice;
let signIns = 0;
/** Sessions end; each sign-in is a device of its own that counts from 1. */
const signIn = (account: string): Promise<TestDevice> => {
  signIns += 1;
  return signInDevice(test, account, `device-${account}-${signIns}`);
};
beforeEach(async () => {
  test = await startTestServer();
  [huaguo, township] = [await signIn('huaguo'), await signIn('township')];
});
afterEach(() => test.close());

const days = (count: number): void => test.clock.advance(count * 86_400);
let runs = 0;
async function purge() {
  runs += 1;
  const purged = await test.server.purge(`run ${runs}`);
  if (purged.kind === 'begun') throw new Error('another run began');
  return purged.counts;
}
const get = (id: string) =>
  test.server.store.read(async (view) => (await view.documents.get('records', id))?.document);
const revisions = (id: string) =>
  test.server.store.read(async (view) =>
    (await view.documents.revisionsFrom('records', id, 1)).map(({ rev }) => rev),
  );
const codeOf = async (response: Response) => {
  const body: { code?: string } = await response.json();
  return [response.status, body.code ?? ''];
};
const pullSince = async (device: TestDevice, since: string, headers: Record<string, string> = {}) =>
  codeOf(await device.call(`/api/sync/records/pull?since=${since}`, { headers }));

async function aDeleted(): Promise<SyncedDocument> {
  const draft = huaguo.draft({});
  await huaguo.pushOne(draft);
  expect(await huaguo.pushOne(huaguo.edit(draft, { _deleted: true }), draft)).toMatchObject({
    status: 'accepted',
  });
  return draft;
}
/** Somebody else writes: without any commit since, nothing is known to be old. */
async function workGoesOn(): Promise<void> {
  const caijia = await signIn('caijia');
  await caijia.pushOne(caijia.draft({}));
}

describe('a tombstone', () => {
  it('stays for 400 days and is gone after them, with its history', async () => {
    const deleted = await aDeleted();
    days(399);
    await workGoesOn();
    await purge();
    expect([(await get(deleted.id))?._deleted, await revisions(deleted.id)]).toEqual([true, [1, 2]]);
    days(2);
    await workGoesOn();
    expect(await purge()).toMatchObject({ tombstones: 1 });
    expect([await get(deleted.id), await revisions(deleted.id)]).toEqual([undefined, []]);
    expect(await purge()).toEqual({ tombstones: 0, revisions: 0, receipts: 0, commits: 0 });
  });

  it('that is removed sends those afresh who never heard of it, and nobody else', async () => {
    const draft = huaguo.draft({});
    await huaguo.pushOne(draft);
    const unaware = (await township.pull('records')).checkpoint.since;
    const unawareElsewhere = (await (await signIn('other-county')).pull('records')).checkpoint.since;
    await huaguo.pushOne(huaguo.edit(draft, { _deleted: true }), draft);
    const told = await township.pull('records', `since=${unaware}`);
    expect(told.documents.map(({ id, _deleted }) => [id, _deleted])).toEqual([[draft.id, true]]);
    days(401);
    await workGoesOn();
    await purge();
    const [awake, elsewhere] = [await signIn('township'), await signIn('other-county')];
    expect(await pullSince(awake, unaware)).toEqual([409, 'scopeChanged']);
    expect(await pullSince(awake, told.checkpoint.since)).toEqual([200, '']);
    expect(await pullSince(elsewhere, unawareElsewhere)).toEqual([200, '']);
    const afresh = await awake.pull('records');
    expect(afresh.documents.map(({ id }) => id)).not.toContain(draft.id);
    expect(await pullSince(awake, afresh.checkpoint.since)).toEqual([200, '']);
  });

  it('that is removed does not end a download that began after it', async () => {
    const kept = [huaguo.draft({}), huaguo.draft({}), huaguo.draft({})];
    for (const draft of kept) await huaguo.pushOne(draft);
    const began = (await township.pull('records', 'limit=1')).checkpoint.since;
    await aDeleted();
    days(401);
    await workGoesOn();
    await purge();
    const awake = await signIn('township');
    expect(await pullSince(awake, began)).toEqual([409, 'scopeChanged']);
    const pulled: string[] = [];
    for (let since = '0', more = true; more;) {
      const page = await awake.pull('records', `limit=1&since=${since}`);
      pulled.push(...page.documents.map(({ id }) => id));
      ({ more } = page);
      ({ since } = page.checkpoint);
    }
    expect(pulled).toEqual(expect.arrayContaining(kept.map(({ id }) => id)));
  });

  it('stays while a row of it is in quarantine, something of it is recovered, or a conflict is open', async () => {
    const [refused, recovered, disputed, plain] = [
      await aDeleted(),
      await aDeleted(),
      await aDeleted(),
      await aDeleted(),
    ];
    await huaguo.pushOne(huaguo.edit({ ...refused, type: 'no-such-kind' }, {}));
    await test.server.store.write(async (tx) => {
      const at = test.clock.now().toISOString();
      const brought = { account: 'huaguo', deviceId: 'x', epoch: 'e', at, isVouched: false, code: '' };
      await tx.recovered.keep({ collection: 'records', document: recovered, hash: 'h', ...brought });
      const conflict = { ...disputed, id: 'conflict', type: 'conflict', aboutId: disputed.id, rev: 1 };
      const writing = { account: 'huaguo', deviceId: 'x', seq: 1, at };
      await tx.documents.put('conflicts', { document: conflict, hash: 'h' }, writing);
    });
    days(401);
    await workGoesOn();
    expect(await purge()).toMatchObject({ tombstones: 1 });
    const there = await Promise.all([refused, recovered, disputed, plain].map(({ id }) => get(id)));
    expect(there.map((document) => document?._deleted)).toEqual([true, true, true, undefined]);
  });
});

describe('a version that another replaced', () => {
  const approve = async (id: string) => {
    const reviewer = await signIn('township');
    const verdict = await reviewer.pushOne(
      decisionOn(reviewer, await get(id), { action: 'approve' }),
      undefined,
      'decisions',
    );
    expect(verdict).toMatchObject({ status: 'accepted' });
  };
  /** Revisions 1 to 3 by the author, 4 the approval. */
  async function anApproved(): Promise<string> {
    const author = await signIn('huaguo');
    const draft = author.draft({});
    await author.pushOne(draft);
    const second = author.edit(draft, { values: { topic: 'second' } });
    await author.pushOne(second, draft);
    await author.pushOne(author.edit(second, { values: { topic: 'third' } }), second);
    await approve(draft.id);
    return draft.id;
  }

  it('goes when it was replaced 400 days ago; what stands, and who wrote it, stays', async () => {
    const id = await anApproved();
    days(399);
    await workGoesOn();
    await purge();
    expect(await revisions(id)).toEqual([1, 2, 3, 4]);
    days(2);
    await workGoesOn();
    expect(await purge()).toMatchObject({ revisions: 2 });
    expect(await revisions(id)).toEqual([3, 4]);
    expect((await get(id))?.values).toEqual({ topic: 'third' });
    expect(await test.server.store.read((view) => view.documents.lastWriter('records', id))).toBe('huaguo');
  });

  it('stays when it is old itself and was replaced not long ago: devices may hold it as it was', async () => {
    const author = await signIn('huaguo');
    const draft = author.draft({});
    await author.pushOne(draft);
    days(401);
    const again = await signInDevice(test, 'huaguo', author.id);
    await again.pushOne(
      { ...draft, values: { topic: 'late' }, edit: { deviceId: author.id, seq: 900 } },
      draft,
    );
    await approve(draft.id);
    await purge();
    expect(await revisions(draft.id)).toEqual([1, 2, 3]);
  });

  it('stays while the record waits for its reviewer, and while a final report was written from it', async () => {
    const [cited, waiting] = [await anApproved(), await anApproved()];
    await test.server.store.write((tx) => tx.reports.bind('report', { [cited]: 2 }));
    const author = await signIn('huaguo');
    const stands = await get(waiting);
    await author.pushOne(author.edit(stands ?? author.draft({}), { values: { topic: 'amended' } }), stands);
    expect((await get(waiting))?.reviewState).toBe('submitted');
    days(401);
    await workGoesOn();
    expect(await purge()).toMatchObject({ revisions: 1 });
    expect(await revisions(cited)).toEqual([2, 3, 4]);
    expect(await revisions(waiting)).toEqual([1, 2, 3, 4, 5]);
    await approve(waiting);
    days(401);
    await workGoesOn();
    await purge();
    expect(await revisions(waiting)).toEqual([5, 6]);
  });
});

describe('a receipt', () => {
  it('goes after 400 days, but not of a device’s last days: it may not have heard the answer', async () => {
    const [first, last] = [huaguo.draft({}), huaguo.draft({})];
    await huaguo.pushOne(first);
    days(40);
    const again = await signInDevice(test, 'huaguo', huaguo.id);
    await again.pushOne(last);
    days(401);
    await purge();
    const receiptOf = ({ id, edit }: SyncedDocument) =>
      test.server.store.read((view) =>
        view.receipts.get({ account: 'huaguo', mutationId: `${huaguo.id}:${id}:${edit.seq}` }),
      );
    expect([await receiptOf(first), (await receiptOf(last))?.verdict]).toEqual([
      undefined,
      expect.stringContaining('accepted'),
    ]);
    // What was deleted meanwhile does not come back when its author says once more what she said then.
    expect(await (await signInDevice(test, 'huaguo', huaguo.id)).pushOne(last)).toMatchObject({
      status: 'accepted',
      rev: 1,
    });
  });

  it('that a refused row was taken later stays, or the row would wait anew', async () => {
    const draft = huaguo.draft({});
    expect(await huaguo.pushOne({ ...draft, type: 'no-such-kind' })).toMatchObject({ status: 'quarantined' });
    test.clock.advance(60);
    await huaguo.pushOne(huaguo.edit(draft, {}));
    const open = () =>
      test.server.store.read(async (view) => (await view.receipts.quarantined()).map(({ docId }) => docId));
    expect(await open()).toEqual([]);
    days(40);
    const again = await signInDevice(test, 'huaguo', huaguo.id);
    await again.pushOne(again.draft({}, { id: 'another', edit: { deviceId: huaguo.id, seq: 500 } }));
    days(401);
    await purge();
    expect(await open()).toEqual([]);
  });
});

it('a device that saw a commit which is no longer kept is not taken for one of another history', async () => {
  await huaguo.pushOne(huaguo.draft({}));
  const seen = await test.server.store.read((view) => view.feed.committed());
  days(401);
  await workGoesOn();
  await workGoesOn();
  days(401);
  await workGoesOn();
  expect((await purge()).commits).toBeGreaterThan(0);
  const awake = await signIn('huaguo');
  const header = { 'bbt-seen': `${seen.position},${seen.stamp}` };
  expect(await pullSince(awake, '0', header)).toEqual([200, '']);
});

describe('a run', () => {
  it('is one a day, however many try at once', async () => {
    await aDeleted();
    days(401);
    await workGoesOn();
    const tried = await Promise.all(['today', 'today', 'today'].map((name) => test.server.purge(name)));
    expect(tried.map(({ kind }) => kind).sort()).toEqual(['begun', 'begun', 'purged']);
  });

  it('beside another one and beside writers removes everything once and harms nobody', async () => {
    for (let made = 0; made < 12; made += 1) await aDeleted();
    days(401);
    const writer = await signIn('caijia');
    const drafts = Array.from({ length: 20 }, () => writer.draft({}));
    await writer.pushOne(writer.draft({}));
    const [one, other, ...verdicts] = await Promise.all([
      purge(),
      purge(),
      ...drafts.map((draft) => writer.pushOne(draft)),
    ]);
    expect(one.tombstones + other.tombstones).toBe(12);
    expect(verdicts.map(({ status }) => status)).toEqual(drafts.map(() => 'accepted'));
  });

  it('of a day is tried again the next day when it fails, and says what it removed', async () => {
    const log: string[] = [];
    const note = (event: string): void => void log.push(event);
    const deps = { clock: test.clock, log: { info: note, warn: note, defect: note } };
    const never = new AbortController().signal;
    const failing = createTryToday({ ...deps, purge: () => Promise.reject(new Error('disk full')) });
    await failing(never);
    const today = createTryToday({ ...deps, purge: test.server.purge });
    await today(never);
    await today(never);
    days(1);
    await today(never);
    expect(log).toEqual(['purgeFailed', 'purged', 'purged']);
  });

  it('by hand says in words what it removed, and what is left is whole', async () => {
    await aDeleted();
    await huaguo.pushOne(huaguo.draft({}));
    days(401);
    await workGoesOn();
    const [command] = purgeCommands;
    expect(await command?.run(test.server, [])).toMatch(
      /^Removed what is older than 2026-10-21:\n {2}1 marks of deleted documents\n {2}0 versions/,
    );
    const { problems } = await verifyStore(test.server.store, { sizeOf: () => Promise.resolve(undefined) });
    expect(problems).toEqual([]);
  });

  it('that is told to stop does so between two steps, and the next one finishes', async () => {
    await aDeleted();
    days(401);
    await workGoesOn();
    await expect(test.server.purge('stopped', AbortSignal.abort(new Error('stop')))).rejects.toThrow('stop');
    await purge();
    expect(await test.server.store.read((view) => view.retention.tombstonesAfter('records', '', 9))).toEqual(
      [],
    );
  });
});
