// What a gift to one person is usually worth: outside of it a visit is asked about, never refused (`domain.md` §12.2).
// A proposal of ours, from 2026 on and until a document says otherwise; what is outside is most often fen typed as yuan.

import type { Expression } from '../forms/expression.ts';
import type { Constraint } from '../forms/field-types.ts';

/** Integer fen for one person visited. */
const usualGiftFen = { least: 100, most: 200_000 } as const;

/** Integer fen for one piece, bag or box of what was given. */
export const usualUnitFen = { least: 10, most: 500_000 } as const;

/** Warns when the worth of all gifts (fen) is unusual for so many people; not where the worth of some is unknown, or of all. */
export function usualGift(worth: Expression, isUnknown: Expression, people: Expression): Constraint {
  const [least, most] = [usualGiftFen.least / 100, usualGiftFen.most / 100];
  const isUsual = {
    and: [
      { gte: [worth, { mul: [people, usualGiftFen.least] }] },
      { lte: [worth, { mul: [people, usualGiftFen.most] }] },
    ],
  } as const;
  return {
    rule: { or: [isUnknown, { eq: [worth, 0] }, isUsual] },
    severity: 'warn',
    message: {
      zh: `折价合计摊到每人不到${least}元，或超过${most}元，请核对金额和人数`,
      en: `Less than ${least} yuan or more than ${most} yuan for each person; please check value and number`,
    },
  };
}
