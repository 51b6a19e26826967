// What is asked of a unit is answered to whoever stands at it or above it, and to nobody else.
import { AppError } from '../../shared/errors/app-error.ts';
import { isWithin } from '../../shared/org/org-unit.ts';
import type { UnitId } from '../../shared/records/record.ts';
import type { Caller } from './caller.ts';

/** Whoever asks: her account, and the tree as it is when she does. */
export type Asker = Pick<Caller, 'account' | 'tree'>;

/** Refused (`notAllowed`) unless the unit is the caller's own or below it; an administrator has no figures. */
export function requireUnitWithin({ account, tree }: Asker, unitId: UnitId): void {
  if (account.role === 'administrator' || !isWithin(tree, unitId, account.orgUnitId))
    throw new AppError('notAllowed', 'the unit is not within the scope of the account');
}
