// 查数 over the wire: the question to the server and its answer. Not part of replication, so not under its version.
import * as z from 'zod/mini';
import { isLocalDate } from '../forms/local-date.ts';
import type { Instant } from '../records/record.ts';
import type { UnitFigures } from './count-figures.ts';

const day = z.string().check(z.refine((text) => isLocalDate(text)));
const count = z.number().check(z.minimum(0));

/** A unit and two days, both inside, in order. */
export const figureQuestionSchema = z
  .object({
    unitId: z.string().check(z.minLength(1), z.maxLength(32)),
    from: day,
    until: day,
    lockedOnly: z.optional(z.boolean()),
  })
  .check(z.refine(({ from, until }) => from <= until));

const figureSchema = z.object({
  value: count,
  of: z.optional(count),
  isEstimate: z.boolean(),
  unknown: count,
});
const sheetSchema = z.object({
  kinds: z.record(
    z.string(),
    z.object({ reviewed: count, awaiting: count, returned: count, tookPart: count }),
  ),
  figures: z.record(z.string(), figureSchema),
});

/** `UnitFigures` of `count-figures.ts`, as of an instant of the server's clock. */
export const figureReplySchema = z.object({
  total: sheetSchema,
  parts: z.array(z.object({ unitId: z.string(), sheet: sheetSchema })),
  outside: z.exactOptional(z.object({ late: count, unreviewed: count, open: count })),
  carried: z.exactOptional(count),
  asOf: z.string(),
});
export type FigureReply = UnitFigures & { readonly asOf: Instant };
