// 活动归类 of the demonstration: one activity in three says of what it was a part, some of which centre task.
import { activityTags } from '../../shared/forms/activity-tags.ts';
import type { OrgTree } from '../../shared/org/org-unit.ts';
import type { Registry } from '../../shared/record-types/define-registry.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import type { PlannedDocument } from './demonstration-plan.ts';
import type { SeededRandom } from './seeded-random.ts';

const servesCentreTask = 'centre-task';
const others = activityTags.options.filter(({ id }) => id !== servesCentreTask);

/** The same documents in the same order. */
export function withTags(
  planned: readonly PlannedDocument[],
  { registry, random, tree }: { registry: Registry; random: SeededRandom; tree: OrgTree },
): readonly PlannedDocument[] {
  const takesTags = new Set(
    registry.all.filter(({ fields }) => fields.some(({ id }) => id === activityTags.id)).map(({ id }) => id),
  );
  const tasks = planned.map(({ document }) => document).filter(({ type }) => type === servesCentreTask);
  return planned.map(({ author, document }) => {
    if (!takesTags.has(document.type) || random.below(3) > 0) return { author, document };
    // While a centre task goes on, every other one serves it.
    const task = taskFor(document, tasks, tree);
    if (task === undefined || random.below(2) === 0)
      return { author, document: { ...document, tags: [random.pick(others).id] } };
    const values = { ...document.values, centreTask: task.id };
    return { author, document: { ...document, tags: [servesCentreTask], values } };
  });
}

/** One that had begun and that the unit takes part in. */
function taskFor(
  { orgUnitId, occurredOn }: SyncedDocument,
  tasks: readonly SyncedDocument[],
  tree: OrgTree,
): SyncedDocument | undefined {
  const above = new Set(tree.withAncestors(orgUnitId));
  return tasks.find(
    (task) => task.occurredOn <= occurredOn && task.audience.some(({ unit }) => above.has(unit)),
  );
}
