// The organisation of the demonstration: most villages of 花果街道 have one with its chair, some still lack a part of it, as in life.
import { sampleValues } from '../../shared/forms/sample-values.ts';
import { addDays } from '../../shared/forms/local-date.ts';
import type { Account } from '../../shared/access/role.ts';
import type { JsonObject } from '../../shared/records/json-value.ts';
import type { UnitId } from '../../shared/records/record.ts';
import { authorIn } from './demonstration-accounts.ts';
import { documentOf } from './demonstration-document.ts';
import type { Plan, PlannedDocument } from './demonstration-plan.ts';
import type { KnownPerson } from './believable-values.ts';

const [city, county, township] = ['4203', '420303', '420303001'];
const executives = 3;
/** Numbers of edits that no other document of the demonstration has: one for each kind of each place. */
const firstSeq = 600_000;
const kinds: readonly string[] = [
  'womens-org',
  'org-member',
  'womens-home',
  'regulation',
  'committee-seat',
  'leading-group',
];

/** Nothing where few records are wanted. */
export function planOrganisation(
  plan: Plan,
  peopleOf: (unit: UnitId) => readonly KnownPerson[],
): readonly PlannedDocument[] {
  if (plan.isSmall) return [];
  const villages = plan.tree.children(township).flatMap((unit, index) => {
    const people = peopleOf(unit);
    // Every seventh has no organisation yet, every fourth no home, every sixth no regulation.
    return [
      ...(index % 7 === 3 ? [] : organisationOf(plan, unit, people, index)),
      ...(index % 4 === 1 ? [] : [recorded(plan, unit, 'womens-home', homeOf(plan, unit), index)]),
      ...(index % 6 === 2 ? [] : [recorded(plan, unit, 'regulation', {}, index)]),
      ...(index % 5 === 4 ? [] : [seatOf(plan, unit, people[0], index)]),
    ];
  });
  const offices = [city, county].flatMap((unit, index) => [
    recorded(plan, unit, 'leading-group', {}, 40 + index),
    recorded(plan, unit, 'regulation', {}, 40 + index),
    recorded(plan, unit, 'org-member', { person: { name: `示例主席${index + 1}` } }, 40 + index),
  ]);
  return [...villages, ...offices];
}

function organisationOf(
  plan: Plan,
  unit: UnitId,
  people: readonly KnownPerson[],
  index: number,
): readonly PlannedDocument[] {
  const name = `${shortName(plan, unit)}妇联`;
  const organisation = recorded(plan, unit, 'womens-org', { name, executives }, index);
  const members = people.slice(0, executives).map(({ id, name: person }, place) =>
    recorded(
      plan,
      unit,
      'org-member',
      {
        person: { id, name: person },
        position: place === 0 ? 'chair' : 'executive',
        organisation: organisation.document.id,
      },
      index * 10 + place,
    ),
  );
  return [organisation, ...members];
}

function homeOf(plan: Plan, unit: UnitId): JsonObject {
  const name = shortName(plan, unit);
  return { name: `${name}妇女之家`, address: `${name}党群服务中心` };
}

/** The township records who sits in the committees of its villages. */
function seatOf(
  plan: Plan,
  village: UnitId,
  person: KnownPerson | undefined,
  index: number,
): PlannedDocument {
  const placeKind = shortName(plan, village).endsWith('社区') ? 'community' : 'village';
  const who = person === undefined ? {} : { person: { id: person.id, name: person.name } };
  return recorded(plan, township, 'committee-seat', { village, placeKind, ...who }, index);
}

function recorded(
  { tree, registry, today }: Plan,
  unit: UnitId,
  type: string,
  values: JsonObject,
  index: number,
): PlannedDocument {
  const definition = registry.get(type);
  if (definition === undefined) throw new Error(`the demonstration knows no ${type}`);
  const author: Account = authorIn(tree, unit);
  const occurredOn = addDays(today, -(60 + index));
  const document = documentOf(
    {
      ...{ name: `organisation ${type} ${unit} ${index}`, type, author, occurredOn },
      definitionVersion: definition.version,
      values: { ...sampleValues(definition, occurredOn), ...values },
    },
    firstSeq + index * kinds.length + kinds.indexOf(type),
  );
  return { author, document };
}

function shortName({ tree }: Plan, unit: UnitId): string {
  return tree.unit(unit)?.shortName ?? unit;
}
