// The envelope that every replicated document shares: records, people, decisions, conflicts and org units.
import * as z from 'zod/mini';
import type { JsonObject } from './json-value.ts';

/** UUIDv7 of a document, or the division code of an org unit. Opaque to everything but its maker. */
export type DocumentId = string;
/** Division code of an org unit, e.g. `420303001202`. */
export type UnitId = string;
/** Local calendar date `YYYY-MM-DD` (Asia/Shanghai). */
export type LocalDate = string;
/** UTC instant in ISO 8601. */
export type Instant = string;

/** Collections that replicate, in the order in which a device opens them. */
export const replicatedCollections = ['orgUnits', 'records', 'decisions', 'conflicts', 'people'] as const;
export type CollectionName = (typeof replicatedCollections)[number];

/** Those in which devices write. */
export const collectionsOfDevices = [
  'records',
  'people',
  'decisions',
] as const satisfies readonly CollectionName[];

/** Review states of a record (`domain.md` §0); documents that nobody reviews stay `none`. */
export const reviewStates = ['none', 'submitted', 'returned', 'approved', 'archived', 'void'] as const;
export type ReviewState = (typeof reviewStates)[number];

const shortText = z.string().check(z.maxLength(200));
const jsonObject = z.custom<JsonObject>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);

/** A photo in a document's list: its bytes travel apart, addressed by the hash of the original. */
export const photoSchema = z.looseObject({
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  mime: z.string().check(z.maxLength(60)),
  bytes: z.number().check(z.int(), z.minimum(1)),
  caption: z.optional(shortText),
});
export type Photo = z.infer<typeof photoSchema>;

/** A unit that a document is addressed to: the unit itself (`this`), or it and everything under it (`below`). */
export const audienceSchema = z.looseObject({ unit: shortText, reach: z.enum(['this', 'below']) });

/** Who saved an edit, and the how-manieth save of that device it was (durable, monotonic). */
export const editStampSchema = z.looseObject({
  deviceId: shortText.check(z.minLength(1)),
  seq: z.number().check(z.int(), z.minimum(1)),
});
export type EditStamp = z.infer<typeof editStampSchema>;

/**
 * The envelope of `sync.md` §2. Loose: unknown keys of a newer app are kept.
 * Server-owned fields (`rev`, `reviewState`, `receivedAt`, `lockedPeriod`, `carriedTo`, `outcome`, `outcomeCode`) are ignored in a push.
 */
export const syncedDocumentSchema = z.looseObject({
  id: z.string().check(z.regex(/^[A-Za-z0-9-]{1,64}$/)),
  type: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,59}$/)),
  definitionVersion: z.number().check(z.int(), z.minimum(1)),
  orgUnitId: z.string().check(z.regex(/^[0-9A-Z-]{2,32}$/)),
  hostUnitId: z.string().check(z.regex(/^[0-9A-Z-]{2,32}$/)),
  partnerUnitIds: z.array(z.string().check(z.maxLength(32))).check(z.maxLength(50)),
  /** The host's record of the same event: this one is then not counted. */
  sameEventAs: z.optional(z.string().check(z.maxLength(64))),
  /** Recorded by the level above for the unit; `isKnown`: its cadre knows of it. */
  onBehalf: z.optional(z.looseObject({ isKnown: z.boolean() })),
  occurredOn: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/)),
  values: jsonObject,
  tags: z.array(z.string().check(z.maxLength(60))).check(z.maxLength(50)),
  aboutId: z.optional(z.string().check(z.maxLength(64))),
  audience: z.array(audienceSchema).check(z.maxLength(200)),
  photos: z.array(photoSchema).check(z.maxLength(50)),
  createdBy: shortText,
  deviceId: shortText,
  createdAt: z.string().check(z.maxLength(40)),
  updatedAt: z.string().check(z.maxLength(40)),
  edit: editStampSchema,
  rev: z.number().check(z.int(), z.minimum(0)),
  reviewState: z.enum(reviewStates),
  receivedAt: z.optional(z.string()),
  lockedPeriod: z.optional(z.string()),
  /** What became of a decision: `waiting` for its record, `applied`, or `refused`. */
  outcome: z.optional(z.enum(['waiting', 'applied', 'refused'])),
  outcomeCode: z.optional(z.string()),
  _deleted: z.boolean(),
});

/** One replicated document: envelope and open values. */
export type SyncedDocument = z.infer<typeof syncedDocumentSchema>;

/** Envelope fields that only the server writes; whatever a push says of them is replaced. */
export const serverOwnedFields = [
  'rev',
  'reviewState',
  'receivedAt',
  'lockedPeriod',
  'carriedTo',
  'outcome',
  'outcomeCode',
] as const;
