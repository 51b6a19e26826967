// The months of a unit and of the units below it: how many records each holds, and how far their review is.
import { isWithin, type OrgTree } from '../org/org-unit.ts';
import type { SyncedDocument, UnitId } from '../records/record.ts';
import {
  carriedToOf,
  countedOn,
  isLate,
  locksOver,
  monthOf,
  type Month,
  type PeriodWords,
} from './period-lock.ts';

export type PeriodCounts = {
  readonly records: number;
  /** Submitted, not reviewed yet. */
  readonly awaiting: number;
  readonly returned: number;
  /** Arrived after the month was locked: not among the other three. */
  readonly late: number;
  /** Of the first: came late in an earlier month, and were carried over into this one. */
  readonly carried: number;
};

export type PeriodCell = PeriodCounts & {
  readonly month: Month;
  /** The lock that holds here: the unit's own, or that of a unit above it. */
  readonly lock?: {
    readonly unitId: UnitId;
    readonly byUnitId: UnitId;
    readonly by: string;
    readonly at: string;
  };
  /** The last document on this month of this very unit: what the next one follows. */
  readonly lastWord?: string;
};

export type PeriodRow = { readonly unitId: UnitId; readonly months: readonly PeriodCell[] };

export type PeriodTable = {
  readonly add: (record: SyncedDocument) => void;
  /** The unit with all below it first, then those right below in the order of the division code. */
  readonly read: () => readonly PeriodRow[];
};

type MutableCounts = { -readonly [key in keyof PeriodCounts]: number };

export function createPeriodTable(
  unitId: UnitId,
  months: readonly Month[],
  { tree, words }: { readonly tree: OrgTree; readonly words: PeriodWords },
): PeriodTable {
  const units = [unitId, ...[...tree.children(unitId)].sort()];
  const counts = new Map<string, MutableCounts>();
  const countsOf = (unit: UnitId, month: Month): MutableCounts => {
    const key = `${unit} ${month}`;
    const found = counts.get(key) ?? { records: 0, awaiting: 0, returned: 0, late: 0, carried: 0 };
    counts.set(key, found);
    return found;
  };
  return {
    add: (record) => {
      if (record._deleted || record.reviewState === 'void') return;
      for (const unit of units)
        if (isWithin(tree, record.orgUnitId, unit)) note(countsOf(unit, monthOf(countedOn(record))), record);
    },
    read: () =>
      units.map((unit) => ({
        unitId: unit,
        months: months.map((month) => ({
          month,
          ...countsOf(unit, month),
          ...lockAt(unit, month, tree, words),
        })),
      })),
  };
}

function note(counts: MutableCounts, record: SyncedDocument): void {
  if (isLate(record)) {
    counts.late += 1;
    return;
  }
  counts.records += 1;
  if (carriedToOf(record) !== undefined) counts.carried += 1;
  if (record.reviewState === 'submitted') counts.awaiting += 1;
  if (record.reviewState === 'returned') counts.returned += 1;
}

function lockAt(
  unitId: UnitId,
  month: Month,
  tree: OrgTree,
  words: PeriodWords,
): Pick<PeriodCell, 'lock' | 'lastWord'> {
  const [highest] = locksOver({ orgUnitId: unitId, occurredOn: `${month}-01` }, tree, words);
  const own = words(unitId, month);
  return {
    ...(highest === undefined
      ? {}
      : {
          lock: { unitId: highest.unitId, byUnitId: highest.byUnitId, by: highest.by, at: highest.at },
        }),
    ...(own === undefined ? {} : { lastWord: own.decisionId }),
  };
}
