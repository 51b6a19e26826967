// What officers say of months and of who reviews, through its only door: documents that the server's policy takes.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusalToWrite } from '../../../../shared/access/policy.ts';
import type { Account } from '../../../../shared/access/role.ts';
import { createOrgTree } from '../../../../shared/org/org-unit.ts';
import { delegatedUnits } from '../../../../shared/review/review-delegation.ts';
import type { SyncedDocument } from '../../../../shared/records/record.ts';
import { createDelegationsRepository } from '../../../../client/database/delegations-repository.ts';
import { createPeriodsRepository } from '../../../../client/database/periods-repository.ts';
import { writeDocument } from '../../../../client/database/synced-collection.ts';
import { firstValue } from '../../../../client/database/watchable.ts';
import { readOrgCsv } from '../../../../server/operations/read-org-csv.ts';
import { smallTreeCsv } from '../../../support/server/small-tree.ts';
import { createScriptedServer } from '../../../support/device/scripted-server.ts';
import { aDevice, type TestDevice } from '../../../support/device/device.ts';

const tree = createOrgTree(readOrgCsv(smallTreeCsv));
const [county, township] = ['420303', '420303001'];
const officer: Account = {
  id: 'county',
  name: '',
  role: 'countyOfficer',
  orgUnitId: county,
  level: 'county',
};
let device: TestDevice;
beforeEach(async () => {
  const now = () => Date.parse('2026-10-18T04:30:00Z');
  device = await aDevice(createScriptedServer().api, { account: officer, now });
});
afterEach(() => device.close());

/** As if the server's outcome had come by pull. */
const heard = (document: SyncedDocument, outcome: 'applied' | 'refused') =>
  writeDocument(device.database.collections.decisions, document.id, () => ({ ...document, rev: 1, outcome }));

describe('a word on a month', () => {
  it('reaches everybody below, is one that the policy takes, and holds once it was applied', async () => {
    const periods = createPeriodsRepository(device.database.collections.decisions, device.writer);
    const lock = await periods.say(township, '2026-09', { action: 'confirm', unreviewed: 2, sample: ['r1'] });
    expect(lock).toMatchObject({
      ...{ type: 'period-lock', orgUnitId: township, occurredOn: '2026-10-18' },
      audience: [{ unit: township, reach: 'below' }],
      values: { action: 'confirm', month: '2026-09', byUnitId: county, unreviewed: 2, sample: ['r1'] },
    });
    expect(refusalToWrite(officer, 'decisions', undefined, lock, tree)).toBeNull();
    const wordNow = async () => (await firstValue(periods.watchWords()))(township, '2026-09');
    expect(await wordNow()).toBeUndefined();
    await heard(lock, 'applied');
    expect(await wordNow()).toMatchObject({ isLocked: true, decisionId: lock.id });
    const opening = await periods.say(township, '2026-09', {
      ...{ action: 'reopen', follows: lock.id, reason: '补录' },
    });
    await heard(opening, 'refused');
    expect(await wordNow()).toMatchObject({ isLocked: true });
    await heard(opening, 'applied');
    expect(await wordNow()).toMatchObject({ isLocked: false, decisionId: opening.id });
    expect(await firstValue(periods.watchAll())).toHaveLength(2);
  });
});

describe('a delegated review', () => {
  it('stands under the own unit, is one that the policy takes, and holds from day to day until it is ended', async () => {
    const delegations = createDelegationsRepository(device.database.collections.decisions, device.writer);
    const given = await delegations.give('city', '2026-10-18', '2026-10-20');
    expect(given).toMatchObject({
      type: 'review-delegation',
      orgUnitId: county,
      aboutId: 'city',
      audience: [],
    });
    expect(refusalToWrite(officer, 'decisions', undefined, given, tree)).toBeNull();
    const unitsOn = async (day: string, account = 'city') => [
      ...delegatedUnits(await firstValue(delegations.watchAll()), account, day),
    ];
    expect([await unitsOn('2026-10-17'), await unitsOn('2026-10-18'), await unitsOn('2026-10-20')]).toEqual([
      [],
      [county],
      [county],
    ]);
    expect([await unitsOn('2026-10-21'), await unitsOn('2026-10-19', 'other')]).toEqual([[], []]);
    await delegations.end({ id: given.id, account: 'city' });
    expect(await unitsOn('2026-10-19')).toEqual([]);
  });
});
