// Dates of a report: written as official documents write them, and within its period unless they are of something planned.
import { isLocalDate } from '../../forms/local-date.ts';
import { words } from '../../forms/shorthand.ts';
import type { ReportingPeriod } from '../../org/reporting-period.ts';
import type { Finding } from '../check-report.ts';
import type { Report } from '../report-model.ts';

const date = /(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日/gu;
const intended = /拟|计划|今后|前完成|将于/u;

/** `2026年9月10日`, or without its year where that is clear. */
export function dateFindings(line: string, { period }: Pick<Report, 'period'>): readonly Finding[] {
  const sentences = line.split(/(?<=[。；])/u);
  return sentences.flatMap((sentence) => {
    const isPlan = intended.test(sentence);
    return [...sentence.matchAll(date)].flatMap(([place, year, month = '', day = '']) => {
      const isPlain = !month.startsWith('0') && !day.startsWith('0');
      if (!isPlain)
        return [{ rule: 'date-form', words: words('日期不写前导的0', 'a date has no leading zeros'), place }];
      if (isPlan || isWithin(year, month, day, period)) return [];
      return [
        { rule: 'date-range', words: words('日期不在报告期内', 'the date is outside of the period'), place },
      ];
    });
  });
}

function isWithin(
  year: string | undefined,
  month: string,
  day: string,
  { from, until }: ReportingPeriod,
): boolean {
  const rest = `${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const years = year === undefined ? [from.slice(0, 4), until.slice(0, 4)] : [year];
  return years
    .map((each) => `${each}-${rest}`)
    .some((each) => isLocalDate(each) && each >= from && each <= until);
}
