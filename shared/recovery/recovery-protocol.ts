// After an older copy took the server's database's place: what devices hold is compared and brought back. Not part of replication.
import * as z from 'zod/mini';
import { replicatedCollections, syncedDocumentSchema } from '../records/record.ts';

/** Documents of one call: named by id and content hash, or whole. */
export const recoveryLimits = { offered: 1_000, brought: 100 } as const;

/** Collections whose documents devices offer, in the order in which they bring them: a decision comes after its record. */
export const recoveredCollections = ['people', 'records', 'decisions', 'conflicts'] as const;
export type RecoveredCollection = (typeof recoveredCollections)[number];

const name = z.string().check(z.maxLength(64));
/** A hash or an epoch: nothing that a database does not take. */
const printable = z.string().check(z.regex(/^[!-~]{0,100}$/));

export const offerSchema = z.strictObject({
  documents: z
    .array(
      z.strictObject({
        id: name,
        hash: name,
        /** Of what this device edited last: the number of that save. */
        seq: z.optional(z.number().check(z.int(), z.minimum(1))),
      }),
    )
    .check(z.maxLength(recoveryLimits.offered)),
});
export type Offer = z.infer<typeof offerSchema>;
/** Ids of which the server has this content neither now nor in its history, or whose save it has not applied. */
export const offerReplySchema = z.object({ wanted: z.array(z.string()) });

/**
 * `epoch`: under which the device downloaded what it holds. `base`: hash of the version that an edit of its own began from; ''
 * when the device knew none, the document's own hash when the server had taken that very edit. Documents are looked at one by one:
 * a bad one holds up no other.
 */
export const bringSchema = z.strictObject({
  epoch: printable,
  rows: z
    .array(z.strictObject({ document: z.unknown(), base: printable }))
    .check(z.maxLength(recoveryLimits.brought)),
});
export type BroughtRow = z.infer<typeof bringSchema>['rows'][number];
/**
 * One per row, in order. `taken`: the server holds it again · `kept`: it waits for somebody's word, or for what it is about ·
 * `refused`: with a code and words; the device keeps it.
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

/** `replay`: of refused ones, judged once more as it came · `correct`: of refused ones, put right and then judged. */
export const inboxActs = ['accept', 'layAside', 'replay', 'correct'] as const;
export type InboxAct = (typeof inboxActs)[number];

const inboxEntry = {
  id: z.string(),
  collection: z.enum(replicatedCollections),
  type: z.string(),
  unitId: z.string(),
  occurredOn: z.string(),
  /** Account of whoever wrote it, and her name; '' when there is no such account any more. */
  author: z.string(),
  authorName: z.string(),
  at: z.string(),
  /** Why it was refused, or could not be taken in so far; '' when nothing stands against it. */
  code: z.string(),
  message: z.string(),
  fields: z.array(z.string()),
  /** What the caller may do about it. */
  acts: z.array(z.enum(inboxActs)),
  /** Absent where the caller may not read it. */
  document: z.optional(syncedDocumentSchema),
};
/** Oldest first. `recovered`: from before a restore, waiting for a word, or
 * laid aside (`isAside`) · `refused`: could not be taken in when it came. */
export const inboxReplySchema = z.object({
  recovered: z.array(
    z.object({ ...inboxEntry, broughtBy: z.string(), bringerName: z.string(), isAside: z.boolean() }),
  ),
  refused: z.array(z.object(inboxEntry)),
});
export type InboxReply = z.infer<typeof inboxReplySchema>;

/** What may be put right in a refused record. Whose it is, where it belongs and what it continues stay as its author sent them. */
export const correctionSchema = z.strictObject({
  definitionVersion: syncedDocumentSchema.shape.definitionVersion,
  values: syncedDocumentSchema.shape.values,
  occurredOn: syncedDocumentSchema.shape.occurredOn,
  hostUnitId: syncedDocumentSchema.shape.hostUnitId,
  partnerUnitIds: syncedDocumentSchema.shape.partnerUnitIds,
  tags: syncedDocumentSchema.shape.tags,
});
export type Correction = z.infer<typeof correctionSchema>;

const entryId = z.string().check(z.maxLength(300));
export const inboxActSchema = z.union([
  z.strictObject({ id: entryId, act: z.enum(['accept', 'layAside', 'replay']) }),
  z.strictObject({ id: entryId, act: z.literal('correct'), correction: correctionSchema }),
]);
export type InboxActRequest = z.infer<typeof inboxActSchema>;
/** What became of it: `code` and `fields` say why it still waits. */
export const inboxActReplySchema = z.object({
  isSettled: z.boolean(),
  code: z.optional(z.string()),
  message: z.optional(z.string()),
  fields: z.optional(z.array(z.string())),
});
export type InboxActReply = z.infer<typeof inboxActReplySchema>;

/** What a superior did with a refused row: judged again and taken as it came, put right and taken, or laid aside. */
export const settledWays = ['taken', 'corrected', 'laidAside'] as const;
export type SettledWay = (typeof settledWays)[number];

/** A device asks what became of its own rows that were refused, by their mutation ids. */
export const dealtWithQuestionSchema = z.strictObject({
  mutationIds: z.array(z.string().check(z.maxLength(200))).check(z.maxLength(100)),
});
/** Those that somebody dealt with; the others still wait, or are not this account's. `by`: her name. */
export const dealtWithReplySchema = z.object({
  dealtWith: z.array(
    z.object({ mutationId: z.string(), way: z.enum(settledWays), by: z.string(), at: z.string() }),
  ),
});
export type DealtWithReply = z.infer<typeof dealtWithReplySchema>;
