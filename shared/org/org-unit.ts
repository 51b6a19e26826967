// Org units: the administrative tree, its levels, and the questions that scope asks of it.
import type { UnitId } from '../records/record.ts';

/** Levels from the top; `site` is a screening site under a township. */
export const levels = ['province', 'city', 'county', 'township', 'village', 'site'] as const;
export type Level = (typeof levels)[number];

/** One unit of the tree. `name` is the official name, `shortName` what people call it (花果村). */
export type OrgUnit = {
  readonly id: UnitId;
  readonly name: string;
  readonly shortName: string;
  readonly parentId: UnitId | null;
  readonly level: Level;
};

/** The tree as rules need it: pure look-ups, no database. */
export type OrgTree = {
  readonly unit: (id: UnitId) => OrgUnit | undefined;
  /** The unit itself first, then its parents up to the top; empty for an unknown unit. */
  readonly withAncestors: (id: UnitId) => readonly UnitId[];
  readonly children: (id: UnitId) => readonly UnitId[];
};

/** Builds the look-ups over a list of units; a parent that is not in the list ends the chain. */
export function createOrgTree(units: Iterable<OrgUnit>): OrgTree {
  const byId = new Map<UnitId, OrgUnit>();
  const childIds = new Map<UnitId, UnitId[]>();
  for (const unit of units) {
    byId.set(unit.id, unit);
    if (unit.parentId !== null)
      childIds.set(unit.parentId, [...(childIds.get(unit.parentId) ?? []), unit.id]);
  }
  const withAncestors = (id: UnitId): readonly UnitId[] => {
    const chain: UnitId[] = [];
    for (
      let unit = byId.get(id);
      unit && !chain.includes(unit.id);
      unit = unit.parentId === null ? undefined : byId.get(unit.parentId)
    ) {
      chain.push(unit.id);
    }
    return chain;
  };
  return { unit: (id) => byId.get(id), withAncestors, children: (id) => childIds.get(id) ?? [] };
}

/** True when `id` is `above` or lies under it. */
export function isWithin(tree: OrgTree, id: UnitId, above: UnitId): boolean {
  return tree.withAncestors(id).includes(above);
}

/**
 * What people call a unit: 花果村村委会 → 花果村, 二堰铺社区居民委员会 → 二堰铺社区, 花果街道办事处 → 花果街道.
 * Names that would become empty stay whole.
 */
export function shortUnitName(name: string): string {
  const short = name
    .replace(/社区居民委员会$/, '社区')
    .replace(/社区居委会$/, '社区')
    .replace(/村民委员会$|村委会$/, '村')
    .replace(/居民委员会$|居委会$/, '社区')
    .replace(/街道办事处$/, '街道')
    .replace(/村村$/, '村');
  return short === '' || short === '村' || short === '社区' ? name : short;
}
