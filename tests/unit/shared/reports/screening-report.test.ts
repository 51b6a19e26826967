// The quarterly report on the two-cancer screening: text, what is left out of it, and the table of the units.
import { describe, expect, it } from 'vitest';
import { standingRates } from '../../../../shared/indicators/catalogue/standing-rates.ts';
import { createStandingCount } from '../../../../shared/indicators/standing-tally.ts';
import { createOrgTree, type OrgUnit } from '../../../../shared/org/org-unit.ts';
import type { JsonObject } from '../../../../shared/records/json-value.ts';
import type { SyncedDocument } from '../../../../shared/records/record.ts';
import { recordTypes } from '../../../../shared/record-types/registry.ts';
import { screeningCounts } from '../../../../shared/record-types/screening-counts.ts';
import { checkReport } from '../../../../shared/reports/check-report.ts';
import { tableText } from '../../../../shared/reports/read-facts.ts';
import { screeningProgress } from '../../../../shared/reports/screening-progress.ts';
import { outlineOf } from '../../../../shared/reports/templates/report-products.ts';
import { linesOf, reportOf, reviewed, type Asked } from '../../../support/reports/report-of.ts';

const source = '示例县妇幼保健院季报';
const counts = (orgUnitId: string, values: JsonObject, occurredOn = '2026-09-30'): SyncedDocument =>
  reviewed('screening-counts', { source, ...values }, { orgUnitId, hostUnitId: orgUnitId, occurredOn });
const base = (orgUnitId: string, item: string, value: number): SyncedDocument =>
  reviewed(
    'baseline',
    { item, year: 2026, value, asOf: '2026-01-31' },
    { orgUnitId, hostUnitId: orgUnitId, occurredOn: '2026-02-10' },
  );
const third = { from: '2026-07-01', until: '2026-09-30' };
const reportFor = (records: readonly SyncedDocument[], asked: Asked = {}) =>
  reportOf(records, { outline: outlineOf('screening', third.until), ...third, unitId: '420303', ...asked });

describe('the text', () => {
  const { sample } = screeningCounts;
  const records = [
    counts('420303', { ...sample, examined: 700, reported: 700 }, '2026-06-30'),
    counts('420303', sample),
    counts('420303', { cancer: 'breast', examined: 940, reported: 940, abnormal: 40, notified: 40 }),
    base('420303', 'cervical-task', 2000),
    base('420303', 'screening-due', 2400),
  ];

  it('tells of the quarter and of the year so far, with source and day, rates with two decimals', () => {
    const report = reportFor(records);
    expect(report.title).toBe('张湾区妇联2026年第三季度“两癌”检查进展情况通报');
    const text = linesOf(report).join('\n');
    expect(text).toContain(`数据由${source}提供，截至2026年9月30日`);
    expect(text).toContain(
      '宫颈癌检查本期实查960人，年度任务2000人，累计实查1660人，完成83.00%；累计检查率69.17%。',
    );
    expect(text).toContain('乳腺癌检查本期实查940人，【待补：乳腺癌检查年度任务数】');
    expect(text).toContain('宫颈癌检查方面，初筛异常率5.00%，异常告知率100.00%，转诊到位率95.83%');
    expect(text).toContain('乳腺癌检查方面，初筛异常率4.26%，异常告知率100.00%。');
  });

  it('of a quarter does not take the table of the one before for its own', () => {
    const text = linesOf(reportFor(records.slice(0, 1))).join('\n');
    expect(text).not.toContain('本期实查700人');
    expect(text).toContain('【待补：宫颈癌检查本期实查人数】');
  });

  it('of a city without a table of its own names what its counties name, and a day only when it is one', () => {
    const { sample } = screeningCounts;
    const from = (unit: string, named: string, day?: string) =>
      counts(unit, { ...sample, source: named }, day);
    const opening = (...tables: readonly SyncedDocument[]) =>
      linesOf(reportFor(tables, { unitId: '4203' })).join('\n');
    const older = from('420303', '旧院季报', '2026-08-31');
    const two = [older, from('420303', '甲院季报'), from('420303001', '乙院季报')];
    expect(opening(...two)).toContain('数据由甲院季报、乙院季报提供，截至2026年9月30日。');
    const four = [...two, from('420303001202', '丙院季报'), from('420303001203', '丁院季报')];
    expect(opening(...four)).toContain('数据由甲院季报等4处提供，截至2026年9月30日。');
    expect(opening(...two, from('420303001202', '甲院季报', '2026-09-29'))).toContain(
      '【待补：数据来源和截止日】',
    );
  });

  it('passes the checks, and a rate typed with two decimals does not', () => {
    const report = reportFor(records);
    const rulesOf = (checked: typeof report) => checkReport(checked).map(({ rule }) => rule);
    expect(rulesOf(report)).toEqual([]);
    const typed = { kind: 'paragraph', pieces: [{ kind: 'text', text: '完成率92.35%。' }] } as const;
    expect(rulesOf({ ...report, blocks: [...report.blocks, typed] })).toEqual(['decimals']);
  });

  it('in a final text asks for nothing', () => {
    expect(linesOf(reportFor(records, { style: 'final' })).join('')).not.toContain('待补');
  });
});

