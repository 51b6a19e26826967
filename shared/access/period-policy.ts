// Who confirms a month, who opens it again, and who may still touch what stands in a locked one.
import { isWithin, type OrgTree } from '../org/org-unit.ts';
import type { UnitId } from '../records/record.ts';
import type { PeriodWord } from '../review/period-lock.ts';
import type { Account } from './role.ts';

/** County and city confirm, for themselves and every unit below. */
export function mayConfirmPeriod(account: Account, unitId: UnitId, tree: OrgTree): boolean {
  const isOffice = account.role === 'countyOfficer' || account.role === 'cityOfficer';
  return isOffice && isWithin(tree, unitId, account.orgUnitId);
}

/** What one unit has locked, itself and the units above it open again: not those below. */
export function mayReopenPeriod(
  account: Account,
  word: Pick<PeriodWord, 'unitId' | 'byUnitId'>,
  tree: OrgTree,
): boolean {
  return mayConfirmPeriod(account, word.unitId, tree) && isWithin(tree, word.byUnitId, account.orgUnitId);
}

/** The lock that stops this account from correcting what stands under these locks; undefined when none does. */
export function stoppingLock(
  account: Account,
  locks: readonly PeriodWord[],
  tree: OrgTree,
): PeriodWord | undefined {
  return locks.find((lock) => !mayReopenPeriod(account, lock, tree));
}
