// The months of a period, one after the other: what a chart by month and its table stand on.
import type { ReportingPeriod } from '../org/reporting-period.ts';
import type { LocalDate } from '../records/record.ts';

/** As far as they lie in the period and have begun on `today`; empty when the period has not. */
export function monthsWithin(period: ReportingPeriod, today: LocalDate): readonly ReportingPeriod[] {
  const last = period.until < today ? period.until : today;
  const months: ReportingPeriod[] = [];
  for (let { from } = period; from <= last; from = firstOfNext(from)) {
    const end = endOf(from);
    months.push({ from, until: end < period.until ? end : period.until });
  }
  return months;
}

function firstOfNext(day: LocalDate): LocalDate {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
}

function endOf(day: LocalDate): LocalDate {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
