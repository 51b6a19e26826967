// Who may say of another's document, brought back after a restore, that it is true: never whoever could gain by it; and who may
// put right what was refused of another's.
import { isWithin, type OrgTree } from '../org/org-unit.ts';
import type { CollectionName, SyncedDocument } from '../records/record.ts';
import { mayRead } from './feed-keys.ts';
import { refusalToWrite } from './policy.ts';
import type { Account } from './role.ts';

/** A document that waits for a word; `record`: what a decision is on, where it is there. */
export type Brought = {
  readonly collection: CollectionName;
  readonly document: SyncedDocument;
  /** Account whose device brought it first. */
  readonly broughtBy: string;
  readonly record: SyncedDocument | undefined;
};

/**
 * May the account take it in by a click? An administrator (who holds no content and so brings nothing), or an office for its own unit
 * and those below; not whoever brought it, for then one person alone could write in another's name. A decision only by whom it could
 * be from, and never by the author of the record.
 */
export function mayAccept(account: Account, brought: Brought, tree: OrgTree): boolean {
  if (account.role === 'villageCadre' || account.id === brought.broughtBy) return false;
  if (!isWithin(tree, brought.document.orgUnitId, account.orgUnitId)) return false;
  return account.role === 'administrator' || isWitness(account, brought, tree);
}

/**
 * When two accounts brought the same, does the word of this one suffice for it to go in unasked? Of the two, one must be of the unit
 * or above it; of a decision one must be somebody who could have made it, and its record must be there.
 */
export function isWitness(
  account: Account,
  { collection, document, record }: Brought,
  tree: OrgTree,
): boolean {
  if (!isWithin(tree, document.orgUnitId, account.orgUnitId)) return false;
  if (collection !== 'decisions') return true;
  if (record === undefined || record.createdBy === account.id) return false;
  const asHers = { ...document, createdBy: account.id };
  return refusalToWrite(account, collection, undefined, asHers, tree) === null;
}

/**
 * May the account put right what was refused of another's, and have it judged? An office, of a record of its own unit or below that it
 * may read: an administrator holds no content, and of people others see a part only. Their author corrects those.
 */
export function mayCorrect(
  account: Account,
  collection: CollectionName,
  document: SyncedDocument,
  tree: OrgTree,
): boolean {
  if (account.role === 'villageCadre' || account.role === 'administrator') return false;
  if (collection !== 'records' || document._deleted || document.createdBy === account.id) return false;
  return (
    isWithin(tree, document.orgUnitId, account.orgUnitId) && mayRead(account, collection, document, tree)
  );
}