describe('fewer than five women', () => {
  const few = counts('420303', {
    ...{ cancer: 'breast', examined: 940, reported: 940, abnormal: 3, notified: 3, referred: 3, arrived: 3 },
    ...{ followUpDue: 3, followUpDone: 3 },
  });
  const report = reportFor([counts('420303', screeningCounts.sample), few]);
  const inTable = (id: string) => {
    const fact = report.facts.find((each) => each.id === id);
    return fact === undefined ? 'no such fact' : tableText(fact, 'zh');
  };

  it('are not written, nor is how they were looked after, in the text or in the table', () => {
    expect(linesOf(report).join('\n')).not.toContain('乳腺癌检查方面');
    for (const id of ['breast-abnormal', 'breast-notified', 'breast-arrived', 'breast-followed'])
      expect([id, inTable(id)]).toEqual([id, '—（不足5人，不写）']);
  });

  it('cannot be told from a sum over both cancers either', () => {
    expect(inTable('cervical-notified')).toBe('100.00%（48/48）');
    expect(report.facts.map((fact) => tableText(fact, 'zh')).join()).not.toContain('51/51');
  });

  it('left over from a process do not hide how it went', () => {
    expect(inTable('cervical-followed')).toBe('95.83%（46/48）');
  });
});

describe('the table of the units', () => {
  const unit = (id: string, parentId: string | null, level: OrgUnit['level']): OrgUnit => ({
    ...{ id, parentId, level, name: id, shortName: id },
  });
  const units = Array.from({ length: 11 }, (_, index) => `4203${String(index + 1).padStart(2, '0')}`);
  const tree = createOrgTree([unit('4203', null, 'city'), ...units.map((id) => unit(id, '4203', 'county'))]);
  const tableOf = (records: readonly SyncedDocument[]) => {
    const tally = createStandingCount(standingRates, recordTypes);
    for (const record of records) tally.add(record);
    const question = { ...third, unitId: '4203', locale: 'zh' } as const;
    return screeningProgress(tally.read(), question, { registry: recordTypes, tree }).rows;
  };
  const cervical = [96, 93, 190, 125, 170, 110, 200, 220, 45, 75, 2];
  const breast = [96, 101, 190, 125, 170, 110, 200, 220, 45, 75, 2];
  const records = units.flatMap((id, index) => [
    counts(id, { cancer: 'cervical', examined: cervical[index] ?? 0 }),
    counts(id, { cancer: 'breast', examined: breast[index] ?? 0 }),
    base(id, 'cervical-task', cervical[index] ?? 0),
    base(id, 'breast-task', cervical[index] ?? 0),
  ]);

  it('is fixture 2: a line a county, the sum, and more than the task as it is', () => {
    const rows = tableOf([...records].reverse());
    expect(rows.map(([name]) => name)).toEqual([...units, '合计']);
    expect(rows.map((row) => row[2])).toEqual([...cervical.map(String), '1326']);
    expect(rows.map((row) => row[5])).toEqual([...breast.map(String), '1334']);
    expect(rows[1]).toEqual(['420302', '93', '93', '100.00%', '93', '101', '108.60%', '9月30日']);
    expect(rows[10]?.slice(1, 4)).toEqual(['2', '2', '2/2']);
    expect(rows.at(-1)?.slice(4, 7)).toEqual(['1326', '1334', '100.60%']);
  });

  it('adds up the quarters of the year, and no table of the year before or after the period', () => {
    const [first = ''] = units;
    const rows = tableOf([
      counts(first, { cancer: 'cervical', examined: 40 }, '2025-12-31'),
      counts(first, { cancer: 'cervical', examined: 50 }, '2026-06-30'),
      counts(first, { cancer: 'cervical', examined: 60 }),
      counts(first, { cancer: 'cervical', examined: 70 }, '2026-12-31'),
      base(first, 'cervical-task', 200),
    ]);
    expect(rows[0]).toEqual([first, '200', '110', '55.00%', '—', '—', '—', '9月30日']);
  });

  it('shows dashes where nothing was told: none examined is told', () => {
    const [first = '', second = ''] = units;
    const rows = tableOf([
      counts(first, { cancer: 'cervical', examined: 0 }),
      base(first, 'cervical-task', 100),
      base(second, 'cervical-task', 100),
    ]);
    expect(rows[0]?.slice(1, 4)).toEqual(['100', '0', '0.00%']);
    expect(rows[1]).toEqual([second, '100', '—', '—', '—', '—', '—', '—']);
  });

  it('is left out where no unit below gave one', () => {
    expect(tableOf([counts('4203', { cancer: 'cervical', examined: 5 })])).toEqual([]);
  });
});
