// Festivals on which the federation visits people: fixed days, and the lunar ones of the years 2024–2036.
import { addDays } from '../forms/local-date.ts';

/** Ids as the choices of `condolence-visit` use them. */
export type FestivalId = 'spring' | 'march8' | 'june1' | 'july1' | 'mid-autumn' | 'double-ninth';

const fixedDays: readonly (readonly [FestivalId, string])[] = [
  ['march8', '03-08'],
  ['june1', '06-01'],
  ['july1', '07-01'],
];

/** Solar dates of 春节, 中秋 and 重阳 (the Chinese calendar's 1/1, 8/15 and 9/9). */
export const lunarFestivals: Readonly<Record<'spring' | 'mid-autumn' | 'double-ninth', readonly string[]>> = {
  spring: [
    '2024-02-10',
    '2025-01-29',
    '2026-02-17',
    '2027-02-07',
    '2028-01-26',
    '2029-02-13',
    '2030-02-02',
    '2031-01-23',
    '2032-02-11',
    '2033-01-31',
    '2034-02-19',
    '2035-02-08',
    '2036-01-28',
  ],
  'mid-autumn': [
    '2024-09-17',
    '2025-10-06',
    '2026-09-25',
    '2027-09-15',
    '2028-10-03',
    '2029-09-22',
    '2030-09-12',
    '2031-10-01',
    '2032-09-19',
    '2033-09-08',
    '2034-09-27',
    '2035-09-16',
    '2036-10-04',
  ],
  'double-ninth': [
    '2024-10-11',
    '2025-10-29',
    '2026-10-18',
    '2027-10-08',
    '2028-10-26',
    '2029-10-16',
    '2030-10-05',
    '2031-10-24',
    '2032-10-12',
    '2033-10-01',
    '2034-10-20',
    '2035-10-09',
    '2036-10-27',
  ],
};

/** The festival within ten days of the date, or null: visits are made around the day, not only on it. */
export function nearestFestival(date: string): FestivalId | null {
  const [from, to] = [addDays(date, -10), addDays(date, 10)];
  const isNear = (day: string): boolean => day >= from && day <= to;
  const fixed = fixedDays.find(([, day]) => isNear(`${date.slice(0, 4)}-${day}`));
  if (fixed !== undefined) return fixed[0];
  if (lunarFestivals['double-ninth'].some(isNear)) return 'double-ninth';
  if (lunarFestivals['mid-autumn'].some(isNear)) return 'mid-autumn';
  return lunarFestivals.spring.some(isNear) ? 'spring' : null;
}
