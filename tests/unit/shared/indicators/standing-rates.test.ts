// The rates of promises, care and the organisation, each on a few invented records with an answer worked out by hand.
import { describe, expect, it } from 'vitest';
import { indicatorsOf } from '../../../../shared/indicators/catalogue/indicators-of.ts';
import { standingRates } from '../../../../shared/indicators/catalogue/standing-rates.ts';
import { createFigureCount } from '../../../../shared/indicators/count-figures.ts';
import { standingFigure } from '../../../../shared/indicators/count-standing.ts';
import { createStandingCount } from '../../../../shared/indicators/standing-tally.ts';
import { figurePhrase, figureText } from '../../../../shared/indicators/figure-sentence.ts';
import type { JsonObject } from '../../../../shared/records/json-value.ts';
import type { SyncedDocument } from '../../../../shared/records/record.ts';
import { recordTypes } from '../../../../shared/record-types/registry.ts';
import { reportTree, reviewed } from '../../../support/reports/report-of.ts';

const [street, village, neighbour] = ['420303001', '420303001202', '420303001203'];
const year = { from: '2026-01-01', until: '2026-12-31' };
const deps = { registry: recordTypes, tree: reportTree, indicators: indicatorsOf(recordTypes) };

function rate(id: string) {
  const found = standingRates.find((each) => each.id === id);
  if (found === undefined) throw new Error(`${id} is missing`);
  return found;
}
function figure(id: string, records: readonly SyncedDocument[], unitId = street) {
  const count = createStandingCount(standingRates, recordTypes);
  for (const record of records) count.add(record);
  return standingFigure(rate(id), count.read(), { ...year, unitId }, deps);
}
/** Value and base alone. */
function of(id: string, records: readonly SyncedDocument[]): readonly (number | undefined)[] {
  const { value, of: base } = figure(id, records);
  return [value, base];
}
const base = (item: string, value: number) =>
  reviewed('baseline', { item, year: 2026, value, asOf: '2026-01-31' }, { orgUnitId: street });
const at = (orgUnitId: string, type: string, values: JsonObject) => reviewed(type, values, { orgUnitId });
const after = (record: SyncedDocument, type: string, values: JsonObject, occurredOn = '2026-09-20') =>
  reviewed(type, values, { aboutId: record.id, occurredOn });

describe('promises', () => {
  it('承诺率: an organisation once, a person once, of those due', () => {
    const made = [
      reviewed('public-commitment', { promiser: 'org' }),
      reviewed('public-commitment', { promiser: 'org' }),
      reviewed('public-commitment', { promiser: 'person', person: { id: 'p1', name: '示一' } }),
      reviewed('public-commitment', { promiser: 'person', person: { name: '示二' } }),
    ];
    expect(figure('promise-rate', [...made, base('promises-due', 8)])).toMatchObject({
      ...{ value: 2, of: 8, unknown: 1 },
    });
  });

  it('公示率: published as it was made, or said later; both at once count once', () => {
    const [plain, board, later] = [
      reviewed('public-commitment', { promiser: 'org' }),
      reviewed('public-commitment', { promiser: 'org', publishedBy: ['board'] }),
      reviewed('public-commitment', { promiser: 'org' }),
    ];
    const said = [
      after(later, 'commitment-progress', { progress: 'published' }),
      after(later, 'commitment-progress', { progress: 'begun' }, '2026-09-25'),
      after(board, 'commitment-progress', { progress: 'published' }),
    ];
    expect(of('published-rate', [plain, board, later, ...said])).toEqual([2, 3]);
  });
});

