// Trees of org units as they come, and the plainest way to ask one who lies under whom.
import fc from 'fast-check';
import { createOrgTree, type Level, type OrgTree, type OrgUnit } from '../../../shared/org/org-unit.ts';
import type { Account, Role } from '../../../shared/access/role.ts';
import type { SyncedDocument } from '../../../shared/records/record.ts';
import { aDocument } from '../device/documents.ts';

const depths: readonly Level[] = ['province', 'city', 'county', 'township', 'village'];

export type RandomTree = {
  readonly units: readonly OrgUnit[];
  readonly tree: OrgTree;
  /** Walks up, unit by unit: what the look-ups of `createOrgTree` are held against. */
  readonly liesUnder: (id: string, above: string) => boolean;
};

/** Up to five levels and about a dozen units; `prefix` keeps the units of one case apart from those of others. */
export function treeFrom(parents: readonly number[], prefix = ''): RandomTree {
  const units: OrgUnit[] = [];
  for (const [index, pick] of parents.entries()) {
    const above = units.filter(({ level }) => level !== 'village');
    const parent = index === 0 ? undefined : above[pick % above.length];
    const level = depths[parent === undefined ? 0 : depths.indexOf(parent.level) + 1] ?? 'village';
    const id = `${prefix}${index + 10}`;
    units.push({ id, name: id, shortName: id, parentId: parent?.id ?? null, level });
  }
  const liesUnder = (id: string, above: string): boolean => {
    const unit = units.find((each) => each.id === id);
    if (unit === undefined) return false;
    return id === above || (unit.parentId !== null && liesUnder(unit.parentId, above));
  };
  return { units, tree: createOrgTree(units), liesUnder };
}

export const parentPicks = fc.array(fc.nat(50), { minLength: 5, maxLength: 14 });

/** A number that stands for one of the units, or now and then for one that is not in the tree. */
export const unitPick = fc.nat(40);
export const unitAt = ({ units }: RandomTree, pick: number): string => units[pick % units.length]?.id ?? '';
export const anyUnitAt = (at: RandomTree, pick: number): string => (pick === 40 ? '99' : unitAt(at, pick));

const roleOf: Readonly<Record<string, Role>> = {
  village: 'villageCadre',
  township: 'townshipOfficer',
  county: 'countyOfficer',
  city: 'cityOfficer',
};

/** Of the unit's level; the province has no role of its own but the administrator's. */
export function accountAt(at: RandomTree, pick: number, isAdministrator = false): Account {
  const unit = at.units[pick % at.units.length];
  const level = unit?.level ?? 'village';
  const role = isAdministrator ? 'administrator' : (roleOf[level] ?? 'administrator');
  return { id: 'me', name: 'me', role, orgUnitId: unit?.id ?? '', level };
}

/** Where a document stands and to whom it is addressed, as numbers that a tree makes units of. */
export const placing = fc.record({
  ...{ own: unitPick, host: unitPick, partners: fc.array(unitPick, { maxLength: 2 }) },
  audience: fc.array(fc.tuple(unitPick, fc.boolean()), { maxLength: 2 }),
});

export function placedAt(
  at: RandomTree,
  id: string,
  { own, host, partners, audience }: typeof placing extends fc.Arbitrary<infer T> ? T : never,
  more: Partial<SyncedDocument> = {},
): SyncedDocument {
  return aDocument(id, {
    ...{ orgUnitId: anyUnitAt(at, own), hostUnitId: anyUnitAt(at, host) },
    partnerUnitIds: partners.map((pick) => anyUnitAt(at, pick)),
    audience: audience.map(([pick, isBelow]) => ({
      unit: anyUnitAt(at, pick),
      reach: isBelow ? ('below' as const) : ('this' as const),
    })),
    ...more,
  });
}

/** Who may read, said without any keys (`sync.md` §4): the units of a document and those above, and whom it is addressed to. */
export function mayReadPlainly(
  { units, liesUnder }: RandomTree,
  account: Account,
  collection: string,
  document: SyncedDocument,
): boolean {
  const { role, orgUnitId: mine, level } = account;
  if (role === 'administrator' && collection !== 'orgUnits') return false;
  if (role === 'cityOfficer' && collection === 'people') return false;
  const owners = [document.orgUnitId, document.hostUnitId, ...document.partnerUnitIds];
  const quotesRegister = document.type === 'conflict' && document.values['collection'] === 'people';
  const isOverOwner = owners.some((owner) => liesUnder(owner, mine));
  if (isOverOwner && !(quotesRegister && level === 'city')) return true;
  return document.audience.some(({ unit, reach }) =>
    reach === 'this' ? unit === mine : units.some(({ id }) => id === unit) && liesUnder(mine, unit),
  );
}
