// After an older copy took the server's database's place: what devices hold is compared and brought back. Not part of replication.
import * as z from 'zod/mini';
import { replicatedCollections, syncedDocumentSchema } from '../records/record.ts';

/** Documents of one call: named by id and content hash, or whole. */
export const recoveryLimits = { offered: 1_000, brought: 100 } as const;

/** Collections whose documents devices offer, in the order in which they bring them: a decision comes after its record. */
export const recoveredCollections = ['people', 'records', 'decisions', 'conflicts'] as const;
export type RecoveredCollection = (typeof recoveredCollections)[number];

export const offerSchema = z.strictObject({
  documents: z
    .array(z.strictObject({ id: z.string().check(z.maxLength(64)), hash: z.string().check(z.maxLength(64)) }))
    .check(z.maxLength(recoveryLimits.offered)),
});
export type Offer = z.infer<typeof offerSchema>;
/** Ids of which the server has this content neither now nor in its history. */
export const offerReplySchema = z.object({ wanted: z.array(z.string()) });

export const bringSchema = z.strictObject({
  documents: z.array(syncedDocumentSchema).check(z.maxLength(recoveryLimits.brought)),
});
/**
 * `taken`: the server holds it again · `kept`: it waits for somebody's word, or for what it is about · `refused`: with a code
 * and words; the device keeps it.
 */
export const bringReplySchema = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      outcome: z.enum(['taken', 'kept', 'refused']),
      code: z.optional(z.string()),
      message: z.optional(z.string()),
      fields: z.optional(z.array(z.string())),
    }),
  ),
});
export type BringReply = z.infer<typeof bringReplySchema>;
export type BroughtResult = BringReply['results'][number];

const inboxEntry = {
  id: z.string(),
  collection: z.enum(replicatedCollections),
  type: z.string(),
  unitId: z.string(),
  occurredOn: z.string(),
  /** Account of whoever wrote it. */
  author: z.string(),
  at: z.string(),
  /** Why it was refused, or could not be taken in so far; '' when nothing stands against it. */
  code: z.string(),
  message: z.string(),
  fields: z.array(z.string()),
  /** Absent where the caller may not read it. */
  document: z.optional(syncedDocumentSchema),
};
/** Oldest first. `recovered`: from before a restore, waiting for a word · `refused`: could not be taken in when it came. */
export const inboxReplySchema = z.object({
  recovered: z.array(z.object({ ...inboxEntry, broughtBy: z.string() })),
  refused: z.array(z.object(inboxEntry)),
});
export type InboxReply = z.infer<typeof inboxReplySchema>;

/** `replay`: of refused ones, judged once more as it came. */
export const inboxActSchema = z.strictObject({
  id: z.string().check(z.maxLength(300)),
  act: z.enum(['accept', 'layAside', 'replay']),
});
export type InboxAct = z.infer<typeof inboxActSchema>['act'];
/** What became of it: `code` says why it still waits. */
export const inboxActReplySchema = z.object({
  isSettled: z.boolean(),
  code: z.optional(z.string()),
  message: z.optional(z.string()),
});
export type InboxActReply = z.infer<typeof inboxActReplySchema>;
