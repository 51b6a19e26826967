// The festival table against the Chinese calendar that the runtime knows.
import { describe, expect, it } from 'vitest';
import { lunarFestivals, nearestFestival } from '../../../../shared/policy/festivals.ts';

const calendar = new Intl.DateTimeFormat('en-u-ca-chinese', {
  month: 'numeric',
  day: 'numeric',
  timeZone: 'UTC',
});
const lunarDay = (date: string): string => {
  const parts = calendar.formatToParts(new Date(`${date}T00:00:00Z`));
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('month')}/${part('day')}`;
};

describe('lunar festivals', () => {
  it.each([
    ['spring', '1/1'],
    ['mid-autumn', '8/15'],
    ['double-ninth', '9/9'],
  ] as const)('%s falls on %s each year', (festival, day) => {
    const dates = lunarFestivals[festival];
    expect(dates.map(lunarDay)).toEqual(dates.map(() => day));
    expect(dates.map((date) => date.slice(0, 4))).toEqual(dates.map((_, index) => String(2024 + index)));
  });
});

describe('nearestFestival', () => {
  it('knows the Double Ninth of 2026 and the days around it', () => {
    expect(nearestFestival('2026-10-18')).toBe('double-ninth');
    expect(nearestFestival('2026-10-16')).toBe('double-ninth');
    expect(nearestFestival('2026-03-08')).toBe('march8');
    expect(nearestFestival('2026-06-28')).toBe('july1');
    expect(nearestFestival('2026-11-23')).toBeNull();
  });
});
