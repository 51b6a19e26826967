// The only door to what was said of months: confirmed and locked, or opened again.
import { map } from 'rxjs';
import type { SyncedDocument, UnitId } from '../../shared/records/record.ts';
import {
  carryOverType,
  periodLockType,
  periodWordsOf,
  type Month,
  type PeriodLockValues,
  type PeriodWords,
} from '../../shared/review/period-lock.ts';
import type { CarryOverValues } from '../../shared/review/carry-over.ts';
import type { WriterDeps } from './author.ts';
import { officeDocument, type OfficeWord } from './office-document.ts';
import { toDocument, writeDocument, type SyncedCollection } from './synced-collection.ts';
import { watchStream, type Watchable } from './watchable.ts';

/** `follows`: the last word on the month that the officer saw; one that came between refuses hers. */
export type PeriodSaying = Omit<PeriodLockValues, 'month' | 'byUnitId'>;

export type PeriodsRepository = {
  /** Durable when it resolves; the server's outcome comes by pull. */
  readonly say: (unitId: UnitId, month: Month, saying: PeriodSaying) => Promise<SyncedDocument>;
  /** 结转, or that it is taken back. Durable when it resolves; the server's outcome comes by pull. */
  readonly carry: (unitId: UnitId, values: Omit<CarryOverValues, 'byUnitId'>) => Promise<SyncedDocument>;
  /** Every word on a month or its late records that this device holds, those that wait for their outcome included. */
  readonly watchAll: () => Watchable<readonly SyncedDocument[]>;
  /** What holds now. */
  readonly watchWords: () => Watchable<PeriodWords>;
};

export function createPeriodsRepository(collection: SyncedCollection, deps: WriterDeps): PeriodsRepository {
  const found = () =>
    collection
      .find({ selector: { type: { $in: [periodLockType, carryOverType] } } })
      .$.pipe(map((documents) => documents.map(toDocument)));
  const write = async (word: OfficeWord): Promise<SyncedDocument> => {
    const document = officeDocument(deps, word, await deps.editSequence.next());
    return writeDocument(collection, document.id, () => document);
  };
  const byUnitId = deps.author.account.orgUnitId;
  return {
    say: (unitId, month, saying) =>
      write({
        ...{ type: periodLockType, unitId, values: { ...saying, month, byUnitId } },
        audience: [{ unit: unitId, reach: 'below' }],
      }),
    carry: (unitId, values) =>
      write({ type: carryOverType, unitId, values: { ...values, byUnitId }, audience: [] }),
    watchAll: () => watchStream(found()),
    watchWords: () => watchStream(found().pipe(map(periodWordsOf))),
  };
}
