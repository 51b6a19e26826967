// Reporting periods (DHIS2 meaning): stretches of whole days, and how people call them.
import { dateText, monthText } from '../forms/describe-record.ts';
import type { LocalDate } from '../records/record.ts';
import type { Locale } from '../reports/approximate-number.ts';

/** First and last day, both inside. */
export type ReportingPeriod = { readonly from: LocalDate; readonly until: LocalDate };

/** Periods that people ask for by name, as seen from a day. */
export const periodNames = [
  'month',
  'lastMonth',
  'quarter',
  'halfYear',
  'year',
  'lastHalfYear',
  'lastYear',
] as const;
export type PeriodName = (typeof periodNames)[number];

const lengths: Readonly<Record<PeriodName, { readonly months: number; readonly back: number }>> = {
  month: { months: 1, back: 0 },
  lastMonth: { months: 1, back: 1 },
  quarter: { months: 3, back: 0 },
  halfYear: { months: 6, back: 0 },
  lastHalfYear: { months: 6, back: 1 },
  year: { months: 12, back: 0 },
  lastYear: { months: 12, back: 1 },
};

/** The named period around `today` (or the one before it), always whole: a half-year ends on 30 June or 31 December. */
export function periodNamed(name: PeriodName, today: LocalDate): ReportingPeriod {
  const { months, back } = lengths[name];
  const month = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1;
  const first = (Math.floor(month / months) - back) * months;
  return { from: firstDay(first), until: dayBefore(firstDay(first + months)) };
}

/**
 * The stretch of the same length right before: whole months where the period is of whole months. One that has not ended on
 * `today` is compared with as much of the one before as has passed of it.
 */
export function periodBefore({ from, until }: ReportingPeriod, today: LocalDate): ReportingPeriod {
  const monthsOf = (day: LocalDate): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  const [first, last] = [monthsOf(from), monthsOf(until)];
  const isWhole = from === firstDay(first) && until === dayBefore(firstDay(last + 1));
  const days = daysBetween(from, until);
  const whole = isWhole
    ? { from: firstDay(first - (last - first + 1)), until: dayBefore(from) }
    : { from: dayAfter(from, -days - 1), until: dayBefore(from) };
  if (today < from || today >= until) return whole;
  const reached = dayAfter(whole.from, daysBetween(from, today));
  return { from: whole.from, until: reached < whole.until ? reached : whole.until };
}

/** The same day of the year before; 29 February is compared with the 28th. */
export function aYearBefore(day: LocalDate): LocalDate {
  const before = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
  return before.endsWith('-02-29') ? `${before.slice(0, 8)}28` : before;
}

/**
 * 2026年11月, 2026年第四季度, 2026年下半年, 2026年, or from day to day; with 截至11月24日 when it has not ended on `today`.
 */
export function periodText(period: ReportingPeriod, today: LocalDate, locale: Locale): string {
  const [from, until] = [dateText(period.from, locale), dateText(period.until, locale)];
  const name = wholeName(period, locale) ?? (locale === 'zh' ? `${from}至${until}` : `${from} – ${until}`);
  if (today < period.from || today >= period.until) return name;
  return locale === 'zh'
    ? `${name}（截至${dateText(today, locale).slice(5)}）`
    : `${name} (until ${dateText(today, locale).slice(0, -5)})`;
}

function wholeName({ from, until }: ReportingPeriod, locale: Locale): string | undefined {
  const year = from.slice(0, 4);
  const [first, last] = [Number(from.slice(5, 7)), Number(until.slice(5, 7))];
  const isWhole = from.endsWith('-01') && until === dayBefore(firstDay(Number(year) * 12 + last));
  const months = last - first + 1;
  if (!isWhole || !from.startsWith(until.slice(0, 4))) return undefined;
  const names: Readonly<Record<number, Readonly<Record<Locale, string>> | undefined>> = {
    1: { zh: monthText(from.slice(0, 7), 'zh'), en: monthText(from.slice(0, 7), 'en') },
    3: quarterName(year, first),
    6: halfYearName(year, first),
    12: { zh: `${year}年`, en: year },
  };
  return names[months]?.[locale];
}

function quarterName(year: string, first: number): Readonly<Record<Locale, string>> | undefined {
  const quarter = (first + 2) / 3;
  if (!Number.isInteger(quarter)) return undefined;
  return { zh: `${year}年第${'一二三四'[quarter - 1] ?? ''}季度`, en: `Q${quarter} ${year}` };
}

function halfYearName(year: string, first: number): Readonly<Record<Locale, string>> | undefined {
  if (first === 1) return { zh: `${year}年上半年`, en: `first half of ${year}` };
  return first === 7 ? { zh: `${year}年下半年`, en: `second half of ${year}` } : undefined;
}

/** The first day of the month that is `month` months after January of the year 0. */
function firstDay(month: number): LocalDate {
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`;
}

function dayBefore(day: LocalDate): LocalDate {
  return dayAfter(day, -1);
}

function dayAfter(day: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function daysBetween(from: LocalDate, until: LocalDate): number {
  return Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000);
}
