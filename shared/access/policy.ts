// Who may write, decide and address what. The device asks in order to hide, the server in order to refuse.
import { isWithin, type OrgTree } from '../org/org-unit.ts';
import type { RecordDefinition } from '../forms/define-record-type.ts';
import type { CollectionName, SyncedDocument, UnitId } from '../records/record.ts';
import type { ErrorCode } from '../errors/error-codes.ts';
import { carryOverType, periodLockType } from '../review/period-lock.ts';
import { settlementType } from '../conflicts/settlement-type.ts';
import { reviewDelegationType } from '../review/review-delegation.ts';
import { mayRead } from './feed-keys.ts';
import { mayConfirmPeriod } from './period-policy.ts';
import type { Account } from './role.ts';

/** A refusal: the code, and the field whose value is at fault when there is one. */
export type Refusal = { readonly code: ErrorCode; readonly field?: string };

/** Collections that a device may push into; the tree and conflicts are written by the server. */
const writable: ReadonlySet<CollectionName> = new Set(['records', 'people', 'decisions']);

/** Units whose queue the account reviews because it was let to (`review-delegation.ts`). */
const none: ReadonlySet<UnitId> = new Set();

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
  delegated: ReadonlySet<UnitId> = none,
): Refusal | null {
  if (!writable.has(collection) || account.role === 'administrator') return { code: 'recordOutsideScope' };
  if (tree.unit(next.orgUnitId) === undefined) return { code: 'unknownUnit', field: 'orgUnitId' };
  if (next.createdBy !== (stored?.createdBy ?? account.id))
    return { code: 'recordOutsideScope', field: 'createdBy' };
  if (collection === 'decisions') return refusalToDecide(account, stored, next, tree, delegated);
  if (stored !== undefined && !mayRead(account, collection, stored, tree))
    return { code: 'recordOutsideScope' };
  if (stored !== undefined && !mayWriteFor(account, collection, stored, tree))
    return { code: 'recordOutsideScope', field: 'orgUnitId' };
  if (!mayWriteFor(account, collection, next, tree))
    return { code: 'recordOutsideScope', field: 'orgUnitId' };
  if (!isBehalfRight(account, stored, next)) return { code: 'recordOutsideScope', field: 'onBehalf' };
  if (next._deleted && stored !== undefined && stored.reviewState === 'approved')
    return { code: 'deletionNotAllowed' };
  return refusalToAddress(account, stored, next, tree);
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

/** Whoever may write a document may say which of two values is right in it. */
export function maySettle(
  account: Account,
  collection: CollectionName,
  document: SyncedDocument,
  tree: OrgTree,
): boolean {
  return account.role !== 'administrator' && mayWriteFor(account, collection, document, tree);
}

/** A decision is its author's for ever; it stands under one unit and reaches nobody whom its kind does not concern. */
function refusalToDecide(
  account: Account,
  stored: SyncedDocument | undefined,
  next: SyncedDocument,
  tree: OrgTree,
  delegated: ReadonlySet<UnitId>,
): Refusal | null {
  if (stored !== undefined && stored.createdBy !== account.id) return { code: 'recordOutsideScope' };
  const refusal = refusalOfKind(account, next, tree, delegated);
  if (refusal !== null) return refusal;
  const reachesOthers =
    next.hostUnitId !== next.orgUnitId || next.partnerUnitIds.length > 0 || !reachesRightly(next);
  return reachesOthers ? { code: 'recordOutsideScope', field: 'audience' } : null;
}

function refusalOfKind(
  account: Account,
  next: SyncedDocument,
  tree: OrgTree,
  delegated: ReadonlySet<UnitId>,
): Refusal | null {
  if (next.type === periodLockType || next.type === carryOverType)
    return mayConfirmPeriod(account, next.orgUnitId, tree) ? null : { code: 'mayNotLock' };
  if (next.type === reviewDelegationType)
    return mayDelegate(account, next.orgUnitId) ? null : { code: 'mayNotDelegate' };
  // Whether she may write what it is about is asked when it is settled.
  if (next.type === settlementType)
    return isWithin(tree, next.orgUnitId, account.orgUnitId) ? null : { code: 'recordOutsideScope' };
  // Whether it fits the record itself is asked when it is applied: here the record may not even have arrived.
  const place = { orgUnitId: next.orgUnitId, createdBy: '', onBehalf: { isKnown: true } };
  return mayReview(account, place, tree, delegated) ? null : { code: 'notTheReviewer', field: 'orgUnitId' };
}

/** A month concerns everybody below whose month it is; anything else only those it stands under. */
function reachesRightly({ type, orgUnitId, audience }: SyncedDocument): boolean {
  if (type !== periodLockType) return audience.length === 0;
  const [entry] = audience;
  return audience.length === 1 && entry?.unit === orgUnitId && entry.reach === 'below';
}

/** County and township officers, for the queue of their own unit. */
export function mayDelegate(account: Account, unitId: UnitId): boolean {
  const isReviewer = account.role === 'countyOfficer' || account.role === 'townshipOfficer';
  return isReviewer && unitId === account.orgUnitId;
}

/** The own unit's, whoever of it wrote it; and what was recorded on behalf of a unit that the account records for. */
function mayWriteFor(
  account: Account,
  collection: CollectionName,
  document: Pick<SyncedDocument, 'orgUnitId' | 'onBehalf'>,
  tree: OrgTree,
): boolean {
  if (document.orgUnitId === account.orgUnitId) return true;
  if (collection === 'people') return mayWritePeople(account, document.orgUnitId, tree);
  return (
    collection === 'records' &&
    document.onBehalf !== undefined &&
    mayRecordFor(account, document.orgUnitId, tree)
  );
}

/** 代录 is said when a record begins and stays said; nobody records on behalf of her own unit, nor moves one there. */
function isBehalfRight(account: Account, stored: SyncedDocument | undefined, next: SyncedDocument): boolean {
  if (stored !== undefined && (stored.onBehalf === undefined) !== (next.onBehalf === undefined)) return false;
  if (stored?.orgUnitId === next.orgUnitId) return true;
  return next.onBehalf === undefined || next.orgUnitId !== account.orgUnitId;
}

/** Host, partners and audience publish a document to others: only to units that the account deals with. */
function refusalToAddress(
  account: Account,
  stored: SyncedDocument | undefined,
  next: SyncedDocument,
  tree: OrgTree,
): Refusal | null {
  // What stood there before stays: whoever goes on with the record need not deal with those units herself.
  const named = new Set([stored?.hostUnitId, ...(stored?.partnerUnitIds ?? [])]);
  const mayName = (unit: UnitId): boolean => named.has(unit) || mayNameUnit(account, unit, tree);
  if (!mayName(next.hostUnitId)) return { code: 'recordOutsideScope', field: 'hostUnitId' };
  if (!next.partnerUnitIds.every(mayName)) return { code: 'recordOutsideScope', field: 'partnerUnitIds' };
  const addressed = new Set(stored?.audience.map((entry) => `${entry.reach} ${entry.unit}`));
  const reviewer = next.onBehalf === undefined ? undefined : tree.unit(account.orgUnitId)?.parentId;
  const mayAddress = ({ unit, reach }: SyncedDocument['audience'][number]): boolean =>
    addressed.has(`${reach} ${unit}`) ||
    isWithin(tree, unit, account.orgUnitId) ||
    (unit === reviewer && reach === 'this');
  return next.audience.every(mayAddress) ? null : { code: 'recordOutsideScope', field: 'audience' };
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

/** 代村补录: a township officer records for a village of hers. */
export function mayRecordFor(account: Account, unitId: UnitId, tree: OrgTree): boolean {
  const unit = tree.unit(unitId);
  return (
    account.role === 'townshipOfficer' && unit?.level === 'village' && unit.parentId === account.orgUnitId
  );
}

/** May the account begin a record of this kind in this unit, its own or one that it records for? */
export function mayRecordIn(
  account: Account,
  definition: RecordDefinition,
  unitId: UnitId,
  tree: OrgTree,
): boolean {
  if (unitId === account.orgUnitId) return mayRecord(account, definition);
  return mayRecordFor(account, unitId, tree) && definition.recordedBy.includes('village');
}

/**
 * Whose it is to correct: everybody's in its unit, since whoever wrote it may have left; and of what was recorded on
 * behalf, also everybody's in the office that records for that unit.
 */
export function isToCorrect(
  account: Account,
  record: Pick<SyncedDocument, 'orgUnitId' | 'onBehalf'>,
  tree: OrgTree,
): boolean {
  return account.role !== 'administrator' && mayWriteFor(account, 'records', record, tree);
}

/**
 * May the account review this record? The level right above the author's unit, or for the top unit of the tree another
 * account of the same unit; what was recorded on behalf also the level above that; and whoever that level let review its
 * queue (`delegated`). Never one's own record.
 */
export function mayReview(
  account: Account,
  record: Pick<SyncedDocument, 'orgUnitId' | 'createdBy' | 'onBehalf'>,
  tree: OrgTree,
  delegated: ReadonlySet<UnitId> = none,
): boolean {
  if (account.role === 'administrator' || account.role === 'villageCadre') return false;
  if (record.createdBy === account.id) return false;
  const unit = tree.unit(record.orgUnitId);
  if (unit === undefined) return false;
  const reviewer = unit.level === 'city' || unit.parentId === null ? unit.id : unit.parentId;
  if (reviewer === account.orgUnitId || delegated.has(reviewer)) return true;
  return record.onBehalf !== undefined && tree.unit(reviewer)?.parentId === account.orgUnitId;
}
