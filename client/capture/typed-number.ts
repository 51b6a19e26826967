// Numbers as people type them: full-width digits, commas and spaces are understood; anything else is kept as it stands.

/** The number, undefined for nothing, or the text itself when it is no number: the form says so and loses nothing. */
export function typedNumber(text: string): number | string | undefined {
  const plain = text
    .normalize('NFKC')
    .replaceAll(/[\s,，]/g, '')
    .replace('。', '.');
  if (plain === '') return undefined;
  return /^-?\d{1,12}(\.\d{1,6})?$/.test(plain) ? Number(plain) : text;
}

/** Yuan as typed, in fen: 986 → 98600, 12.5 → 1250; more than two decimals are no amount of money. */
export function typedFen(text: string): number | string | undefined {
  const yuan = typedNumber(text.replaceAll(/[元¥￥]/g, ''));
  if (typeof yuan !== 'number') return yuan === undefined ? undefined : text;
  const fen = Math.round(yuan * 100);
  return Math.abs(yuan * 100 - fen) < 1e-6 ? fen : text;
}

/** Fen as they are typed in yuan: 98600 → 986, 1250 → 12.50. */
export function yuanText(fen: number): string {
  return fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2);
}
