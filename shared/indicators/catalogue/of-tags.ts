// 活动归类: how many activities were part of what, and who took part, over all kinds that carry tags (the domain's rows A2, A10, A11, C7).
import { activityTags } from '../../forms/activity-tags.ts';
import type { Expression } from '../../forms/expression.ts';
import type { Registry } from '../../record-types/define-registry.ts';
import type { Indicator } from '../define-indicator.ts';

const rowOf: ReadonlyMap<string, string> = new Map([
  ['women-in-org', 'A2'],
  ['org-in-grassroots', 'A2'],
  ['work-in-society', 'A2'],
  ['post-excellence', 'A11'],
  ['peace-harmony', 'A11'],
  ['centre-task', 'A10'],
]);
/** Fields that say how many took part, the first that a kind has. */
const whoTookPart = ['attended', 'participants', 'volunteers'] as const;

/** One for each tag, in their order, then who took part; an activity with two tags counts for both. */
export function indicatorsOfTags(registry: Registry): readonly Indicator[] {
  const tagged = registry.all.filter(({ fields }) => fields.some(({ id }) => id === activityTags.id));
  const counted = tagged.flatMap((type) => {
    const field = whoTookPart.find((id) => type.fields.some((each) => each.id === id));
    return field === undefined ? [] : [{ id: type.id, field }];
  });
  return activityTags.options.flatMap(({ id, label }): readonly Indicator[] => {
    const source = rowOf.get(id) ?? 'C7';
    return [
      {
        ...{ id: `tag-${id}`, source, label },
        unit: { zh: '场次', en: 'activities' },
        phrase: { zh: `“${label.zh}”活动{n}场次`, en: `${label.en}: {n} activities` },
        numerator: tagged.map(({ id: type }) => ({
          ...{ type, where: carries(id), measure: { events: true } as const },
        })),
      },
      {
        ...{ id: `tag-${id}-person-times`, source },
        label: { zh: `${label.zh}·参加人次`, en: `${label.en}: person-times` },
        unit: { zh: '人次', en: 'person-times' },
        phrase: { zh: `参加{n}人次`, en: `{n} person-times` },
        numerator: counted.map(({ id: type, field }) => ({
          type,
          where: { and: [carries(id), { present: { field } }] },
          measure: { sum: { field } },
        })),
      },
      ...(id === 'centre-task' ? [hoursFor(source)] : []),
    ];
  });
}

function carries(tag: string): Expression {
  return { includes: [{ field: activityTags.id }, tag] };
}

/** 服务中心工作志愿小时. */
function hoursFor(source: string): Indicator {
  return {
    ...{ id: 'tag-centre-task-hours', source },
    label: { zh: '服务中心工作·志愿小时', en: 'Serves a centre task: volunteer hours' },
    unit: { zh: '小时', en: 'hours' },
    numerator: [
      {
        type: 'volunteer-activity',
        where: carries('centre-task'),
        measure: { sum: { mul: [{ field: 'volunteers' }, { field: 'hoursEach' }] } },
      },
    ],
  };
}
