// Details of an invented record that must fit each other: a festival its day, a gift the festival, a difficulty the woman.
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import { fillFromPerson, personIdIn } from '../../shared/people/told-by-person.ts';
import { textOf, textsOf } from '../../shared/people/person-values.ts';
import { nearestFestival } from '../../shared/policy/festivals.ts';
import type { JsonObject, JsonValue } from '../../shared/records/json-value.ts';
import type { SeededRandom } from './seeded-random.ts';

/** Registered people with what the registry knows of them. */
export type KnownPerson = { readonly id: string; readonly name: string; readonly values: JsonObject };

export type Circumstances = {
  readonly definition: RecordDefinition;
  readonly random: SeededRandom;
  readonly occurredOn: string;
  readonly people: readonly KnownPerson[];
};

/** The values with what follows from their people and their day in place of what the sample says. */
export function believableValues(values: JsonObject, circumstances: Circumstances): JsonObject {
  const told = toldByRegistry(values, circumstances);
  return adjustments.get(circumstances.definition.id)?.(told, circumstances) ?? told;
}

/** The registry wins over the sample; what it does not know stays as the sample has it. */
function toldByRegistry(values: JsonObject, { definition, people }: Circumstances): JsonObject {
  return definition.fields.reduce((sofar, field) => {
    const id = field.kind === 'person' ? personIdIn(sofar[field.id]) : undefined;
    const person = people.find((each) => each.id === id);
    if (person === undefined || field.kind !== 'person') return sofar;
    const told = new Set((field.tells ?? []).map(({ to }) => to));
    const rest = Object.fromEntries(Object.entries(sofar).filter(([key]) => !told.has(key)));
    return { ...sofar, ...fillFromPerson(definition, field, rest, person.values) };
  }, values);
}

type Adjust = (values: JsonObject, circumstances: Circumstances) => JsonObject;

type Visit = {
  readonly whom: string;
  readonly category: string;
  readonly item: string;
  readonly unit: string;
  readonly fenEach: number;
};
const visits: readonly Visit[] = [
  { whom: '独居老人', category: 'lone-elderly', item: '米和油', unit: '份', fenEach: 12_000 },
  { whom: '困境儿童', category: 'children', item: '书包文具', unit: '套', fenEach: 8_600 },
  { whom: '残疾妇女', category: 'disabled', item: '护理用品', unit: '包', fenEach: 6_500 },
  { whom: '困难妇女', category: 'women', item: '棉被', unit: '床', fenEach: 15_800 },
  { whom: '困难家庭', category: 'families', item: '生活用品', unit: '份', fenEach: 10_000 },
];
/** Whom a festival is for; on other days anybody. */
const guests: ReadonlyMap<string, readonly string[]> = new Map([
  ['june1', ['children']],
  ['double-ninth', ['lone-elderly']],
  ['march8', ['women']],
  ['mid-autumn', ['lone-elderly', 'families']],
  ['spring', ['families', 'women', 'lone-elderly']],
]);

function visitOnItsDay(values: JsonObject, { random, occurredOn }: Circumstances): JsonObject {
  const festival = nearestFestival(occurredOn) ?? 'other';
  const invited = guests.get(festival);
  const visit = random.pick(visits.filter(({ category }) => invited?.includes(category) ?? true));
  const count = 2 + random.below(18);
  const { quantity: _written, gifts: _given, services: _done, ...rest } = values;
  const way = random.below(5) === 0 ? 'money' : 'goods';
  const given =
    way === 'money'
      ? { valueFen: count * 20_000 }
      : {
          ...{ item: visit.item, quantityCount: count, quantityUnit: visit.unit },
          valueFen: count * visit.fenEach,
        };
  return {
    ...rest,
    ...{ whom: visit.whom, festival, beneficiaryCategory: visit.category, way },
    beneficiaryCount: { count, isEstimate: false },
    gifts: [{ key: 'gift-1', ...given, source: random.pick(['unit', 'staff', 'company']) }],
  };
}

const difficulties: ReadonlyMap<string, string> = new Map([
  ['lone-elderly', '独居，行动不便，日常采买要人帮忙'],
  ['disabled', '肢体残疾，家务和就医需要照料'],
  ['minimum-allowance', '享受低保，家中只有一人做零工'],
  ['left-behind-woman', '丈夫在外务工，一人照料老人和孩子'],
  ['left-behind-child', '父母在外务工，随祖母生活，放学后没人辅导'],
  ['woman-in-difficulty', '家人患病，收入减少，开支吃紧'],
]);

function fileOf(values: JsonObject, { people }: Circumstances): JsonObject {
  const person = personNamed(values, 'person', people);
  if (person === undefined) return values;
  const category = categoryOf(person);
  const { guardianName: _name, guardianPhone: _phone, ...rest } = values;
  return { ...rest, categories: [category], difficulty: difficulties.get(category) ?? '' };
}

function pairOf(values: JsonObject, { people }: Circumstances): JsonObject {
  const person = personNamed(values, 'person', people);
  if (person === undefined) return { ...values, category: 'left-behind-child' };
  return {
    ...{ ...values, category: categoryOf(person), pairKind: 'support' },
    plan: '每月看望一次，帮着料理家务、联系就医',
  };
}

