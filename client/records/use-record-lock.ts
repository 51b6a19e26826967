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

export function useRecordLock(record: Readonly<Ref<SyncedDocument | undefined>>): RecordLock {
  const { account, repositories } = useOpenSession();
  const { tree } = useOrgNames();
  const words = useWatchable(repositories.periods.watchWords(), () => undefined);
  const locks = computed(() =>
    record.value === undefined || isLate(record.value)
      ? []
      : locksOver(record.value, tree.value, words.value),
  );
  return {
    lock: computed(() => locks.value[0]),
    stops: computed(() => stoppingLock(account, locks.value, tree.value)),
  };
}
