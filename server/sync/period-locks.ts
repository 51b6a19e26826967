// Locked months as a push meets them: what arrives late is marked, what stands inside needs whoever locked it.
import { stoppingLock } from '../../shared/access/period-policy.ts';
import type { Account } from '../../shared/access/role.ts';
import { errorCodes } from '../../shared/errors/error-codes.ts';
import { monthText } from '../../shared/forms/describe-record.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import {
  carriedToOf,
  countedOn,
  isLate,
  locksOver,
  monthOf,
  type PeriodWord,
} from '../../shared/review/period-lock.ts';
import type { RowContext, ServerFields } from './row-context.ts';

type Place = Pick<SyncedDocument, 'orgUnitId' | 'occurredOn'> & { readonly carriedTo?: unknown };

/** The locks over a record of a unit and a day, the highest first. */
export async function locksAt(context: RowContext, place: Place): Promise<readonly PeriodWord[]> {
  if (context.collection === 'people') return [];
  const { tree } = context.caller;
  const units = tree.withAncestors(place.orgUnitId);
  const words = await context.tx.periods.wordsOn(units, monthOf(countedOn(place)));
  return locksOver(place, tree, words);
}

/** In words why this account cannot touch the record; null when it can. A late record is outside of what is locked. */
export async function lockRefusal(
  context: RowContext,
  record: SyncedDocument,
  account: Account,
): Promise<string | null> {
  if (isLate(record)) return null;
  const lock = stoppingLock(account, await locksAt(context, record), context.caller.tree);
  return lock === undefined ? null : lockedWords(context, lock);
}

/** Who can open it again stands in the words: the author has to know whom to ask. */
function lockedWords(context: RowContext, lock: PeriodWord): string {
  const name = context.caller.tree.unit(lock.byUnitId)?.shortName ?? lock.byUnitId;
  const month = monthText(lock.month, context.locale);
  if (context.locale === 'en')
    return `${month} was confirmed and locked by ${name}. Ask ${name} to open it, then correct the record. (${errorCodes.periodLocked.en})`;
  return `${month}已由${name}妇联确认锁定。要改这条记录，请${name}妇联先解锁这个月。`;
}

/**
 * `lockedPeriod` of what is about to be stored. New in a locked month, or moved under a lock that did not lie over it: late.
 * What stood inside and is corrected by whoever may, stays inside. What was carried over stays so while it is of the same unit and month.
 */
export async function lateMark(
  context: RowContext,
  next: SyncedDocument,
  stored?: SyncedDocument,
): Promise<Pick<ServerFields, 'lockedPeriod' | 'carriedTo'>> {
  const month = monthOf(next.occurredOn);
  if (stored !== undefined && carriedToOf(stored) !== undefined && stored.lockedPeriod === month)
    if (stored.orgUnitId === next.orgUnitId) return { lockedPeriod: month, carriedTo: stored['carriedTo'] };
  const { orgUnitId, occurredOn } = next;
  const locks = await locksAt(context, { orgUnitId, occurredOn });
  if (locks.length === 0) return {};
  const stood =
    stored?.lockedPeriod !== undefined || stored === undefined ? [] : await locksAt(context, stored);
  const stoodInside = locks.every((lock) =>
    stood.some(({ unitId, month }) => unitId === lock.unitId && month === lock.month),
  );
  return stoodInside ? {} : { lockedPeriod: month };
}