describe('study and care', () => {
  it('教材参学率 and 结对覆盖率: people once; a pair of somebody without a file is none of it', () => {
    const cadre = { id: 'p1', name: '示一' };
    const study = [1, 2].map(() => reviewed('study-progress', { cadre }));
    expect(of('study-rate', [...study, base('study-due', 25)])).toEqual([1, 25]);
    const file = (id: string) => reviewed('care-target', { person: { id, name: '示例' } });
    const pair = (id: string) => reviewed('pair-support', { person: { id, name: '示例' } });
    const ended = pair('c');
    const pairs = [pair('a'), pair('elsewhere'), ended, after(ended, 'pair-end', { reason: 'moved' })];
    expect(of('paired-rate', [file('a'), file('b'), file('c'), ...pairs])).toEqual([1, 3]);
  });

  it('动态更新率: open files begun or updated in the period', () => {
    const old = () => reviewed('care-target', {}, { occurredOn: '2024-05-01' });
    const [untouched, updated, updatedBefore, closed] = [old(), old(), old(), old()];
    const records = [
      ...[untouched, updated, updatedBefore, closed, reviewed('care-target', {})],
      after(updated, 'care-update', { change: 'better' }),
      after(updatedBefore, 'care-update', { change: 'better' }, '2025-06-01'),
      after(closed, 'care-update', { change: 'moved' }),
    ];
    expect(of('updated-rate', records)).toEqual([2, 4]);
  });

  it('走访频次 is an average: visits of the period for each pair that stands', () => {
    const pairs = [1, 2, 3].map(() => reviewed('pair-support', {}, { occurredOn: '2025-02-02' }));
    const visits = ['2025-12-31', '2026-01-01', '2026-05-05', '2026-06-06', '2026-07-07'].map((occurredOn) =>
      reviewed('pair-visit', {}, { occurredOn }),
    );
    const visited = figure('pair-visits-each', [...pairs, ...visits]);
    expect([visited.value, visited.of]).toEqual([4, 3]);
    expect(figureText(rate('pair-visits-each'), visited, 'zh')).toBe('1.3');
  });

  it('心得体会人均篇数 says who cannot be counted', () => {
    const count = createFigureCount({ ...year, unitId: street }, deps);
    for (const author of [
      { id: 'p1', name: '示一' },
      { id: 'p1', name: '示一' },
      { id: 'p2', name: '示二' },
    ])
      count.add(reviewed('reflection', { author }));
    count.add(reviewed('reflection', { author: { name: '示三' } }));
    const told = count.read().total.figures['reflections-each'];
    expect(told).toMatchObject({ value: 4, of: 2, unknown: 1 });
    const [indicator] = deps.indicators.filter(({ id }) => id === 'reflections-each');
    if (indicator === undefined) throw new Error('it is missing');
    expect(figurePhrase(indicator, told, 'zh')).toBe('心得体会人均2篇');
  });
});

describe('the organisation', () => {
  const org = (orgUnitId: string, values: JsonObject = {}) =>
    at(orgUnitId, 'womens-org', { orgKind: 'village', ...values });

  it('配备率 and 制度齐备率: units with an organisation that have a chair, or all six regulations', () => {
    const chair = at(village, 'org-member', { position: 'chair' });
    const gone = at(neighbour, 'org-member', { position: 'chair' });
    const records = [
      org(village),
      org(neighbour),
      chair,
      gone,
      after(gone, 'status-change', { state: 'ended' }),
    ];
    expect(of('staffed-rate', [...records, at(street, 'org-member', { position: 'chair' })])).toEqual([1, 2]);
    const six = ['study', 'meeting', 'deliberation', 'reception', 'ledger', 'assessment'];
    const regulations = [
      ...six.map((category) => at(village, 'regulation', { category })),
      ...six.slice(1).map((category) => at(neighbour, 'regulation', { category })),
    ];
    expect(of('regulations-rate', [org(village), org(neighbour), ...regulations])).toEqual([1, 2]);
  });

  it('主席进两委率, 两新组建率 by the kind of organisation', () => {
    const records = [
      org(village, { chairInCommittees: true }),
      org(neighbour, { chairInCommittees: false }),
      at(street, 'womens-org', { orgKind: 'two-new', chairInCommittees: true }),
      base('two-new-due', 4),
    ];
    expect(of('chair-in-committees-rate', records)).toEqual([1, 2]);
    expect(of('two-new-rate', records)).toEqual([1, 4]);
  });

  it('党员, 45岁以下, 大专以上占比: on the last day, of those of whom it is known', () => {
    const members = [
      { political: 'party', birthDate: '1982-01-01', education: 'college' },
      { political: 'masses', birthDate: '1981-12-31', education: 'senior' },
      { political: 'masses', birthDate: '1980-01-01' },
      { political: 'party' },
    ].map((values) => at(village, 'org-member', values));
    expect(of('members-party-share', members)).toEqual([2, 4]);
    expect(of('members-under-45-share', members)).toEqual([1, 3]);
    expect(of('members-college-share', members)).toEqual([1, 2]);
  });

  it('村委会、居委会、主任女性比，有女性的村占比', () => {
    const seat = (placeKind: string, place: string, sex: string, post: string) =>
      at(street, 'committee-seat', { placeKind, village: place, sex, posts: [post] });
    const seats = [
      seat('village', village, 'female', 'director'),
      seat('village', village, 'male', 'committee-member'),
      seat('village', neighbour, 'male', 'director'),
      seat('village', neighbour, 'male', 'party-secretary'),
      seat('community', '420303001001', 'female', 'committee-member'),
    ];
    expect(of('village-committee-share', seats)).toEqual([1, 3]);
    expect(of('village-director-share', seats)).toEqual([1, 2]);
    expect(of('community-committee-share', seats)).toEqual([1, 1]);
    expect(of('places-with-woman-rate', seats)).toEqual([2, 3]);
  });

  it('妇均经费: what came in the year for each woman; an amount that is not known is said', () => {
    const money = [3_000_000, 200_000, null].map((amountFen) => at(street, 'funding', { amountFen }));
    const each = figure('funds-each', [...money, base('women', 640)]);
    expect(each).toMatchObject({ value: 3_200_000, of: 640, unknown: 1 });
    expect(figureText(rate('funds-each'), each, 'zh')).toBe('50元');
  });

  it('带建率: of the villages of the tree, those that did all four together', () => {
    const together = ['deployed', 'carried-out', 'assessed', 'commended'];
    const reports = [
      at(village, 'party-linkage', { together }),
      at(neighbour, 'party-linkage', { together: together.slice(1) }),
      at(street, 'party-linkage', { together }),
    ];
    expect(of('linkage-rate', reports)).toEqual([1, 2]);
  });

  it('任务逾期率: past their day, neither done nor cancelled', () => {
    const targets = [village, neighbour].map((unit) => ({ key: unit, unit }));
    const task = (dueOn: string) => at('420303', 'task', { task: '示例', dueOn, targets });
    const [late, coming] = [task('2026-06-30'), task('2027-06-30')];
    const done = reviewed('task-progress', { state: 'done' }, { orgUnitId: village, aboutId: late.id });
    const { value, of: all } = figure('task-overdue-rate', [late, coming, done], '420303');
    expect([value, all]).toEqual([1, 4]);
  });
});

