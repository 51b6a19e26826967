// Ledgers from invented records: which lines, in which order, with which sums, narrowed by what.
import { describe, expect, it } from 'vitest';
import { buildLedger, type Ledger } from '../../../../shared/ledgers/build-ledger.ts';
import { ledgerNamed } from '../../../../shared/ledgers/catalogue/ledgers-of.ts';
import { sourceOf, type LedgerFilter } from '../../../../shared/ledgers/ledger-question.ts';
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
const year = { from: '2026-01-01', until: '2026-12-31', unitId: '420303001' };

function planOf(type: string) {
  const plan = ledgerNamed(type, recordTypes);
  if (plan === undefined) throw new Error(`there is no ledger ${type}`);
  return plan;
}

function ledgerOf(
  type: string,
  documents: readonly SyncedDocument[],
  filter: LedgerFilter = {},
  continuations: readonly SyncedDocument[] = [],
): Ledger {
  const material = { documents, continuations, people: [] };
  return buildLedger(planOf(type), { ...year, ...filter, type }, material, {
    ...{ locale: 'zh', registry: recordTypes, tree },
    unitName: (id) => tree.unit(id)?.shortName,
  });
}

const cellsOf = (ledger: Ledger, ids: readonly string[]) => {
  const places = ids.map((id) => ledger.columns.findIndex((column) => column.id === id));
  return ledger.lines.map(({ cells }) => places.map((place) => cells[place]));
};

describe('which records are lines', () => {
  const question = { type: 'meeting', unitId: village, from: '2026-07-01', until: '2026-09-30' };
  const isLine = (envelope: Partial<SyncedDocument>, type = 'meeting') =>
    sourceOf(
      countedRecord(type, {}, { occurredOn: '2026-09-30', ...envelope }),
      planOf('meeting'),
      question,
      tree,
    ) !== undefined;

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
  const gift = (valueFen: number) => [{ key: 'a', item: '毛毯', valueFen, source: 'unit' }];
  const visit = (occurredOn: string, count: number, valueFen: number, envelope = {}) =>
    countedRecord(
      'condolence-visit',
      { whom: '示例家', beneficiaryCount: { count, isEstimate: true }, way: 'goods', gifts: gift(valueFen) },
      { occurredOn, ...envelope },
    );
  const visits = [
    visit('2026-10-02', 3, 1_050, { reviewState: 'approved' }),
    visit('2026-09-01', 51, 98_610, { orgUnitId: '420303001203' }),
  ];

  it('is kept in the order of the day, numbered, and adds up its columns', () => {
    const ledger = ledgerOf('condolence-visit', visits);
    expect(cellsOf(ledger, ['number', 'unit', 'date', 'review'])).toEqual([
      [1, '蔡家村', { day: '2026-09-01' }, '待审'],
      [2, '花果村', { day: '2026-10-02' }, '已审'],
    ]);
    expect(ledger.totals.filter((total) => total !== '')).toEqual([{ rough: 54 }, 996.6]);
  });

  it('is narrowed by words that are seen and by the state of review, its numbers and sums with it', () => {
    const ofWords = ledgerOf('condolence-visit', visits, { text: ' 花果村 ' });
    expect(cellsOf(ofWords, ['number', 'unit'])).toEqual([[1, '花果村']]);
    expect(ofWords.totals.filter((total) => total !== '')).toEqual([{ rough: 3 }, 10.5]);
    const ofState = ledgerOf('condolence-visit', visits, { reviewState: 'submitted' });
    expect(cellsOf(ofState, ['number', 'unit'])).toEqual([[1, '蔡家村']]);
    expect(ledgerOf('condolence-visit', visits, { text: '2026-10-02' }).lines).toHaveLength(1);
  });

  it('shows every record of an event that several wrote down, and adds it up once, as 查数 does', () => {
    const [own, other] = [visit('2026-10-02', 3, 1_050), visit('2026-10-03', 4, 2_000)];
    const linked = visit('2026-10-02', 3, 1_050, { orgUnitId: '420303001203', sameEventAs: own.id });
    const documents = [own, linked, { ...other, sameEventAs: other.id }];
    const ledger = ledgerOf('condolence-visit', documents);
    expect(cellsOf(ledger, ['number', 'unit'])).toEqual([
      [1, '花果村'],
      [2, '蔡家村'],
      [3, '花果村'],
    ]);
    expect(ledger.totals.filter((total) => total !== '')).toEqual([{ rough: 7 }, 30.5]);
  });

  it('shows the chosen columns only, and always the number that leads to the record', () => {
    const ledger = ledgerOf('condolence-visit', visits, { columns: ['value', 'whom', 'nothing'] });
    expect(ledger.columns.map(({ id }) => id)).toEqual(['number', 'whom', 'value']);
    expect(ledger.lines.map(({ cells }) => cells)).toEqual([
      [1, '示例家', 986.1],
      [2, '示例家', 10.5],
    ]);
    expect(ledger.totals).toEqual(['', '', 996.6]);
  });

  it('of what lives on says how it stands', () => {
    const items = [{ key: 'a', content: '示例', dueOn: '2026-12-31' }];
    const commitment = countedRecord('public-commitment', { promiser: 'org', category: 'common', items });
    const progress = countedRecord('commitment-progress', { progress: 'stuck' }, { aboutId: commitment.id });
    expect(cellsOf(ledgerOf('public-commitment', [commitment], {}, [progress]), ['standing'])).toEqual([
      ['有困难'],
    ]);
    expect(cellsOf(ledgerOf('public-commitment', [commitment]), ['standing'])).toEqual([['尚无进展']]);
  });
});

