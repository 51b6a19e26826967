// The wire protocol, version 1 (`sync.md` §1): every body that crosses the network, as one schema each.
import * as z from 'zod/mini';
import { levels } from '../org/org-unit.ts';
import { roles } from '../access/role.ts';
import { syncedDocumentSchema } from '../records/record.ts';

const text = (max: number) => z.string().check(z.minLength(1), z.maxLength(max));
const count = z.number().check(z.int(), z.minimum(0));

/** The newest commit a device has seen; sent back as `Bbt-Seen: position,stamp`. */
export const committedSchema = z.object({ position: count, stamp: z.string() });
export type Committed = z.infer<typeof committedSchema>;

export const sessionRequestSchema = z.object({
  account: text(60),
  password: text(200),
  device: z.object({ id: text(64), name: text(100) }),
});
export const refreshRequestSchema = z.object({ refreshToken: text(200) });
export const sessionReplySchema = z.object({
  accessToken: z.string(),
  accessExpiresAt: z.string(),
  refreshToken: z.string(),
  account: z.object({
    id: z.string(),
    name: z.string(),
    role: z.enum(roles),
    orgUnitId: z.string(),
    level: z.enum(levels),
  }),
  epoch: z.string(),
  scopeVersion: z.string(),
  serverTime: z.string(),
});
export type SessionReply = z.infer<typeof sessionReplySchema>;

/** `since` is opaque: the last position scanned, also when rows were filtered. '0' starts. */
export const checkpointSchema = z.object({ epoch: z.string(), scope: z.string(), since: z.string() });
export type PullCheckpoint = z.infer<typeof checkpointSchema>;

/** `leaves`: documents that left this account's scope or window; not deletions. */
export const pullReplySchema = z.object({
  documents: z.array(syncedDocumentSchema),
  leaves: z.array(z.object({ id: z.string() })),
  checkpoint: checkpointSchema,
  more: z.boolean(),
  epoch: z.string(),
  scopeVersion: z.string(),
  committed: committedSchema,
});
export type PullReply = z.infer<typeof pullReplySchema>;

/** One save, and the version that it began from. */
export const pushRowSchema = z.object({
  mutationId: text(200),
  assumedMasterState: z.optional(z.unknown()),
  newDocumentState: z.unknown(),
});
/** Rows are parsed one by one on the server, so that one bad row becomes its own quarantine. */
export const pushRequestSchema = z.object({
  pushId: text(64),
  rows: z.array(pushRowSchema).check(z.maxLength(500)),
});
export type PushRequest = z.infer<typeof pushRequestSchema>;

export const rowStatuses = ['accepted', 'merged', 'conflict', 'waiting', 'quarantined'] as const;
/**
 * The verdict on one row. `fields` names the field ids at fault; `master` is there only if the account may read it. `conflicts`:
 * what of the sender was put aside in this document and waits to be settled.
 */
export const rowVerdictSchema = z.object({
  id: z.string(),
  mutationId: z.string(),
  status: z.enum(rowStatuses),
  code: z.optional(z.string()),
  message: z.optional(z.string()),
  fields: z.optional(z.array(z.string())),
  rev: z.optional(count),
  master: z.optional(syncedDocumentSchema),
  conflicts: z.optional(z.array(syncedDocumentSchema)),
});
export type RowVerdict = z.infer<typeof rowVerdictSchema>;
export const pushReplySchema = z.object({
  pushId: z.string(),
  epoch: z.string(),
  committed: committedSchema,
  rows: z.array(rowVerdictSchema),
});
export type PushReply = z.infer<typeof pushReplySchema>;

/** A poke: collections in which something moved for this account. */
export const pokeSchema = z.object({ collections: z.array(z.string()) });

const scalar = z.union([z.string().check(z.maxLength(200)), z.number(), z.boolean()]);
const condition = z.union([
  scalar,
  z
    .strictObject({
      gte: z.optional(scalar),
      lte: z.optional(scalar),
      in: z.optional(z.array(scalar).check(z.maxLength(100))),
      startsWith: z.optional(z.string().check(z.maxLength(100))),
    })
    .check(z.refine((operators) => Object.values(operators).some((value) => value !== undefined))),
]);
const order = z
  .record(z.string(), z.enum(['asc', 'desc']))
  .check(z.refine((fields) => Object.keys(fields).length === 1));
/** Fields: envelope fields, or `values.<field>` of indexed values. A word that is not known here is refused, never overlooked. */
export const queryRequestSchema = z.strictObject({
  where: z.optional(z.record(z.string(), condition)),
  sort: z.optional(z.array(order).check(z.maxLength(3))),
  page: z.optional(
    z.strictObject({
      size: z.number().check(z.int(), z.minimum(1), z.maximum(200)),
      after: z.optional(z.string().check(z.maxLength(500))),
    }),
  ),
});
export type QueryRequest = z.infer<typeof queryRequestSchema>;
export const queryReplySchema = z.object({
  documents: z.array(syncedDocumentSchema),
  total: count,
  after: z.optional(z.string()),
});
export type QueryReply = z.infer<typeof queryReplySchema>;

/** Announces a photo; the reply names the chunks that are still missing. `done` is only said to who may know it. */
export const blobRequestSchema = z.object({
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  bytes: z.number().check(z.int(), z.minimum(1), z.maximum(20 * 1024 * 1024)),
  mime: text(60),
});
export const blobReplySchema = z.object({ sha256: z.string(), missing: z.array(count), done: z.boolean() });
export type BlobReply = z.infer<typeof blobReplySchema>;

/** RFC 9457 problem details with our code. */
export const problemSchema = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  code: z.string(),
  detail: z.optional(z.string()),
});
export type Problem = z.infer<typeof problemSchema>;

/** Every schema of the protocol by name: what the lock test hashes and the contract page shows. */
export const protocolSchemas = {
  sessionRequest: sessionRequestSchema,
  refreshRequest: refreshRequestSchema,
  sessionReply: sessionReplySchema,
  pullReply: pullReplySchema,
  pushRequest: pushRequestSchema,
  pushReply: pushReplySchema,
  poke: pokeSchema,
  queryRequest: queryRequestSchema,
  queryReply: queryReplySchema,
  blobRequest: blobRequestSchema,
  blobReply: blobReplySchema,
  problem: problemSchema,
} as const;
