// What a form hands over, and what a draft keeps of it.
import type { DocumentId, SyncedDocument } from '../../shared/records/record.ts';

/** The part of a document that a form edits. `values` is whole: what is absent here is absent afterwards. */
export type Entry = Pick<
  SyncedDocument,
  'values' | 'occurredOn' | 'photos' | 'hostUnitId' | 'partnerUnitIds'
>;

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
