// The two-cancer screening in numbers: the fixtures 1 and 2 of the domain, exactly.
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../../shared/forms/expression.ts';
import { checkEntry } from '../../../../shared/forms/check-entry.ts';
import { valueText } from '../../../../shared/forms/describe-record.ts';
import { indicatorsOf } from '../../../../shared/indicators/catalogue/indicators-of.ts';
import { standingRates } from '../../../../shared/indicators/catalogue/standing-rates.ts';
import { createFigureCount } from '../../../../shared/indicators/count-figures.ts';
import { standingFigure } from '../../../../shared/indicators/count-standing.ts';
import { figureText } from '../../../../shared/indicators/figure-sentence.ts';
import { createStandingCount } from '../../../../shared/indicators/standing-tally.ts';
import { createOrgTree, type OrgUnit } from '../../../../shared/org/org-unit.ts';
import { likelyDoubles } from '../../../../shared/records/likely-doubles.ts';
import type { JsonObject } from '../../../../shared/records/json-value.ts';
import type { SyncedDocument } from '../../../../shared/records/record.ts';
import { recordTypes } from '../../../../shared/record-types/registry.ts';
import { screeningCounts } from '../../../../shared/record-types/screening-counts.ts';
import { reviewed } from '../../../support/reports/report-of.ts';

const year = { from: '2026-01-01', until: '2026-12-31' };
/** The city and its eleven counties. */
const counties = Array.from({ length: 11 }, (_, index) => `4203${String(index + 1).padStart(2, '0')}`);
const place = (id: string, parentId: string | null, level: OrgUnit['level']): OrgUnit => ({
  ...{ id, parentId, level, name: id, shortName: id },
});
const tree = createOrgTree([
  place('4203', null, 'city'),
  ...counties.map((id) => place(id, '4203', 'county')),
  ...['420301001', '420301002'].map((id) => place(id, '420301', 'township')),
]);
const indicators = indicatorsOf(recordTypes);
const counts = (orgUnitId: string, values: JsonObject, occurredOn = '2026-09-30'): SyncedDocument =>
  reviewed(
    'screening-counts',
    { source: '示例县妇幼保健院季报', ...values },
    { orgUnitId, hostUnitId: orgUnitId, occurredOn },
  );
const base = (orgUnitId: string, item: string, value: number): SyncedDocument =>
  reviewed(
    'baseline',
    { item, year: 2026, value, asOf: '2026-01-31' },
    { orgUnitId, hostUnitId: orgUnitId, occurredOn: '2026-02-10' },
  );

function figures(records: readonly SyncedDocument[], unitId: string, days = year) {
  const count = createFigureCount({ ...days, unitId }, { registry: recordTypes, tree, indicators });
  for (const record of records) count.add(record);
  return count.read().total.figures;
}
/** In per cent (or for each hundred thousand) with two decimals. */
function shareOf(records: readonly SyncedDocument[], id: string, unitId = '420301', times = 100): string {
  const { value = 0, of = 0 } = figures(records, unitId)[`screening-counts.${id}`] ?? {};
  return ((value / of) * times).toFixed(2);
}
function printedOf(records: readonly SyncedDocument[], id: string): string {
  const indicator = indicators.find((each) => each.id === `screening-counts.${id}`);
  if (indicator === undefined) throw new Error(`${id} is missing`);
  return figureText(indicator, figures(records, '420301')[indicator.id], 'zh');
}
function rate(records: readonly SyncedDocument[], id: string, unitId = '420301', days = year) {
  const tally = createStandingCount(standingRates, recordTypes);
  for (const record of records) tally.add(record);
  const known = standingRates.find((each) => each.id === id);
  if (known === undefined) throw new Error(`${id} is missing`);
  return standingFigure(known, tally.read(), { ...days, unitId }, { registry: recordTypes, tree });
}

