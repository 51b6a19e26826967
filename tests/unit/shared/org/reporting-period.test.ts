// Periods by name, and how they are called.
import { describe, expect, it } from 'vitest';
import { periodBefore, periodNamed, periodText } from '../../../../shared/org/reporting-period.ts';

const today = '2026-11-24';

describe('periods by name', () => {
  it.each([
    ['month', '2026-11-01', '2026-11-30'],
    ['lastMonth', '2026-10-01', '2026-10-31'],
    ['quarter', '2026-10-01', '2026-12-31'],
    ['halfYear', '2026-07-01', '2026-12-31'],
    ['lastHalfYear', '2026-01-01', '2026-06-30'],
    ['year', '2026-01-01', '2026-12-31'],
    ['lastYear', '2025-01-01', '2025-12-31'],
  ] as const)('%s', (name, from, until) => {
    expect(periodNamed(name, today)).toEqual({ from, until });
  });

  it('go back over the turn of the year, and know leap years', () => {
    expect(periodNamed('lastMonth', '2026-01-31')).toEqual({ from: '2025-12-01', until: '2025-12-31' });
    expect(periodNamed('lastHalfYear', '2026-03-01')).toEqual({ from: '2025-07-01', until: '2025-12-31' });
    expect(periodNamed('month', '2028-02-03').until).toBe('2028-02-29');
  });
});

describe('what a period is called', () => {
  it.each([
    ['2026-11-01', '2026-11-30', '2026年11月（截至11月24日）', 'Nov 2026 (until 24 Nov)'],
    ['2026-07-01', '2026-09-30', '2026年第三季度', 'Q3 2026'],
    ['2026-01-01', '2026-06-30', '2026年上半年', 'first half of 2026'],
    ['2026-07-01', '2026-12-31', '2026年下半年（截至11月24日）', 'second half of 2026 (until 24 Nov)'],
    ['2025-01-01', '2025-12-31', '2025年', '2025'],
    ['2025-12-01', '2026-02-28', '2025年12月1日至2026年2月28日', '1 Dec 2025 – 28 Feb 2026'],
    ['2026-02-01', '2026-04-30', '2026年2月1日至2026年4月30日', '1 Feb 2026 – 30 Apr 2026'],
    ['2026-04-01', '2026-09-30', '2026年4月1日至2026年9月30日', '1 Apr 2026 – 30 Sep 2026'],
    ['2026-11-01', '2026-11-24', '2026年11月1日至2026年11月24日', '1 Nov 2026 – 24 Nov 2026'],
  ])('%s to %s', (from, until, zh, en) => {
    expect(periodText({ from, until }, today, 'zh')).toBe(zh);
    expect(periodText({ from, until }, today, 'en')).toBe(en);
  });
});

describe('the period before', () => {
  const before = (from: string, until: string) => Object.values(periodBefore({ from, until }, today));
  it('of whole months is whole months', () => {
    expect(before('2026-03-01', '2026-03-31')).toEqual(['2026-02-01', '2026-02-28']);
    expect(before('2026-01-01', '2026-06-30')).toEqual(['2025-07-01', '2025-12-31']);
  });
  it('of days is as many days', () => {
    expect(before('2026-10-11', '2026-10-20')).toEqual(['2026-10-01', '2026-10-10']);
  });
  it('of one that has not ended is as much of it as has passed', () => {
    expect(before('2026-11-01', '2026-11-30')).toEqual(['2026-10-01', '2026-10-24']);
    expect(before('2026-01-01', '2026-12-31')).toEqual(['2025-01-01', '2025-11-24']);
  });
});
