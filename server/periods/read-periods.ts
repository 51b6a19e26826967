// The months of a unit for whoever confirms them: counts and locks of each, and the sample to look at first.
import type { FeedKey } from '../../shared/access/feed-keys.ts';
import { mayConfirmPeriod } from '../../shared/access/period-policy.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { periodNamed } from '../../shared/org/reporting-period.ts';
import { isWithin } from '../../shared/org/org-unit.ts';
import type { SyncedDocument, UnitId } from '../../shared/records/record.ts';
import { createPeriodTable } from '../../shared/review/count-periods.ts';
import { carriedToOf, isLate } from '../../shared/review/period-lock.ts';
import { sampleOf, sampleSeed } from '../../shared/review/period-sample.ts';
import {
  monthsBetween,
  type PeriodSampleQuestion,
  type PeriodSampleReply,
  type PeriodsQuestion,
  type PeriodsReply,
} from '../../shared/review/periods-protocol.ts';
import type { Caller } from '../access/caller.ts';
import { parseStored } from '../store/stored-document.ts';
import type { Store, StoreView } from '../store/store.ts';

/** Both are refused (`notAllowed`) unless the caller confirms months of that unit. */
export type ReadPeriods = {
  readonly table: (caller: Caller, question: PeriodsQuestion) => Promise<PeriodsReply>;
  readonly sample: (caller: Caller, question: PeriodSampleQuestion) => Promise<PeriodSampleReply>;
};

const mostLate = 100;

export function createReadPeriods({ store }: { readonly store: Store }): ReadPeriods {
  return {
    table: async (caller, question) => {
      check(caller, question.unitId);
      return store.read((view) => readTable(view, caller, question));
    },
    sample: async (caller, question) => {
      check(caller, question.unitId);
      return store.read((view) => readSample(view, caller, question));
    },
  };
}

function check({ account, tree }: Caller, unitId: UnitId): void {
  if (!mayConfirmPeriod(account, unitId, tree))
    throw new AppError('notAllowed', 'months of this unit are not confirmed by the account');
}

/** Every record of the unit and of those below it stands under this one key, and `check` has let the caller ask. */
function under(unitId: UnitId): readonly FeedKey[] {
  return [`up:${unitId}`];
}

async function readTable(
  view: StoreView,
  { tree }: Caller,
  { unitId, from, until }: PeriodsQuestion,
): Promise<PeriodsReply> {
  const words = await view.periods.wordsBetween(from, until);
  const table = createPeriodTable(unitId, monthsBetween(from, until), { tree, words });
  const days = { from: `${from}-01`, until: periodNamed('month', `${until}-01`).until };
  await view.query.between({ collection: 'records', keys: under(unitId), ...days }, (text) =>
    table.add(parseStored(text)),
  );
  const names = new Map((await view.accounts.list()).map(({ id, name }) => [id, name]));
  return {
    rows: table.read().map((row) => ({
      unitId: row.unitId,
      months: row.months.map((cell) =>
        cell.lock === undefined
          ? { ...cell, lock: undefined }
          : { ...cell, lock: { ...cell.lock, by: names.get(cell.lock.by) ?? cell.lock.by } },
      ),
    })),
  };
}

async function readSample(
  view: StoreView,
  { tree }: Caller,
  { unitId, month }: PeriodSampleQuestion,
): Promise<PeriodSampleReply> {
  const { from, until } = periodNamed('month', `${month}-01`);
  const records = new Map<string, SyncedDocument>();
  const late: SyncedDocument[] = [];
  const carried: SyncedDocument[] = [];
  await view.query.between({ collection: 'records', keys: under(unitId), from, until }, (text) => {
    const record = parseStored(text);
    if (record.reviewState === 'void' || !isWithin(tree, record.orgUnitId, unitId)) return;
    if (carriedToOf(record) !== undefined) carried.push(record);
    if (isLate(record)) late.push(record);
    else records.set(record.id, record);
  });
  const chosen = sampleOf([...records.keys()], sampleSeed(unitId, month));
  return {
    sample: chosen.flatMap((id) => {
      const record = records.get(id);
      return record === undefined ? [] : [record];
    }),
    late: someOf(late),
    carried: someOf(carried),
  };
}

function someOf(records: readonly SyncedDocument[]): SyncedDocument[] {
  return [...records].sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, mostLate);
}
