// Ledgers over the wire: the question, the records of one screen, and the address of a workbook. Not part of replication.
import * as z from 'zod/mini';
import { figureQuestionSchema } from '../indicators/figures-protocol.ts';
import { syncedDocumentSchema } from '../records/record.ts';

/** The unit and the days of 查数, and a type of record. */
export const ledgerQuestionSchema = z
  .object({
    ...figureQuestionSchema.shape,
    type: z.string().check(z.minLength(1), z.maxLength(60)),
  })
  .check(z.refine(({ from, until }) => from <= until));

/** A workbook of the same, in the language that the person reads. */
export const ledgerFileRequestSchema = z
  .object({ ...ledgerQuestionSchema.shape, locale: z.enum(['zh', 'en']) })
  .check(z.refine(({ from, until }) => from <= until));

/** As many records as a screen takes, oldest first, with those that continue them; `total` counts all there are. */
export const ledgerReplySchema = z.object({
  documents: z.array(syncedDocumentSchema),
  continuations: z.array(syncedDocumentSchema),
  total: z.number(),
  /** Of a ledger that is `lockedOnly`: records that came late and stand outside. */
  late: z.number(),
});
export type LedgerReply = z.infer<typeof ledgerReplySchema>;

/** Path of a workbook that can be fetched for a minute, by whoever holds it. */
export const ledgerFileReplySchema = z.object({ path: z.string() });

/** Records that a screen takes; a workbook holds more. */
export const mostOnScreen = 500;
export const mostInWorkbook = 50_000;
