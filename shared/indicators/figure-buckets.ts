// Figures in parts that can be brought up to date: records of one place, month and state of review are summed up in one bucket.
import { upgradeRecord } from '../forms/upgrade-record.ts';
import type { SyncedDocument, UnitId } from '../records/record.ts';
import type { Registry } from '../record-types/define-registry.ts';
import { carriedToOf, countedOn, isLate, monthOf, type Month } from '../review/period-lock.ts';
import { isHeldEvent, reviewColumn } from './count-figures.ts';
import { addTally, createContributions, emptySum, type TermSum } from './contributions.ts';
import type { Indicator } from './define-indicator.ts';
import { isCounted } from './evaluate-indicator.ts';
import { isActivity } from './village-activities.ts';

/** Whatever decides where a record counts is the same for all records of a bucket. */
export type Bucket = Pick<
  SyncedDocument,
  'orgUnitId' | 'hostUnitId' | 'partnerUnitIds' | 'reviewState' | 'lockedPeriod'
> & {
  readonly month: Month;
  /** Of records that were carried over from an earlier month: this one. */
  readonly carriedTo: Month | undefined;
  /** Records by type. */
  readonly kinds: ReadonlyMap<string, number>;
  /** Of `reviewed` and `awaiting` ones alone. */
  readonly terms: ReadonlyMap<string, TermSum>;
  readonly activities: number;
};

/** Adds and takes out records one by one; what counts nowhere is passed over. */
export type FigureBuckets = {
  readonly add: (record: SyncedDocument) => void;
  /** Takes out exactly what `add` was given. */
  readonly remove: (record: SyncedDocument) => void;
  readonly ofMonth: (month: Month) => readonly Bucket[];
};

type OpenBucket = Omit<Bucket, 'kinds' | 'terms' | 'activities'> & {
  readonly kinds: Map<string, number>;
  readonly terms: Map<string, TermSum>;
  activities: number;
};

export function createFigureBuckets(deps: {
  readonly registry: Registry;
  readonly indicators: readonly Indicator[];
}): FigureBuckets {
  const contributionsOf = createContributions(deps.indicators);
  const months = new Map<Month, Map<UnitId, OpenBucket>>();
  const bucketOf = (record: SyncedDocument): OpenBucket => {
    const month = monthOf(countedOn(record));
    const buckets = months.get(month) ?? new Map<string, OpenBucket>();
    months.set(month, buckets);
    const key = keyOf(record);
    const bucket = buckets.get(key) ?? emptyBucket(record, month);
    buckets.set(key, bucket);
    return bucket;
  };
  const take = (written: SyncedDocument, sign: 1 | -1): void => {
    const definition = deps.registry.get(written.type);
    if (definition === undefined || written._deleted || !isCounted(written)) return;
    if (reviewColumn(written.reviewState) === undefined) return;
    const record = upgradeRecord(definition, written);
    const bucket = bucketOf(record);
    const count = (bucket.kinds.get(record.type) ?? 0) + sign;
    if (count === 0) bucket.kinds.delete(record.type);
    else bucket.kinds.set(record.type, count);
    if (!isHeldEvent(record)) return;
    bucket.activities += isActivity(definition) ? sign : 0;
    for (const { term, tally } of contributionsOf(record)) {
      const sum = bucket.terms.get(term) ?? emptySum();
      bucket.terms.set(term, sum);
      addTally(sum, tally, sign);
    }
  };
  return {
    add: (record) => take(record, 1),
    remove: (record) => take(record, -1),
    ofMonth: (month) => [...(months.get(month)?.values() ?? [])].filter(({ kinds }) => kinds.size > 0),
  };
}

function emptyBucket(record: SyncedDocument, month: Month): OpenBucket {
  const { orgUnitId, hostUnitId, partnerUnitIds, reviewState, lockedPeriod } = record;
  return {
    ...{
      month,
      carriedTo: carriedToOf(record),
      orgUnitId,
      hostUnitId,
      partnerUnitIds,
      reviewState,
      lockedPeriod,
    },
    ...{ kinds: new Map(), terms: new Map(), activities: 0 },
  };
}

function keyOf(record: SyncedDocument): string {
  const { orgUnitId, hostUnitId, partnerUnitIds, reviewState } = record;
  return [orgUnitId, hostUnitId, ...partnerUnitIds, reviewState, isLate(record), carriedToOf(record)].join(
    ' ',
  );
}
