// Rates on a day in a report: what they rest on stands in its snapshot, and what they leave out is said.
import { describe, expect, it } from 'vitest';
import { annexesOf } from '../../../../shared/reports/report-annexes.ts';
import { reportDeps, reportOf, reviewed } from '../../../support/reports/report-of.ts';

const home = (occurredOn: string) => reviewed('womens-home', { name: '示例' }, { occurredOn, rev: 3 });
const due = reviewed(
  'baseline',
  { item: 'homes-due', year: 2026, value: 30, asOf: '2026-01-31' },
  { orgUnitId: '4203', occurredOn: '2026-02-01', rev: 2 },
);
const old = home('2025-05-05');

describe('a rate on a day', () => {
  it('puts its base, and what has stood since before the period, into the snapshot', () => {
    const { snapshot } = reportOf([old, due]);
    expect(snapshot.revisions).toMatchObject({ [old.id]: 3, [due.id]: 2 });
  });

  it('says how many records of months that were never locked it leaves out', () => {
    const report = reportOf([old, due, home('2024-05-05'), home('2026-11-02')]);
    const fact = report.facts.find(({ source }) => 'standing' in source && source.standing === 'home-rate');
    expect(fact).toMatchObject({ value: 1, of: 30, outside: { open: 1, late: 0, unreviewed: 0 } });
    const lines = annexesOf(report, reportDeps).flatMap(({ rows }) => rows.map((row) => row.join(' ')));
    expect(lines.join('\n')).toContain('另有1条未锁期、未审核或锁期后补报，未计');
  });

  it('is no rate while somebody in it is not in the registry', () => {
    const form = (cadre: Record<string, string>) => reviewed('theme-education-form', { cadre });
    const base = { item: 'cadres', year: 2026, value: 40, asOf: '2026-01-31' };
    const cadres = reviewed('baseline', base, { orgUnitId: '4203' });
    const report = reportOf([cadres, form({ id: 'p1', name: '示一' }), form({ name: '示二' })]);
    const fact = report.facts.find(({ source }) => 'standing' in source && source.standing === 'theme-rate');
    expect(fact?.gap?.kind).toBe('unidentified');
    expect(fact?.text).toBeUndefined();
  });
});
