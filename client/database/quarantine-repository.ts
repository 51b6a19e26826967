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
  /** Those that the person laid aside: still on this device alone, newest first. */
  readonly watchAside: () => Watchable<readonly QuarantineEntry[]>;
  /** Its content is saved as a record again, durably. This entry goes, and no other of that record. */
  readonly resolve: (id: string) => Promise<void>;
  /** The person has seen it and does not deal with it now; the entry stays stored and is found under "laid aside". */
  readonly layAside: (id: string) => Promise<void>;
};

export function createQuarantineRepository(collection: LocalDatabase['quarantine']): QuarantineRepository {
  const watchThose = (isOpen: boolean): Watchable<readonly QuarantineEntry[]> => {
    const query = collection.find({ selector: { isOpen: { $eq: isOpen } }, sort: [{ at: 'desc' }] });
    return watchStream(query.$.pipe(map((found) => found.map((entry) => entry.toMutableJSON()))));
  };
  return {
    watchOpen: () => watchThose(true),
    watchAside: () => watchThose(false),
    get: async (id) => (await collection.findOne(id).exec())?.toMutableJSON(),
    forDocument: async (documentId) => {
      const selector = { documentId: { $eq: documentId }, isOpen: { $eq: true } };
      const [newest] = await collection.find({ selector, sort: [{ seq: 'desc' }] }).exec();
      return newest?.toMutableJSON();
    },
    keep: async (entries) => {
      for (const entry of entries) {
        const known = await collection.findOne(entry.id).exec();
        if (known === null) await putLocal(collection, entry);
      }
    },
    resolve: async (id) => {
      await (await collection.findOne(id).exec())?.incrementalRemove();
    },
    layAside: async (id) => {
      const entry = await collection.findOne(id).exec();
      await entry?.incrementalPatch({ isOpen: false });
    },
  };
}