describe('fixture 1: a county', () => {
  const { sample } = screeningCounts;
  const records = [
    counts('420301', sample),
    base('420301', 'screening-due', 1200),
    base('420301', 'cervical-task', 1000),
  ];

  it('K1 and K2 are of what was set and of who was due', () => {
    expect(rate(records, 'cervical-task-rate')).toMatchObject({ value: 960, of: 1000 });
    expect(rate(records, 'cervical-due-rate')).toMatchObject({ value: 960, of: 1200 });
    const printed = (id: string) => {
      const known = standingRates.find((each) => each.id === id);
      return known === undefined ? '' : figureText(known, rate(records, id), 'zh');
    };
    expect(printed('cervical-task-rate')).toBe('96.00%');
    expect(printed('cervical-due-rate')).toBe('80.00%');
  });

  it.each([
    ['K4', 'cervical-abnormal', '5.00', '5.00%'],
    ['K5', 'colposcopy', '93.75', '93.75%'],
    ['K6', 'histology', '93.33', '93.33%'],
    ['K9', 'early-cervical', '92.31', '12/13'],
    ['K12', 'followed-up', '95.83', '95.83%'],
    ['K13', 'treated', '92.31', '12/13'],
  ])('%s %s is %s %%, printed as %s', (_name, id, expected, printed) => {
    expect(shareOf(records, id)).toBe(expected);
    expect(printedOf(records, id)).toBe(printed);
  });

  it('K3 is of the women of the age, from the newest table of each unit that tells it', () => {
    const told = (day: string, withinCycle: number | undefined, unit = '420301') => {
      const values = withinCycle === undefined ? sample : { ...sample, withinCycle };
      return { ...counts(unit, values), id: `cycle ${unit} ${day}`, occurredOn: day };
    };
    const quarters = [
      told('2026-03-31', 2000),
      told('2026-06-30', 2400),
      told('2026-09-30', undefined),
      told('2026-06-30', 500, counties[1]),
      base('420301', 'screening-age', 3000),
      base(counties[1] ?? '', 'screening-age', 1000),
    ];
    expect(rate(quarters, 'screening-cycle-rate')).toMatchObject({ value: 2400, of: 3000 });
    expect(rate(quarters, 'screening-cycle-rate', counties[1])).toMatchObject({ value: 500, of: 1000 });
  });

  it('K3 counts the same women once where a county and its townships both hand their tables over', () => {
    const [city, county, other] = ['4203', '420301', counties[1] ?? ''];
    const told = (unit: string, day: string, withinCycle: number) => ({
      ...counts(unit, { ...sample, withinCycle }),
      ...{ id: `cycle ${unit} ${day}`, occurredOn: day },
    });
    const bases = [
      ...[county, other].map((unit) => base(unit, 'screening-age', 3000)),
      base(city, 'screening-age', 6000),
    ];
    const townships = [told('420301001', '2026-09-30', 1200), told('420301002', '2026-09-30', 800)];
    const whole = [told(county, '2026-06-30', 2400), told(other, '2026-06-30', 500)];
    const both = [...townships, ...whole, ...bases];
    // The county's own table, though its townships' are newer: they are a part of it.
    expect(rate(both, 'screening-cycle-rate', county)).toMatchObject({ value: 2400, of: 3000 });
    expect(rate(both, 'screening-cycle-rate', city)).toMatchObject({ value: 2900, of: 6000 });
    expect(rate(both, 'screening-cycle-rate', county).records).not.toContain('cycle 420301001 2026-09-30');
    // A township's own figure is its own table; where the county handed over nothing theirs add up.
    expect(rate(both, 'screening-cycle-rate', '420301001').value).toBe(1200);
    expect(rate([...townships, ...bases], 'screening-cycle-rate', county)).toMatchObject({ value: 2000 });
    // What the city itself hands over stands for all of it.
    const ofCity = [...both, told(city, '2026-03-31', 4000)];
    expect(rate(ofCity, 'screening-cycle-rate', city)).toMatchObject({ value: 4000 });
  });

  it('K14 and K15 are of those asked, told and referred', () => {
    const asked = counts('420301', { ...sample, asked: 400, aware: 320, partlyAware: 60 });
    expect(printedOf([asked], 'aware')).toBe('80.00%');
    expect(printedOf([asked], 'partly-aware')).toBe('15.00%');
    expect(printedOf(records, 'notified')).toBe('100.00%');
    expect(printedOf(records, 'arrived')).toBe('95.83%');
  });

  it('K7 and K8 say nothing of a table whose histology was not told, and none of one without a biopsy', () => {
    const { cin1, cin2, cin3, ais, microInvasive, invasive, benign, ...untold } = sample;
    expect([cin1, cin2, cin3, ais, microInvasive, invasive, benign]).toEqual([12, 6, 4, 1, 1, 1, 3]);
    expect(printedOf([counts('420301', untold)], 'precancer')).toBe('');
    expect(printedOf([counts('420301', { ...untold, biopsyDone: 0 })], 'precancer')).toBe('0.00');
  });

  it('K7 and K8 are for each hundred thousand, with two decimals', () => {
    expect(shareOf(records, 'precancer', '420301', 100_000)).toBe('1145.83');
    expect(shareOf(records, 'cervical-cancer', '420301', 100_000)).toBe('208.33');
    expect(printedOf(records, 'precancer')).toBe('1145.83');
    expect(printedOf(records, 'cervical-cancer')).toBe('208.33');
    const breast = counts('420301', { cancer: 'breast', examined: 940, confirmed: 1 });
    expect(printedOf([breast], 'breast-cancer')).toBe('106.38');
  });

  it('K11 says nothing until the stages that count as early were entered', () => {
    const breast = { cancer: 'breast', examined: 900, confirmed: 6, staged: 5 };
    expect(figures([counts('420301', { ...breast, early: 4 })], '420301')).not.toHaveProperty(
      'screening-counts.early-breast',
      expect.objectContaining({ value: 4 }),
    );
    const known = counts('420301', { ...breast, earlyStages: '0、Ⅰ、ⅡA、ⅡB', early: 4 });
    expect(figures([known], '420301')['screening-counts.early-breast']).toMatchObject({ value: 4, of: 5 });
  });
});

