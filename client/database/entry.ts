// What a form hands over, and what a draft keeps of it.
import * as z from 'zod/mini';
import {
  audienceSchema,
  photoSchema,
  syncedDocumentSchema,
  type DocumentId,
  type SyncedDocument,
  type UnitId,
} from '../../shared/records/record.ts';

/** The part of a document that a form edits. `values` is whole: what is absent here is absent afterwards. */
export type Entry = Pick<
  SyncedDocument,
  'values' | 'occurredOn' | 'photos' | 'hostUnitId' | 'partnerUnitIds'
> & {
  readonly tags?: SyncedDocument['tags'];
  /** Of a new entry that is not the own unit's: whose record it is to be. */
  readonly orgUnitId?: UnitId;
  readonly onBehalf?: NonNullable<SyncedDocument['onBehalf']>;
  /** The host's record of the same event; undefined takes the link away. */
  readonly sameEventAs?: DocumentId | undefined;
  /** The standing record that this one continues. */
  readonly aboutId?: DocumentId;
  /** Who else it is addressed to: the unit whose record it continues. */
  readonly audience?: SyncedDocument['audience'];
};

/** What a draft stores: any text may still stand where a date will be. */
export const entrySchema: z.ZodMiniType<Entry> = z.object({
  values: syncedDocumentSchema.shape.values,
  occurredOn: z.string(),
  photos: z.array(photoSchema),
  hostUnitId: z.string(),
  partnerUnitIds: z.array(z.string()),
  tags: z.exactOptional(z.array(z.string())),
  orgUnitId: z.exactOptional(z.string()),
  onBehalf: z.exactOptional(z.looseObject({ isKnown: z.boolean() })),
  sameEventAs: z.optional(z.string()),
  aboutId: z.exactOptional(z.string()),
  audience: z.exactOptional(z.array(audienceSchema)),
});

/** A save. `id` is the draft's one record id, so that a second tap writes the same document again. */
export type EntryToSave = {
  readonly id: DocumentId;
  readonly type: string;
  readonly definitionVersion: number;
  readonly entry: Entry;
  /** Laid over a document that is there already, in place of `entry`: decided at the moment of writing. */
  readonly over?: (current: SyncedDocument) => Entry;
  /** The document as the form found it: edited in its place where it has left this device since. */
  readonly base?: SyncedDocument;
};
