// What devices bring back after a restore: nothing newer is overwritten, nobody writes in another's name, nothing holds up the rest.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentHash } from '../../../shared/records/content-hash.ts';
import { recordTypes } from '../../../shared/record-types/registry.ts';
import type { SyncedDocument } from '../../../shared/records/record.ts';
import {
  bringReplySchema,
  inboxActReplySchema,
  inboxReplySchema,
  offerReplySchema,
  type BroughtResult,
  type InboxAct,
} from '../../../shared/recovery/recovery-protocol.ts';
import { decisionOn, settlementOn, signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

let test: TestServer;
let huaguo: TestDevice;
let second: TestDevice;
let township: TestDevice;
let county: TestDevice;
async function start(): Promise<void> {
  test = await startTestServer();
  [huaguo, second, township, county] = await Promise.all([
    signInDevice(test, 'huaguo'),
    signInDevice(test, 'huaguo-two'),
    signInDevice(test, 'township'),
    signInDevice(test, 'county'),
  ]);
}
beforeEach(start);
afterEach(() => test.close());

/** An empty copy in the database's place: devices and accounts as they were. */
async function restart(): Promise<void> {
  await test.close();
  await start();
  await announce('e2');
}

type Sent = { readonly document: unknown; readonly base?: string };
const knewNothing = '';

async function bring(
  device: TestDevice,
  rows: readonly Sent[],
  options: { readonly collection?: string; readonly epoch?: string } = {},
): Promise<readonly BroughtResult[]> {
  const { collection = 'records', epoch = device.session.epoch } = options;
  const response = await device.postJson(`/api/recovery/${collection}/bring`, {
    epoch,
    rows: rows.map(({ document, base = knewNothing }) => ({ document, base })),
  });
  expect(response.status).toBe(200);
  return bringReplySchema.parse(await response.json()).results;
}
async function wanted(device: TestDevice, documents: readonly unknown[]): Promise<readonly string[]> {
  const response = await device.postJson('/api/recovery/records/offer', { documents });
  return offerReplySchema.parse(await response.json()).wanted;
}
async function inboxOf(device: TestDevice) {
  return inboxReplySchema.parse(await (await device.call('/api/inbox')).json());
}
async function act(device: TestDevice, id: string, act: Exclude<InboxAct, 'correct'>) {
  const response = await device.postJson('/api/inbox', { id, act });
  return response.status === 200 ? inboxActReplySchema.parse(await response.json()) : response.status;
}
/** As `restore --announce` does, a moment after all that the copy holds. */
async function announce(epoch: string): Promise<void> {
  test.clock.advance(60);
  const at = test.clock.now().toISOString();
  await test.server.store.write((tx) => tx.deployment.announceRestore(epoch, at));
  test.clock.advance(60);
}
async function stands(id: string): Promise<SyncedDocument | undefined> {
  return (await test.server.store.read((view) => view.documents.get('records', id)))?.document;
}
const conflictsOn = (id: string) => test.server.store.read((view) => view.documents.about('conflicts', id));
const waiting = () => test.server.store.read((view) => view.recovered.waiting());
/** The same document as another account of the same unit saves it. */
const editBy = (device: TestDevice, document: SyncedDocument, values: SyncedDocument['values']) =>
  device.edit(document, { values: { ...document.values, ...values } });

describe('an own edit from before a restore', () => {
  it('that began from an old version does not undo what others wrote since', async () => {
    const first = huaguo.draft({ place: '村委会', attended: 10 });
    await huaguo.pushOne(first);
    // The colleague writes another field; the phone, offline, never hears of it.
    await second.pushOne(editBy(second, first, { place: '文化广场' }), first);
    await announce('e2');
    const unsent = huaguo.edit(first, { values: { ...first.values, attended: 12 } });
    expect(await bring(huaguo, [{ document: unsent, base: contentHash(first) }])).toMatchObject([
      { outcome: 'taken' },
    ]);
    expect((await stands(first.id))?.values).toMatchObject({ place: '文化广场', attended: 12 });
  });

  it('that the lost history had taken goes on from what the copy holds, without a quarrel', async () => {
    const first = huaguo.draft({ place: '村委会' });
    await huaguo.pushOne(first);
    const second1 = editBy(second, first, { place: '文化广场' });
    await second.pushOne(second1, first);
    await announce('e2');
    const taken = editBy(huaguo, second1, { place: '小学' });
    await bring(huaguo, [{ document: taken, base: contentHash(taken) }]);
    expect((await stands(first.id))?.values.place).toBe('小学');
    expect(await conflictsOn(first.id)).toEqual([]);
  });

  it('becomes a conflict, and overwrites nothing, when nobody said that there was a restore', async () => {
    const first = huaguo.draft({ place: '村委会' });
    await huaguo.pushOne(first);
    await second.pushOne(editBy(second, first, { place: '文化广场' }), first);
    const taken = editBy(huaguo, first, { place: '小学' });
    await bring(huaguo, [{ document: taken, base: contentHash(taken) }]);
    expect((await stands(first.id))?.values.place).toBe('文化广场');
    expect(await conflictsOn(first.id)).toMatchObject([{ values: { otherValue: '小学' } }]);
  });

  it('grew out of the first of two restores that its device missed, not of the second', async () => {
    const first = huaguo.draft({ place: '村委会' });
    await huaguo.pushOne(first);
    await announce('e2');
    await second.pushOne(editBy(second, first, { place: '文化广场' }), first);
    await announce('e3');
    // Never saw the square: its edit must not wipe it out.
    const taken = editBy(huaguo, first, { place: '小学' });
    await bring(huaguo, [{ document: taken, base: contentHash(taken) }]);
    expect((await stands(first.id))?.values.place).toBe('文化广场');
    expect(await conflictsOn(first.id)).toMatchObject([{ values: { otherValue: '小学' } }]);
  });

  it('is asked for although it went back to an earlier wording', async () => {
    const first = huaguo.draft({ place: '村委会' });
    await huaguo.pushOne(first);
    const other = editBy(huaguo, first, { place: '小学' });
    await huaguo.pushOne(other, first);
    await announce('e2');
    const back = huaguo.edit(other, { values: first.values });
    const offered = { id: back.id, hash: contentHash(back), seq: back.edit.seq };
    expect(await wanted(huaguo, [offered])).toEqual([back.id]);
    await bring(huaguo, [{ document: back, base: offered.hash }]);
    expect((await stands(first.id))?.values.place).toBe('村委会');
    expect(await wanted(huaguo, [offered])).toEqual([]);
  });
});

describe('a conflict and its settlement from before a restore', () => {
  type Quarrel = {
    readonly open: SyncedDocument;
    readonly closed: SyncedDocument;
    readonly word: SyncedDocument;
  };

  /** On a record that the copy holds; the copy holds nothing of the conflict. */
  async function quarrelAfterCopy(first: SyncedDocument): Promise<Quarrel> {
    await second.pushOne(editBy(second, first, { place: '文化广场' }), first);
    await huaguo.pushOne(editBy(huaguo, first, { place: '小学' }), first);
    const [open] = await conflictsOn(first.id);
    const now = await stands(first.id);
    if (open === undefined || now === undefined) throw new Error('no conflict');
    const word = settlementOn(huaguo, open, now, 'stands');
    expect(await huaguo.pushOne(word, undefined, 'decisions')).toMatchObject({ status: 'accepted' });
    const [closed = open] = await conflictsOn(first.id);
    return { open, closed, word };
  }
  const bringConflict = (device: TestDevice, document: SyncedDocument) =>
    bring(device, [{ document }], { collection: 'conflicts', epoch: 'e1' });

  it('the settlement waits for its conflict, and is taken once that is back, closed as it was', async () => {
    const first = huaguo.draft({ place: '村委会' });
    await huaguo.pushOne(first);
    const { closed, word } = await quarrelAfterCopy(first);
    await restart();
    await bring(huaguo, [{ document: first }]);
    const [kept] = await bring(huaguo, [{ document: word }], { collection: 'decisions', epoch: 'e1' });
    expect(kept).toMatchObject({ outcome: 'kept', code: 'recordNotBack' });
    await bringConflict(huaguo, closed);
    await bringConflict(township, closed);
    expect(await conflictsOn(first.id)).toMatchObject([{ values: { settled: { choice: 'stands' } } }]);
    expect(await waiting()).toEqual([]);
  });

  it('one that the copy holds open is closed by those who saw it closed, and not opened by those who did not', async () => {
    const first = huaguo.draft({ place: '村委会' });
    await huaguo.pushOne(first);
    const { open, closed } = await quarrelAfterCopy(first);
    await restart();
    await bring(huaguo, [{ document: first }]);
    for (const device of [huaguo, township]) await bringConflict(device, open);
    expect((await conflictsOn(first.id))[0]?.values).not.toHaveProperty('settled');
    for (const device of [huaguo, township]) await bringConflict(device, closed);
    expect(await conflictsOn(first.id)).toMatchObject([{ values: { settled: { choice: 'stands' } } }]);
    expect(await bringConflict(second, open)).toMatchObject([{ outcome: 'taken' }]);
    expect(await conflictsOn(first.id)).toMatchObject([{ values: { settled: { choice: 'stands' } } }]);
    expect(await waiting()).toEqual([]);
  });

  it('a conflict comes back where its record is by then', async () => {
    const partner = (await signInDevice(test, 'caijia')).session.account.orgUnitId;
    const first = huaguo.draft({ place: '村委会' }, { partnerUnitIds: [partner] });
    await huaguo.pushOne(first);
    const { open } = await quarrelAfterCopy(first);
    expect(open.partnerUnitIds).toEqual([partner]);
    await restart();
    await bring(huaguo, [{ document: first }]);
    await second.pushOne(second.edit(first, { partnerUnitIds: [] }), first);
    for (const device of [huaguo, township]) await bringConflict(device, open);
    expect(await conflictsOn(first.id)).toMatchObject([{ id: open.id, partnerUnitIds: [] }]);
  });

  it('a conflict waits for what it is about', async () => {
    const first = huaguo.draft({ place: '村委会' });
    await huaguo.pushOne(first);
    const { closed } = await quarrelAfterCopy(first);
    await restart();
    for (const device of [huaguo, township]) await bringConflict(device, closed);
    expect(await conflictsOn(first.id)).toEqual([]);
    await bring(huaguo, [{ document: first }]);
    expect(await conflictsOn(first.id)).toMatchObject([{ values: { settled: { choice: 'stands' } } }]);
  });
});

describe('one bad document', () => {
  it('is refused in words and kept as it came; those around it are taken', async () => {
    const [good, also] = [huaguo.draft({}), huaguo.draft({})];
    const bad = huaguo.draft({ topic: 'a\u0000b' });
    const results = await bring(huaguo, [
      { document: good },
      { document: bad },
      { document: 7 },
      { document: also },
    ]);
    expect(results.map(({ outcome, code }) => [outcome, code])).toEqual([
      ['taken', undefined],
      ['refused', 'unsafeText'],
      ['refused', 'malformedDocument'],
      ['taken', undefined],
    ]);
    expect(results[1]?.message).not.toBe('');
    const kept = await test.server.store.read((view) => view.receipts.quarantined());
    expect(kept.map(({ code }) => code).sort()).toEqual(['malformedDocument', 'unsafeText']);
    // Said again it is the same entry.
    await bring(huaguo, [{ document: bad }, { document: 7 }]);
    expect(await test.server.store.read((view) => view.receipts.quarantined())).toHaveLength(2);
  });
});

describe('a document in another’s name', () => {
  async function aRecord(): Promise<SyncedDocument> {
    const record = huaguo.draft({});
    await huaguo.pushOne(record);
    const held = await stands(record.id);
    if (held === undefined) throw new Error('no record');
    return held;
  }

  it('A12 an approval that two cadres of the village made up goes nowhere', async () => {
    const record = await aRecord();
    const forged = decisionOn(township, record, { action: 'approve' });
    for (const device of [huaguo, second])
      await bring(device, [{ document: forged }], { collection: 'decisions' });
    expect((await stands(record.id))?.reviewState).toBe('submitted');
    expect(await waiting()).toMatchObject([{ collection: 'decisions', isVouched: false }]);
  });

  it('A12 an approval of her own record that a township brought is not for the township to accept', async () => {
    const record = township.draft({});
    await township.pushOne(record);
    const forged = decisionOn(county, await stands(record.id), { action: 'approve' });
    await bring(township, [{ document: forged }], { collection: 'decisions' });
    const [entry] = (await inboxOf(township)).recovered;
    expect(entry?.acts).toEqual(['layAside']);
    expect(await act(township, entry?.id ?? '', 'accept')).toBe(403);
    expect((await stands(record.id))?.reviewState).toBe('submitted');
  });

  it('is not accepted by whoever brought it', async () => {
    const lost = huaguo.draft({});
    await bring(township, [{ document: lost }]);
    const [entry] = (await inboxOf(township)).recovered;
    expect(await act(township, entry?.id ?? '', 'accept')).toBe(403);
    const [shown] = (await inboxOf(county)).recovered;
    expect(shown?.acts).toEqual(['accept', 'layAside']);
    expect(await act(county, shown?.id ?? '', 'accept')).toEqual({ isSettled: true });
    expect((await stands(lost.id))?.createdBy).toBe('huaguo');
  });

  it('goes in at once when a second account brings the same, one of the two from its unit or above', async () => {
    const lost = huaguo.draft({});
    expect(await bring(second, [{ document: lost }])).toMatchObject([{ outcome: 'kept' }]);
    // The same account from another device is no second witness.
    const again = await signInDevice(test, 'huaguo-two', 'her-tablet');
    expect(await bring(again, [{ document: lost }])).toMatchObject([{ outcome: 'kept' }]);
    expect(await bring(township, [{ document: lost }])).toMatchObject([{ outcome: 'taken' }]);
    expect((await stands(lost.id))?.createdBy).toBe('huaguo');
    expect(await waiting()).toEqual([]);
  });

  it('an approval that a lost device of the township made comes back through a colleague who could have made it', async () => {
    await test.server.createAccount({
      ...{ id: 'township-two', name: 'x', role: 'townshipOfficer', orgUnitId: '420303001' },
      password: 'correct horse',
    });
    const colleague = await signInDevice(test, 'township-two');
    const record = await aRecord();
    const lost = decisionOn(township, record, { action: 'approve' });
    await bring(huaguo, [{ document: lost }], { collection: 'decisions' });
    expect((await stands(record.id))?.reviewState).toBe('submitted');
    await bring(colleague, [{ document: lost }], { collection: 'decisions' });
    expect((await stands(record.id))?.reviewState).toBe('approved');
    // Its own device comes later, and is no copy of itself.
    expect(await bring(township, [{ document: lost }], { collection: 'decisions' })).toMatchObject([
      { outcome: 'taken' },
    ]);
    expect(await test.server.store.read((view) => view.receipts.quarantined())).toEqual([]);
  });
});

describe('the list', () => {
  it('shows of a person only what lists of people show', async () => {
    await test.close();
    test = await startTestServer({ registry: recordTypes });
    [huaguo, second, county] = await Promise.all([
      signInDevice(test, 'huaguo'),
      signInDevice(test, 'huaguo-two'),
      signInDevice(test, 'county'),
    ]);
    const { topic: _topic, ...noValues } = huaguo.draft({}).values;
    const values = {
      ...noValues,
      name: '王示兰',
      sex: 'female',
      phone: '19900001234',
      idNo: '420399197503080021',
    };
    const lost = huaguo.draft({}, { type: 'person', definitionVersion: 2, values });
    await bring(second, [{ document: lost }], { collection: 'people' });
    const [entry] = (await inboxOf(county)).recovered;
    expect(JSON.stringify(entry)).toContain('王示兰');
    expect(JSON.stringify(entry)).not.toMatch(/19900001234|420399197503080021/);
  });

  it('shows a superior what it says, an administrator that it is there, and a village nothing', async () => {
    const lost = huaguo.draft({});
    await bring(second, [{ document: lost }]);
    const admin = await signInDevice(test, 'admin');
    const [seen] = (await inboxOf(township)).recovered;
    expect(seen?.document?.values).toEqual(lost.values);
    const [counted] = (await inboxOf(admin)).recovered;
    expect([counted?.author, counted?.broughtBy, counted?.document]).toEqual([
      'huaguo',
      'huaguo-two',
      undefined,
    ]);
    expect(counted?.acts).toEqual(['accept', 'layAside']);
    expect((await huaguo.call('/api/inbox')).status).toBe(403);
    const otherCounty = await signInDevice(test, 'other-county');
    expect((await inboxOf(otherCounty)).recovered).toEqual([]);
  });

  it('loses nothing that was laid aside: it stays in it, and can still be accepted', async () => {
    const lost = huaguo.draft({});
    await bring(second, [{ document: lost }]);
    const [entry] = (await inboxOf(county)).recovered;
    expect(await act(county, entry?.id ?? '', 'layAside')).toEqual({ isSettled: true });
    const [aside] = (await inboxOf(county)).recovered;
    expect([aside?.id, aside?.isAside, aside?.acts]).toEqual([entry?.id, true, ['accept']]);
    expect(await act(county, entry?.id ?? '', 'accept')).toEqual({ isSettled: true });
    expect(await stands(lost.id)).toBeDefined();
  });

  it('no longer shows a refused row once its author had a newer save of it taken', async () => {
    const wrong = huaguo.draft({}, { type: 'no-such-kind' });
    await huaguo.pushOne(wrong);
    expect((await inboxOf(township)).refused).toMatchObject([{ code: 'unknownType', author: 'huaguo' }]);
    test.clock.advance(60);
    await huaguo.pushOne(huaguo.edit(wrong, { type: 'gathering' }));
    expect((await inboxOf(township)).refused).toEqual([]);
  });

  it('judges a refused row once more as it came', async () => {
    const early = huaguo.draft({}, { orgUnitId: '420303001299', hostUnitId: '420303001299' });
    await huaguo.pushOne(early);
    const [entry] = (await inboxOf(township)).refused;
    expect(await act(township, entry?.id ?? '', 'replay')).toMatchObject({
      isSettled: false,
      code: 'unknownUnit',
    });
    expect((await inboxOf(township)).refused).toHaveLength(1);
    expect(await act(await signInDevice(test, 'other-county'), entry?.id ?? '', 'replay')).toBe(404);
  });
});

it('an older save that another device brings after its author’s own is kept, and nobody is asked about it', async () => {
  const older = huaguo.draft({ place: '村委会' });
  const newer = editBy(huaguo, older, { place: '小学' });
  await bring(huaguo, [{ document: newer }]);
  expect(await bring(township, [{ document: older }])).toMatchObject([{ outcome: 'kept' }]);
  expect([await waiting(), (await stands(older.id))?.values.place]).toEqual([[], '小学']);
  const kept = await test.server.store.read((view) => view.recovered.versionsOf('records', older.id));
  expect(kept.map(({ document }) => document.values.place)).toEqual(['村委会']);
});
