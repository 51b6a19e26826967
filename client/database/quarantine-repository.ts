// What was refused, kept with its words until its author has dealt with it: never lost, never in the way of others.
import { map } from 'rxjs';
import type { QuarantineEntry } from './local-documents.ts';
import type { LocalDatabase } from './open-database.ts';
import { watchStream, type Watchable } from './watchable.ts';
import { putLocal } from './put-local.ts';

export type QuarantineRepository = {
  /** Open entries, newest first. */
  readonly watchOpen: () => Watchable<readonly QuarantineEntry[]>;
  readonly get: (id: string) => Promise<QuarantineEntry | undefined>;
  /** The newest open entry of a document. */
  readonly forDocument: (documentId: string) => Promise<QuarantineEntry | undefined>;
  /** Durable when it resolves; the same id twice is one entry. */
  readonly keep: (entries: readonly QuarantineEntry[]) => Promise<void>;
  /** Open entries of the document up to this edit are settled: a later edit of it was taken. */
  readonly settle: (documentId: string, seq: number) => Promise<void>;
  /** The person has seen it and lets it rest; the entry stays stored. */
  readonly dismiss: (id: string) => Promise<void>;
};

export function createQuarantineRepository(collection: LocalDatabase['quarantine']): QuarantineRepository {
  const openOf = (documentId: string) =>
    collection.find({
      selector: { documentId: { $eq: documentId }, isOpen: { $eq: true } },
      sort: [{ seq: 'desc' }],
    });
  return {
    watchOpen: () => {
      const query = collection.find({ selector: { isOpen: { $eq: true } }, sort: [{ at: 'desc' }] });
      return watchStream(query.$.pipe(map((found) => found.map((entry) => entry.toMutableJSON()))));
    },
    get: async (id) => (await collection.findOne(id).exec())?.toMutableJSON(),
    forDocument: async (documentId) => (await openOf(documentId).exec())[0]?.toMutableJSON(),
    keep: async (entries) => {
      for (const entry of entries) {
        const known = await collection.findOne(entry.id).exec();
        if (known === null) await putLocal(collection, entry);
      }
    },
    settle: async (documentId, seq) => {
      const found = await openOf(documentId).exec();
      for (const entry of found) if (entry.seq < seq) await entry.incrementalPatch({ isOpen: false });
    },
    dismiss: async (id) => {
      const entry = await collection.findOne(id).exec();
      await entry?.incrementalPatch({ isOpen: false });
    },
  };
}
