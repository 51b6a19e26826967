// Feed keys: under which a document is published, and which an account holds. Reading is an overlap of the two.
import type { OrgTree } from '../org/org-unit.ts';
import type { CollectionName, SyncedDocument, UnitId } from '../records/record.ts';
import type { Account } from './role.ts';

/** `up:<unit>` reaches the unit and those above it, `at:<unit>` the unit alone, `down:<unit>` it and all below. */
export type FeedKey = `up:${UnitId}` | `at:${UnitId}` | `down:${UnitId}`;

type Addressed = Pick<
  SyncedDocument,
  'type' | 'values' | 'orgUnitId' | 'hostUnitId' | 'partnerUnitIds' | 'audience'
>;

/** The feeds in which a document appears (`sync.md` §4). Pure: the same on device and server. */
export function feedKeysOf(document: Addressed, tree: OrgTree): readonly FeedKey[] {
  const owners = [document.orgUnitId, document.hostUnitId, ...document.partnerUnitIds];
  const keys = new Set<FeedKey>();
  const isOfRegister = isConflictOnPerson(document);
  for (const owner of owners)
    for (const unit of tree.withAncestors(owner))
      if (!isOfRegister || tree.unit(unit)?.level !== 'city') keys.add(`up:${unit}`);
  for (const entry of document.audience)
    keys.add(entry.reach === 'below' ? `down:${entry.unit}` : `at:${entry.unit}`);
  return [...keys].sort();
}

/** A conflict quotes what is in the register of people, so it goes no higher than the register. */
function isConflictOnPerson({ type, values }: Addressed): boolean {
  return type === 'conflict' && values['collection'] === 'people';
}

/**
 * The feeds that an account may read in a collection. An administrator reads the tree, not the content; the city reads
 * aggregates and records, and holds no register of people.
 */
export function grantedKeys(account: Account, collection: CollectionName, tree: OrgTree): readonly FeedKey[] {
  if (account.role === 'administrator' && collection !== 'orgUnits') return [];
  if (account.role === 'cityOfficer' && collection === 'people') return [];
  const above = tree.withAncestors(account.orgUnitId).map((unit): FeedKey => `down:${unit}`);
  return [`up:${account.orgUnitId}`, `at:${account.orgUnitId}`, ...above];
}

/** May this account read this document at all? The one question behind pull, query, blobs, conflicts and history. */
export function mayRead(
  account: Account,
  collection: CollectionName,
  document: Addressed,
  tree: OrgTree,
): boolean {
  const granted = new Set<FeedKey>(grantedKeys(account, collection, tree));
  return feedKeysOf(document, tree).some((key) => granted.has(key));
}
