// How a federation is called in its own report: 十堰市妇联, 市妇联, 全市.
import type { Label } from '../forms/field-types.ts';
import type { Level, OrgUnit } from '../org/org-unit.ts';

export type UnitWords = { readonly unit: Label; readonly self: Label; readonly place: Label };

const kinds: Readonly<Record<Level, readonly string[]>> = {
  province: ['省', '自治区', '市'],
  city: ['市', '州', '盟', '地区'],
  county: ['区', '县', '市', '旗'],
  township: ['街道', '镇', '乡'],
  village: ['社区', '村'],
  site: [],
};

/** Words for a unit: the last of its name that says what it is, else what its level is usually called. */
export function unitWords(unit: OrgUnit): UnitWords {
  const words = kinds[unit.level];
  const kind = words.find((word) => unit.shortName.endsWith(word)) ?? words[0] ?? '';
  return {
    unit: { zh: `${unit.shortName}妇联`, en: `the federation of ${unit.shortName}` },
    self: { zh: `${kind}妇联`, en: 'the federation' },
    place: { zh: `全${kind}`, en: `the whole ${unit.level}` },
  };
}
