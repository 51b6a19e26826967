// Forms that are not finished: kept at each field, found again after a reload, a kill or an update.
import { map } from 'rxjs';
import type { Clock } from './clock.ts';
import { entrySchema, type Entry } from './entry.ts';
import type { Draft } from './local-documents.ts';
import type { LocalDatabase } from './open-database.ts';
import { watchStream, type Watchable } from './watchable.ts';
import { putLocal } from './put-local.ts';

export type DraftsRepository = {
  /** A draft that is not stored yet, with the one id that its record will have. */
  readonly create: (type: string, entry: Entry) => Draft;
  /** Durable when it resolves; the form calls it within 300 ms of input. */
  readonly saveDraft: (id: string, draft: Pick<Draft, 'type' | 'entry' | 'recordId'>) => Promise<void>;
  readonly get: (id: string) => Promise<Draft | undefined>;
  /** The draft that edits this record, if one was left. */
  readonly forRecord: (recordId: string) => Promise<Draft | undefined>;
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
    create: (type, entry) => ({
      id: newId(),
      type,
      recordId: newId(),
      entry,
      createdAt: clock.instant(),
      updatedAt: clock.instant(),
    }),
    saveDraft: async (id, draft) => {
      const createdAt = (await collection.findOne(id).exec())?.createdAt ?? clock.instant();
      const entry = entrySchema.parse(JSON.parse(JSON.stringify(draft.entry)));
      await putLocal(collection, {
        id,
        type: draft.type,
        recordId: draft.recordId,
        entry,
        createdAt,
        updatedAt: clock.instant(),
      });
    },
    get: async (id) => (await collection.findOne(id).exec())?.toMutableJSON(),
    forRecord: async (recordId) =>
      (await collection.findOne({ selector: { recordId: { $eq: recordId } } }).exec())?.toMutableJSON(),
    watchList: () => {
      const query = collection.find({ sort: [{ updatedAt: 'desc' }] });
      return watchStream(query.$.pipe(map((found) => found.map((draft) => draft.toMutableJSON()))));
    },
    remove: async (id) => void (await collection.findOne(id).remove()),
  };
}
