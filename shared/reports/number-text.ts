// Numbers as a report writes them (rules 2 and 4 of the briefing outline): rates, differences, amounts, rounded counts.
import { approximateCount, approximateFen, exactCount, type Locale } from './approximate-number.ts';

/** A base under this is said in numbers, never as a rate. */
export const fewestForRate = 20;

/** One decimal, a trailing 0 dropped: 0.923 → 92.3%, 0.92 → 92%. With two they always stand: 92.31%, 92.00%. */
export function rateText(rate: number, decimals?: 2): string {
  if (decimals === 2) return `${(Math.round(rate * 10_000) / 100).toFixed(2)}%`;
  return `${Math.round(rate * 1000) / 10}%`;
}

/** The difference of two rates in percentage points, of the rates as they are written: 92.3 % after 89.1 % → 3.2. */
export function pointsBetween(rate: number, before: number): number {
  return Math.round(Math.round(rate * 1000) - Math.round(before * 1000)) / 10;
}

/** 提高3.2个百分点, 下降0.5个百分点, 持平. */
export function pointsText(points: number, locale: Locale): string {
  const size = String(Math.abs(points));
  if (points === 0) return locale === 'zh' ? '持平' : 'unchanged';
  if (locale === 'zh') return `${points > 0 ? '提高' : '下降'}${size}个百分点`;
  return `${points > 0 ? 'up' : 'down'} ${size} percentage points`;
}

/** Integer fen in units of 10,000 yuan, two decimals at most: 3,000,000 fen → 3; in English as yuan. */
export function wanText(fen: number, locale: Locale): string {
  return locale === 'zh' ? String(Math.round(fen / 10_000) / 100) : (fen / 100).toLocaleString('en');
}

/** A sum: exact, and 约 when an estimate is inside. */
export function countText(count: number, isEstimate: boolean, locale: Locale): string {
  if (!isEstimate) return exactCount(count, locale);
  return locale === 'zh' ? `约${count}` : `about ${exactCount(count, locale)}`;
}

/** Of an example only: 51 → 50余, 98,600 fen → 近千元. */
export function roughText(value: number, format: 'rough' | 'roughYuan', locale: Locale): string {
  return format === 'rough' ? approximateCount(value, locale) : approximateFen(value, locale);
}
