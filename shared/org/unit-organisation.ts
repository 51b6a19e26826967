// The organisation of a unit as its records say it: what is there now, and what no record speaks of.
import type { RecordDefinition } from '../forms/define-record-type.ts';
import type { Registry } from '../record-types/define-registry.ts';
import { textOf } from '../people/person-values.ts';
import type { SyncedDocument, UnitId } from '../records/record.ts';
import { standingState, type StandingState } from '../records/standing-state.ts';
import type { Level } from './org-unit.ts';

/** Kinds of records that an organisation is read from, and what continues them. */
export const organisationTypes = [
  'womens-org',
  'org-member',
  'womens-home',
  'committee-seat',
  'regulation',
  'leading-group',
  'baseline',
  'status-change',
] as const;

export type Present = { readonly record: SyncedDocument; readonly state: StandingState };
export type OrganisationOfUnit = {
  readonly organisations: readonly (Present & { readonly members: readonly Present[] })[];
  /** Members whose record names no organisation that is here. */
  readonly members: readonly Present[];
  readonly homes: readonly Present[];
  readonly seats: readonly Present[];
  readonly regulations: readonly Present[];
  readonly groups: readonly Present[];
  /** Of the year, the newest of each item. */
  readonly baselines: readonly SyncedDocument[];
};

/** What a unit of its level should have and no record speaks of. */
export const lacks = ['organisation', 'chair', 'home', 'seats', 'regulations', 'group'] as const;
export type Lack = (typeof lacks)[number];

export type OrganisationSources = {
  readonly registry: Pick<Registry, 'get'>;
  /** Of any units; those that are void, deleted or ended are not read. */
  readonly records: readonly SyncedDocument[];
  readonly year: number;
};

/** Reads the records once; then each unit is told from them. A seat belongs to the village that it names. */
export function createOrganisations({
  registry,
  records,
  year,
}: OrganisationSources): (unit: UnitId) => OrganisationOfUnit {
  const about = new Map<string, SyncedDocument[]>();
  for (const record of records)
    if (record.aboutId !== undefined)
      about.set(record.aboutId, [...(about.get(record.aboutId) ?? []), record]);
  const present = new Map<string, Present[]>();
  for (const record of records) {
    if (record._deleted || record.reviewState === 'void' || record.aboutId !== undefined) continue;
    const state = standingState(about.get(record.id) ?? [], registry);
    const key = keyOf(record.type, unitOf(record));
    if (!state.isClosed) present.set(key, [...(present.get(key) ?? []), { record, state }]);
  }
  return (unit) => {
    const those = (type: string): readonly Present[] =>
      (present.get(keyOf(type, unit)) ?? []).slice().sort((a, b) => (a.record.id < b.record.id ? -1 : 1));
    const members = inOrderOfPosition(those('org-member'), registry.get('org-member'));
    const organisations = those('womens-org').map((organisation) => ({
      ...organisation,
      members: members.filter((member) => member.record.values['organisation'] === organisation.record.id),
    }));
    const placed = new Set(organisations.flatMap((each) => each.members));
    return {
      organisations,
      members: members.filter((member) => !placed.has(member)),
      homes: those('womens-home'),
      seats: those('committee-seat'),
      regulations: those('regulation'),
      groups: those('leading-group'),
      baselines: newestOfYear(
        those('baseline').map(({ record }) => record),
        year,
      ),
    };
  };
}

/** In the order of `lacks`; a village needs other things than an office. */
export function lacksOf(level: Level, organisation: OrganisationOfUnit): readonly Lack[] {
  const { organisations, homes, seats, regulations, groups } = organisation;
  const isThere: Readonly<Record<Lack, boolean>> = {
    organisation: organisations.length > 0,
    chair: chairOf(organisation) !== undefined,
    home: homes.length > 0,
    seats: seats.length > 0,
    regulations: regulations.length > 0,
    group: groups.length > 0,
  };
  return lacks.filter((each) => dueAt(level).has(each) && !isThere[each]);
}

/** The chair of whichever organisation of the unit has one, as recorded. */
export function chairOf({ organisations, members }: OrganisationOfUnit): Present | undefined {
  const all = [...organisations.flatMap((each) => each.members), ...members];
  return all.find(({ record }) => record.values['position'] === 'chair');
}

function dueAt(level: Level): ReadonlySet<Lack> {
  return level === 'village'
    ? new Set(['organisation', 'chair', 'home', 'seats', 'regulations'])
    : new Set(['chair', 'group', 'regulations']);
}

function keyOf(type: string, unit: UnitId): string {
  return `${type} ${unit}`;
}

function unitOf({ type, values, orgUnitId }: SyncedDocument): UnitId {
  const village = values['village'];
  return type === 'committee-seat' && typeof village === 'string' ? village : orgUnitId;
}

/** Chair first, as the definition lists the positions. */
function inOrderOfPosition(
  members: readonly Present[],
  definition: RecordDefinition | undefined,
): readonly Present[] {
  const field = definition?.fields.find(({ id }) => id === 'position');
  const order = field?.kind === 'choice' ? field.options.map(({ id }) => id) : [];
  const placeOf = ({ record }: Present): number => {
    const place = order.findIndex((id) => id === record.values['position']);
    return place === -1 ? order.length : place;
  };
  return members.slice().sort((a, b) => placeOf(a) - placeOf(b));
}

function newestOfYear(baselines: readonly SyncedDocument[], year: number): readonly SyncedDocument[] {
  const newest = new Map<string, SyncedDocument>();
  for (const each of baselines.slice().sort((a, b) => (ageOf(a) < ageOf(b) ? -1 : 1)))
    if (each.values['year'] === year)
      newest.set(`${textOf(each.values, 'item')} ${textOf(each.values, 'otherItem')}`, each);
  return [...newest.values()];
}

function ageOf({ occurredOn, createdAt, id }: SyncedDocument): string {
  return `${occurredOn} ${createdAt} ${id}`;
}
