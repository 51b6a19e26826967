// 一表一说明: who asks for a form, on what basis, how often; how many fields and minutes it takes is derived (`domain.md` §0).
import { initialEntry } from './initial-values.ts';
import type { Area } from './areas.ts';
import type { RecordDefinition } from './define-record-type.ts';
import type { Field, FieldKind, Label } from './field-types.ts';
import { isRelevant, isRequired, scopeOf } from './relevance.ts';

export type Asked = {
  /** Who asks for it. */
  readonly by: Label;
  /** On what basis. */
  readonly basis: Label;
  readonly howOften: Label;
};

/** `fields`: answers that nobody gives for her · `minutes`: whole, at least one. */
export type Burden = { readonly fields: number; readonly minutes: number };

const county: Label = { zh: '县（市、区）妇联', en: 'The federation of the county' };
const city: Label = { zh: '市妇联', en: 'The federation of the city' };
const eachTime: Label = {
  zh: '做一次记一次，没有就不报',
  en: 'Once for each time it was done; nothing if it was not',
};
const whenItChanges: Label = { zh: '有了才建，变化时再记', en: 'When there is one, and when it changes' };

/** Every year, once: for kinds whose figure belongs to a year. */
export const onceAYear: Label = { zh: '一年一次', en: 'Once a year' };

const ofAreas: Readonly<Record<Area, Omit<Asked, 'howOften'>>> = {
  daily: {
    by: county,
    basis: { zh: '妇联日常工作，“五簿五册”由此自动生成', en: 'Daily work; the ten books are made from it' },
  },
  service: {
    by: city,
    basis: { zh: '“五项活动”之志愿服务、关爱帮扶', en: 'The five activities: service and care' },
  },
  learning: { by: city, basis: { zh: '“五项活动”之学习教育', en: 'The five activities: learning' } },
  achievement: {
    by: city,
    basis: { zh: '“五项活动”之岗位建功', en: 'The five activities: achievement in one’s post' },
  },
  livelihood: { by: city, basis: { zh: '“五项活动”之服务民生', en: 'The five activities: livelihood' } },
  organisation: {
    by: city,
    basis: { zh: '“五项活动”之组织建设', en: 'The five activities: the organisation' },
  },
  campaign: { by: city, basis: { zh: '创先争优活动的部署', en: 'How the campaign is run' } },
  grading: { by: city, basis: { zh: '对标定位、晋档升级', en: 'Benchmarks and grading' } },
};

/** The definition's own words where it has some, else those of its area. */
export function askedOf({ area, life, asked }: Pick<RecordDefinition, 'area' | 'life' | 'asked'>): Asked {
  const howOften = life === 'event' ? eachTime : whenItChanges;
  return { ...ofAreas[area], howOften, ...asked };
}

/** Seconds that an answer takes with a thumb: ours, measured by nobody yet. */
const seconds: Readonly<Partial<Record<FieldKind, number>>> = {
  text: 20,
  longText: 60,
  file: 30,
  signature: 30,
};
const usualSeconds = 8;

/** What an empty form asks for: required fields, without those that stand there already or follow from who she is. */
export function burdenOf(definition: RecordDefinition, today: string): Burden {
  const entry = initialEntry(definition, { today, orgUnitId: '' });
  const scope = scopeOf(entry, today);
  const told = new Set(
    definition.fields.flatMap((field) =>
      field.kind === 'person' ? (field.tells ?? []).map(({ to }) => to) : [],
    ),
  );
  const stands = ({ id, initial }: Field): boolean =>
    id === 'occurredOn' || id === 'hostUnitId' || initial !== undefined || told.has(id);
  const isAsked = (field: Field): boolean =>
    isRelevant(field, scope) && isRequired(field, scope) && !stands(field);
  // Of rows one is counted, with what it asks for.
  const asked = definition.fields
    .filter(isAsked)
    .flatMap((field): readonly Field[] => (field.kind === 'group' ? field.fields.filter(isAsked) : [field]));
  const needed = asked.reduce((sum, { kind }) => sum + (seconds[kind] ?? usualSeconds), 0);
  return { fields: asked.length, minutes: Math.max(1, Math.round(needed / 60)) };
}
