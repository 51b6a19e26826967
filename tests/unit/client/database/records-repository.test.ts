// Records through their only door: whole envelopes, durable saves, live lists, nothing overwritten unseen.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentHash } from '../../../../shared/records/content-hash.ts';
import type { EntryToSave } from '../../../../client/database/entry.ts';
import { firstValue } from '../../../../client/database/watchable.ts';
import { writeDocument } from '../../../../client/database/synced-collection.ts';
import { createScriptedServer } from '../../../support/device/scripted-server.ts';
import { aDevice, huaguo, type TestDevice } from '../../../support/device/device.ts';
import { aDocument } from '../../../support/device/documents.ts';

let device: TestDevice;
beforeEach(async () => {
  device = await aDevice(createScriptedServer().api, { now: () => Date.parse('2026-10-18T20:30:00Z') });
});
afterEach(() => device.close());

const input = (
  id: string,
  changes: Partial<EntryToSave['entry']> = {},
  type = 'home-visit',
): EntryToSave => ({
  id,
  type,
  definitionVersion: 2,
  entry: {
    values: { note: id },
    occurredOn: '2026-10-18',
    photos: [],
    hostUnitId: huaguo.orgUnitId,
    partnerUnitIds: [],
    ...changes,
  },
});

describe('save', () => {
  it('writes the whole envelope with the account, the device and a new edit stamp', async () => {
    const saved = await device.records.save(input('r1'));
    expect(saved).toEqual({
      ...aDocument('r1', {
        definitionVersion: 2,
        values: { note: 'r1' },
        edit: { deviceId: 'device-a', seq: 1 },
      }),
      createdAt: '2026-10-18T20:30:00.000Z',
      updatedAt: '2026-10-18T20:30:00.000Z',
    });
    expect(await device.records.get('r1')).toEqual(saved);
  });

  it('of the same id again is an edit of the same record: unknown fields, author and server-owned fields stay', async () => {
    await device.records.save(input('r1'));
    await writeDocument(device.database.collections.records, 'r1', (current) => ({
      ...(current ?? aDocument('r1')),
      rev: 4,
      reviewState: 'returned',
      fromNewerApp: 'kept',
    }));
    const edited = await device.records.save(input('r1', { values: { note: 'corrected' } }));
    expect(edited).toMatchObject({
      rev: 4,
      reviewState: 'returned',
      fromNewerApp: 'kept',
      createdBy: huaguo.id,
      values: { note: 'corrected' },
    });
    expect(edited.edit.seq).toBe(2);
  });

  it('twice at once (a second tap) makes one record', async () => {
    await Promise.all([device.records.save(input('r1')), device.records.save(input('r1'))]);
    expect(await firstValue(device.records.watchList())).toHaveLength(1);
  });

  it('takes nothing that is not an envelope', async () => {
    await expect(device.records.save(input('r1', { occurredOn: 'last tuesday' }))).rejects.toThrow();
    expect(await device.records.get('r1')).toBeUndefined();
  });

  it('releases its photos for upload, and only then', async () => {
    const photo = await device.photos.add(new Uint8Array([1, 2, 3]), 'image/jpeg');
    expect(await device.photos.inState('waiting')).toEqual([]);
    await device.records.save(input('r1', { photos: [photo] }));
    expect((await device.photos.inState('waiting')).map((entry) => entry.id)).toEqual([photo.sha256]);
  });

  it('photos of a draft that was thrown away are forgotten, those in use are not', async () => {
    const [thrown, drafted, saved] = await Promise.all(
      [1, 2, 3].map((byte) => device.photos.add(new Uint8Array([byte]), 'image/jpeg')),
    );
    if (thrown === undefined || drafted === undefined || saved === undefined) throw new Error('no photos');
    await device.records.save(input('r1', { photos: [saved] }));
    await device.photos.forgetUnused(new Set([drafted.sha256]));
    const left = await Promise.all(
      [thrown, drafted, saved].map(({ sha256 }) => device.photos.readOwn(sha256)),
    );
    expect(left).toEqual([undefined, new Uint8Array([2]), new Uint8Array([3])]);
    expect(await device.photos.add(new Uint8Array([1]), 'image/jpeg')).toEqual(thrown);
    expect(await device.photos.readOwn(thrown.sha256)).toEqual(new Uint8Array([1]));
  });
});

describe('lists', () => {
  beforeEach(async () => {
    await device.records.save(input('r1', { occurredOn: '2026-10-01', values: { note: '重阳节走访' } }));
    await device.records.save(input('r2', { occurredOn: '2026-10-17' }, 'meeting'));
    await device.records.save(input('r3', { occurredOn: '2026-09-30' }));
  });
  const idsOf = async (filter: Parameters<TestDevice['records']['watchList']>[0]) =>
    (await firstValue(device.records.watchList(filter))).map(({ id }) => id);

  it('are newest first, and narrowed by type, day, state, text', async () => {
    expect(await idsOf({})).toEqual(['r2', 'r1', 'r3']);
    expect(await idsOf({ types: ['home-visit'] })).toEqual(['r1', 'r3']);
    expect(await idsOf({ occurredFrom: '2026-10-01', occurredUntil: '2026-10-16' })).toEqual(['r1']);
    expect(await idsOf({ reviewStates: ['approved'] })).toEqual([]);
    expect(await idsOf({ text: '重阳' })).toEqual(['r1']);
    expect(await idsOf({ limit: 1 })).toEqual(['r2']);
  });

  it('follow a save', async () => {
    const lengths: number[] = [];
    const stop = device.records.watchList().subscribe((list) => lengths.push(list.length));
    await firstValue(device.records.watchList());
    await device.records.save(input('r4'));
    await firstValue(device.records.watchList(), (list) => list.length === 4);
    stop();
    expect([lengths[0], lengths.at(-1)]).toEqual([3, 4]);
  });

  it('give the newest of a type to a new form, and counts by state', async () => {
    expect((await device.records.lastOfType('meeting'))?.id).toBe('r2');
    expect(await device.records.lastOfType('honour')).toBeUndefined();
    expect(await firstValue(device.records.counts())).toMatchObject({
      total: 3,
      byState: { none: 3, approved: 0 },
    });
  });
});

it('a decision names exactly the version in hand and stands under the record’s unit', async () => {
  const record = aDocument('r9', { rev: 3, reviewState: 'submitted' });
  const decision = await device.decisions.decide(record, 'return', '请补照片');
  expect(decision).toMatchObject({
    type: 'decision',
    aboutId: 'r9',
    orgUnitId: record.orgUnitId,
    occurredOn: '2026-10-19',
    values: { action: 'return', reason: '请补照片', recordRev: 3, recordHash: contentHash(record) },
  });
  expect((await firstValue(device.decisions.watchFor('r9'))).map(({ id }) => id)).toEqual([decision.id]);
});
