// Numbers as an example sentence writes them: "50余名", "近千元" (rule 4 of the briefing outline). Totals stay exact.

export type Locale = 'zh' | 'en';

/** Said after a count whose writer did not know it exactly. */
export const roughMark: Readonly<Record<Locale, string>> = { zh: '（大概数）', en: ' (estimate)' };

/**
 * A count rounded by its leading digit: a remainder of at most 0.3 of the unit is "余", of at least 0.8 "近", anything
 * else and every round number stays exact. 51 → 50余, 58 → 近60, 55 → 55, 50 → 50, 986 → 近千.
 */
export function approximateCount(count: number, locale: Locale): string {
  const unit = 10 ** (String(Math.trunc(count)).length - 1);
  const floor = Math.floor(count / unit) * unit;
  const remainder = count - floor;
  if (count < 10 || remainder === 0) return exactCount(count, locale);
  if (remainder <= 0.3 * unit)
    return locale === 'zh' ? `${floor}余` : `more than ${exactCount(floor, locale)}`;
  if (remainder >= 0.8 * unit)
    return locale === 'zh' ? `近${roundWord(floor + unit)}` : `nearly ${exactCount(floor + unit, locale)}`;
  return exactCount(count, locale);
}

/** An amount of integer fen, approximated in yuan: 98,600 fen → 近千元. */
export function approximateFen(fen: number, locale: Locale): string {
  const amount = approximateCount(fen / 100, locale);
  return locale === 'zh' ? `${amount}元` : `${amount} yuan`;
}

/** An exact number; English groups thousands. */
export function exactCount(count: number, locale: Locale): string {
  return locale === 'zh' ? String(count) : count.toLocaleString('en');
}

const words: ReadonlyMap<number, string> = new Map([
  [100, '百'],
  [1000, '千'],
  [10_000, '万'],
]);

/** 近千, 近万: a round power of ten is read as a word. */
function roundWord(count: number): string {
  return words.get(count) ?? String(count);
}