describe('numbers of people', () => {
  const person = recordTypes.get('person');
  const sample = person?.sample ?? {};

  it('are shown masked, and cannot be found by trying', () => {
    const people = [countedRecord('person', sample)];
    const text = JSON.stringify(ledgerOf('person', people).lines.map(({ cells }) => cells));
    expect(text).toContain('********');
    const numbers = [sample.idNo, sample.phone].filter((number) => typeof number === 'string');
    expect(numbers).toHaveLength(2);
    for (const number of numbers) {
      expect(text).not.toContain(number);
      expect(ledgerOf('person', people, { text: number }).lines).toEqual([]);
    }
  });
});

describe('the ledger of tasks', () => {
  const [street, neighbour, county] = ['420303001', '420303001203', '420303'];
  const task = countedRecord(
    'task',
    {
      ...{ task: '示例任务', measuredBy: 'served', dueOn: '2026-12-20' },
      targets: [
        { key: 'a', unit: neighbour, target: 40 },
        { key: 'b', unit: village, target: 60, responsible: '王示兰' },
        { key: 'c', unit: '420303100', target: 9 },
      ],
    },
    { orgUnitId: street, reviewState: 'approved' },
  );
  const progress = (orgUnitId: string, state: string, doneValue: number, occurredOn: string) =>
    countedRecord(
      'task-progress',
      { state, doneValue, done: '示例' },
      { orgUnitId, occurredOn, aboutId: task.id },
    );
  const about = [
    progress(village, 'in-progress', 20, '2026-10-20'),
    progress(village, 'done', 61, '2026-11-20'),
    progress(neighbour, 'in-progress', 5, '2026-11-01'),
  ];
  const columns = ['responsibleUnit', 'responsible', 'planned', 'reported', 'standing'];

  it('has a line for each unit: planned, reported and how it stands, without typing it again', () => {
    const ledger = ledgerOf('task', [task], {}, about);
    expect(cellsOf(ledger, columns)).toEqual([
      ['花果村', '王示兰', 60, 61, '已完成'],
      ['蔡家村', '', 40, 5, '进行中'],
      ['420303100', '', 9, '', ''],
    ]);
    expect(ledger.lines.map(({ cells }) => cells[0])).toEqual([1, 2, 3]);
    expect(new Set(ledger.lines.map(({ key }) => key)).size).toBe(3);
    expect(new Set(ledger.lines.map(({ id }) => id))).toEqual(new Set([task.id]));
  });

  it('of a unit that was given a task by one above has its own line only', () => {
    const fromAbove = { ...task, orgUnitId: county, hostUnitId: county };
    const units = cellsOf(ledgerOf('task', [fromAbove], {}, about), ['responsibleUnit']);
    expect(units).toEqual([['花果村'], ['蔡家村']]);
    expect(cellsOf(ledgerOf('task', [fromAbove], { text: '王示兰' }, about), ['planned'])).toEqual([[60]]);
  });
});

describe('women’s organisations of a county (domain fixture 6)', () => {
  it('adds up 367 chairs’ organisations, 734 vice chairs and 5,506 executive members, 15 each', () => {
    const organisations = Array.from({ length: 367 }, (_, index) =>
      countedRecord(
        'womens-org',
        { orgKind: 'village', executives: index === 0 ? 16 : 15, viceChairs: 2 },
        {},
      ),
    );
    const ledger = ledgerOf('womens-org', organisations);
    const sumOf = (id: string) => ledger.totals[ledger.columns.findIndex((column) => column.id === id)];
    expect(ledger.lines).toHaveLength(367);
    expect([sumOf('viceChairs'), sumOf('executives')]).toEqual([734, 5506]);
    expect((5506 / 367).toFixed(2)).toBe('15.00');
  });
});