describe('a table', () => {
  const { sample } = screeningCounts;
  const problems = (changes: JsonObject, occurredOn = '2026-09-30') => {
    const entry = {
      ...{ values: { ...sample, ...changes }, occurredOn, photos: [] },
      ...{ hostUnitId: '420301', partnerUnitIds: [] },
    };
    const found = checkEntry(screeningCounts, entry, { today: '2026-10-09' });
    return found.map(({ fieldId, severity }) => `${severity} ${fieldId}`);
  };

  it('in which a part is more than its whole is not taken', () => {
    expect(problems({})).toEqual([]);
    expect(problems({ reported: 961 })).toContain('block reported');
    expect(problems({ abnormal: 961 })).toContain('block abnormal');
    expect(problems({ colposcopyDone: 49 })).toContain('block colposcopyDone');
    expect(problems({ biopsyDue: 49 })).toContain('block biopsyDue');
    expect(problems({ followUpDone: 49 })).toContain('block followUpDone');
    expect(problems({ asked: 10, aware: 6, partlyAware: 5 })).toContain('block partlyAware');
  });

  it('holds no more biopsies than colposcopies', () => {
    expect(problems({ colposcopyDone: 27 })).toContain('block biopsyDone');
    expect(problems({ colposcopyDone: 28 })).toEqual([]);
  });

  it('whose kinds of histology do not add up says so, though one is left empty', () => {
    expect(problems({ benign: 4 })).toEqual(['warn biopsyDone']);
    const { benign, ...without } = sample;
    expect(benign).toBe(3);
    const values = { ...without, biopsyDone: 25 };
    const entry = { values, occurredOn: '2026-09-30', photos: [], hostUnitId: '420301', partnerUnitIds: [] };
    expect(checkEntry(screeningCounts, entry, { today: '2026-10-09' })).toEqual([]);
  });

  it('is not of a day to come', () => {
    expect(problems({}, '2026-10-10')).toContain('block occurredOn');
  });

  it.each([
    ['2026-01-01', '2026年', '1季度'],
    ['2026-03-31', '2026年', '1季度'],
    ['2026-04-01', '2026年', '2季度'],
    ['2024-02-29', '2024年', '1季度'],
    ['2026-09-30', '2026年', '3季度'],
    ['2026-10-01', '2026年', '4季度'],
    ['2026-12-31', '2026年', '4季度'],
  ])('as of %s is one of %s, %s', (occurredOn, inYear, quarter) => {
    const entry = { values: sample, occurredOn, photos: [], hostUnitId: '420301', partnerUnitIds: [] };
    const told = ['year', 'quarter'].map((id) => valueText(screeningCounts, id, entry, { locale: 'zh' }));
    expect(told).toEqual([inYear, quarter]);
  });

  it('is a double only of one of the same unit, day and cancer', () => {
    const mine = counts('420301', sample);
    const doubles = (other: SyncedDocument) => likelyDoubles(screeningCounts, mine, [other]).length;
    expect(doubles(counts('420301', { ...sample, examined: 1 }))).toBe(1);
    expect(doubles(counts('420302', sample))).toBe(0);
    expect(doubles(counts('420301', { ...sample, cancer: 'breast' }))).toBe(0);
    expect(doubles(counts('420301', sample, '2026-06-30'))).toBe(0);
  });
});

