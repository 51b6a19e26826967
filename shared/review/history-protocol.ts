// The history of a record over the wire: the version last decided upon, and when which version arrived. Not part of replication.
import * as z from 'zod/mini';
import { reviewStates, syncedDocumentSchema } from '../records/record.ts';

export const historyRequestSchema = z.object({ id: z.string().check(z.minLength(1), z.maxLength(64)) });

/**
 * One version: its state, when the server wrote it, and whether its author wrote it. `changedBy`: name of whoever else wrote what
 * stands in it, a colleague or a superior who put it right; absent where only its state changed.
 */
const historyStepSchema = z.object({
  rev: z.number(),
  at: z.string(),
  reviewState: z.enum(reviewStates),
  isByAuthor: z.boolean(),
  changedBy: z.optional(z.string()),
});

/** `reviewed`: the newest version that a decision was made upon, or null when there is none that this account may read. */
export const historyReplySchema = z.object({
  reviewed: z.nullable(syncedDocumentSchema),
  reviewedAt: z.nullable(z.string()),
  steps: z.array(historyStepSchema),
});
export type HistoryReply = z.infer<typeof historyReplySchema>;
