// The door to conflicts: fields of which two people wrote different things, and the word of which is right.
import { combineLatest, map, of, switchMap, type Observable } from 'rxjs';
import {
  conflictOf,
  isOpen,
  type ConflictValues,
  type SettlementChoice,
} from '../../shared/conflicts/conflict.ts';
import { settlementType } from '../../shared/conflicts/settlement-type.ts';
import { contentHash } from '../../shared/records/content-hash.ts';
import type { DocumentId, SyncedDocument, UnitId } from '../../shared/records/record.ts';
import type { WriterDeps } from './author.ts';
import { officeDocument } from './office-document.ts';
import { toDocument, writeDocument, type SyncedCollection } from './synced-collection.ts';
import { watchStream, type Watchable } from './watchable.ts';

/** A conflict that nobody has settled, with what it is about as this device holds it now. */
export type OpenConflict = {
  readonly id: DocumentId;
  readonly unitId: UnitId;
  readonly said: ConflictValues;
  readonly concerned: SyncedDocument;
};

export type ConflictsRepository = {
  /** Newest first. What this device has settled and not yet sent is settled here. */
  readonly watchOpen: () => Watchable<readonly OpenConflict[]>;
  /** Durable when it resolves. It applies to the version that this device holds now; the server judges the rest. */
  readonly settle: (conflict: OpenConflict, choice: SettlementChoice) => Promise<SyncedDocument>;
};

export type ConflictsDeps = WriterDeps & {
  readonly collections: Readonly<Record<'conflicts' | 'decisions' | 'records' | 'people', SyncedCollection>>;
};

export function createConflictsRepository({ collections, ...deps }: ConflictsDeps): ConflictsRepository {
  return {
    watchOpen: () =>
      watchStream(
        combineLatest([unsettled(collections.conflicts), wordsHere(collections.decisions)]).pipe(
          switchMap(([conflicts, words]) =>
            withConcerned(
              collections,
              conflicts.filter((conflict) => !isSettledHere(conflict, words)),
            ),
          ),
        ),
      ),
    settle: async ({ id, unitId, said, concerned }, choice) => {
      const values = {
        ...{ choice, collection: said.collection, documentId: concerned.id },
        seen: contentHash(concerned),
      };
      const word = { type: settlementType, unitId, aboutId: id, values, audience: [] };
      const document = officeDocument(deps, word, await deps.editSequence.next());
      return writeDocument(collections.decisions, document.id, () => document);
    },
  };
}

type Unsettled = Omit<OpenConflict, 'concerned'>;

function unsettled(conflicts: SyncedCollection): Observable<readonly Unsettled[]> {
  return conflicts.find({ sort: [{ createdAt: 'desc' }, { id: 'desc' }] }).$.pipe(
    map((found) =>
      found.map(toDocument).flatMap((document) => {
        const said = conflictOf(document);
        return said === null || said.settled !== undefined
          ? []
          : [{ id: document.id, unitId: document.orgUnitId, said }];
      }),
    ),
  );
}

/** Words on conflicts that this device holds and the server has not refused. */
function wordsHere(decisions: SyncedCollection): Observable<readonly SyncedDocument[]> {
  return decisions
    .find({ selector: { type: { $eq: settlementType } } })
    .$.pipe(map((found) => found.map(toDocument).filter(({ outcome }) => outcome !== 'refused')));
}

/** By a word that the server has not judged, or took since the conflict came up: one that has come up anew is asked anew. */
function isSettledHere({ id, said }: Unsettled, words: readonly SyncedDocument[]): boolean {
  return words.some(
    ({ aboutId, receivedAt }) => aboutId === id && (receivedAt === undefined || receivedAt >= said.at),
  );
}

function withConcerned(
  collections: ConflictsDeps['collections'],
  conflicts: readonly Unsettled[],
): Observable<readonly OpenConflict[]> {
  if (conflicts.length === 0) return of([]);
  const held = (collection: 'records' | 'people') =>
    collections[collection].findByIds(
      conflicts.flatMap(({ said }) => (said.collection === collection ? [said.recordId] : [])),
    ).$;
  return combineLatest([held('records'), held('people')]).pipe(
    map(([records, people]) =>
      conflicts.flatMap((conflict) => {
        const found = (conflict.said.collection === 'people' ? people : records).get(conflict.said.recordId);
        const concerned = found === undefined ? undefined : toDocument(found);
        return concerned !== undefined && isOpen(conflict.said, concerned)
          ? [{ ...conflict, concerned }]
          : [];
      }),
    ),
  );
}
