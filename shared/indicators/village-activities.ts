// 村均活动次数: activities of the villages of a unit, on average and the fewest. Never which village: there is no list to rank (row B5.3).
import { activityTags } from '../forms/activity-tags.ts';
import type { RecordDefinition } from '../forms/define-record-type.ts';
import type { OrgTree } from '../org/org-unit.ts';
import type { UnitId } from '../records/record.ts';

export type VillageActivities = {
  readonly villages: number;
  /** Hosted by them, reviewed or awaiting review. */
  readonly activities: number;
  /** One decimal. */
  readonly average: number;
  readonly fewest: number;
};

/** Whatever can be said to be part of the campaign is an activity. */
export function isActivity({ fields }: Pick<RecordDefinition, 'fields'>): boolean {
  return fields.some(({ id }) => id === activityTags.id);
}

/** Out of the activities by unit; undefined where there is no village below the unit. */
export function villageActivities(
  byUnit: ReadonlyMap<UnitId, number>,
  unitId: UnitId,
  tree: OrgTree,
): VillageActivities | undefined {
  const counts = villagesBelow(unitId, tree).map((village) => byUnit.get(village) ?? 0);
  if (counts.length === 0) return undefined;
  const activities = counts.reduce((sum, count) => sum + count, 0);
  return {
    ...{ villages: counts.length, activities },
    average: Math.round((activities / counts.length) * 10) / 10,
    fewest: counts.reduce((least, count) => Math.min(least, count)),
  };
}

function villagesBelow(unitId: UnitId, tree: OrgTree): readonly UnitId[] {
  return tree
    .children(unitId)
    .flatMap((id) => [...(tree.unit(id)?.level === 'village' ? [id] : []), ...villagesBelow(id, tree)]);
}
