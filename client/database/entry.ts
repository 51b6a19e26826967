// What a form hands over, and what a draft keeps of it.
import * as z from 'zod/mini';
import { isJsonObject, type JsonValue } from '../../shared/records/json-value.ts';
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
  /** Laid over a document that is there already, in place of `entry`: decided at the moment of writing. */
  readonly over?: (current: SyncedDocument) => Entry;
  readonly aboutId?: DocumentId;
  readonly tags?: readonly string[];
  readonly audience?: SyncedDocument['audience'];
};

/** Photos of the list, and every file and signature among the values, in rows of groups too. */
export function blobHashesOf({ photos, values }: Entry): readonly string[] {
  return [...photos.map((photo) => photo.sha256), ...Object.values(values).flatMap(hashesIn)];
}

function hashesIn(value: JsonValue): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item: JsonValue) => hashesIn(item));
  if (!isJsonObject(value)) return [];
  return typeof value.sha256 === 'string' ? [value.sha256] : Object.values(value).flatMap(hashesIn);
}