describe('activities of a tag', () => {
  it('are counted with who took part and, of centre tasks, the hours', () => {
    const count = createFigureCount({ ...year, unitId: street }, deps);
    const tags = ['centre-task'];
    count.add(reviewed('volunteer-activity', { volunteers: 6, hoursEach: 2.5 }, { tags }));
    count.add(reviewed('meeting', { attended: 11 }, { tags }));
    count.add(reviewed('home-visit', {}, { tags }));
    const { figures } = count.read().total;
    expect(figures['tag-centre-task']?.value).toBe(3);
    expect(figures['tag-centre-task-person-times']?.value).toBe(17);
    expect(figures['tag-centre-task-hours']?.value).toBe(15);
  });
});

describe('activities of villages', () => {
  it('村均活动次数: on average and the fewest, without a list; what a township hosts is none of theirs', () => {
    const count = createFigureCount({ ...year, unitId: street }, deps);
    for (const unit of [village, village, village, village, village, street])
      count.add(at(unit, 'volunteer-activity', {}));
    count.add(at(village, 'care-target', {}));
    count.add(reviewed('meeting', {}, { reviewState: 'returned' }));
    expect(count.read().villages).toEqual({ villages: 2, activities: 5, average: 2.5, fewest: 0 });
    expect(createFigureCount({ ...year, unitId: village }, deps).read()).not.toHaveProperty('villages');
  });
});

describe('every figure', () => {
  it('says which row of the domain names it', () => {
    const rows = [...deps.indicators, ...standingRates].map(({ id, source }) => [id, source] as const);
    expect(rows.filter(([, source]) => source === undefined)).toEqual([]);
    expect(new Set(rows.map(([id]) => id)).size).toBe(rows.length);
  });

  it('of locked months says what it leaves out', () => {
    const count = createStandingCount(standingRates, recordTypes);
    count.add(reviewed('womens-home', {}));
    count.add(reviewed('womens-home', {}), 'open');
    count.add(reviewed('status-change', {}), 'unreviewed');
    count.add(reviewed('womens-home', {}, { orgUnitId: '4203' }), 'late');
    const told = standingFigure(rate('home-rate'), count.read(), { ...year, unitId: street }, deps);
    expect(told).toMatchObject({ value: 1, outside: { late: 0, unreviewed: 1, open: 1 } });
  });
});
