// Ledgers from invented records: which lines, in which order, with which sums.
import { describe, expect, it } from 'vitest';
import { buildLedger, isInLedger, type LedgerQuestion } from '../../../../shared/ledgers/build-ledger.ts';
import { createOrgTree } from '../../../../shared/org/org-unit.ts';
import { recordTypes } from '../../../../shared/record-types/registry.ts';
import type { SyncedDocument } from '../../../../shared/records/record.ts';
import { countedRecord } from '../../../support/counted-records.ts';

const village = '420303001202';
const level = 'village' as const;
const tree = createOrgTree([
  { id: '420303001', parentId: null, level: 'township', name: '花果街道办事处', shortName: '花果街道' },
  { id: village, parentId: '420303001', level, name: '花果村委会', shortName: '花果村' },
  { id: '420303001203', parentId: '420303001', level, name: '蔡家村委会', shortName: '蔡家村' },
]);

function ledgerOf(
  type: string,
  records: readonly SyncedDocument[],
  continuations: readonly SyncedDocument[] = [],
) {
  const definition = recordTypes.get(type);
  if (definition === undefined) throw new Error(`${type} is missing`);
  return buildLedger(definition, records, {
    ...{ locale: 'zh', registry: recordTypes, continuations },
    unitName: (id) => tree.unit(id)?.shortName,
  });
}

describe('which records are lines', () => {
  const question: LedgerQuestion = {
    ...{ type: 'meeting', unitId: village },
    ...{ from: '2026-07-01', until: '2026-09-30' },
  };
  const isLine = (envelope: Partial<SyncedDocument>, type = 'meeting') =>
    isInLedger(countedRecord(type, {}, { occurredOn: '2026-09-30', ...envelope }), question, tree);

  it('those of the unit, of its events wherever they were recorded, of the period, of the type', () => {
    expect(isLine({})).toBe(true);
    expect(isLine({ orgUnitId: '420303001203', hostUnitId: village })).toBe(true);
    expect(isLine({ orgUnitId: '420303001203' })).toBe(false);
    expect(isLine({ occurredOn: '2026-10-01' })).toBe(false);
    expect(isLine({}, 'honour')).toBe(false);
  });

  it('not what was voided or deleted; what was returned is there and says so', () => {
    expect([isLine({ reviewState: 'void' }), isLine({ _deleted: true })]).toEqual([false, false]);
    expect(isLine({ reviewState: 'returned' })).toBe(true);
  });
});

describe('a ledger', () => {
  it('is kept in the order of the day, numbered, and adds up its columns', () => {
    const gift = (valueFen: number) => [{ key: 'a', item: '毛毯', valueFen, source: 'unit' }];
    const visit = (occurredOn: string, count: number, valueFen: number, envelope = {}) =>
      countedRecord(
        'condolence-visit',
        {
          whom: '示例家',
          beneficiaryCount: { count, isEstimate: true },
          way: 'goods',
          gifts: gift(valueFen),
        },
        { occurredOn, ...envelope },
      );
    const ledger = ledgerOf('condolence-visit', [
      visit('2026-10-02', 3, 1_050, { reviewState: 'approved' }),
      visit('2026-09-01', 51, 98_610, { orgUnitId: '420303001203' }),
    ]);
    const places = ['number', 'unit', 'date', 'review'].map((id) =>
      ledger.columns.findIndex((column) => column.id === id),
    );
    expect(ledger.lines.map(({ cells }) => places.map((place) => cells[place]))).toEqual([
      [1, '蔡家村', { day: '2026-09-01' }, '待审'],
      [2, '花果村', { day: '2026-10-02' }, '已审'],
    ]);
    expect(ledger.totals.filter((total) => total !== '')).toEqual([54, 996.6]);
  });

  it('of what lives on says how it stands', () => {
    const commitment = countedRecord('public-commitment', { promiser: 'org', category: 'common', items: [] });
    const progress = countedRecord('commitment-progress', { progress: 'stuck' }, { aboutId: commitment.id });
    const place = (ledger: ReturnType<typeof ledgerOf>) =>
      ledger.lines[0]?.cells[ledger.columns.findIndex((column) => column.id === 'standing')];
    expect(place(ledgerOf('public-commitment', [commitment], [progress]))).toBe('有困难');
    expect(place(ledgerOf('public-commitment', [commitment]))).toBe('');
  });

  it('shows no identity number and no telephone in full', () => {
    const person = recordTypes.get('person');
    if (person === undefined) throw new Error('person is missing');
    const text = JSON.stringify(ledgerOf('person', [countedRecord('person', person.sample)]).lines);
    const { idNo, phone } = person.sample;
    expect(text).toContain('********');
    expect([idNo, phone].map((number) => typeof number)).toEqual(['string', 'string']);
    for (const number of [idNo, phone]) expect(text).not.toContain(JSON.stringify(number).slice(1, -1));
  });
});
