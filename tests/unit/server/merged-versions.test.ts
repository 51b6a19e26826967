// Devices of two versions of a definition edit one record: compared as the newer one reads it, whoever comes last.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineRegistry } from '../../../shared/record-types/define-registry.ts';
import type { SyncedDocument } from '../../../shared/records/record.ts';
import { settlementOn, signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { gathering } from '../../support/server/test-registry.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

let test: TestServer;
let old: TestDevice;
let renewed: TestDevice;
beforeAll(async () => {
  test = await startTestServer({
    registry: defineRegistry([
      { ...gathering, version: 2, upgrades: [[{ rename: { from: 'place', to: 'venue' } }]] },
    ]),
  });
  old = await signInDevice(test, 'huaguo', 'old-app');
  renewed = await signInDevice(test, 'huaguo', 'new-app');
});
afterAll(() => test.close());

const stored = async (id: string) => (await old.pull('records', `ids=${id}`)).documents[0];
const conflictsOn = async (id: string) =>
  (await old.pull('conflicts')).documents.filter(({ aboutId }) => aboutId === id).map(({ values }) => values);
/** The record as the new app saves it: the field under its new name. */
const inNewApp = (document: SyncedDocument, values: Record<string, unknown>): SyncedDocument => {
  const { place, ...kept } = document.values;
  return renewed.edit(document, { definitionVersion: 2, values: { ...kept, venue: place, ...values } });
};
const began = async (): Promise<SyncedDocument> => {
  const draft = old.draft({ place: '村委会' });
  await old.pushOne(draft);
  return draft;
};

describe('an edit of an old app over what a new one wrote', () => {
  it('of a field that has another name by now is that field’s', async () => {
    const draft = await began();
    await renewed.pushOne(inNewApp(draft, { attended: 20 }), draft);
    const edited = old.edit(draft, { values: { ...draft.values, place: '祠堂' } });
    expect(await old.pushOne(edited, draft)).toMatchObject({ status: 'merged', rev: 3 });
    const now = await stored(draft.id);
    expect(now).toMatchObject({ definitionVersion: 2, values: { venue: '祠堂', attended: 20 } });
    expect(now?.values).not.toHaveProperty('place');
    expect(await conflictsOn(draft.id)).toEqual([]);
  });

  it('is a conflict under the new name when the new app changed the same field', async () => {
    const draft = await began();
    const other = await signInDevice(test, 'huaguo-two', 'other-new-app');
    const theirs = { ...inNewApp(draft, { venue: '学校' }), edit: other.edit(draft, {}).edit };
    await other.pushOne(theirs, draft);
    const edited = old.edit(draft, { values: { ...draft.values, place: '祠堂' } });
    expect(await old.pushOne(edited, draft)).toMatchObject({ status: 'conflict' });
    expect(await conflictsOn(draft.id)).toMatchObject([
      { field: 'values.venue', serverValue: '学校', otherValue: '祠堂' },
    ]);
  });
});

describe('an edit of a new app over what an old one wrote', () => {
  it('takes the field along under its new name', async () => {
    const draft = await began();
    const edited = old.edit(draft, { values: { ...draft.values, place: '祠堂' } });
    expect(await old.pushOne(edited, draft)).toMatchObject({ status: 'accepted' });
    expect(await renewed.pushOne(inNewApp(draft, { attended: 9 }), draft)).toMatchObject({
      status: 'merged',
    });
    const now = await stored(draft.id);
    expect(now).toMatchObject({ definitionVersion: 2, values: { venue: '祠堂', attended: 9 } });
    expect(now?.values).not.toHaveProperty('place');
  });
});

describe('what one side took away', () => {
  it('is gone after a merge, whatever the other side changed elsewhere', async () => {
    const host = await began();
    const linked = old.draft({ attended: 1 }, { sameEventAs: host.id });
    expect(await old.pushOne(linked)).toMatchObject({ status: 'accepted' });
    await renewed.pushOne(renewed.edit(linked, { values: { ...linked.values, attended: 2 } }), linked);
    const { sameEventAs: _link, ...unlinked } = old.edit(linked, {});
    expect(await old.pushOne(unlinked, linked)).toMatchObject({ status: 'merged' });
    const now = await stored(linked.id);
    expect(now).toMatchObject({ values: { attended: 2 } });
    expect(now).not.toHaveProperty('sameEventAs');
  });
});

describe('a conflict of an older version that is settled under a newer one', () => {
  const settle = (record: SyncedDocument, conflict: SyncedDocument) =>
    renewed.pushOne(settlementOn(renewed, conflict, record, 'other'), undefined, 'decisions');
  const quarrel = async () => {
    const draft = old.draft({ place: '村委会' });
    await old.pushOne(draft);
    await renewed.pushOne(renewed.edit(draft, { values: { ...draft.values, place: '学校' } }), draft);
    await old.pushOne(old.edit(draft, { values: { ...draft.values, place: '祠堂' } }), draft);
    const [conflict] = (await old.pull('conflicts')).documents.filter(({ aboutId }) => aboutId === draft.id);
    const record = await stored(draft.id);
    if (conflict === undefined || record === undefined) throw new Error('no conflict');
    return { record, conflict };
  };

  it('puts the value where the newer one has that field', async () => {
    const { record, conflict } = await quarrel();
    const { place, ...rest } = record.values;
    const upgraded = renewed.edit(record, {
      definitionVersion: 2,
      values: { ...rest, venue: place, attended: 3 },
    });
    await renewed.pushOne(upgraded, record);
    expect(await settle(record, conflict)).toMatchObject({ status: 'accepted' });
    expect((await stored(record.id))?.values).toEqual({ topic: '座谈', venue: '祠堂', attended: 3 });
  });

  it('does not write over what was written there since', async () => {
    const { record, conflict } = await quarrel();
    const { place: _place, ...rest } = record.values;
    const moved = renewed.edit(record, { definitionVersion: 2, values: { ...rest, venue: '广场' } });
    await renewed.pushOne(moved, record);
    expect(await settle(record, conflict)).toMatchObject({ code: 'changedMeanwhile' });
    expect((await stored(record.id))?.values).toMatchObject({ venue: '广场' });
  });
});
