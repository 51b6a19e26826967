// What stands in one cell of a ledger, and how it reads: a rough number never looks exact, nor does a sum that holds one.
import { dateText } from '../forms/describe-record.ts';
import type { LocalDate } from '../records/record.ts';
import { exactCount, roughMark, type Locale } from '../reports/approximate-number.ts';

/** A number whose writer said that it is rough, or a sum with such a number inside. */
export type RoughNumber = { readonly rough: number };

/** Text for words, a number where a column can be added up, a day as a day, '' where nothing is known. */
export type LedgerCell = string | number | RoughNumber | { readonly day: LocalDate };

/** How a workbook writes a rough number, before and after it: in a line 51（大概数）, as a sum 约51. */
export const roughWords: Readonly<
  Record<Locale, Readonly<Record<'cell' | 'total', readonly [string, string]>>>
> = {
  zh: { cell: ['', roughMark.zh], total: ['约', ''] },
  en: { cell: ['', roughMark.en], total: ['about ', ''] },
};

/** `isTotal`: at the foot of its column. */
export function cellText(cell: LedgerCell | undefined, locale: Locale, isTotal = false): string {
  if (cell === undefined || typeof cell === 'string') return cell ?? '';
  if (typeof cell === 'number') return exactCount(cell, locale);
  if ('day' in cell) return dateText(cell.day, locale);
  const [before, after] = roughWords[locale][isTotal ? 'total' : 'cell'];
  return `${before}${exactCount(cell.rough, locale)}${after}`;
}

/** Undefined for words, days and nothing. */
export function numberIn(cell: LedgerCell | undefined): number | undefined {
  if (typeof cell === 'number') return cell;
  return typeof cell === 'object' && 'rough' in cell ? cell.rough : undefined;
}

/** Added in hundredths, so that cents add up; rough when one of them is, '' when none is a number. */
export function sumOfCells(cells: readonly (LedgerCell | undefined)[]): number | RoughNumber | '' {
  const numbers = cells.flatMap((cell) => numberIn(cell) ?? []);
  if (numbers.length === 0) return '';
  const hundredths = numbers.reduce((sum, each) => sum + Math.round(each * 100), 0);
  return asNumber(
    hundredths / 100,
    cells.some((cell) => typeof cell === 'object' && 'rough' in cell),
  );
}

export function asNumber(value: number, isRough: boolean): number | RoughNumber {
  return isRough ? { rough: value } : value;
}
