// Whether the month of a record is locked, and for this account.
import { computed, type ComputedRef, type Ref } from 'vue';
import { stoppingLock } from '../../shared/access/period-policy.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { isLate, locksOver, type PeriodWord } from '../../shared/review/period-lock.ts';
import { useOpenSession } from '../session/use-session.ts';
import { useOrgNames } from '../ui/use-org-names.ts';
import { useWatchable } from '../ui/use-watchable.ts';

export type RecordLock = {
  /** The highest lock over the record; undefined also for what came late. */
  readonly lock: ComputedRef<PeriodWord | undefined>;
  /** The one that keeps this account from correcting or deciding. */
  readonly stops: ComputedRef<PeriodWord | undefined>;
};

/** Locks over any record, the highest first, and the one that keeps this account from writing it. */
export type Locks = {
  readonly over: (record: SyncedDocument) => readonly PeriodWord[];
  readonly stopping: (record: SyncedDocument) => PeriodWord | undefined;
};

export function useLocks(): Locks {
  const { account, repositories } = useOpenSession();
  const { tree } = useOrgNames();
  const words = useWatchable(repositories.periods.watchWords(), () => undefined);
  const over: Locks['over'] = (record) => (isLate(record) ? [] : locksOver(record, tree.value, words.value));
  return { over, stopping: (record) => stoppingLock(account, over(record), tree.value) };
}

export function useRecordLock(record: Readonly<Ref<SyncedDocument | undefined>>): RecordLock {
  const { over, stopping } = useLocks();
  return {
    lock: computed(() => (record.value === undefined ? undefined : over(record.value)[0])),
    stops: computed(() => (record.value === undefined ? undefined : stopping(record.value))),
  };
}
