// Every indicator there is: what the record types bring along, and those over several types.
import type { RecordDefinition } from '../../forms/define-record-type.ts';
import type { Registry } from '../../record-types/define-registry.ts';
import type { Indicator, OwnIndicator, Source } from '../define-indicator.ts';
import { acrossTypes } from './across-types.ts';
import { indicatorsOfTags } from './of-tags.ts';
import { sourceRowOf } from './source-rows.ts';

/** In the order of the registry; indicators over several types last. */
export function indicatorsOf(registry: Registry): readonly Indicator[] {
  return [...registry.all.flatMap(indicatorsOfDefinition), ...indicatorsOverTypes(registry)];
}

/** Sums and rates over several types, then the tags of activities; without the types that the registry lacks. */
export function indicatorsOverTypes(registry: Registry): readonly Indicator[] {
  return [...acrossTypes, ...indicatorsOfTags(registry)]
    .map((indicator) => ({
      ...indicator,
      numerator: indicator.numerator.filter((source) => registry.get(source.type) !== undefined),
    }))
    .filter((indicator) => indicator.numerator.length > 0);
}

/** The figures that a record type brings along: `hours` of `volunteer-activity` is `volunteer-activity.hours`. */
export function indicatorsOfDefinition(definition: RecordDefinition): readonly Indicator[] {
  return (definition.indicators ?? []).map((indicator) => ofDefinition(definition, indicator));
}

function ofDefinition(definition: RecordDefinition, own: OwnIndicator): Indicator {
  const { where, numerator, denominator, ...wording } = own;
  const source = (measure: Source['measure']): Source => ({
    type: definition.id,
    measure,
    ...(where === undefined ? {} : { where }),
  });
  const row = sourceRowOf(definition.id);
  return {
    ...wording,
    ...(row === undefined ? {} : { source: row }),
    id: `${definition.id}.${own.id}`,
    numerator: [source(numerator)],
    ...(denominator === undefined ? {} : { denominator: [source(denominator)] }),
  };
}
