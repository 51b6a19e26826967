// What was refused of somebody below is put right by an office: in its author's name, with whoever did it as the writer of that version.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SyncedDocument } from '../../../shared/records/record.ts';
import {
  dealtWithReplySchema,
  inboxActReplySchema,
  inboxReplySchema,
} from '../../../shared/recovery/recovery-protocol.ts';
import { historyReplySchema } from '../../../shared/review/history-protocol.ts';
import { mutationIdOf } from '../../../shared/sync/mutation-id.ts';
import { readOrgCsv } from '../../../server/operations/read-org-csv.ts';
import { smallTreeCsv } from '../../support/server/small-tree.ts';
import { decisionOn, signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

let test: TestServer;
let [huaguo, township, county]: TestDevice[] = [];
beforeEach(async () => {
  test = await startTestServer();
  [huaguo, township, county] = await Promise.all(
    ['huaguo', 'township', 'county'].map((account) => signInDevice(test, account)),
  );
});
afterEach(() => test.close());

const device = (given: TestDevice | undefined): TestDevice => {
  if (given === undefined) throw new Error('nobody is signed in');
  return given;
};
const inboxOf = async (who: TestDevice) =>
  inboxReplySchema.parse(await (await who.call('/api/inbox')).json()).refused;
const correctionOf = ({
  definitionVersion,
  values,
  occurredOn,
  hostUnitId,
  partnerUnitIds,
  tags,
}: SyncedDocument) => ({ definitionVersion, values, occurredOn, hostUnitId, partnerUnitIds, tags });
const correct = (who: TestDevice, id: string, document: SyncedDocument): Promise<Response> =>
  who.postJson('/api/inbox', { id, act: 'correct', correction: correctionOf(document) });
const outcome = async (response: Response) => inboxActReplySchema.parse(await response.json());
const stands = async (id: string): Promise<SyncedDocument | undefined> =>
  (await test.server.store.read((view) => view.documents.get('records', id)))?.document;
const dealtWith = async (who: TestDevice, ...documents: readonly SyncedDocument[]) =>
  dealtWithReplySchema.parse(
    await (await who.postJson('/api/inbox/dealt-with', { mutationIds: documents.map(mutationIdOf) })).json(),
  ).dealtWith;

/** More party members than people: refused for its values. */
async function refusedRecord(): Promise<{ readonly document: SyncedDocument; readonly id: string }> {
  const document = device(huaguo).draft({ attended: 3, partyMembers: 30 });
  await device(huaguo).pushOne(document);
  const entry = (await inboxOf(device(county))).find((each) => each.document?.id === document.id);
  return { document, id: entry?.id ?? '' };
}
const withMembers = (document: SyncedDocument, partyMembers: number): SyncedDocument => ({
  ...document,
  values: { ...document.values, partyMembers },
});

describe('an office that puts right what was refused below', () => {
  it('has it taken in its author’s name, and is noted as the writer of that version', async () => {
    const { document, id } = await refusedRecord();
    expect(await inboxOf(device(county))).toMatchObject([{ acts: ['correct', 'replay', 'layAside'] }]);
    expect(await outcome(await correct(device(county), id, withMembers(document, 3)))).toEqual({
      isSettled: true,
    });
    expect(await stands(document.id)).toMatchObject({
      createdBy: 'huaguo',
      createdAt: document.createdAt,
      reviewState: 'submitted',
      values: { attended: 3, partyMembers: 3 },
    });
    const writer = await test.server.store.read((view) => view.documents.lastWriter('records', document.id));
    expect(writer).toBe('county');
    expect(await inboxOf(device(county))).toEqual([]);
  });

  it('changes nothing of whose record it is, whatever it sends', async () => {
    const { document, id } = await refusedRecord();
    const response = await device(county).postJson('/api/inbox', {
      ...{ id, act: 'correct' },
      correction: { ...correctionOf(withMembers(document, 3)), createdBy: 'county', orgUnitId: '420303' },
    });
    expect([response.status, await stands(document.id)]).toEqual([400, undefined]);
  });

  it('that sends what is wrong again is told where, and the first one goes on waiting, alone', async () => {
    const { document, id } = await refusedRecord();
    expect(await outcome(await correct(device(county), id, withMembers(document, 20)))).toMatchObject({
      ...{ isSettled: false, code: 'invalidValue', fields: ['partyMembers'] },
      message: 'not more party members than people',
    });
    expect(await inboxOf(device(county))).toMatchObject([{ id, document: { values: { partyMembers: 30 } } }]);
    expect(await outcome(await correct(device(county), id, withMembers(document, 2)))).toEqual({
      isSettled: true,
    });
  });

  it('does not review what it wrote; what another office put right it does', async () => {
    const approved = async (by: TestDevice) => {
      const { document, id } = await refusedRecord();
      await correct(by, id, withMembers(document, 1));
      const decision = decisionOn(device(township), await stands(document.id), { action: 'approve' });
      return device(township).pushOne(decision, undefined, 'decisions');
    };
    expect(await approved(device(township))).toMatchObject({ code: 'notTheReviewer' });
    expect(await approved(device(county))).toMatchObject({ status: 'accepted' });
  });

  it('stands in the history as whoever changed it; a decision does not', async () => {
    const { document, id } = await refusedRecord();
    await correct(device(county), id, withMembers(document, 1));
    const decision = decisionOn(device(township), await stands(document.id), { action: 'approve' });
    await device(township).pushOne(decision, undefined, 'decisions');
    const { steps } = historyReplySchema.parse(
      await (await device(township).postJson('/api/history', { id: document.id })).json(),
    );
    expect(steps.map(({ changedBy, reviewState }) => [changedBy, reviewState])).toEqual([
      ['county', 'submitted'],
      [undefined, 'approved'],
    ]);
  });

  it('is let do it neither as an administrator, nor in another county, nor of a person', async () => {
    const { document, id } = await refusedRecord();
    const admin = await signInDevice(test, 'admin');
    expect(await inboxOf(admin)).toMatchObject([{ acts: ['replay', 'layAside'] }]);
    expect((await correct(admin, id, withMembers(document, 3))).status).toBe(403);
    const stranger = await signInDevice(test, 'other-county');
    expect((await correct(stranger, id, withMembers(document, 3))).status).toBe(404);
    const person = device(huaguo).draft({ name: '' }, { type: 'villager' });
    await device(huaguo).pushOne(person, undefined, 'people');
    const [, refused] = await inboxOf(device(county));
    expect(refused).toMatchObject({ collection: 'people', acts: ['replay', 'layAside'] });
    expect((await correct(device(county), refused?.id ?? '', person)).status).toBe(403);
    expect((await correct(device(huaguo), id, withMembers(document, 3))).status).toBe(403);
  });
});

describe('a record that its device sent more than once, refused each time', () => {
  const sentTwice = async () => {
    const older = device(huaguo).draft({ attended: -1 });
    const newer = device(huaguo).edit(older, { values: { ...older.values, attended: -2 } });
    for (const document of [older, newer]) await device(huaguo).pushOne(document);
    return { older, newer };
  };
  const putRight = async (document: SyncedDocument): Promise<void> => {
    const waiting = await inboxOf(device(county));
    const entry = waiting.find((each) => each.document?.edit.seq === document.edit.seq);
    const values = { ...document.values, attended: 5 };
    expect((await correct(device(county), entry?.id ?? '', { ...document, values })).status).toBe(200);
  };

  it('is put right once: the older save goes with the newer', async () => {
    const { older, newer } = await sentTwice();
    await putRight(newer);
    expect(await inboxOf(device(county))).toEqual([]);
    expect((await dealtWith(device(huaguo), older, newer)).map(({ way }) => way)).toEqual([
      'corrected',
      'corrected',
    ]);
  });

  it('goes on waiting with its newer save when the older one was put right', async () => {
    const { older, newer } = await sentTwice();
    await putRight(older);
    expect((await inboxOf(device(county))).map(({ document }) => document?.edit.seq)).toEqual([
      newer.edit.seq,
    ]);
  });
});

describe('an edit that was refused', () => {
  it('is put right over what stands now: what others changed since stays', async () => {
    const first = device(huaguo).draft({ place: '村委会', attended: 10 });
    await device(huaguo).pushOne(first);
    const edited = device(huaguo).edit(first, {
      values: { ...first.values, attended: 2, partyMembers: 12 },
    });
    await device(huaguo).pushOne(edited, first);
    const colleague = await signInDevice(test, 'huaguo-two');
    await colleague.pushOne(colleague.edit(first, { values: { ...first.values, place: '文化广场' } }), first);
    const [entry] = await inboxOf(device(county));
    await correct(device(county), entry?.id ?? '', withMembers(edited, 2));
    expect((await stands(first.id))?.values).toMatchObject({
      place: '文化广场',
      attended: 2,
      partyMembers: 2,
    });
  });
});

describe('the author’s device', () => {
  it('is told who put it right, and of nothing that is not its account’s', async () => {
    const { document, id } = await refusedRecord();
    expect(await dealtWith(device(huaguo), document)).toEqual([]);
    await correct(device(county), id, withMembers(document, 3));
    expect(await dealtWith(device(huaguo), document)).toMatchObject([
      { mutationId: mutationIdOf(document), way: 'corrected', by: 'county' },
    ]);
    expect(await dealtWith(await signInDevice(test, 'huaguo-two'), document)).toEqual([]);
  });

  it('that sends the refused save once more is not taken for a copy of itself', async () => {
    const { document, id } = await refusedRecord();
    await correct(device(county), id, withMembers(document, 3));
    expect(await device(huaguo).pushOne(document)).toMatchObject({
      status: 'quarantined',
      code: 'invalidValue',
      master: { values: { partyMembers: 3 } },
    });
    expect((await stands(document.id))?.values['partyMembers']).toBe(3);
    expect(await inboxOf(device(county))).toEqual([]);
  });

  it('that had put it right itself, offline, gets both words to settle, and loses none', async () => {
    const { document, id } = await refusedRecord();
    await correct(device(county), id, withMembers(document, 3));
    const own = device(huaguo).edit(document, {
      values: { ...document.values, attended: 4, partyMembers: 4 },
    });
    expect(await device(huaguo).pushOne(own)).toMatchObject({ status: 'conflict' });
    const conflicts = await test.server.store.read((view) => view.documents.about('conflicts', document.id));
    expect(new Map(conflicts.map(({ values }) => [values['field'], values['otherValue']]))).toEqual(
      new Map([
        ['values.attended', 4],
        ['values.partyMembers', 4],
      ]),
    );
  });

  it('is told also of what was taken as it came, and of what was laid aside', async () => {
    const [early, wrong] = [
      device(huaguo).draft({}, { partnerUnitIds: ['420303001299'] }),
      device(huaguo).draft({ attended: -1 }),
    ];
    await device(huaguo).pushOne(early);
    await device(huaguo).pushOne(wrong);
    await test.server.importOrgUnits(
      readOrgCsv(`${smallTreeCsv.trimEnd()}\n420303001299,新村,420303001,village\n`),
    );
    const acts = new Map([
      [early.id, 'replay'],
      [wrong.id, 'layAside'],
    ]);
    for (const { id, document } of await inboxOf(device(county)))
      await device(county).postJson('/api/inbox', { id, act: acts.get(document?.id ?? '') });
    const told = await dealtWith(device(huaguo), early, wrong);
    expect(new Map(told.map(({ mutationId, way }) => [mutationId, way]))).toEqual(
      new Map([
        [mutationIdOf(early), 'taken'],
        [mutationIdOf(wrong), 'laidAside'],
      ]),
    );
  });
});
