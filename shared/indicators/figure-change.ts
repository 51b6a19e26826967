// What a figure became since a time before, in the words of a report (rules 2 and 3 of the briefing outline).
import type { Label } from '../forms/field-types.ts';
import { words } from '../forms/shorthand.ts';
import type { Locale } from '../reports/approximate-number.ts';
import { fewestForRate, pointsBetween, pointsText } from '../reports/number-text.ts';
import { aYearBefore, periodBefore, type ReportingPeriod } from '../org/reporting-period.ts';
import type { LocalDate } from '../records/record.ts';
import type { Figure } from './evaluate-indicator.ts';

/** With what a period is compared: the stretch right before it, or the same days of the year before. */
export const comparisons = ['before', 'lastYear'] as const;
export type Comparison = (typeof comparisons)[number];

const nothingBefore: Readonly<Record<Comparison, Label>> = {
  before: words('上期无', 'none before'),
  lastYear: words('上年同期无', 'none a year before'),
};

/** The days to compare with; of a period that has not ended on `today`, as many as have passed of it. */
export function comparedPeriod(
  period: ReportingPeriod,
  comparison: Comparison,
  today: LocalDate,
): ReportingPeriod {
  if (comparison === 'before') return periodBefore(period, today);
  const until = period.from <= today && today < period.until ? today : period.until;
  return { from: aYearBefore(period.from), until: aYearBefore(until) };
}

/**
 * 增长12.5%, 增长1.2倍, 下降8%, 持平, 提高3.2个百分点, 上年同期无. '' where there is nothing to compare: no figure on either side,
 * a rate whose base is not known. Of bases under 20 no difference of rates is said.
 */
export function changeText(
  now: Figure | undefined,
  before: Figure | undefined,
  comparison: Comparison,
  locale: Locale,
): string {
  if (now?.of !== undefined || before?.of !== undefined) return rateChange(now, before, comparison, locale);
  const [present, past] = [now?.value ?? 0, before?.value ?? 0];
  if (past === 0) return present === 0 ? '' : nothingBefore[comparison][locale];
  return amountChange((present - past) / past, locale);
}

function rateChange(
  now: Figure | undefined,
  before: Figure | undefined,
  comparison: Comparison,
  locale: Locale,
): string {
  if (now?.of === undefined || now.of === 0) return '';
  if (before?.of === undefined || before.of === 0) return nothingBefore[comparison][locale];
  if (now.of < fewestForRate || before.of < fewestForRate)
    return words(`基数不足${fewestForRate}，不比`, `base under ${fewestForRate}: not compared`)[locale];
  return pointsText(pointsBetween(now.value / now.of, before.value / before.of), locale);
}

function amountChange(share: number, locale: Locale): string {
  const percent = Math.round(share * 1000) / 10;
  if (percent === 0) return words('持平', 'unchanged')[locale];
  if (percent < 0) return words(`下降${-percent}%`, `down ${-percent}%`)[locale];
  const times = Math.round(percent / 10) / 10;
  return percent > 100
    ? words(`增长${times}倍`, `up ${percent}%`)[locale]
    : words(`增长${percent}%`, `up ${percent}%`)[locale];
}
