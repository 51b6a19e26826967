// Months as documents: which word is the last one, whom a lock covers, and whom it stops.
import { describe, expect, it } from 'vitest';
import { mayConfirmPeriod, stoppingLock } from '../../../../shared/access/period-policy.ts';
import type { Account } from '../../../../shared/access/role.ts';
import { createOrgTree } from '../../../../shared/org/org-unit.ts';
import { createPeriodTable } from '../../../../shared/review/count-periods.ts';
import { isMonthOver, locksOver, periodWordsOf } from '../../../../shared/review/period-lock.ts';
import { sampleOf, sampleSize } from '../../../../shared/review/period-sample.ts';
import { monthsBetween } from '../../../../shared/review/periods-protocol.ts';
import type { SyncedDocument } from '../../../../shared/records/record.ts';
import { readOrgCsv } from '../../../../server/operations/read-org-csv.ts';
import { smallTreeCsv } from '../../../support/server/small-tree.ts';
import { aDocument } from '../../../support/device/documents.ts';

const tree = createOrgTree(readOrgCsv(smallTreeCsv));
const [county, township, village] = ['420303', '420303001', '420303001202'];
const county1: Account = {
  id: 'county',
  name: '',
  role: 'countyOfficer',
  orgUnitId: county,
  level: 'county',
};
const city1: Account = { id: 'city', name: '', role: 'cityOfficer', orgUnitId: '4203', level: 'city' };

function word(id: string, unitId: string, values: Record<string, string>): SyncedDocument {
  return aDocument(id, {
    ...{ type: 'period-lock', orgUnitId: unitId, outcome: 'applied', createdBy: 'county' },
    values: { month: '2026-09', byUnitId: county, ...values },
  });
}

describe('the last word on a month', () => {
  const [first, second, third] = [
    word('a', county, { action: 'confirm' }),
    word('b', county, { action: 'reopen', follows: 'a', reason: 'x' }),
    word('c', county, { action: 'confirm', follows: 'b' }),
  ];
  it('is the one that nothing follows, in whatever order they come', () => {
    for (const documents of [
      [first, second, third],
      [third, first, second],
      [second, third, first],
    ])
      expect(periodWordsOf(documents)(county, '2026-09')).toMatchObject({ decisionId: 'c', isLocked: true });
    expect(periodWordsOf([second, first])(county, '2026-09')).toMatchObject({ isLocked: false });
  });

  it('is not one that was refused or has not been heard yet', () => {
    const refused = { ...third, outcome: 'refused' as const };
    const { outcome: _outcome, ...unheard } = third;
    for (const last of [refused, unheard])
      expect(periodWordsOf([first, second, last])(county, '2026-09')?.isLocked).toBe(false);
  });

  it('covers everything below, and the highest lock comes first', () => {
    const words = periodWordsOf([first, word('t', township, { action: 'confirm' })]);
    const place = { orgUnitId: village, occurredOn: '2026-09-30' };
    expect(locksOver(place, tree, words).map(({ unitId }) => unitId)).toEqual([county, township]);
    expect(locksOver({ ...place, occurredOn: '2026-10-01' }, tree, words)).toEqual([]);
    expect(locksOver({ ...place, orgUnitId: '420304001201' }, tree, words)).toEqual([]);
  });

  it('stops those who may not take it back', () => {
    const byCity = periodWordsOf([word('a', county, { action: 'confirm', byUnitId: '4203' })]);
    const locks = locksOver({ orgUnitId: village, occurredOn: '2026-09-30' }, tree, byCity);
    expect(stoppingLock(county1, locks, tree)?.unitId).toBe(county);
    expect(stoppingLock(city1, locks, tree)).toBeUndefined();
    expect(mayConfirmPeriod({ ...county1, role: 'townshipOfficer' }, county, tree)).toBe(false);
  });
});

describe('months', () => {
  it('are listed over the turn of a year, and are over when the next has begun', () => {
    expect(monthsBetween('2025-11', '2026-02')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
    expect(monthsBetween('2026-02', '2026-01')).toEqual([]);
    expect(isMonthOver('2026-09', '2026-09-30')).toBe(false);
    expect(isMonthOver('2026-09', '2026-10-01')).toBe(true);
  });

  it('stand in a table with the units in the order of the division code', () => {
    const table = createPeriodTable('4203', ['2026-09'], { tree, words: periodWordsOf([]) });
    table.add(
      aDocument('r', { orgUnitId: '420304001201', occurredOn: '2026-09-02', reviewState: 'submitted' }),
    );
    table.add(aDocument('r', { orgUnitId: village, occurredOn: '2026-09-02', reviewState: 'void' }));
    table.add(aDocument('r', { orgUnitId: village, occurredOn: '2026-09-02', lockedPeriod: '2026-09' }));
    expect(table.read().map(({ unitId, months }) => [unitId, months[0]?.records, months[0]?.late])).toEqual([
      ['4203', 1, 1],
      ['420303', 0, 1],
      ['420304', 1, 0],
    ]);
  });
});

describe('a sample', () => {
  const ids = Array.from({ length: 200 }, (_, index) => `r${index}`);
  it('is the same whoever asks and however the records come, and another for another month', () => {
    const sample = sampleOf(ids, '420303 2026-09');
    expect(sampleOf([...ids].reverse(), '420303 2026-09')).toEqual(sample);
    expect(sampleOf(ids, '420303 2026-10')).not.toEqual(sample);
    expect(new Set(sample).size).toBe(sample.length);
  });

  it('is one in twenty, at least five, at most twenty, never more than there are', () => {
    expect([0, 3, 60, 200, 5_000].map(sampleSize)).toEqual([0, 3, 5, 10, 20]);
  });
});
