// Who may write, decide and address what. The device asks in order to hide, the server in order to refuse.
import { isWithin, type OrgTree } from '../org/org-unit.ts';
import type { RecordDefinition } from '../forms/define-record-type.ts';
import type { CollectionName, SyncedDocument, UnitId } from '../records/record.ts';
import type { ErrorCode } from '../errors/error-codes.ts';
import { mayRead } from './feed-keys.ts';
import type { Account } from './role.ts';

/** A refusal: the code, and the field whose value is at fault when there is one. */
export type Refusal = { readonly code: ErrorCode; readonly field?: string };

/** Collections that a device may push into; the tree and conflicts are written by the server. */
const writable: ReadonlySet<CollectionName> = new Set(['records', 'people', 'decisions']);

/**
 * May the account write this new state over that stored one? Null when it may.
 * Checked on the stored master and on the new state, on the old unit and the new one (`sync.md` §4).
 */
export function refusalToWrite(
  account: Account,
  collection: CollectionName,
  stored: SyncedDocument | undefined,
  next: SyncedDocument,
  tree: OrgTree,
): Refusal | null {
  if (!writable.has(collection) || account.role === 'administrator') return { code: 'recordOutsideScope' };
  if (tree.unit(next.orgUnitId) === undefined) return { code: 'unknownUnit', field: 'orgUnitId' };
  if (next.createdBy !== (stored?.createdBy ?? account.id))
    return { code: 'recordOutsideScope', field: 'createdBy' };
  if (collection === 'decisions') return refusalToDecide(account, stored, next, tree);
  if (stored !== undefined && !mayRead(account, collection, stored, tree))
    return { code: 'recordOutsideScope' };
  const mayWriteIn = (unit: UnitId): boolean =>
    collection === 'people' ? mayWritePeople(account, unit, tree) : unit === account.orgUnitId;
  if ((stored !== undefined && !mayWriteIn(stored.orgUnitId)) || !mayWriteIn(next.orgUnitId))
    return { code: 'recordOutsideScope', field: 'orgUnitId' };
  if (next._deleted && stored !== undefined && stored.reviewState === 'approved')
    return { code: 'deletionNotAllowed' };
  return refusalToAddress(account, next, tree);
}

/**
 * May the account register, correct, merge and move people of this unit? Those of its own; a township and a county also
 * those of every unit below. To move somebody it must be so of the old unit and of the new one.
 */
export function mayWritePeople(account: Account, unit: UnitId, tree: OrgTree): boolean {
  if (account.role === 'administrator') return false;
  if (unit === account.orgUnitId) return true;
  const isOffice = account.role === 'townshipOfficer' || account.role === 'countyOfficer';
  return isOffice && isWithin(tree, unit, account.orgUnitId);
}

/**
 * A decision stands under the record's unit, so its writer is not of that unit: only its reviewer may place one there, and
 * it reaches nobody else. Whether it fits the record itself is asked when it is applied (`mayReview`).
 */
function refusalToDecide(
  account: Account,
  stored: SyncedDocument | undefined,
  next: SyncedDocument,
  tree: OrgTree,
): Refusal | null {
  if (stored !== undefined && stored.createdBy !== account.id) return { code: 'recordOutsideScope' };
  if (!mayReview(account, { orgUnitId: next.orgUnitId, createdBy: '' }, tree))
    return { code: 'notTheReviewer', field: 'orgUnitId' };
  const reachesOthers =
    next.hostUnitId !== next.orgUnitId || next.partnerUnitIds.length > 0 || next.audience.length > 0;
  return reachesOthers ? { code: 'recordOutsideScope', field: 'audience' } : null;
}

/** Host, partners and audience publish a document to others: only to units that the account deals with. */
function refusalToAddress(account: Account, next: SyncedDocument, tree: OrgTree): Refusal | null {
  if (!mayNameUnit(account, next.hostUnitId, tree))
    return { code: 'recordOutsideScope', field: 'hostUnitId' };
  if (next.partnerUnitIds.some((unit) => !mayNameUnit(account, unit, tree)))
    return { code: 'recordOutsideScope', field: 'partnerUnitIds' };
  if (next.audience.some((entry) => !isWithin(tree, entry.unit, account.orgUnitId)))
    return { code: 'recordOutsideScope', field: 'audience' };
  return null;
}

/** Own unit, those above and below it, and its siblings under the same parent. */
export function mayNameUnit(account: Account, unit: UnitId, tree: OrgTree): boolean {
  const parent = tree.unit(account.orgUnitId)?.parentId ?? null;
  return (
    isWithin(tree, unit, account.orgUnitId) ||
    isWithin(tree, account.orgUnitId, unit) ||
    (parent !== null && tree.unit(unit)?.parentId === parent)
  );
}

/** May an account of this level make records of this kind? */
export function mayRecord(account: Account, definition: RecordDefinition): boolean {
  return account.role !== 'administrator' && definition.recordedBy.includes(account.level);
}

/**
 * May the account review this record? The level right above the author's unit, or for the top unit of the tree another
 * account of the same unit; never one's own record.
 */
export function mayReview(
  account: Account,
  record: Pick<SyncedDocument, 'orgUnitId' | 'createdBy'>,
  tree: OrgTree,
): boolean {
  if (account.role === 'administrator' || account.role === 'villageCadre') return false;
  if (record.createdBy === account.id) return false;
  const unit = tree.unit(record.orgUnitId);
  if (unit === undefined) return false;
  const reviewer = unit.level === 'city' || unit.parentId === null ? unit.id : unit.parentId;
  return reviewer === account.orgUnitId;
}