describe('a year', () => {
  const quarters = [
    counts('420301', { cancer: 'cervical', examined: 500 }, '2025-12-31'),
    counts('420301', { cancer: 'cervical', examined: 300 }, '2026-03-31'),
    counts('420301', { cancer: 'cervical', examined: 400 }, '2026-06-30'),
    base('420301', 'cervical-task', 1000),
  ];
  const second = { from: '2026-04-01', until: '2026-06-30' };

  it('counts a quarter by its day, and its task from January on', () => {
    expect(figures(quarters, '420301', second)['screening-counts.cervical-examined']?.value).toBe(400);
    expect(rate(quarters, 'cervical-task-rate', '420301', second)).toMatchObject({ value: 700, of: 1000 });
    const over = { from: '2025-07-01', until: '2026-03-31' };
    expect(rate(quarters, 'cervical-task-rate', '420301', over)).toMatchObject({ value: 300, of: 1000 });
  });
});

describe('fixture 2: a city and its counties', () => {
  const cervical = [96, 93, 190, 125, 170, 110, 200, 220, 45, 75, 2];
  const breast = [96, 101, 190, 125, 170, 110, 200, 220, 45, 75, 2];
  const records = counties.flatMap((unit, index) => [
    counts(unit, { cancer: 'cervical', examined: cervical[index] ?? 0 }),
    counts(unit, { cancer: 'breast', examined: breast[index] ?? 0 }),
    base(unit, 'breast-task', cervical[index] ?? 0),
  ]);

  it('adds up, and more than was set is shown as it is', () => {
    const whole = figures(records, '4203');
    expect(whole['screening-counts.cervical-examined']?.value).toBe(1326);
    expect(whole['screening-counts.breast-examined']?.value).toBe(1334);
    const { value, of = 0 } = rate(records, 'breast-task-rate', counties[1]);
    expect([value, of, ((value / of) * 100).toFixed(2)]).toEqual([101, 93, '108.60']);
    expect(rate(records, 'breast-task-rate', '4203')).toMatchObject({ value: 1334, of: 1326 });
  });
});

describe('fixture 8: who is due on the day of the examination', () => {
  it.each([
    ['1991-11-20', 35, true],
    ['1991-11-21', 34, false],
    ['1961-11-21', 64, true],
    ['1961-11-20', 65, false],
  ])('born on %s: %i years, due: %s', (born, years, isDue) => {
    const scope = { values: { born }, today: '2026-11-20' };
    const age = evaluate({ yearsBetween: [{ field: 'born' }, { today: true }] }, scope);
    expect([age, Number(age) >= 35 && Number(age) <= 64]).toEqual([years, isDue]);
  });
});
