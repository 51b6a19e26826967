// Areas of the work: under which heading a kind of record stands where all kinds are shown.
import type { RecordDefinition } from './define-record-type.ts';
import type { Label } from './field-types.ts';

/** In the order in which they are shown: what is done every week first, then the parts of the campaign. */
export const areas = [
  { id: 'daily', label: { zh: '日常工作', en: 'Daily work' } },
  { id: 'service', label: { zh: '志愿关爱', en: 'Service and care' } },
  { id: 'learning', label: { zh: '学习提升', en: 'Learning' } },
  { id: 'achievement', label: { zh: '岗位建功', en: 'Achievement' } },
  { id: 'livelihood', label: { zh: '服务民生', en: 'Livelihood' } },
  { id: 'organisation', label: { zh: '组织建设', en: 'Organisation' } },
  { id: 'campaign', label: { zh: '活动部署', en: 'Campaign' } },
  { id: 'grading', label: { zh: '对标晋级', en: 'Grading' } },
] as const satisfies readonly { readonly id: string; readonly label: Label }[];

export type Area = (typeof areas)[number]['id'];

export type AreaOfWork = {
  readonly id: Area;
  readonly label: Label;
  readonly types: readonly RecordDefinition[];
};

/** Definitions under the headings of their areas, in the order of both; empty areas are not there. */
export function inAreas(definitions: readonly RecordDefinition[]): readonly AreaOfWork[] {
  return areas
    .map(({ id, label }) => ({ id, label, types: definitions.filter(({ area }) => area === id) }))
    .filter(({ types }) => types.length > 0);
}
