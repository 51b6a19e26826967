// Two people wrote different things in one field: the first of them, or whoever may write the record, who says which is right settles it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SyncedDocument } from '../../../shared/records/record.ts';
import { periodWord } from '../../support/server/office-documents.ts';
import { decisionOn, settlementOn, signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

let test: TestServer;
let huaguo: TestDevice;
let two: TestDevice;
let township: TestDevice;
let caijia: TestDevice;
beforeAll(async () => {
  test = await startTestServer();
  huaguo = await signInDevice(test, 'huaguo');
  two = await signInDevice(test, 'huaguo-two');
  township = await signInDevice(test, 'township');
  caijia = await signInDevice(test, 'caijia');
});
afterAll(() => test.close());

const stands = async (id: string): Promise<SyncedDocument> => {
  const [document] = (await huaguo.pull('records', `ids=${id}`)).documents;
  if (document === undefined) throw new Error('no record');
  return document;
};
const conflictsOn = async (device: TestDevice, id: string) =>
  (await device.pull('conflicts', 'limit=500')).documents.filter(({ aboutId }) => aboutId === id);

type Quarrel = {
  readonly record: SyncedDocument;
  readonly conflict: SyncedDocument;
  /** When the server took the value that stands; the other came five seconds later. */
  readonly standsSince?: string;
};

/** `huaguo-two` wrote `theirs` first, `huaguo` without having seen it `mine`. */
async function quarrel(theirs: object, mine: object, first: object = { attended: 12 }): Promise<Quarrel> {
  const draft = huaguo.draft({ ...first });
  await huaguo.pushOne(draft);
  await two.pushOne(two.edit(draft, { values: { ...draft.values, ...theirs } }), draft);
  const standsSince = test.clock.now().toISOString();
  test.clock.advance(5);
  const edit = huaguo.edit(draft, { values: { ...draft.values, ...mine } });
  expect(await huaguo.pushOne(edit, draft)).toMatchObject({ status: 'conflict' });
  const [conflict] = await conflictsOn(huaguo, draft.id);
  if (conflict === undefined) throw new Error('no conflict');
  return { record: await stands(draft.id), conflict, standsSince };
}

function settle(by: TestDevice, { record, conflict }: Quarrel, choice: string, changes: object = {}) {
  const decision = settlementOn(by, conflict, record, choice);
  const values = { ...decision.values, ...changes };
  const unit = { orgUnitId: conflict.orgUnitId, hostUnitId: conflict.orgUnitId };
  return by.pushOne({ ...decision, ...unit, values }, undefined, 'decisions');
}

/** Two devices named one person differently; what stands, and the conflict. */
async function quarrelOverPerson() {
  const person = huaguo.draft({}, { type: 'villager', values: { name: '示例一' } });
  await huaguo.pushOne(person, undefined, 'people');
  await two.pushOne(two.edit(person, { values: { name: '示例二' } }), person, 'people');
  await huaguo.pushOne(huaguo.edit(person, { values: { name: '示例三' } }), person, 'people');
  const [conflict] = await conflictsOn(huaguo, person.id);
  const [record] = (await huaguo.pull('people', `ids=${person.id}`)).documents;
  if (conflict === undefined || record === undefined) throw new Error('no conflict');
  return { person, record, conflict };
}

describe('a conflict', () => {
  it('names both people, and when each of them was taken in', async () => {
    const { conflict, standsSince } = await quarrel({ attended: 20 }, { attended: 30 });
    expect(conflict.values).toMatchObject({
      ...{ serverValue: 20, serverBy: 'huaguo-two', serverName: 'huaguo-two' },
      ...{ otherValue: 30, otherBy: 'huaguo', otherName: 'huaguo' },
      ...{ serverAt: standsSince, at: test.clock.now().toISOString() },
    });
    expect(conflict.values['at']).not.toBe(standsSince);
  });
});

describe('a settlement', () => {
  it('that what stands is right closes the conflict for everybody, and changes nothing', async () => {
    const found = await quarrel({ attended: 20 }, { attended: 30 });
    expect(await settle(two, found, 'stands')).toMatchObject({ status: 'accepted' });
    expect(await stands(found.record.id)).toEqual(found.record);
    const [closed] = await conflictsOn(township, found.record.id);
    expect(closed?.values).toMatchObject({
      settled: { choice: 'stands', by: 'huaguo-two', name: 'huaguo-two', at: test.clock.now().toISOString() },
    });
  });

  it('that the other is right puts it there, as an edit of whoever said so, and leaves the other fields', async () => {
    const found = await quarrel({ attended: 20, place: '村委会' }, { attended: 30 });
    expect(await settle(huaguo, found, 'other')).toMatchObject({ status: 'accepted' });
    const now = await stands(found.record.id);
    expect(now).toMatchObject({
      ...{ rev: found.record.rev + 1, reviewState: 'submitted', createdBy: 'huaguo' },
      values: { attended: 30, place: '村委会' },
    });
    const [newest] = await test.server.store.read((view) =>
      view.documents.revisionsFrom('records', now.id, now.rev),
    );
    expect(newest?.account).toBe('huaguo');
    expect((await conflictsOn(two, now.id))[0]?.values).toMatchObject({ settled: { choice: 'other' } });
  });

  it('takes a value away where the other one had none', async () => {
    const found = await quarrel({ place: '村委会' }, { place: undefined }, { place: '广场' });
    expect(await settle(two, found, 'other')).toMatchObject({ status: 'accepted' });
    expect(Object.hasOwn((await stands(found.record.id)).values, 'place')).toBe(false);
  });

  it('of two the first counts; the second is told and changes nothing', async () => {
    const found = await quarrel({ attended: 20 }, { attended: 30 });
    await settle(two, found, 'stands');
    expect(await settle(huaguo, found, 'other')).toMatchObject({
      ...{ status: 'quarantined', code: 'conflictSettled' },
      master: { outcome: 'refused', outcomeCode: 'conflictSettled' },
    });
    expect(await stands(found.record.id)).toEqual(found.record);
  });

  it('applies to the value that was seen: what was written since is not written over', async () => {
    const found = await quarrel({ attended: 20 }, { attended: 30 });
    await two.pushOne(
      two.edit(found.record, { values: { ...found.record.values, attended: 25 } }),
      found.record,
    );
    expect(await settle(huaguo, found, 'other')).toMatchObject({ code: 'changedMeanwhile' });
    const record = await stands(found.record.id);
    expect(record.values).toMatchObject({ attended: 25 });
    expect((await conflictsOn(huaguo, record.id))[0]?.values).not.toHaveProperty('settled');
    expect(await settle(huaguo, { ...found, record }, 'other')).toMatchObject({ status: 'accepted' });
  });

  it('that would make the record wrong is refused in words, and the conflict stays open', async () => {
    const found = await quarrel({ attended: 10 }, { partyMembers: 15 }, { attended: 20, partyMembers: 5 });
    expect(await settle(huaguo, found, 'other')).toMatchObject({
      ...{ status: 'quarantined', code: 'invalidValue', fields: ['partyMembers'] },
      message: 'not more party members than people',
    });
    expect(await stands(found.record.id)).toEqual(found.record);
    expect((await conflictsOn(huaguo, found.record.id))[0]?.values).not.toHaveProperty('settled');
  });

  it('is only for whoever may write the record: a stranger and a reviewer change nothing', async () => {
    const found = await quarrel({ attended: 20 }, { attended: 30 });
    for (const [device, choice] of [
      [caijia, 'other'],
      [township, 'other'],
      [township, 'stands'],
    ] as const)
      expect(await settle(device, found, choice)).toMatchObject({
        ...{ status: 'quarantined', code: 'recordOutsideScope' },
      });
    expect(await stands(found.record.id)).toEqual(found.record);
    expect((await conflictsOn(huaguo, found.record.id))[0]?.values).not.toHaveProperty('settled');
  });

  it('names its conflict, its document and a choice, or says nothing', async () => {
    const found = await quarrel({ attended: 20 }, { attended: 30 });
    const other = huaguo.draft({ attended: 1 });
    await huaguo.pushOne(other);
    expect(await settle(huaguo, found, 'both')).toMatchObject({ code: 'invalidValue' });
    expect(await settle(huaguo, found, 'other', { documentId: other.id })).toMatchObject({
      code: 'recordOutsideScope',
    });
    expect(await stands(other.id)).toMatchObject({ values: { attended: 1 }, rev: 1 });
  });

  it('that says the same as the first is no quarrel', async () => {
    const found = await quarrel({ attended: 20 }, { attended: 30 });
    await settle(two, found, 'other');
    const record = await stands(found.record.id);
    expect(await settle(huaguo, found, 'other')).toMatchObject({ status: 'accepted' });
    expect(await stands(found.record.id)).toEqual(record);
  });

  it('that was refused is not taken because it is said again under another number', async () => {
    const found = await quarrel({ attended: 20 }, { attended: 30 });
    await settle(two, found, 'stands');
    await settle(huaguo, found, 'other');
    const [kept] = (await test.server.store.read((view) => view.receipts.quarantined())).filter(
      ({ code, raw }) => code === 'conflictSettled' && raw.includes(found.conflict.id),
    );
    const again = JSON.parse(kept?.raw ?? '{}').newDocumentState;
    const renumbered = { ...again, edit: { ...again.edit, seq: again.edit.seq + 1_000 } };
    expect(await huaguo.pushOne(renumbered, undefined, 'decisions')).toMatchObject({
      code: 'conflictSettled',
    });
  });

  it('of one that comes up anew asks anew: the same device writes the same value once more', async () => {
    const found = await quarrel({ attended: 20 }, { attended: 30 });
    await settle(two, found, 'stands');
    const { record } = found;
    await two.pushOne(two.edit(record, { values: { ...record.values, attended: 25 } }), record);
    const mine = huaguo.edit(record, { values: { ...record.values, attended: 30 } });
    expect(await huaguo.pushOne(mine, record)).toMatchObject({ status: 'conflict' });
    const [conflict] = await conflictsOn(huaguo, record.id);
    expect(conflict?.values).toMatchObject({ serverValue: 25, otherValue: 30 });
    expect(conflict?.values).not.toHaveProperty('settled');
  });

  it('of a list keeps what stands there and adds what the other one added', async () => {
    const draft = huaguo.draft({ attended: 20, partyMembers: 5 }, { tags: ['甲'] });
    await huaguo.pushOne(draft);
    await two.pushOne(
      two.edit(draft, { tags: ['甲', '乙'], values: { ...draft.values, attended: 10 } }),
      draft,
    );
    const mine = { tags: ['甲', '丙'], values: { ...draft.values, partyMembers: 15 } };
    await huaguo.pushOne(huaguo.edit(draft, mine), draft);
    const conflict = (await conflictsOn(huaguo, draft.id)).find(({ values }) => values['field'] === 'tags');
    if (conflict === undefined) throw new Error('no conflict');
    const found = { record: await stands(draft.id), conflict };
    expect(await settle(huaguo, found, 'other')).toMatchObject({ status: 'accepted' });
    expect(new Set((await stands(draft.id)).tags)).toEqual(new Set(['甲', '乙', '丙']));
  });

  it('of what says where a record belongs moves the conflict, and closes it there', async () => {
    const draft = huaguo.draft({ attended: 12 });
    await huaguo.pushOne(draft);
    await two.pushOne(two.edit(draft, { occurredOn: '2026-10-18' }), draft);
    expect(await huaguo.pushOne(huaguo.edit(draft, { occurredOn: '2026-10-17' }), draft)).toMatchObject({
      status: 'conflict',
    });
    const [conflict] = await conflictsOn(huaguo, draft.id);
    if (conflict === undefined) throw new Error('no conflict');
    const record = await stands(draft.id);
    expect(await settle(huaguo, { record, conflict }, 'other')).toMatchObject({ status: 'accepted' });
    expect(await stands(draft.id)).toMatchObject({ occurredOn: '2026-10-17' });
    expect(await conflictsOn(two, draft.id)).toMatchObject([
      { occurredOn: '2026-10-17', values: { settled: { choice: 'other' } } },
    ]);
  });

  it('of a deleted record brings nothing back', async () => {
    const found = await quarrel({ attended: 20 }, { attended: 30 });
    await two.pushOne(two.edit(found.record, { _deleted: true }), found.record);
    const [record = found.record] = (await huaguo.pull('records', `ids=${found.record.id}`)).documents;
    expect(record._deleted).toBe(true);
    expect(await settle(huaguo, { ...found, record }, 'other')).toMatchObject({ code: 'recordClosed' });
    expect((await stands(record.id))._deleted).toBe(true);
  });

  it('of an approved record changes nothing in it but what an edit could', async () => {
    const found = await quarrel({ attended: 20 }, { attended: 30 });
    const approval = township.draft(
      {},
      {
        ...{ type: 'decision', aboutId: found.record.id, orgUnitId: found.record.orgUnitId },
        hostUnitId: found.record.orgUnitId,
        values: { action: 'approve', recordRev: found.record.rev, recordHash: await hashOf(found.record.id) },
      },
    );
    expect(await township.pushOne(approval, undefined, 'decisions')).toMatchObject({ status: 'accepted' });
    expect(await settle(huaguo, found, 'other')).toMatchObject({ status: 'accepted' });
    // As after any edit of what was approved, somebody looks at it again.
    expect(await stands(found.record.id)).toMatchObject({
      ...{ values: { attended: 30 }, reviewState: 'submitted' },
    });
  });

  it('of a returned record leaves it returned: it is still to be put right', async () => {
    const found = await quarrel({ attended: 20 }, { attended: 30 });
    const back = decisionOn(township, found.record, { action: 'return', reason: '请补照片' });
    expect(await township.pushOne(back, undefined, 'decisions')).toMatchObject({ status: 'accepted' });
    expect(await settle(huaguo, found, 'other')).toMatchObject({ status: 'accepted' });
    expect(await stands(found.record.id)).toMatchObject({
      ...{ values: { attended: 30 }, reviewState: 'returned' },
    });
  });

  it('of somebody who moved is for those who have her now: the conflict goes with her', async () => {
    const { topic: _topic, ...plain } = huaguo.draft({ name: '示例一' }).values;
    const person = huaguo.draft({}, { type: 'villager', values: plain });
    await huaguo.pushOne(person, undefined, 'people');
    await two.pushOne(two.edit(person, { values: { name: '示例二' } }), person, 'people');
    await huaguo.pushOne(huaguo.edit(person, { values: { name: '示例三' } }), person, 'people');
    const [stood] = (await township.pull('people', `ids=${person.id}`)).documents;
    if (stood === undefined) throw new Error('no person');
    const place = { orgUnitId: caijia.session.account.orgUnitId };
    const moved = township.edit(stood, { ...place, hostUnitId: place.orgUnitId });
    expect(await township.pushOne(moved, stood, 'people')).toMatchObject({ status: 'accepted' });
    expect((await conflictsOn(huaguo, person.id)).filter(({ _deleted }) => !_deleted)).toEqual([]);
    const [conflict] = await conflictsOn(caijia, person.id);
    const [record] = (await caijia.pull('people', `ids=${person.id}`)).documents;
    if (conflict === undefined || record === undefined) throw new Error('no conflict');
    expect(await settle(caijia, { record, conflict }, 'other')).toMatchObject({ status: 'accepted' });
    expect((await caijia.pull('people', `ids=${person.id}`)).documents[0]?.values).toMatchObject({
      name: '示例三',
    });
  });

  it('of somebody who moves afterwards leaves the village with her', async () => {
    const { person, record, conflict } = await quarrelOverPerson();
    const said = { record, conflict };
    expect(await settle(two, said, 'stands', { collection: 'people' })).toMatchObject({ status: 'accepted' });
    const place = { orgUnitId: caijia.session.account.orgUnitId };
    const moved = township.edit(record, { ...place, hostUnitId: place.orgUnitId });
    expect(await township.pushOne(moved, record, 'people')).toMatchObject({ status: 'accepted' });
    expect(await conflictsOn(huaguo, person.id)).toEqual([]);
    expect(await conflictsOn(caijia, person.id)).toMatchObject([
      { values: { settled: { choice: 'stands' } } },
    ]);
  });

  it('of a person goes the same way', async () => {
    const { person, record, conflict } = await quarrelOverPerson();
    const values = { collection: 'people' };
    expect(await settle(two, { record, conflict }, 'other', values)).toMatchObject({ status: 'accepted' });
    expect((await huaguo.pull('people', `ids=${person.id}`)).documents[0]?.values).toEqual({
      name: '示例三',
    });
  });

  it('said again has the same verdict and no second effect', async () => {
    const found = await quarrel({ attended: 20 }, { attended: 30 });
    const decision = settlementOn(huaguo, found.conflict, found.record, 'other');
    expect(await huaguo.pushOne(decision, undefined, 'decisions')).toMatchObject({ status: 'accepted' });
    expect(await stands(found.record.id)).toMatchObject({ values: { attended: 30 } });
    const committed = (await huaguo.pull('records')).committed;
    expect(await huaguo.pushOne(decision, undefined, 'decisions')).toMatchObject({ status: 'accepted' });
    expect((await huaguo.pull('records')).committed).toEqual(committed);
  });
});

const hashOf = (id: string) =>
  test.server.store.read(async (view) => (await view.documents.get('records', id))?.hash);

describe('two words on one conflict', () => {
  const waiting = (id: string) =>
    test.server.store.read(async (view) =>
      (await view.receipts.quarantined()).filter(({ raw }) => raw.includes(id)),
    );

  it('at the same moment: one counts, the other is told and kept', async () => {
    for (const choices of [
      ['stands', 'other'],
      ['other', 'stands'],
    ] as const) {
      const found = await quarrel({ attended: 20 }, { attended: 30 });
      const verdicts = await Promise.all([settle(huaguo, found, choices[0]), settle(two, found, choices[1])]);
      const codes = verdicts.map(({ code, status }) => code ?? status);
      expect(codes.toSorted()).toEqual(['accepted', 'conflictSettled']);
      expect(await waiting(found.conflict.id)).toMatchObject([{ code: 'conflictSettled' }]);
      const chosen = codes[0] === 'accepted' ? choices[0] : choices[1];
      const [closed] = await conflictsOn(township, found.record.id);
      expect(closed?.values).toMatchObject({ settled: { choice: chosen } });
      expect((await stands(found.record.id)).values).toMatchObject({
        attended: chosen === 'other' ? 30 : 20,
      });
    }
  });

  it('on two values of one field: the later one asks again, over what stands since', async () => {
    const found = await quarrel({ attended: 20 }, { attended: 30 });
    const third = await signInDevice(test, 'huaguo', 'third');
    const edit = third.edit(found.record, { values: { ...found.record.values, attended: 40 } });
    expect(await third.pushOne(edit)).toMatchObject({ status: 'conflict' });
    const other = (await conflictsOn(huaguo, found.record.id)).find(
      ({ values }) => values['otherValue'] === 40,
    );
    if (other === undefined) throw new Error('no second conflict');
    expect(await settle(two, found, 'other')).toMatchObject({ status: 'accepted' });
    for (const choice of ['other', 'stands'])
      expect(await settle(huaguo, { ...found, conflict: other }, choice)).toMatchObject({
        code: 'changedMeanwhile',
      });
    expect(await waiting(other.id)).toHaveLength(2);
    const again = { record: await stands(found.record.id), conflict: other };
    expect(await settle(huaguo, again, 'other')).toMatchObject({ status: 'accepted' });
    expect((await stands(found.record.id)).values).toMatchObject({ attended: 40 });
  });

  it('in a month that was locked meanwhile: the other value is refused in words and asked again; what stands may stay', async () => {
    const county = await signInDevice(test, 'county');
    const draft = huaguo.draft({ attended: 12 }, { occurredOn: '2026-09-12' });
    await huaguo.pushOne(draft);
    await two.pushOne(two.edit(draft, { values: { ...draft.values, attended: 20 } }), draft);
    await huaguo.pushOne(huaguo.edit(draft, { values: { ...draft.values, attended: 30 } }), draft);
    const [conflict] = await conflictsOn(huaguo, draft.id);
    if (conflict === undefined) throw new Error('no conflict');
    const found = { record: await stands(draft.id), conflict };
    const lock = periodWord(county, '420303', { month: '2026-09', action: 'confirm' });
    expect(await county.pushOne(lock, undefined, 'decisions')).toMatchObject({ status: 'accepted' });
    const record = await stands(draft.id);
    const refusal = await settle(huaguo, found, 'other');
    expect(refusal).toMatchObject({ status: 'quarantined', code: 'periodLocked' });
    expect(refusal.message).toContain('张湾区');
    expect(await waiting(conflict.id)).toMatchObject([{ code: 'periodLocked' }]);
    expect(await stands(draft.id)).toEqual(record);
    expect((await conflictsOn(two, draft.id))[0]?.values).not.toHaveProperty('settled');
    expect(await settle(two, found, 'stands')).toMatchObject({ status: 'accepted' });
    expect(await stands(draft.id)).toEqual(record);
  });
});
