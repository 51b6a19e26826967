// What is still unsent is saved again: never what was deleted, or left the device, while it was looked at.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeDocument } from '../../../../client/database/synced-collection.ts';
import { leftTombstone } from '../../../../client/replication/left-tombstone.ts';
import { saveAgain } from '../../../../client/replication/unsent-auditor.ts';
import { aDevice, type TestDevice } from '../../../support/device/device.ts';
import { createScriptedServer } from '../../../support/device/scripted-server.ts';

let device: TestDevice;
beforeEach(async () => {
  device = await aDevice(createScriptedServer().api);
  await device.records.save({
    ...{ id: 'r1', type: 'home-visit', definitionVersion: 1 },
    entry: {
      ...{ values: { note: 'mine' }, occurredOn: '2026-03-05', photos: [] },
      ...{ hostUnitId: '420303001202', partnerUnitIds: [] },
    },
  });
});
afterEach(() => device.close());

/** `meanwhile` happens between the look at the record and its new save. */
async function saveAgainWhile(meanwhile: () => Promise<unknown>): Promise<void> {
  const { unsent, database, writer } = device;
  const next = async (): Promise<number> => {
    await meanwhile();
    return writer.editSequence.next();
  };
  const editSequence = { ...writer.editSequence, next };
  await saveAgain({ unsent, collections: database.collections, editSequence }, unsent.list());
}

it('is saved under a new number', async () => {
  await saveAgainWhile(() => Promise.resolve());
  expect((await device.records.get('r1'))?.edit.seq).toBe(2);
});

it.each([
  ['deleted', (seq: number) => ({ _deleted: true, edit: { deviceId: 'device', seq } })],
  ['gone from the device', () => leftTombstone('r1')],
])('what is %s in that moment does not come back', async (_, changed) => {
  await saveAgainWhile(() =>
    writeDocument(device.database.collections.records, 'r1', (current) => ({
      ...(current ?? leftTombstone('r1')),
      ...changed(7),
    })),
  );
  expect(await device.records.get('r1')).toBeUndefined();
});
