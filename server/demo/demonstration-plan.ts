// What the demonstration holds: who recorded what on which day, and what their reviewers said.
import type { Account } from '../../shared/access/role.ts';
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import { sampleValues } from '../../shared/forms/sample-values.ts';
import type { JsonObject } from '../../shared/records/json-value.ts';
import type { OrgTree } from '../../shared/org/org-unit.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import type { Registry } from '../../shared/record-types/define-registry.ts';
import { authorIn } from './demonstration-accounts.ts';
import { documentOf, personValues } from './demonstration-document.ts';
import { planGrades } from './demonstration-grades.ts';
import { planOrganisation } from './demonstration-organisation.ts';
import { withFittingUnits } from './fitting-units.ts';
import type { SeededRandom } from './seeded-random.ts';
import { believableValues, type KnownPerson } from './believable-values.ts';
import { withTags } from './campaign-tags.ts';
import { variedValues } from './varied-values.ts';

export type Plan = {
  readonly tree: OrgTree;
  readonly registry: Registry;
  readonly random: SeededRandom;
  readonly today: string;
  /** Few records, for tests; else enough to be judged by. */
  readonly isSmall: boolean;
};
export type PlannedDocument = { readonly author: Account; readonly document: SyncedDocument };

const county = '420303';
const township = '420303001';
const seedVillage = '420303001202';

/** Invented women of the villages of 花果街道, or all of one unit. */
export function planPeople(
  plan: Plan,
  count: number,
  onlyUnit: string | undefined,
): readonly PlannedDocument[] {
  const definition = plan.registry.all.find((candidate) => candidate.collection === 'people');
  if (definition === undefined) return [];
  const units = onlyUnit === undefined ? villages(plan.tree) : [onlyUnit];
  const people = Array.from({ length: count }, (_, index) => {
    const author = authorIn(plan.tree, units[index % units.length] ?? seedVillage);
    const values = personValues(definition, plan.random, index, author.orgUnitId);
    return planned(
      {
        name: `person ${index}`,
        definition,
        author,
        occurredOn: daysBefore(plan.today, plan.random.below(300)),
        values,
      },
      index + 1,
    );
  });
  const first = people.find(({ document }) => document.orgUnitId === seedVillage);
  return onlyUnit === undefined && first !== undefined
    ? [...people, registeredTwice(first, definition)]
    : people;
}

/** Somebody registered her once more, from memory: without her number. */
function registeredTwice(
  { author, document }: PlannedDocument,
  definition: RecordDefinition,
): PlannedDocument {
  const { idNo: _number, phone: _phone, ...values } = document.values;
  const name = 'person registered twice';
  return planned({ name, definition, author, occurredOn: document.occurredOn, values }, 90_000);
}

/** Some records of every kind: in each village, in the township, county and city above, and the seed's own visit. */
export function planRecords(plan: Plan, people: readonly PlannedDocument[]): readonly PlannedDocument[] {
  const peopleOf = knownPeople(people);
  const definitions = plan.registry.all.filter(
    (definition) => definition.collection === 'records' && definition.continues === undefined,
  );
  const units = recordingUnits(plan);
  const records = units.flatMap((unit, index) => {
    const author = authorIn(plan.tree, unit);
    const mine = definitions.filter((definition) => definition.recordedBy.includes(author.level));
    const isCommon = index % 5 < 3;
    const [round, place] = [Math.floor(index / 5), index % 5];
    const definition = isCommon ? inTurn(mine.slice(0, commonest), round * 3 + place) : inTurn(mine, round);
    if (definition === undefined) return [];
    const occurredOn = daysBefore(plan.today, 1 + plan.random.below(330));
    const { random } = plan;
    const values = variedValues({ definition, random, occurredOn, unitId: unit, people: peopleOf(unit) });
    return [planned({ name: `record ${index}`, definition, author, occurredOn, values }, 100_000 + index)];
  });
  const begun = [...records, ...everyKindOnce(plan, definitions), ...seedVisit(plan)];
  const followed = continuations(plan, begun, peopleOf);
  const all = [...begun, ...followed, ...everyFollowUpOnce(plan, begun, followed)];
  // The large demonstration has grades and screening of its own (`demonstration-grades.ts`, `demonstration-screening.ts`).
  const kept = all.filter(({ document }) => plan.isSmall || !plannedElsewhere.has(document.type));
  const placed = kept.map(({ author, document }) => {
    const definition = plan.registry.get(document.type);
    if (definition === undefined) return { author, document };
    return { author, document: withFittingUnits(definition, document, plan.tree) };
  });
  return [...withTags(placed, plan), ...planOrganisation(plan, peopleOf), ...planGrades(plan)];
}

/** Of a whole year, unit by unit: one more anywhere would count somebody twice. */
const plannedElsewhere: ReadonlySet<string> = new Set(['grade-result', 'screening-counts']);

/** The kinds at the head of the registry are three of five records, as in a village's life. */
const commonest = 5;

/** A unit as often as it records: most in the village of the seed, then in its township, thinner in the rest of the county. */
function recordingUnits({ tree, isSmall }: Plan): readonly string[] {
  const times = isSmall
    ? { seed: 24, near: 6, far: 0, office: 3 }
    : { seed: 120, near: 45, far: 5, office: 20 };
  const far = tree.children(county).filter((unit) => unit !== township);
  const often = (unit: string, count: number): readonly string[] => Array.from({ length: count }, () => unit);
  return [
    ...villages(tree).flatMap((unit) => often(unit, unit === seedVillage ? times.seed : times.near)),
    ...far.flatMap((unit) => tree.children(unit)).flatMap((unit) => often(unit, times.far)),
    ...offices.flatMap((unit) => often(unit, times.office)),
  ];
}

