// The only door to what was said of months: confirmed and locked, or opened again.
import { map } from 'rxjs';
import type { SyncedDocument, UnitId } from '../../shared/records/record.ts';
import {
  periodLockType,
  periodWordsOf,
  type Month,
  type PeriodLockValues,
  type PeriodWords,
} from '../../shared/review/period-lock.ts';
import type { WriterDeps } from './author.ts';
import { officeDocument } from './office-document.ts';
import { toDocument, writeDocument, type SyncedCollection } from './synced-collection.ts';
import { watchStream, type Watchable } from './watchable.ts';

/** `follows`: the last word on the month that the officer saw; one that came between refuses hers. */
export type PeriodSaying = Omit<PeriodLockValues, 'month' | 'byUnitId'>;

export type PeriodsRepository = {
  /** Durable when it resolves; the server's outcome comes by pull. */
  readonly say: (unitId: UnitId, month: Month, saying: PeriodSaying) => Promise<SyncedDocument>;
  /** Every word on a month that this device holds, those that wait for their outcome included. */
  readonly watchAll: () => Watchable<readonly SyncedDocument[]>;
  /** What holds now. */
  readonly watchWords: () => Watchable<PeriodWords>;
};

export function createPeriodsRepository(collection: SyncedCollection, deps: WriterDeps): PeriodsRepository {
  const found = () =>
    collection
      .find({ selector: { type: { $eq: periodLockType } } })
      .$.pipe(map((documents) => documents.map(toDocument)));
  return {
    say: async (unitId, month, saying) => {
      const values = { ...saying, month, byUnitId: deps.author.account.orgUnitId };
      const audience = [{ unit: unitId, reach: 'below' as const }];
      const seq = await deps.editSequence.next();
      const document = officeDocument(deps, { type: periodLockType, unitId, values, audience }, seq);
      return writeDocument(collection, document.id, () => document);
    },
    watchAll: () => watchStream(found()),
    watchWords: () => watchStream(found().pipe(map(periodWordsOf))),
  };
}
