// Short ways to write the facts of an outline down.
import type { Expression } from '../../forms/expression.ts';
import { words } from '../../forms/shorthand.ts';
import type { FactDefinition, PickSource } from '../define-outline.ts';

/** A field holds this value. */
export const is = (field: string, value: string): Expression => ({ eq: [{ field }, value] });

/** A number with its unit, from an indicator. */
export function figure(
  id: string,
  indicator: string,
  zh: string,
  unitZh: string,
  en: string,
  unitEn: string,
): FactDefinition {
  return { id, label: words(zh, en), unit: words(unitZh, unitEn), format: 'count', source: { indicator } };
}

export function picked(
  id: string,
  zh: string,
  en: string,
  pick: PickSource,
  format: FactDefinition['format'] = 'text',
): FactDefinition {
  return { id, label: words(zh, en), format, source: { pick } };
}

export const first = (type: string, field: string, where?: Expression): PickSource => ({
  ...{ type, field, choose: 'first' },
  ...(where === undefined ? {} : { where }),
});

export const fromAbove = (type: string, field: string): PickSource => ({
  ...first(type, field),
  isAlsoFromAbove: true,
});

export const rate = (
  id: string,
  zh: string,
  en: string,
  unitZh: string,
  unitEn: string,
  source: FactDefinition['source'],
): FactDefinition => ({
  ...{ id, format: 'rate', source },
  ...{ label: words(zh, en), unit: words(unitZh, unitEn) },
});
