// Days as people write them in tables: whole ones are taken, a missing year or day is proposed and asked about.
import { isLocalDate, isLocalMonth, parseTypedDate } from '../forms/local-date.ts';
import type { GridCell } from './workbook-grid.ts';
import { doubt, isNothing, nothing, read, type ReadContext, type Reading } from './reading.ts';

/** A `date`. With `inPeriod`, a day outside of the sheet's own half-year or month is asked about. */
export function readDay(cell: GridCell, context: ReadContext, inPeriod: boolean): Reading {
  const written = cell.text.normalize('NFKC').trim();
  if (isNothing(written)) return nothing;
  const reading = cell.kind === 'number' ? numberAsDay(written) : textAsDay(written, context);
  const { period } = context;
  if (reading.kind === 'empty' || period === undefined || !inPeriod) return reading;
  const said = reading.kind === 'value' ? reading.value : reading.proposal;
  const day = typeof said === 'string' ? said : period.from;
  if (day >= period.from && day <= period.until) return reading;
  if (reading.kind === 'doubt') {
    const zh = `${reading.words.zh}（不在这张表的时段里）`;
    return { ...reading, words: { zh, en: `${reading.words.en} (outside of this sheet’s period)` } };
  }
  return doubt(
    'outsidePeriod',
    `日期不在这张表的时段（${period.from}至${period.until}）里，照写的记？`,
    `Outside of this sheet’s period (${period.from} to ${period.until}): take the day as it is written?`,
    day,
  );
}

/** A `period`: a month. */
export function readMonth(cell: GridCell, context: ReadContext): Reading {
  const written = cell.text.normalize('NFKC').trim();
  if (isNothing(written)) return nothing;
  const parts = /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*月?$/.exec(written);
  const month = `${parts?.[1] ?? ''}-${(parts?.[2] ?? '').padStart(2, '0')}`;
  if (isLocalMonth(month)) return read(month);
  const day = readDay(cell, context, false);
  return day.kind === 'value' && typeof day.value === 'string' ? read(day.value.slice(0, 7)) : day;
}

function numberAsDay(written: string): Reading {
  const eight = /^\d{8}$/.test(written) ? parseTypedDate(written) : null;
  if (eight !== null) return read(eight);
  const serial = Number(written);
  if (/^\d{5}(\.\d+)?$/.test(written) && serial > 10_000 && serial < 80_000) {
    const day = new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * 86_400_000).toISOString().slice(0, 10);
    return doubt(
      'serialDay',
      `“${written}”是表格软件的日期数字，是${day}？`,
      `“${written}” is a day as a number: ${day}?`,
      day,
    );
  }
  const month = /^(\d{4})\.(\d{1,2})$/.exec(written);
  if (month?.[2] === '1')
    return doubt(
      'dayMissing',
      `“${written}”可能是1月，也可能是10月，请填日期`,
      `“${written}” may be January or October: please give the day`,
    );
  if (month !== null) return monthOnly(written, month[1] ?? '', month[2] ?? '');
  return notDate(written);
}

function textAsDay(written: string, context: ReadContext): Reading {
  const whole = parseTypedDate(written.replace(/\s+\d{1,2}:\d{2}(:\d{2})?$/, ''));
  if (whole !== null) return read(whole);
  return (
    aPartOfMonth(written, context) ??
    withoutYear(written, context) ??
    aRange(written, context) ??
    otherDay(written)
  );
}

/** 3月12日, 3.12, 3-12. */
function withoutYear(written: string, { year, today }: ReadContext): Reading | undefined {
  const parts = /^(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?$/.exec(written);
  if (parts === null) return undefined;
  const day = dayOf(String(year ?? today.slice(0, 4)), parts[1] ?? '', parts[2] ?? '');
  if (day === undefined) return notDate(written);
  return doubt('yearMissing', `“${written}”没有写年份，是${day}？`, `“${written}” has no year: ${day}?`, day);
}

/** 10月中旬, 2026年10月上旬, 3月底. */
function aPartOfMonth(written: string, { year, today }: ReadContext): Reading | undefined {
  const parts = /^(?:(\d{4})\s*[年.])?\s*(\d{1,2})\s*月\s*(上旬|中旬|下旬|初|中|底|末)$/.exec(written);
  if (parts === null) return undefined;
  const part = parts[3] ?? '';
  const inMonth = /^(上旬|初)$/.test(part) ? '5' : /^(中旬|中)$/.test(part) ? '15' : '25';
  const day = dayOf(parts[1] ?? String(year ?? today.slice(0, 4)), parts[2] ?? '', inMonth);
  if (day === undefined) return notDate(written);
  return doubt(
    'dayMissing',
    `“${written}”没有准确的日子，按${day}？`,
    `“${written}” names no day: take ${day}?`,
    day,
  );
}

/** 2026.3.5-3.7, 2026年3月5日至7日: the first day is proposed. */
function aRange(written: string, context: ReadContext): Reading | undefined {
  const parts = /^(.{6,12}?)\s*(?:至|到|~|—|–|-)\s*([\d.年月日/-]{1,11})$/.exec(written);
  const first = parts === null ? null : parseTypedDate(parts[1] ?? '');
  if (first !== null)
    return doubt(
      'dayRange',
      `“${written}”是一段时间，按第一天${first}？`,
      `“${written}” is several days: take the first, ${first}?`,
      first,
    );
  const short = /^(\d{1,2}[.月/]\d{1,2}日?)\s*(?:至|到|~|—|–|-)\s*[\d.月日/]{1,6}$/.exec(written);
  return short === null ? undefined : withoutYear(short[1] ?? '', context);
}

function otherDay(written: string): Reading {
  const month = /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*月?$/.exec(written) ?? /^(\d{4})(\d{2})$/.exec(written);
  if (month !== null) return monthOnly(written, month[1] ?? '', month[2] ?? '');
  const short = /^(\d{2})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$/.exec(written);
  const day = short === null ? undefined : dayOf(`20${short[1] ?? ''}`, short[2] ?? '', short[3] ?? '');
  return day === undefined
    ? notDate(written)
    : doubt(
        'yearMissing',
        `“${written}”的年份只有两位，是${day}？`,
        `“${written}” has a year of two digits: ${day}?`,
        day,
      );
}

function monthOnly(written: string, year: string, month: string): Reading {
  const day = dayOf(year, month, '1');
  if (day === undefined) return notDate(written);
  return doubt(
    'dayMissing',
    `“${written}”只写到月份，按${day}？`,
    `“${written}” names a month only: take ${day}?`,
    day,
  );
}

function notDate(written: string): Reading {
  return doubt('notDate', `“${written}”不是日期，请填日期`, `“${written}” is not a date`);
}

function dayOf(year: string, month: string, day: string): string | undefined {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isLocalDate(date) ? date : undefined;
}
