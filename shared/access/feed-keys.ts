// Feed keys: under which a document is published, and which an account holds. Reading is an overlap of the two.
import type { OrgTree } from '../org/org-unit.ts';
import type { CollectionName, SyncedDocument, UnitId } from '../records/record.ts';
import type { Account } from './role.ts';

/** `up:<unit>` reaches the unit and those above it, `at:<unit>` the unit alone, `down:<unit>` it and all below. */
export type FeedKey = `up:${UnitId}` | `at:${UnitId}` | `down:${UnitId}`;

/** The feeds in which a document appears (`sync.md` §4). Pure: the same on device and server. */
export function feedKeysOf(
  document: Pick<SyncedDocument, 'orgUnitId' | 'hostUnitId' | 'partnerUnitIds' | 'audience'>,
  tree: OrgTree,
): readonly FeedKey[] {
  const owners = [document.orgUnitId, document.hostUnitId, ...document.partnerUnitIds];
  const keys = new Set<FeedKey>();
  for (const owner of owners) for (const unit of tree.withAncestors(owner)) keys.add(`up:${unit}`);
  for (const entry of document.audience)
    keys.add(entry.reach === 'below' ? `down:${entry.unit}` : `at:${entry.unit}`);
  return [...keys].sort();
}

/** The feeds that an account may read in a collection. An administrator reads the tree, not the content. */
export function grantedKeys(account: Account, collection: CollectionName, tree: OrgTree): readonly FeedKey[] {
  if (account.role === 'administrator' && collection !== 'orgUnits') return [];
  const above = tree.withAncestors(account.orgUnitId).map((unit): FeedKey => `down:${unit}`);
  return [`up:${account.orgUnitId}`, `at:${account.orgUnitId}`, ...above];
}

/** May this account read this document at all? The one question behind pull, query, blobs, conflicts and history. */
export function mayRead(
  account: Account,
  collection: CollectionName,
  document: Pick<SyncedDocument, 'orgUnitId' | 'hostUnitId' | 'partnerUnitIds' | 'audience'>,
  tree: OrgTree,
): boolean {
  const granted = new Set<FeedKey>(grantedKeys(account, collection, tree));
  return feedKeysOf(document, tree).some((key) => granted.has(key));
}
