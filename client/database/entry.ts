// What a form hands over, and what a draft keeps of it.
import * as z from 'zod/mini';
import {
  photoSchema,
  syncedDocumentSchema,
  type DocumentId,
  type SyncedDocument,
} from '../../shared/records/record.ts';

/** The part of a document that a form edits. `values` is whole: what is absent here is absent afterwards. */
export type Entry = Pick<
  SyncedDocument,
  'values' | 'occurredOn' | 'photos' | 'hostUnitId' | 'partnerUnitIds'
>;

/** What a draft stores: any text may still stand where a date will be. */
export const entrySchema: z.ZodMiniType<Entry> = z.object({
  values: syncedDocumentSchema.shape.values,
  occurredOn: z.string(),
  photos: z.array(photoSchema),
  hostUnitId: z.string(),
  partnerUnitIds: z.array(z.string()),
});

/** A save. `id` is the draft's one record id, so that a second tap writes the same document again. */
export type EntryToSave = {
  readonly id: DocumentId;
  readonly type: string;
  readonly definitionVersion: number;
  readonly entry: Entry;
  readonly aboutId?: DocumentId;
  readonly tags?: readonly string[];
  readonly audience?: SyncedDocument['audience'];
};
