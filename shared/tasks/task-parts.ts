// A task that a unit was given and split among those below it: what it received, and what its parts add up to.
import type { SyncedDocument, UnitId } from '../records/record.ts';
import { isJsonObject, itemsOf } from '../records/json-value.ts';

/** The numbers of a split; they need not be equal, a difference is only said. */
export type TaskSplit = {
  /** Planned for the unit in the task that it received; absent without a number. */
  readonly received?: number;
  /** Over all its own tasks that are parts of it, but for void ones. */
  readonly split: number;
  readonly parts: readonly SyncedDocument[];
};

/** How this unit split the task; undefined while it made no part of it. */
export function splitOf(
  task: SyncedDocument,
  unitId: UnitId,
  tasks: readonly SyncedDocument[],
): TaskSplit | undefined {
  const parts = tasks
    .filter((each) => each.values['parentTask'] === task.id && each.orgUnitId === unitId)
    .filter((each) => !each._deleted && each.reviewState !== 'void');
  if (parts.length === 0) return undefined;
  const received = plannedFor(task, unitId);
  const split = parts.reduce((total, part) => total + (plannedFor(part) ?? 0), 0);
  return { parts, split, ...(received === undefined ? {} : { received }) };
}

/** Of one unit, or of all that the task names; undefined where no number was planned. */
export function plannedFor({ values }: SyncedDocument, unitId?: UnitId): number | undefined {
  const numbers = itemsOf(values['targets']).flatMap((row) => {
    if (!isJsonObject(row) || typeof row.target !== 'number') return [];
    return unitId === undefined || row.unit === unitId ? [row.target] : [];
  });
  return numbers.length === 0 ? undefined : numbers.reduce((total, each) => total + each, 0);
}
