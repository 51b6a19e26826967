// 数据统计: every figure there is as a line, under the headings of the work: how many of a kind, what they add up to, rates.
import { inAreas, type Area } from '../forms/areas.ts';
import type { RecordDefinition } from '../forms/define-record-type.ts';
import type { Label } from '../forms/field-types.ts';
import { words } from '../forms/shorthand.ts';
import type { Locale } from '../reports/approximate-number.ts';
import type { Registry } from '../record-types/define-registry.ts';
import { indicatorsOfDefinition, indicatorsOverTypes } from './catalogue/indicators-of.ts';
import { standingRates } from './catalogue/standing-rates.ts';
import type { Indicator } from './define-indicator.ts';
import type { StandingRate } from './define-standing-rate.ts';

/**
 * One figure: `indicator` is counted over the records of a period, `rate` is read on its last day. `id` names it on the wire.
 * `kind`: of which kind of record it is one of several figures; its label alone may not say so (受益人次).
 */
export type StatisticsLine = { readonly id: string; readonly label: Label; readonly kind?: Label } & (
  | { readonly indicator: Indicator }
  | { readonly rate: StandingRate }
);

/** Lines under one heading. */
export type StatisticsGroup = {
  readonly id: string;
  readonly label: Label;
  readonly lines: readonly StatisticsLine[];
};

/** In the order in which a report tells of the work: what was set going, the five activities, grading, then what is done every week. */
const order: readonly Area[] = [
  'campaign',
  'learning',
  'service',
  'achievement',
  'livelihood',
  'organisation',
  'grading',
  'daily',
];

/** All groups in order; a group without a line is not there. Rates stand with the kind that they count. */
export function statisticsGroups(registry: Registry): readonly StatisticsGroup[] {
  const areas = inAreas(registry.all.filter(({ collection }) => collection === 'records'));
  const ofAreas = order.flatMap((id) => {
    const area = areas.find((each) => each.id === id);
    return area === undefined
      ? []
      : [{ id, label: area.label, lines: area.types.flatMap((definition) => linesOfKind(definition)) }];
  });
  const overTypes = indicatorsOverTypes(registry).map(indicatorLine);
  const isTag = ({ id }: StatisticsLine): boolean => id.startsWith('tag-');
  const groups = [
    ...ofAreas,
    {
      id: 'together',
      label: words('几类工作合计', 'Over several kinds'),
      lines: overTypes.filter((line) => !isTag(line)),
    },
    { id: 'tags', label: words('活动归类', 'Activities by tag'), lines: overTypes.filter(isTag) },
  ];
  return groups.filter(({ lines }) => lines.length > 0);
}

/** All lines in order. */
export function statisticsLines(registry: Registry): readonly StatisticsLine[] {
  return statisticsGroups(registry).flatMap(({ lines }) => lines);
}

/** How many records of a kind there are, as an indicator; its id is that of the kind. */
export function kindIndicator(definition: RecordDefinition): Indicator | undefined {
  const { id, label, countedAs } = definition;
  if (countedAs === undefined) return undefined;
  return { id, label, unit: countedAs, numerator: [{ type: id, measure: { events: true } }] };
}

/** With the kind that it is of: 志愿服务：受益人次. */
export function lineName({ label, kind }: StatisticsLine, locale: Locale): string {
  if (kind === undefined) return label[locale];
  return locale === 'zh' ? `${kind.zh}：${label.zh}` : `${kind.en}: ${label.en}`;
}

function linesOfKind(definition: RecordDefinition): readonly StatisticsLine[] {
  const kind = kindIndicator(definition);
  return [
    ...(kind === undefined ? [] : [indicatorLine(kind)]),
    ...indicatorsOfDefinition(definition).map((indicator) => ({
      ...indicatorLine(indicator),
      kind: definition.label,
    })),
    ...standingRates
      .filter(({ numerator }) => numerator.type === definition.id)
      .map((rate): StatisticsLine => ({ id: rate.id, label: rate.label, rate, kind: definition.label })),
  ];
}

function indicatorLine(indicator: Indicator): StatisticsLine {
  return { id: indicator.id, label: indicator.label, indicator };
}
