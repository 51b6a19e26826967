// What a gift to one person is usually worth: outside of it a visit is asked about, never refused (`domain.md` §12.2).
// A proposal of ours, from 2026 on and until a document says otherwise; what is outside is most often fen typed as yuan.

/** Integer fen for one person visited. */
export const usualGiftFen = { least: 100, most: 200_000 } as const;

/** Integer fen for one piece, bag or box of what was given. */
export const usualUnitFen = { least: 10, most: 500_000 } as const;
