// Ledgers over the wire: the question, the records of one screen, and the address of a file. Not part of replication.
import * as z from 'zod/mini';
import { figureQuestionSchema } from '../indicators/figures-protocol.ts';
import type { Ledger } from './build-ledger.ts';
import { reviewStates } from '../records/record.ts';

const id = z.string().check(z.minLength(1), z.maxLength(60));

const questionShape = {
  ...figureQuestionSchema.shape,
  type: id,
  text: z.optional(z.string().check(z.maxLength(100))),
  reviewState: z.optional(z.enum(reviewStates)),
  columns: z.optional(z.array(id).check(z.maxLength(60))),
} as const;
const locale = z.enum(['zh', 'en']);

/** The unit and the days of 查数; a type of record, or a ledger of the catalogue; what narrows it. */
export const ledgerQuestionSchema = z
  .object({ ...questionShape, locale: z.optional(locale) })
  .check(z.refine(({ from, until }) => from <= until));

/** A file of the same, in the language that the person reads. */
export const ledgerFileRequestSchema = z
  .object({ ...questionShape, locale, format: z.optional(z.enum(['xlsx', 'docx'])) })
  .check(z.refine(({ from, until }) => from <= until));
export type LedgerFileRequest = z.infer<typeof ledgerFileRequestSchema>;
export type LedgerFormat = NonNullable<LedgerFileRequest['format']>;

/** Words, a number, a rough one, a day. */
const cellSchema = z.union([
  z.string(),
  z.number(),
  z.object({ rough: z.number() }),
  z.object({ day: z.string() }),
]);
const lineSchema = z.object({
  key: z.string(),
  id: z.string(),
  collection: z.enum(['records', 'people', 'orgUnits']),
  cells: z.array(cellSchema),
});

/** As many lines as a screen takes, the first ones, in the words of the language asked for; `total` counts all there are. */
export const ledgerReplySchema = z.object({
  lines: z.array(lineSchema),
  total: z.number(),
  /** Of a ledger that is `lockedOnly`: records that came late and stand outside. */
  late: z._default(z.number(), 0),
  /** By column: the sums over all lines. */
  sums: z._default(z.record(z.string(), cellSchema), {}),
  /** Sentences below the table. */
  notes: z._default(z.array(z.string()), []),
});
export type LedgerReply = Pick<Ledger, 'lines' | 'late' | 'notes'> &
  Pick<z.infer<typeof ledgerReplySchema>, 'total' | 'sums'>;

/** Path of a file that can be fetched for a minute, by whoever holds it. */
export const ledgerFileReplySchema = z.object({ path: z.string() });

/** Lines that a screen takes; files hold more. */
export const mostOnScreen = 500;
export const mostIn: Readonly<Record<LedgerFormat, number>> = { xlsx: 50_000, docx: 1_000 };
