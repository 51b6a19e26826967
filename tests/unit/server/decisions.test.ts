// Decisions move the state of the version that the reviewer saw, and of no other.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineRegistry } from '../../../shared/record-types/define-registry.ts';
import { contentHash } from '../../../shared/records/content-hash.ts';
import type { SyncedDocument } from '../../../shared/records/record.ts';
import { decisionOn, signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { gathering } from '../../support/server/test-registry.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

let test: TestServer;
let huaguo: TestDevice;
let township: TestDevice;

beforeAll(async () => {
  test = await startTestServer({
    registry: defineRegistry([{ ...gathering, recordedBy: ['village', 'township', 'city'] }]),
  });
  huaguo = await signInDevice(test, 'huaguo');
  township = await signInDevice(test, 'township');
});
afterAll(() => test.close());

const decide = (device: TestDevice, record: SyncedDocument | undefined, values: Record<string, unknown>) =>
  device.pushOne(decisionOn(device, record, values), undefined, 'decisions');
const stored = async (id: string) => (await huaguo.pull('records', `ids=${id}`)).documents[0];
const received = async () => {
  const draft = huaguo.draft({ attended: 5 });
  await huaguo.pushOne(draft);
  return draft;
};

describe('return, correct, approve', () => {
  it('goes to the author and back, each time on the version that was seen', async () => {
    const draft = await received();
    expect(
      await decide(township, await stored(draft.id), { action: 'return', reason: '人数从何而来' }),
    ).toMatchObject({ status: 'accepted' });
    expect(await stored(draft.id)).toMatchObject({ reviewState: 'returned', rev: 2 });
    const decisions = (await huaguo.pull('decisions')).documents.filter(
      (decision) => decision.aboutId === draft.id,
    );
    expect(decisions).toMatchObject([{ outcome: 'applied', values: { reason: '人数从何而来' } }]);
    const corrected = huaguo.edit(draft, { values: { ...draft.values, attended: 6 } });
    expect(await huaguo.pushOne(corrected, draft)).toMatchObject({ status: 'accepted', rev: 3 });
    expect(await stored(draft.id)).toMatchObject({ reviewState: 'submitted' });
    expect(await decide(township, await stored(draft.id), { action: 'approve' })).toMatchObject({
      status: 'accepted',
    });
    expect(await stored(draft.id)).toMatchObject({
      reviewState: 'approved',
      rev: 4,
      values: { attended: 6 },
    });
  });

  it('an edit after approval is an amendment: submitted again, history kept', async () => {
    const draft = await received();
    await decide(township, await stored(draft.id), { action: 'approve' });
    await huaguo.pushOne(huaguo.edit(draft, { values: { ...draft.values, attended: 7 } }), draft);
    expect(await stored(draft.id)).toMatchObject({ reviewState: 'submitted' });
    const revisions = await test.server.store.read((view) =>
      view.documents.revisionsFrom('records', draft.id, 1),
    );
    expect(revisions.map((revision) => revision.document.reviewState)).toEqual([
      'submitted',
      'approved',
      'submitted',
    ]);
  });

  it('the one who decided takes it back while nothing else happened', async () => {
    const draft = await received();
    await decide(township, await stored(draft.id), { action: 'approve' });
    expect(await decide(township, await stored(draft.id), { action: 'withdraw' })).toMatchObject({
      status: 'accepted',
    });
    expect(await stored(draft.id)).toMatchObject({ reviewState: 'submitted' });
  });
});

describe('a decision that does not apply', () => {
  it('on a version that has changed is refused, on the decision and to the reviewer; the record stays', async () => {
    const draft = await received();
    const seen = await stored(draft.id);
    await huaguo.pushOne(huaguo.edit(draft, { values: { ...draft.values, attended: 9 } }), draft);
    const verdict = await decide(township, seen, { action: 'approve' });
    expect(verdict).toMatchObject({
      status: 'quarantined',
      code: 'changedSinceReview',
      master: { outcome: 'refused', outcomeCode: 'changedSinceReview' },
    });
    expect(await stored(draft.id)).toMatchObject({ reviewState: 'submitted', rev: 2 });
  });

  it('a second decision on one version is stale; so is one with the right revision and another hash', async () => {
    const draft = await received();
    const seen = await stored(draft.id);
    await decide(township, seen, { action: 'approve' });
    expect(await decide(township, seen, { action: 'void', reason: 'twice' })).toMatchObject({
      code: 'changedSinceReview',
    });
    const other = await received();
    expect(
      await decide(township, await stored(other.id), { action: 'approve', recordHash: '0'.repeat(64) }),
    ).toMatchObject({ code: 'changedSinceReview' });
  });

  it('a state cannot be skipped: an approved record is not returned', async () => {
    const draft = await received();
    await decide(township, await stored(draft.id), { action: 'approve' });
    expect(await decide(township, await stored(draft.id), { action: 'return', reason: 'why' })).toMatchObject(
      { code: 'changedSinceReview' },
    );
  });

  it('needs a reason, and a known action', async () => {
    const draft = await received();
    expect(await decide(township, await stored(draft.id), { action: 'return', reason: '  ' })).toMatchObject({
      code: 'decisionNeedsReason',
      fields: ['reason'],
    });
    expect(await decide(township, await stored(draft.id), { action: 'bless' })).toMatchObject({
      code: 'invalidValue',
    });
  });

  it('by the author, by her neighbour, by the county and by another county is no decision', async () => {
    const draft = await received();
    const record = await stored(draft.id);
    for (const account of ['huaguo', 'caijia', 'county', 'other-county', 'admin']) {
      const verdict = await decide(await signInDevice(test, account), record, { action: 'approve' });
      expect([account, verdict.status]).toEqual([account, 'quarantined']);
    }
    expect(await stored(draft.id)).toMatchObject({ reviewState: 'submitted', rev: 1 });
  });

  it('nobody approves what she recorded herself: the township waits for the county', async () => {
    const own = township.draft({});
    await township.pushOne(own);
    const [record] = (await township.pull('records', `ids=${own.id}`)).documents;
    expect(await decide(township, record, { action: 'approve' })).toMatchObject({
      status: 'quarantined',
      code: 'notTheReviewer',
    });
    const county = await signInDevice(test, 'county', 'device-county-2');
    expect(await decide(county, record, { action: 'approve' })).toMatchObject({ status: 'accepted' });
  });

  it('nor what she edited last: in the top unit the colleague approves only what she left as it was', async () => {
    const [city, lead] = [await signInDevice(test, 'city'), await signInDevice(test, 'city-lead')];
    const held = async (id: string) => (await city.pull('records', `ids=${id}`)).documents[0];
    const draft = city.draft({ attended: 5 });
    await city.pushOne(draft);
    const edited = lead.edit(draft, { values: { ...draft.values, attended: 50 } });
    await lead.pushOne(edited, draft);
    for (const action of ['approve', 'return'])
      expect(await decide(lead, await held(draft.id), { action, reason: '再看' })).toMatchObject({
        ...{ status: 'quarantined', code: 'notTheReviewer' },
      });
    await city.pushOne(city.edit(edited, { values: { ...draft.values, attended: 6 } }), edited);
    expect((await decide(lead, await held(draft.id), { action: 'approve' })).status).toBe('accepted');
    expect((await decide(lead, await held(draft.id), { action: 'withdraw' })).status).toBe('accepted');
  });

  it('once given cannot be edited, only withdrawn', async () => {
    const draft = await received();
    const decision = decisionOn(township, await stored(draft.id), { action: 'approve' });
    await township.pushOne(decision, undefined, 'decisions');
    const edited = township.edit(decision, { values: { ...decision.values, action: 'void', reason: 'x' } });
    expect(await township.pushOne(edited, decision, 'decisions')).toMatchObject({
      status: 'quarantined',
      code: 'recordClosed',
    });
  });
});

describe('a decision whose record has not arrived', () => {
  it('waits, and applies when it does; the outcome reaches the reviewer by pull', async () => {
    const draft = huaguo.draft({ attended: 5 });
    const decision = decisionOn(township, { ...draft, rev: 1 }, { action: 'approve' });
    expect(await township.pushOne(decision, undefined, 'decisions')).toMatchObject({
      status: 'waiting',
      master: { outcome: 'waiting' },
    });
    await huaguo.pushOne(draft);
    expect(await stored(draft.id)).toMatchObject({ reviewState: 'approved', rev: 2 });
    expect((await township.pull('decisions', `ids=${decision.id}`)).documents).toMatchObject([
      { outcome: 'applied', rev: 2 },
    ]);
  });

  it('is refused when what arrives is another version', async () => {
    const draft = huaguo.draft({ attended: 5 });
    const decision = decisionOn(
      township,
      { ...draft, rev: 1 },
      { action: 'approve', recordHash: contentHash({ ...draft, tags: ['other'] }) },
    );
    await township.pushOne(decision, undefined, 'decisions');
    await huaguo.pushOne(draft);
    expect(await stored(draft.id)).toMatchObject({ reviewState: 'submitted', rev: 1 });
    expect((await township.pull('decisions', `ids=${decision.id}`)).documents).toMatchObject([
      { outcome: 'refused', outcomeCode: 'changedSinceReview' },
    ]);
  });
});
