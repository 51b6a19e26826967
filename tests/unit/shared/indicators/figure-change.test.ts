// What a figure became, in the words of a report; and with which days it is compared.
import { describe, expect, it } from 'vitest';
import type { Figure } from '../../../../shared/indicators/evaluate-indicator.ts';
import { changeText, comparedPeriod } from '../../../../shared/indicators/figure-change.ts';

const amount = (value: number): Figure => ({ value, isEstimate: false, unknown: 0 });
const rate = (value: number, of: number): Figure => ({ ...amount(value), of });
const zh = (now: Figure | undefined, before: Figure | undefined): string =>
  changeText(now, before, 'lastYear', 'zh');

describe('the change of an amount', () => {
  it.each([
    [120, 100, '增长20%'],
    [92, 100, '下降8%'],
    [100, 100, '持平'],
    [200, 100, '增长100%'],
    [220, 100, '增长1.2倍'],
    [0, 4, '下降100%'],
    [112.5, 100, '增长12.5%'],
  ])('%d after %d is %s: a fall never says 倍', (now, before, said) => {
    expect(zh(amount(now), amount(before))).toBe(said);
  });

  it('has no rate over nothing', () => {
    expect(zh(amount(5), undefined)).toBe('上年同期无');
    expect(zh(amount(5), amount(0))).toBe('上年同期无');
    expect(changeText(amount(5), undefined, 'before', 'zh')).toBe('上期无');
    expect(zh(undefined, undefined)).toBe('');
    expect(zh(amount(0), amount(0))).toBe('');
    expect(changeText(amount(220), amount(100), 'before', 'en')).toBe('up 120%');
  });
});

describe('the change of a rate', () => {
  it('is said in percentage points, of the rates as they are written', () => {
    expect(zh(rate(923, 1000), rate(891, 1000))).toBe('提高3.2个百分点');
    expect(zh(rate(88, 100), rate(90, 100))).toBe('下降2个百分点');
    expect(zh(rate(9004, 10_000), rate(9001, 10_000))).toBe('持平');
  });

  it('is not said over few, nor where a base is missing', () => {
    expect(zh(rate(8, 9), rate(80, 90))).toBe('基数不足20，不比');
    expect(zh(rate(80, 90), rate(0, 0))).toBe('上年同期无');
    expect(zh(rate(80, 90), undefined)).toBe('上年同期无');
    expect(zh(undefined, rate(80, 90))).toBe('');
    expect(zh(rate(3, 0), rate(80, 90))).toBe('');
  });
});

describe('the days to compare with', () => {
  const year = { from: '2026-01-01', until: '2026-12-31' };
  it('are as many as have passed', () => {
    expect(comparedPeriod(year, 'lastYear', '2026-10-20')).toEqual({
      from: '2025-01-01',
      until: '2025-10-20',
    });
    expect(comparedPeriod(year, 'before', '2026-10-20')).toEqual({ from: '2025-01-01', until: '2025-10-20' });
    expect(comparedPeriod(year, 'lastYear', '2027-02-01')).toEqual({
      from: '2025-01-01',
      until: '2025-12-31',
    });
  });

  it('the half-year before is another one than last year’s', () => {
    const half = { from: '2026-07-01', until: '2026-12-31' };
    expect(comparedPeriod(half, 'before', '2027-01-01').from).toBe('2026-01-01');
    expect(comparedPeriod(half, 'lastYear', '2027-01-01').from).toBe('2025-07-01');
  });

  it('29 February is compared with the 28th', () => {
    const february = { from: '2028-02-01', until: '2028-02-29' };
    expect(comparedPeriod(february, 'lastYear', '2028-03-01').until).toBe('2027-02-28');
  });
});
