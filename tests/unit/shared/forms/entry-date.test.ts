// The day of a record: far off is a mistyped year and blocks, unusual is only warned of.
import { describe, expect, it } from 'vitest';
import { checkEntry, isAcceptable } from '../../../../shared/forms/check-entry.ts';
import { gathering } from '../../../support/server/test-registry.ts';

const problemsOf = (occurredOn: string, today = '2026-11-27') =>
  checkEntry(
    gathering,
    { occurredOn, photos: [], hostUnitId: '420303001202', partnerUnitIds: [], values: { topic: '示例' } },
    { today },
  );

describe('the day of a record', () => {
  it.each([
    ['1949-09-30', 'block', '日期不能早于1949年10月1日，请看年份'],
    ['1826-11-27', 'block', '日期不能早于1949年10月1日，请看年份'],
    ['1949-10-01', 'warn', '已过去30天以上'],
    ['2026-10-27', 'warn', '已过去30天以上'],
    ['2026-11-28', 'warn', '日期在今天之后'],
    ['2027-11-27', 'warn', '日期在今天之后'],
    ['2027-11-28', 'block', '日期不能晚于一年以后，请看年份'],
    ['2099-01-01', 'block', '日期不能晚于一年以后，请看年份'],
    ['2026-02-30', 'block', '日期不对'],
  ])('%s: %s', (day, severity, zh) => {
    const problems = problemsOf(day);
    expect(problems).toMatchObject([{ fieldId: 'occurredOn', severity, message: { zh } }]);
    expect(isAcceptable(problems)).toBe(severity === 'warn');
    expect(problems[0]?.message.en).not.toBe('');
  });

  it.each(['2026-11-27', '2026-10-28'])('%s is nothing to speak of', (day) => {
    expect(problemsOf(day)).toEqual([]);
  });

  it('counts a year from a leap day to the end of February', () => {
    expect(isAcceptable(problemsOf('2029-02-28', '2028-02-29'))).toBe(true);
    expect(isAcceptable(problemsOf('2029-03-01', '2028-02-29'))).toBe(false);
  });
});
