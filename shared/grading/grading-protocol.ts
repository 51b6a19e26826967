// 对标定位 over the wire: the unit and the year, and the table of its grades. Not part of replication.
import * as z from 'zod/mini';
import type { Instant } from '../records/record.ts';
import type { GradeTable } from './grade-table.ts';
import { goods, grades, vetoes } from './grades.ts';

export const gradeQuestionSchema = z.object({
  unitId: z.string().check(z.minLength(1), z.maxLength(32)),
  year: z.number().check(z.int(), z.minimum(2000), z.maximum(2100)),
});

const count = z.number();
const grade = z.enum(grades);
const countsSchema = z.object({
  ...{ graded: count, fiveGoods: count, rose: count, fell: count, same: count, first: count },
  ...{ couldRise: count, wasLast: count, recovered: count, unreviewed: count },
  byGrade: z.object({ good: count, 'fairly-good': count, average: count, poor: count }),
});
const lineSchema = z.object({
  recordId: z.string(),
  grade,
  before: z.exactOptional(grade),
  documentNumber: z.string(),
  assessedOn: z.string(),
  isReviewed: z.boolean(),
  ballots: z.object({
    out: z.exactOptional(count),
    back: z.exactOptional(count),
    satisfied: z.exactOptional(count),
    fairlySatisfied: z.exactOptional(count),
    dissatisfied: z.exactOptional(count),
  }),
  gaps: z.string(),
  change: z.enum(['rose', 'fell', 'same', 'first']),
  lacking: z.exactOptional(z.array(z.enum(goods))),
  contradicts: z.boolean(),
  proposed: z.exactOptional(
    z.object({
      grade,
      total: z.exactOptional(count),
      vetoes: z.array(z.enum(vetoes)),
      schemeId: z.string(),
      documentNumber: z.string(),
    }),
  ),
});
const rowSchema = z.object({
  unitId: z.string(),
  now: z.exactOptional(lineSchema),
  last: z.exactOptional(lineSchema),
  counts: countsSchema,
  countsBefore: countsSchema,
});
const leads = z.object({ value: count, of: count });

/** `GradeTable` of `grade-table.ts`, as of an instant of the server's clock. */
export const gradeReplySchema = z.object({
  year: count,
  whole: rowSchema,
  rows: z.array(rowSchema),
  leads,
  leadsBefore: leads,
  schemes: z.array(
    z.object({ id: z.string(), unitId: z.string(), documentNumber: z.string(), from: z.string() }),
  ),
  undocumented: count,
  asOf: z.string(),
});
export type GradeReply = GradeTable & { readonly asOf: Instant };
