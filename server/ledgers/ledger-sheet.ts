// A ledger as it is printed, whatever the format: title, where it comes from, lines, totals, places to sign.
import type { Ledger } from '../../shared/ledgers/build-ledger.ts';
import { cellText, type LedgerCell } from '../../shared/ledgers/ledger-cell.ts';

export type LedgerSheet = {
  readonly title: string;
  /** Unit, period, who made it when: a printed ledger says where it comes from. */
  readonly origin: string;
  /** Said above the table when not everything is in it; '' otherwise. */
  readonly cut: string;
  readonly ledger: Ledger;
  readonly locale: 'zh' | 'en';
  readonly words: {
    readonly total: string;
    readonly signatures: readonly string[];
    /** Before, between and after the number of the page and that of all pages. */
    readonly page: readonly [string, string, string];
  };
};

const narrowest = 6;
const widest = 40;
const longestWhole = 20;

/** How wide each column wants to be, in characters; a Chinese one is two wide. */
export function widthsOf({ ledger: { columns, lines }, locale }: LedgerSheet): readonly number[] {
  return columns.map(({ label }, place) => {
    const texts = [label, ...lines.slice(0, 200).map(({ cells }) => plainText(cells[place], locale))];
    const longest = Math.max(...texts.map(lengthOf));
    return Math.min(widest, Math.max(narrowest, longest + 2));
  });
}

/** The longest run of letters and digits in each column, sums among them: a day or a number is not broken over two lines. */
export function longestWordsOf({
  ledger: { columns, lines, totals },
  locale,
}: LedgerSheet): readonly number[] {
  return columns.map((_, place) =>
    [...lines.map(({ cells }) => cells[place]), totals[place]]
      .map((cell) => plainText(cell, locale))
      .reduce((longest, text) => Math.max(longest, ...wordsIn(text)), 0),
  );
}

/** What is longer than an address or a document number may well be broken. */
function wordsIn(text: string): readonly number[] {
  return (text.match(/[!-ÿ]+/g) ?? []).map(({ length }) => Math.min(length, longestWhole));
}

/** A day as 2026-10-18, a number without marks between its thousands; `isTotal`: at the foot of its column. */
export function plainText(cell: LedgerCell | undefined, locale: 'zh' | 'en', isTotal = false): string {
  if (typeof cell === 'number') return String(cell);
  return typeof cell === 'object' && 'day' in cell ? cell.day : cellText(cell, locale, isTotal);
}

function lengthOf(text: string): number {
  return Array.from(text).reduce((sum, letter) => sum + (letter > 'ÿ' ? 2 : 1), 0);
}