function inTurn<T>(list: readonly T[], turn: number): T | undefined {
  return list[turn % Math.max(1, list.length)];
}

/** Who is registered in a unit. */
function knownPeople(people: readonly PlannedDocument[]): (unit: string) => readonly KnownPerson[] {
  return (unit) =>
    people
      .filter(({ document }) => document.orgUnitId === unit)
      .flatMap(({ document: { id, values } }) =>
        typeof values['name'] === 'string' ? [{ id, name: values['name'], values }] : [],
      );
}

const offices = [township, county, '4203'];

/** Kinds that the round above missed, each by a unit that may record it. */
function everyKindOnce(plan: Plan, definitions: readonly RecordDefinition[]): readonly PlannedDocument[] {
  return definitions.flatMap((definition, index) => {
    // What is meant for units below is recorded above them.
    const units = definition.addressedTo === undefined ? [seedVillage, ...offices] : offices;
    const unit = units.find((candidate) =>
      definition.recordedBy.includes(authorIn(plan.tree, candidate).level),
    );
    if (unit === undefined) return [];
    const author = authorIn(plan.tree, unit);
    const occurredOn = daysBefore(plan.today, 3 + index);
    const circumstances = { definition, random: plan.random, occurredOn, people: [] };
    const values = believableValues(sampleValues(definition, occurredOn), circumstances);
    return [
      planned({ name: `kind ${definition.id}`, definition, author, occurredOn, values }, 200_000 + index),
    ];
  });
}

/** The visit of the seed text: Double Ninth, 张湾区花果中心福利院, 51 old people, medicines worth 986 yuan. */
function seedVisit(plan: Plan): readonly PlannedDocument[] {
  const definition = plan.registry.get('condolence-visit');
  if (definition === undefined) return [];
  const author = authorIn(plan.tree, seedVillage);
  const occurredOn = lastDoubleNinth(plan.today);
  const { sample: values } = definition;
  return [planned({ name: 'seed visit', definition, author, occurredOn, values }, 300_000)];
}

/** Of each three standing records two were gone on with: about a month later, in turn by each kind that continues them. */
function continuations(
  plan: Plan,
  begun: readonly PlannedDocument[],
  peopleOf: (unit: string) => readonly KnownPerson[],
): readonly PlannedDocument[] {
  const { registry, random, today } = plan;
  return begun.flatMap(({ author, document }, index) => {
    const following = registry.all.filter(
      ({ continues, recordedBy }) => continues?.includes(document.type) && recordedBy.includes(author.level),
    );
    const definition = following[index % Math.max(1, following.length)];
    const occurredOn = daysBefore(document.occurredOn, -30);
    if (definition === undefined || index % 3 === 0 || occurredOn >= today) return [];
    const { orgUnitId: unitId } = author;
    const values = variedValues({ definition, random, occurredOn, unitId, people: peopleOf(unitId) });
    const name = `continuation ${index}`;
    return [planned({ name, definition, author, occurredOn, values, aboutId: document.id }, 400_000 + index)];
  });
}

/** Kinds of follow-up that the round above missed, each the day after something that it can follow. */
function everyFollowUpOnce(
  plan: Plan,
  begun: readonly PlannedDocument[],
  followed: readonly PlannedDocument[],
): readonly PlannedDocument[] {
  const held = new Set(followed.map(({ document }) => document.type));
  return plan.registry.all.flatMap((definition, index) => {
    const mayFollow = ({ author, document }: PlannedDocument): boolean =>
      definition.continues?.includes(document.type) === true && definition.recordedBy.includes(author.level);
    const about = held.has(definition.id) ? undefined : begun.find(mayFollow);
    if (about === undefined) return [];
    const { author, document } = about;
    const occurredOn = daysBefore(document.occurredOn, -1);
    const { sample: values } = definition;
    const name = `follow-up ${definition.id}`;
    return [planned({ name, definition, author, occurredOn, values, aboutId: document.id }, 500_000 + index)];
  });
}

type Planning = {
  readonly name: string;
  readonly definition: RecordDefinition;
  readonly author: Account;
  readonly occurredOn: string;
  readonly values: JsonObject;
  readonly aboutId?: string;
};

function planned({ definition, ...rest }: Planning, seq: number): PlannedDocument {
  return {
    author: rest.author,
    document: documentOf({ ...rest, type: definition.id, definitionVersion: definition.version }, seq),
  };
}

function villages(tree: OrgTree): readonly string[] {
  return tree.children(township);
}

export function daysBefore(today: string, days: number): string {
  return new Date(Date.parse(`${today}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

/** The last ninth day of the ninth lunar month before today. */
function lastDoubleNinth(today: string): string {
  const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', {
    month: 'numeric',
    day: 'numeric',
    timeZone: 'UTC',
  });
  const isDoubleNinth = (date: string) => {
    const parts = lunar.formatToParts(new Date(`${date}T00:00:00Z`));
    return ['month', 'day'].every((type) => parts.find((part) => part.type === type)?.value === '9');
  };
  const days = Array.from({ length: 390 }, (_, index) => daysBefore(today, index));
  return days.find(isDoubleNinth) ?? daysBefore(today, 30);
}
