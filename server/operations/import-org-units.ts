// Writes the org tree as documents: what changed, and only that, in one commit.
import { feedKeysOf } from '../../shared/access/feed-keys.ts';
import { createOrgTree, type OrgTree, type OrgUnit } from '../../shared/org/org-unit.ts';
import { replicatedCollections, type SyncedDocument } from '../../shared/records/record.ts';
import { toUnit } from '../access/org-trees.ts';
import { localDateOf, type Clock } from '../clock.ts';
import type { Random } from '../random.ts';
import type { Change } from '../store/feed.ts';
import { withHash } from '../store/stored-document.ts';
import type { Store, StoreTransaction } from '../store/store.ts';
import { publishChanges } from '../sync/publish-changes.ts';

export type ImportOrgUnits = (
  units: readonly OrgUnit[],
) => Promise<{ readonly written: number; readonly unchanged: number }>;

export function createImportOrgUnits(deps: {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
}): ImportOrgUnits {
  return (units) => deps.store.write((tx) => importUnitsIn(tx, deps, units));
}

/** Before any document is held. */
export async function importUnitsIn(
  tx: StoreTransaction,
  { clock, random }: { readonly clock: Clock; readonly random: Random },
  units: readonly OrgUnit[],
): ReturnType<ImportOrgUnits> {
  await tx.deployment.holdTree('alone');
  const standing = (await tx.documents.all('orgUnits')).filter((unit) => !unit._deleted).map(toUnit);
  const before = new Map(standing.map((unit) => [unit.id, unit]));
  const tree = createOrgTree(new Map([...before, ...units.map((unit) => [unit.id, unit] as const)]).values());
  const now = clock.now();
  const changes: Change[] = [];
  for (const unit of units) {
    const change = await writeUnit(tx, unit, tree, now);
    if (change !== null) changes.push(change);
  }
  if (changes.length > 0) await tx.deployment.moveOrgVersion();
  const written = new Set(changes.map(({ id }) => id));
  const moved = units.filter(({ id, parentId }) => (before.get(id) ?? { parentId }).parentId !== parentId);
  const taken = (await takenAlong(tx, moved, tree)).filter(
    ({ collection, id }) => collection !== 'orgUnits' || !written.has(id),
  );
  await publishChanges(tx, [...changes, ...taken], random, now.toISOString());
  return { written: changes.length, unchanged: units.length - changes.length };
}

/** What stands under units that stand elsewhere now is published anew, so that it leaves those who are no longer above it. */
async function takenAlong(
  tx: StoreTransaction,
  moved: readonly OrgUnit[],
  tree: OrgTree,
): Promise<readonly Change[]> {
  const changes: Change[] = [];
  for (const collection of replicatedCollections) {
    const ids = new Set<string>();
    for (const { id } of moved) for (const each of await tx.feed.under(collection, `up:${id}`)) ids.add(each);
    for (const { document } of (await tx.documents.getMany(collection, [...ids])).values())
      changes.push({ collection, id: document.id, keys: feedKeysOf(document, tree) });
  }
  return changes;
}

async function writeUnit(
  tx: StoreTransaction,
  unit: OrgUnit,
  tree: OrgTree,
  now: Date,
): Promise<Change | null> {
  const stored = await tx.documents.get('orgUnits', unit.id);
  const rev = (stored?.document.rev ?? 0) + 1;
  const next = withHash(unitDocument(unit, stored?.document, rev, now));
  if (stored?.hash === next.hash) return null;
  await tx.documents.put('orgUnits', next, {
    account: 'system',
    deviceId: 'server',
    seq: rev,
    at: now.toISOString(),
  });
  return { collection: 'orgUnits', id: unit.id, keys: feedKeysOf(next.document, tree) };
}

/** Addressed so that a unit gets itself, its siblings, its ancestors and their siblings; all above get what is below. */
function unitDocument(
  unit: OrgUnit,
  before: SyncedDocument | undefined,
  rev: number,
  now: Date,
): SyncedDocument {
  const at = now.toISOString();
  const neighbours = unit.parentId === null ? [] : [{ unit: unit.parentId, reach: 'below' as const }];
  return {
    id: unit.id,
    type: 'org-unit',
    definitionVersion: 1,
    orgUnitId: unit.id,
    hostUnitId: unit.id,
    partnerUnitIds: [],
    occurredOn: before?.occurredOn ?? localDateOf(now),
    values: { name: unit.name, shortName: unit.shortName, parentId: unit.parentId, level: unit.level },
    tags: [],
    audience: [{ unit: unit.id, reach: 'below' }, ...neighbours],
    photos: [],
    createdBy: 'system',
    deviceId: 'server',
    createdAt: before?.createdAt ?? at,
    updatedAt: at,
    edit: { deviceId: 'server', seq: rev },
    rev,
    reviewState: 'none',
    receivedAt: at,
    _deleted: false,
  };
}
