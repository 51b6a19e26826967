// Forms that are not finished: kept at each field, found again after a reload, a kill or an update.
import { map } from 'rxjs';
import type { DocumentId } from '../../shared/records/record.ts';
import type { Clock } from './clock.ts';
import { entrySchema } from './entry.ts';
import type { Draft } from './local-documents.ts';
import type { LocalDatabase } from './open-database.ts';
import { watchStream, type Watchable } from './watchable.ts';
import { putLocal } from './put-local.ts';

export type DraftContent = Omit<Draft, 'id' | 'createdAt' | 'updatedAt'>;

export type DraftsRepository = {
  /** Ids of a draft that is not stored yet, and the one that its record will have however often it is saved. */
  readonly newIds: () => { readonly draftId: string; readonly recordId: DocumentId };
  /** Durable when it resolves; the form calls it within 300 ms of input. */
  readonly saveDraft: (id: string, content: DraftContent) => Promise<void>;
  readonly get: (id: string) => Promise<Draft | undefined>;
  /** The draft that edits this record, if one was left. */
  readonly forRecord: (recordId: string) => Promise<Draft | undefined>;
  /** The unfinished correction of what was refused of somebody below. */
  readonly forRefused: (refusedId: string) => Promise<Draft | undefined>;
  /** Newest first. */
  readonly watchList: () => Watchable<readonly Draft[]>;
  /** After its record was saved, or when the person throws it away. */
  readonly remove: (id: string) => Promise<void>;
};

export function createDraftsRepository(
  collection: LocalDatabase['drafts'],
  deps: { readonly clock: Clock; readonly newId: () => string },
): DraftsRepository {
  const { clock, newId } = deps;
  return {
    newIds: () => ({ draftId: newId(), recordId: newId() }),
    saveDraft: async (id, content) => {
      const createdAt = (await collection.findOne(id).exec())?.createdAt ?? clock.instant();
      const entry = entrySchema.parse(JSON.parse(JSON.stringify(content.entry)));
      await putLocal(collection, { ...content, id, entry, createdAt, updatedAt: clock.instant() });
    },
    get: async (id) => (await collection.findOne(id).exec())?.toMutableJSON(),
    forRecord: async (recordId) =>
      (await collection.findOne({ selector: { recordId: { $eq: recordId } } }).exec())?.toMutableJSON(),
    forRefused: async (refusedId) =>
      (await collection.findOne({ selector: { refusedId: { $eq: refusedId } } }).exec())?.toMutableJSON(),
    watchList: () => {
      const query = collection.find({ sort: [{ updatedAt: 'desc' }] });
      return watchStream(query.$.pipe(map((found) => found.map((draft) => draft.toMutableJSON()))));
    },
    remove: async (id) => void (await collection.findOne(id).remove()),
  };
}
