// Levels of titles and grades of prizes: the same lists wherever something is awarded.
import type { Choice } from './field-types.ts';

/** From the county upwards: titles of the federation. */
export const titleLevels = [
  { id: 'county', label: { zh: '县级', en: 'County' } },
  { id: 'city', label: { zh: '市级', en: 'City' } },
  { id: 'province', label: { zh: '省级', en: 'Province' } },
  { id: 'nation', label: { zh: '全国', en: 'National' } },
] as const satisfies readonly Choice[];

/** Down to the village: contests, families. */
export const allLevels = [
  { id: 'village', label: { zh: '村（社区）级', en: 'Village' } },
  { id: 'township', label: { zh: '乡镇（街道）级', en: 'Township' } },
  ...titleLevels,
] as const satisfies readonly Choice[];

export const prizes = [
  { id: 'first', label: { zh: '一等奖', en: 'First prize' } },
  { id: 'second', label: { zh: '二等奖', en: 'Second prize' } },
  { id: 'third', label: { zh: '三等奖', en: 'Third prize' } },
  { id: 'merit', label: { zh: '优秀奖', en: 'Merit' } },
] as const satisfies readonly Choice[];
