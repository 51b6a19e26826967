// 活动归类: how many activities were part of what, over all kinds that carry tags (`domain.md` A2, A11, C7).
import { activityTags } from '../../forms/activity-tags.ts';
import type { Registry } from '../../record-types/define-registry.ts';
import type { Indicator } from '../define-indicator.ts';

/** One for each tag, in their order; an activity with two tags counts for both. */
export function indicatorsOfTags(registry: Registry): readonly Indicator[] {
  const tagged = registry.all.filter(({ fields }) => fields.some(({ id }) => id === activityTags.id));
  return activityTags.options.map(({ id, label }) => ({
    id: `tag-${id}`,
    label,
    unit: { zh: '场次', en: 'activities' },
    phrase: { zh: `“${label.zh}”活动{n}场次`, en: `${label.en}: {n} activities` },
    numerator: tagged.map(({ id: type }) => ({
      type,
      where: { includes: [{ field: activityTags.id }, id] },
      measure: { events: true },
    })),
  }));
}
