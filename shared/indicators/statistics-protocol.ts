// 数据统计 over the wire: all figures of a unit and a period, the same month by month, the records behind one. Not part of replication.
import * as z from 'zod/mini';
import type { ReportingPeriod } from '../org/reporting-period.ts';
import { syncedDocumentSchema, type Instant, type UnitId } from '../records/record.ts';
import type { FigureSheet } from './count-figures.ts';
import { comparisons } from './figure-change.ts';
import { figureQuestionSchema, figureReplySchema, type FigureReply } from './figures-protocol.ts';

const count = z.number().check(z.minimum(0));
const sheetSchema = figureReplySchema.shape.total;

/** The unit and the days of 查数, and with what they are compared; without `comparison` with nothing. */
export const statisticsQuestionSchema = z
  .object({ ...figureQuestionSchema.shape, comparison: z.optional(z.enum(comparisons)) })
  .check(z.refine(({ from, until }) => from <= until));
export type StatisticsQuestion = z.infer<typeof statisticsQuestionSchema>;

/** A rate on the last day. Without `of` its base was not entered; `lacking`: the units that did not, the first of `lackingCount`. */
const rateFigureSchema = z.object({
  value: count,
  of: z.optional(count),
  isEstimate: z.boolean(),
  unknown: count,
  lacking: z.array(z.string()),
  lackingCount: count,
});
/** By id of the rate; one of which nothing is known in the unit is absent. */
const ratesSchema = z.record(z.string(), rateFigureSchema);
export type RateFigure = z.infer<typeof rateFigureSchema>;

/** What a task plans for the unit of an indicator, and what was reached of it from the day it was set, as its page says it. */
const targetSchema = z.object({
  indicator: z.string(),
  taskId: z.string(),
  task: z.string(),
  planned: count,
  reached: count,
  from: z.string(),
  dueOn: z.optional(z.string()),
});
export type StatisticsTarget = z.infer<typeof targetSchema>;

/** The figures of 查数, the rates beside them, and both of the days to compare with; as of an instant of the server's clock. */
export const statisticsReplySchema = z.object({
  ...figureReplySchema.shape,
  rates: ratesSchema,
  rateParts: z.array(z.object({ unitId: z.string(), rates: ratesSchema })),
  before: z.optional(
    z.object({ from: z.string(), until: z.string(), total: sheetSchema, rates: ratesSchema }),
  ),
  targets: z.array(targetSchema),
});
export type StatisticsReply = FigureReply & {
  readonly rates: Readonly<Record<string, RateFigure>>;
  readonly rateParts: readonly { readonly unitId: UnitId; readonly rates: StatisticsReply['rates'] }[];
  readonly before?: (ReportingPeriod & WholeSheet) | undefined;
  readonly targets: readonly StatisticsTarget[];
};
/** A sheet with the rates of the same unit and days. */
export type WholeSheet = { readonly total: FigureSheet; readonly rates: StatisticsReply['rates'] };

/** Each month of the period that has begun, in order; the first and the last as far as they lie in it. */
export const monthsReplySchema = z.object({
  months: z.array(z.object({ from: z.string(), until: z.string(), total: sheetSchema, rates: ratesSchema })),
  asOf: z.string(),
});
export type MonthsReply = {
  readonly months: readonly (ReportingPeriod & WholeSheet)[];
  readonly asOf: Instant;
};

/** Most months of one call. */
export const mostMonths = 36;

/** Which line of `statistics-lines.ts`; `ownOnly`: what the unit hosts itself; `after`: the place that the page before ended with. */
export const figureRecordsQuestionSchema = z
  .object({
    ...figureQuestionSchema.shape,
    line: z.string().check(z.minLength(1), z.maxLength(120)),
    ownOnly: z.optional(z.boolean()),
    after: z.optional(z.string().check(z.maxLength(120))),
  })
  .check(z.refine(({ from, until }) => from <= until));
export type FigureRecordsQuestion = z.infer<typeof figureRecordsQuestionSchema>;

const figureSchema = z.object({
  value: count,
  of: z.optional(count),
  isEstimate: z.boolean(),
  unknown: count,
});

/** One page of the records that a figure counts, newest first, each with what it adds; of a rate on a day without it. */
export const figureRecordsReplySchema = z.object({
  figure: figureSchema,
  total: count,
  rows: z.array(z.object({ document: syncedDocumentSchema, figure: z.optional(figureSchema) })),
  after: z.optional(z.string()),
  asOf: z.string(),
});
export type FigureRecordsReply = z.infer<typeof figureRecordsReplySchema>;

/** Records of one page. */
export const recordsOnPage = 20;

/** The table as a workbook, in the language that the person reads. */
export const statisticsFileRequestSchema = z
  .object({ ...statisticsQuestionSchema.shape, locale: z.enum(['zh', 'en']) })
  .check(z.refine(({ from, until }) => from <= until));
