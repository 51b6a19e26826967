// Months and their samples over the wire, for the page of periods. Not part of replication, so not under its version.
import * as z from 'zod/mini';
import { syncedDocumentSchema } from '../records/record.ts';
import { monthSchema } from './period-lock.ts';

const unitId = z.string().check(z.minLength(1), z.maxLength(32));
const count = z.number().check(z.int(), z.minimum(0));

/** A unit, and the first and last month, both inside. */
export const periodsQuestionSchema = z
  .object({ unitId, from: monthSchema, until: monthSchema })
  .check(z.refine(({ from, until }) => from <= until && monthsBetween(from, until).length <= 24));
export type PeriodsQuestion = z.infer<typeof periodsQuestionSchema>;

export const periodsReplySchema = z.object({
  rows: z.array(
    z.object({
      unitId: z.string(),
      months: z.array(
        z.object({
          month: monthSchema,
          records: count,
          awaiting: count,
          returned: count,
          late: count,
          carried: count,
          lock: z.optional(
            z.object({
              unitId: z.string(),
              byUnitId: z.string(),
              /** The officer's name. */
              by: z.string(),
              at: z.string(),
            }),
          ),
          lastWord: z.optional(z.string()),
        }),
      ),
    }),
  ),
});
export type PeriodsReply = z.infer<typeof periodsReplySchema>;

export const periodSampleQuestionSchema = z.object({ unitId, month: monthSchema });
export type PeriodSampleQuestion = z.infer<typeof periodSampleQuestionSchema>;

/** What to look at before confirming, and what came after it was locked (at most 100). */
export const periodSampleReplySchema = z.object({
  sample: z.array(syncedDocumentSchema),
  late: z.array(syncedDocumentSchema),
  /** Came late in an earlier month and count in this one (at most 100). */
  carried: z.array(syncedDocumentSchema),
});
export type PeriodSampleReply = z.infer<typeof periodSampleReplySchema>;

/** All months from one to another, both inside. */
export function monthsBetween(from: string, until: string): readonly string[] {
  const [first, last] = [numberOf(from), numberOf(until)];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => textOf(first + index));
}

function numberOf(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
}

function textOf(number: number): string {
  return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;
}
