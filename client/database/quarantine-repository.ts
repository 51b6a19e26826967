// What was refused, kept with its words until its author has dealt with it: never lost, never in the way of others.
import { map } from 'rxjs';
import type { SettledWay } from '../../shared/recovery/recovery-protocol.ts';
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
  /** Kept by the server too, and nobody has dealt with them: open, or laid aside. */
  readonly watchKeptAbove: () => Watchable<readonly QuarantineEntry[]>;
  /** Somebody above dealt with it: it does not wait for this person any more, and she is told. `by`: whose name. */
  readonly answer: (id: string, way: AnsweredWay, by: string) => Promise<void>;
  /** Those that were dealt with above, until the person has seen it. */
  readonly watchAnswered: () => Watchable<readonly AnsweredEntry[]>;
  /** The person has seen it and does not deal with it now; the entry stays stored and is found under "laid aside". */
  readonly layAside: (id: string) => Promise<void>;
};

export const answeredWays = ['taken', 'corrected'] as const satisfies readonly SettledWay[];
export type AnsweredWay = (typeof answeredWays)[number];
export type AnsweredEntry = {
  readonly entry: QuarantineEntry;
  readonly way: AnsweredWay;
  readonly by: string;
};

/** Such an entry has the way in place of the code of its refusal, and the name in place of the words. */
function answered(entry: QuarantineEntry): readonly AnsweredEntry[] {
  const way = answeredWays.find((known) => known === entry.code);
  return way === undefined ? [] : [{ entry, way, by: entry.message }];
}

export function createQuarantineRepository(collection: LocalDatabase['quarantine']): QuarantineRepository {
  const watchWhole = <T>(choose: (entry: QuarantineEntry) => readonly T[]): Watchable<readonly T[]> => {
    const query = collection.find({ sort: [{ at: 'desc' }] });
    return watchStream(query.$.pipe(map((found) => found.flatMap((each) => choose(each.toMutableJSON())))));
  };
  const watchThose = (isChosen: (entry: QuarantineEntry) => boolean): Watchable<readonly QuarantineEntry[]> =>
    watchWhole((entry) => (answered(entry).length === 0 && isChosen(entry) ? [entry] : []));
  return {
    watchOpen: () => watchThose(({ isOpen }) => isOpen),
    watchAside: () => watchThose(({ isOpen }) => !isOpen),
    watchKeptAbove: () => watchThose(({ keptBy }) => keptBy === 'server'),
    watchAnswered: () => watchWhole(answered),
    answer: async (id, way, by) => {
      const entry = await collection.findOne(id).exec();
      await entry?.incrementalPatch({ code: way, message: by, fields: [] });
    },
    get: async (id) => (await collection.findOne(id).exec())?.toMutableJSON(),
    forDocument: async (documentId) => {
      const selector = { documentId: { $eq: documentId }, isOpen: { $eq: true } };
      const found = await collection.find({ selector, sort: [{ seq: 'desc' }] }).exec();
      return found.map((entry) => entry.toMutableJSON()).find((entry) => answered(entry).length === 0);
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
