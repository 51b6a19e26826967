// The two-cancer screening in numbers: the fixtures 1 and 2 of the domain, exactly.
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../../shared/forms/expression.ts';
import { checkEntry } from '../../../../shared/forms/check-entry.ts';
import { indicatorsOf } from '../../../../shared/indicators/catalogue/indicators-of.ts';
import { standingRates } from '../../../../shared/indicators/catalogue/standing-rates.ts';
import { createFigureCount } from '../../../../shared/indicators/count-figures.ts';
import { standingFigure } from '../../../../shared/indicators/count-standing.ts';
import { figureText } from '../../../../shared/indicators/figure-sentence.ts';
import { createStandingCount } from '../../../../shared/indicators/standing-tally.ts';
import { createOrgTree, type OrgUnit } from '../../../../shared/org/org-unit.ts';
import type { JsonObject } from '../../../../shared/records/json-value.ts';
import type { SyncedDocument } from '../../../../shared/records/record.ts';
import { recordTypes } from '../../../../shared/record-types/registry.ts';
import { screeningCounts } from '../../../../shared/record-types/screening-counts.ts';
import { outlineOf } from '../../../../shared/reports/templates/report-products.ts';
import { linesOf, reportOf, reviewed } from '../../../support/reports/report-of.ts';

const year = { from: '2026-01-01', until: '2026-12-31' };
/** The city and its eleven counties. */
const counties = Array.from({ length: 11 }, (_, index) => `4203${String(index + 1).padStart(2, '0')}`);
const place = (id: string, parentId: string | null, level: OrgUnit['level']): OrgUnit => ({
  ...{ id, parentId, level, name: id, shortName: id },
});
const tree = createOrgTree([
  place('4203', null, 'city'),
  ...counties.map((id) => place(id, '4203', 'county')),
]);
const indicators = indicatorsOf(recordTypes);
const told = { source: '示例县妇幼保健院季报', asOf: '2026-09-30', year: 2026, quarter: 'q3' };
const counts = (orgUnitId: string, values: JsonObject): SyncedDocument =>
  reviewed('screening-counts', { ...told, ...values }, { orgUnitId });
const base = (orgUnitId: string, item: string, value: number): SyncedDocument =>
  reviewed('baseline', { item, year: 2026, value, asOf: '2026-01-31' }, { orgUnitId });

function figures(records: readonly SyncedDocument[], unitId: string) {
  const count = createFigureCount({ ...year, unitId }, { registry: recordTypes, tree, indicators });
  for (const record of records) count.add(record);
  return count.read().total.figures;
}
/** In per cent (or for each hundred thousand) with two decimals. */
function shareOf(records: readonly SyncedDocument[], id: string, unitId = '420301', times = 100): string {
  const { value = 0, of = 0 } = figures(records, unitId)[`screening-counts.${id}`] ?? {};
  return ((value / of) * times).toFixed(2);
}
function rate(records: readonly SyncedDocument[], id: string, unitId = '420301') {
  const tally = createStandingCount(standingRates, recordTypes);
  for (const record of records) tally.add(record);
  const known = standingRates.find((each) => each.id === id);
  if (known === undefined) throw new Error(`${id} is missing`);
  return standingFigure(known, tally.read(), { ...year, unitId }, { registry: recordTypes, tree });
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
    expect([960 / 1000, 960 / 1200]).toEqual([0.96, 0.8]);
  });

  it.each([
    ['K4', 'cervical-abnormal', '5.00'],
    ['K5', 'colposcopy', '93.75'],
    ['K6', 'histology', '93.33'],
    ['K9', 'early-cervical', '92.31'],
    ['K12', 'followed-up', '95.83'],
    ['K13', 'treated', '92.31'],
  ])('%s %s is %s %%', (_name, id, expected) => {
    expect(shareOf(records, id)).toBe(expected);
  });

  it('K7 and K8 are for each hundred thousand, with two decimals', () => {
    expect(shareOf(records, 'precancer', '420301', 100_000)).toBe('1145.83');
    expect(shareOf(records, 'cervical-cancer', '420301', 100_000)).toBe('208.33');
    const precancer = indicators.find(({ id }) => id === 'screening-counts.precancer');
    const figure = figures(records, '420301')['screening-counts.precancer'];
    expect(precancer === undefined ? '' : figureText(precancer, figure, 'zh')).toBe('1145.83');
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

  it('a table in which a part is more than its whole is not taken', () => {
    const faults = (changes: JsonObject) => {
      const entry = {
        values: { ...sample, ...changes },
        occurredOn: '2026-10-08',
        photos: [],
        hostUnitId: '420301',
        partnerUnitIds: [],
      };
      return checkEntry(screeningCounts, entry, { today: '2026-10-09' }).map(({ fieldId }) => fieldId);
    };
    expect(faults({})).toEqual([]);
    expect(faults({ reported: 961 })).toContain('reported');
    expect(faults({ colposcopyDone: 49 })).toContain('colposcopyDone');
    expect(faults({ benign: 4 })).toContain('biopsyDone');
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

describe('the quarterly report', () => {
  const asked = { outline: outlineOf('screening', '2026-09-30'), from: '2026-07-01', until: '2026-09-30' };
  const records = [
    counts('420303', screeningCounts.sample),
    counts('420303', { cancer: 'breast', examined: 940, reported: 940, abnormal: 3 }),
    base('420303', 'cervical-task', 1000),
  ];

  it('says progress, source and day, and writes no number of fewer than five women', () => {
    const report = reportOf(records, { ...asked, unitId: '420303' });
    expect(report.title).toBe('张湾区妇联2026年第三季度“两癌”检查进展情况通报');
    const text = linesOf(report).join('\n');
    expect(text).toContain('数据由示例县妇幼保健院季报提供，截至2026年9月30日');
    expect(text).toContain('宫颈癌检查任务1000人，实查960人，完成96%');
    expect(text).toContain('乳腺癌检查实查940人');
    expect(text).toContain('宫颈癌初筛异常率5%');
    expect(text).toContain('随访管理率95.8%');
    expect(text).not.toContain('乳腺癌初筛异常率');
    expect(text).toContain('【待补：治疗率】');
  });
});