/** Every other seat is a man's, who is in no registry of women. */
function seatOf(values: JsonObject, { random }: Circumstances): JsonObject {
  if (random.below(2) === 0) return { ...values, sex: 'female' };
  const { isChair: _women, birthDate: _birth, ...rest } = values;
  return { ...rest, person: { name: random.pick(['张示强', '李示刚', '王示军', '陈示勇']) }, sex: 'male' };
}

const fulfilled: ReadonlyMap<JsonValue, string> = new Map<JsonValue, string>([
  ['examined', '内容具体，可以公示'],
  ['published', '在公示栏公示，听取意见'],
  ['begun', '家政技能班已报名，老师已定'],
  ['partly', '家政技能班第一期结业'],
  ['done', '家政技能班两期都已结业'],
  ['stuck', '场地还没落实，正在协调'],
]);
const withoutResult: readonly JsonValue[] = ['examined', 'published', 'begun', 'stuck'];

function fulfilmentOf(values: JsonObject): JsonObject {
  const { beneficiaries: _people, ...rest } = values;
  const progress = values['progress'] ?? '';
  const told = { ...rest, done: fulfilled.get(progress) ?? '' };
  return withoutResult.includes(progress) || values['beneficiaries'] === undefined
    ? told
    : { ...told, beneficiaries: values['beneficiaries'] };
}

const served: ReadonlyMap<JsonValue, readonly [place: string, topic: string, category: string]> = new Map<
  JsonValue,
  readonly [string, string, string]
>([
  ['pair', ['花果村', '上门探望结对家庭', 'woman-in-difficulty']],
  ['poverty', ['花果村', '为低保家庭送生活用品', 'minimum-allowance']],
  ['elder_orphan', ['花果敬老院', '打扫敬老院', 'lone-elderly']],
  ['disabled', ['花果村', '帮残疾妇女料理家务', 'disabled']],
  ['schooling', ['花果村小学', '周末辅导作业', 'left-behind-child']],
  ['left_behind', ['花果村妇女之家', '陪留守儿童读书', 'left-behind-child']],
  ['vulnerable_women', ['花果村', '陪困难妇女就医', 'woman-in-difficulty']],
  ['environment', ['花果村', '清理河道和房前屋后', 'other']],
]);

function serviceOf(values: JsonObject): JsonObject {
  const [place, topic, category] = served.get(values['activityKind'] ?? '') ?? [
    '花果村',
    '便民服务',
    'other',
  ];
  return { ...values, place, topic, servedCategories: [category] };
}

/** Every ballot or vote is one of three. */
const addingUp =
  (total: string, yes: string, fairly: string, no: string): Adjust =>
  (values) => {
    const [all, satisfied, fairlySatisfied] = [total, yes, fairly].map((id) => Number(values[id] ?? 0));
    const rest = (all ?? 0) - (satisfied ?? 0) - (fairlySatisfied ?? 0);
    return values[total] === undefined || values[fairly] === undefined || rest < 0
      ? values
      : { ...values, [no]: rest };
  };

const services: ReadonlyMap<JsonValue, string> = new Map<JsonValue, string>([
  ['fair', '春风行动女性专场招聘会'],
  ['training-to-job', '家政服务员培训结业对接'],
  ['home-industry', '居家手工订单分发'],
  ['recommendation', '返乡妇女岗位推荐'],
]);

function jobsOf(values: JsonObject): JsonObject {
  const topic = services.get(values['serviceKind'] ?? '');
  return topic === undefined ? values : { ...values, topic };
}

/** Of the three measures that every form of the demonstration plans. */
function lookingBack(values: JsonObject, { random }: Circumstances): JsonObject {
  const measuresDone =
    values['outcome'] === 'reached' ? 3 : values['outcome'] === 'partly' ? 2 : random.below(2);
  return { ...values, measuresPlanned: 3, measuresDone };
}

const adjustments: ReadonlyMap<string, Adjust> = new Map<string, Adjust>([
  ['condolence-visit', visitOnItsDay],
  ['care-target', fileOf],
  ['pair-support', pairOf],
  ['committee-seat', seatOf],
  ['commitment-progress', fulfilmentOf],
  ['volunteer-activity', serviceOf],
  ['job-service', jobsOf],
  ['theme-education-review', lookingBack],
  ['grade-result', addingUp('ballotsBack', 'satisfied', 'fairlySatisfied', 'dissatisfied')],
  [
    'commitment-evaluation',
    addingUp('validVotes', 'satisfiedVotes', 'fairlySatisfiedVotes', 'dissatisfiedVotes'),
  ],
]);

function personNamed(
  values: JsonObject,
  fieldId: string,
  people: readonly KnownPerson[],
): KnownPerson | undefined {
  const id = personIdIn(values[fieldId]);
  return people.find((each) => each.id === id);
}

/** Hers in the registry, else what her age suggests. */
function categoryOf({ values }: KnownPerson): string {
  const [registered] = textsOf(values, 'categories');
  return registered ?? (textOf(values, 'birthDate') < '1956' ? 'lone-elderly' : 'woman-in-difficulty');
}
