// Events that a report may tell as an example: an institution, a number of people, what was given; never a person, never a case.
import { type OrgTree } from '../org/org-unit.ts';
import { lunarFestivals, nearestFestival } from '../policy/festivals.ts';
import { isJsonObject, itemsOf, type JsonObject } from '../records/json-value.ts';
import type { DocumentId, SyncedDocument, UnitId } from '../records/record.ts';
import { unitWords } from './unit-words.ts';

/** A condolence visit, as far as it may be told. */
export type ExampleEvent = {
  readonly recordId: DocumentId;
  readonly hostUnitId: UnitId;
  readonly occurredOn: string;
  /** An institution by its name; undefined when it may be a person's. */
  readonly whom: string;
  /** Option ids. */
  readonly festival: string | null;
  readonly category: string;
  readonly count: number;
  readonly items: readonly string[];
  /** Fen; undefined when something in it is of unknown value. */
  readonly worthFen?: number;
  readonly services: readonly string[];
};

/** Fewer people than this could be told apart. */
const fewestPeople = 5;
const mostProposed = 5;
/** How the name of an institution ends; anything else may be somebody's name and is not told. */
const institution = /(院|所|站|中心|学校|小学|中学|大学|幼儿园|公司|社区|村|之家|基地|协会|队)$/;

/** The best first: told most completely, of the latest festival, nearest to its day, most people. */
export function createExampleChoice(tree: OrgTree) {
  let best: readonly (readonly [rank: string, event: ExampleEvent])[] = [];
  return {
    add: (record: SyncedDocument): void => {
      const event = record.type === 'condolence-visit' ? eventOf(record) : undefined;
      if (event === undefined || tree.unit(event.hostUnitId) === undefined) return;
      const rank = rankOf(event);
      const last = best.length < mostProposed ? undefined : best.at(-1);
      if (last !== undefined && last[0] < rank) return;
      best = [...best, [rank, event] as const].sort(([x], [y]) => (x < y ? -1 : 1)).slice(0, mostProposed);
    },
    read: (): readonly ExampleEvent[] => best.map(([, event]) => event),
  };
}

function eventOf({ id, hostUnitId, occurredOn, values }: SyncedDocument): ExampleEvent | undefined {
  const { whom, festival, beneficiaryCategory: category, beneficiaryCount } = values;
  const count = isJsonObject(beneficiaryCount) ? beneficiaryCount.count : beneficiaryCount;
  if (typeof whom !== 'string' || typeof category !== 'string' || typeof count !== 'number') return undefined;
  if (!institution.test(whom) || category === 'other' || count < fewestPeople) return undefined;
  const gifts = itemsOf(values['gifts']).filter((row) => isJsonObject(row));
  const worthFen = worthOf(gifts);
  return {
    ...{ recordId: id, hostUnitId, occurredOn, whom, category, count },
    festival: festivalOf(festival, occurredOn),
    items: textsOf(gifts.map((gift) => gift['item'])),
    ...(worthFen === undefined ? {} : { worthFen }),
    services: textsOf(itemsOf(values['services'])).filter((service) => service !== 'other'),
  };
}

/** A visit is told with its festival only when it was made around it. */
function festivalOf(festival: unknown, occurredOn: string): string | null {
  return typeof festival === 'string' && nearestFestival(occurredOn) === festival ? festival : null;
}

function worthOf(gifts: readonly JsonObject[]): number | undefined {
  const values = gifts.map(({ valueFen }) => valueFen).filter((value) => typeof value === 'number');
  return values.length === 0 || values.length < gifts.length
    ? undefined
    : values.reduce((sum, value) => sum + value, 0);
}

function textsOf(values: readonly unknown[]): readonly string[] {
  return [...new Set(values.filter((value) => typeof value === 'string' && value.trim() !== ''))].map(String);
}

/** Sorts as text. */
function rankOf(event: ExampleEvent): string {
  const told = [
    event.festival !== null,
    event.items.length > 0,
    event.worthFen !== undefined,
    event.services.length > 0,
  ];
  const untold = told.filter((each) => !each).length;
  const days = String(daysFromFestival(event)).padStart(3, '0');
  const people = String(1_000_000 - Math.min(event.count, 999_999)).padStart(7, '0');
  const age = 30_000_000 - Number((festivalDay(event) ?? event.occurredOn).replaceAll('-', ''));
  return `${untold} ${age} ${days} ${people} ${event.recordId}`;
}

/** The day of the lunar festival that it was made around. */
function festivalDay({ festival, occurredOn }: ExampleEvent): string | undefined {
  if (festival !== 'spring' && festival !== 'mid-autumn' && festival !== 'double-ninth') return undefined;
  return lunarFestivals[festival].find((day) => Math.abs(daysBetween(day, occurredOn)) <= 10);
}

function daysFromFestival(event: ExampleEvent): number {
  const day = festivalDay(event);
  return day === undefined ? 99 : Math.abs(daysBetween(day, event.occurredOn));
}

function daysBetween(a: string, b: string): number {
  return (Date.parse(a) - Date.parse(b)) / 86_400_000;
}

/** Who held it, in words. */
export function hostText(event: ExampleEvent, tree: OrgTree, locale: 'zh' | 'en'): string {
  const unit = tree.unit(event.hostUnitId);
  return unit === undefined ? '' : unitWords(unit).unit[locale];
}
