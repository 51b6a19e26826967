// What a task's target may count (`domain.md` §9): what women gained. Never how much a cadre recorded, held or attended.
import { words } from '../forms/shorthand.ts';
import type { Choice, Label } from '../forms/field-types.ts';
import type { JsonValue } from '../records/json-value.ts';

/** An entry of the list. Its id is stored in tasks, so it is never renamed or removed. */
export type Outcome = Choice & {
  /** After the number: 人, 件. */
  readonly unit: Label;
  /** Id of the indicator whose numerator is the number reached; all its records are of one kind. */
  readonly indicator: string;
};

const [persons, personTimes, matters, women] = [
  words('人', 'people'),
  words('人次', 'person-times'),
  words('件', 'matters'),
  words('名', 'women'),
];

const outcome = (id: string, zh: string, en: string, unit: Label, indicator: string): Outcome => ({
  ...{ id, label: words(zh, en), unit, indicator },
});

/** In the order in which the form offers them. */
export const outcomesForWomen: readonly Outcome[] = [
  outcome('passed', '培训考核合格人次', 'Trainees who passed', personTimes, 'training-attendance.pass-rate'),
  outcome('trained', '参加培训的人（每人计一次）', 'People trained', persons, 'training-attendance.people'),
  outcome('employed', '实现就业的人', 'People who found work', persons, 'job-service.employed'),
  outcome('solved', '解决的民生问题', 'Livelihood issues solved', matters, 'livelihood-answer.solved'),
  outcome('lifted', '困难解除的服务对象', 'Care targets lifted', persons, 'care-update.lifted'),
  outcome('paired', '有人结对帮扶的人', 'People with a helper', persons, 'pair-support.people'),
  outcome('served', '志愿服务惠及人次', 'People served', personTimes, 'volunteer-activity.served'),
  outcome('consoled', '慰问受益人次', 'People consoled', personTimes, 'condolence-visit.beneficiaries'),
  outcome(
    'promised',
    '承诺践诺受益人次',
    'People promises reached',
    personTimes,
    'commitment-progress.beneficiaries',
  ),
  outcome('settled', '调解好的家庭矛盾', 'Family quarrels settled', matters, 'family-mediation.settled'),
  outcome('council', '妇女议事会已落实的事', 'Council decisions done', matters, 'womens-council.done'),
  outcome('led-by-bases', '基地带动的妇女', 'Women taken along by bases', women, 'demo-base.women-led'),
  outcome('led-by-women', '女能手带动的妇女', 'Women taken along', women, 'skilled-woman.women-led'),
];

/** The entry of this id; undefined for anything else. */
export function outcomeNamed(id: JsonValue | undefined): Outcome | undefined {
  return outcomesForWomen.find((each) => each.id === id);
}
