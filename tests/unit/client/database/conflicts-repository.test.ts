// Which conflicts a device still asks about: what it settled is settled, until the same comes up anew.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createConflictsRepository,
  type ConflictsRepository,
} from '../../../../client/database/conflicts-repository.ts';
import { writeDocument } from '../../../../client/database/synced-collection.ts';
import { firstValue } from '../../../../client/database/watchable.ts';
import type { SyncedDocument } from '../../../../shared/records/record.ts';
import { aDevice, type TestDevice } from '../../../support/device/device.ts';
import { aDocument } from '../../../support/device/documents.ts';
import { createScriptedServer } from '../../../support/device/scripted-server.ts';

let device: TestDevice;
let conflicts: ConflictsRepository;
beforeEach(async () => {
  device = await aDevice(createScriptedServer().api);
  conflicts = createConflictsRepository({ ...device.writer, collections: device.database.collections });
});
afterEach(() => device.close());

const put = (collection: 'records' | 'conflicts' | 'decisions', document: SyncedDocument) =>
  writeDocument(device.database.collections[collection], document.id, () => document);
const open = async (): Promise<readonly string[]> =>
  (await firstValue(conflicts.watchOpen())).map(({ id }) => id);

/** As the server sends it when the value came at `at`. */
const aConflict = (at: string): SyncedDocument =>
  aDocument('c1', {
    ...{ type: 'conflict', aboutId: 'r1' },
    values: {
      ...{ collection: 'records', recordId: 'r1', field: 'values.note', definitionVersion: 1 },
      ...{ serverValue: 'visit r1', serverBy: 'account-huaguo' },
      ...{ otherValue: 'another', otherBy: 'account-huaguo', otherDevice: 'device-b', at },
    },
  });

const settleAs = async (outcome: Partial<SyncedDocument>): Promise<void> => {
  const [found] = await firstValue(conflicts.watchOpen());
  if (found === undefined) throw new Error('no conflict');
  const word = await conflicts.settle(found, 'stands');
  expect(await open()).toEqual([]);
  await put('decisions', { ...word, ...outcome, receivedAt: '2026-10-18T03:00:00.000Z' });
};

describe('a conflict that this device settled', () => {
  beforeEach(async () => {
    await put('records', aDocument('r1'));
    await put('conflicts', aConflict('2026-10-18T02:00:00.000Z'));
    await settleAs({ outcome: 'applied' });
  });

  it('is not asked again while the server’s word on it is on its way', async () => {
    expect(await open()).toEqual([]);
  });

  it('is asked again when the same value was written once more since', async () => {
    await put('conflicts', aConflict('2026-10-18T04:00:00.000Z'));
    expect(await open()).toEqual(['c1']);
  });

  it('is asked once more only until the new word on it, whatever became of the old one', async () => {
    await put('conflicts', aConflict('2026-10-18T04:00:00.000Z'));
    const [found] = await firstValue(conflicts.watchOpen());
    if (found === undefined) throw new Error('no conflict');
    await conflicts.settle(found, 'other');
    expect(await open()).toEqual([]);
  });
});

it('a word that the server refused settles nothing', async () => {
  await put('records', aDocument('r1'));
  await put('conflicts', aConflict('2026-10-18T02:00:00.000Z'));
  await settleAs({ outcome: 'refused', outcomeCode: 'changedMeanwhile' });
  expect(await open()).toEqual(['c1']);
});
