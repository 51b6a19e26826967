// The quarters of two-cancer screening of a year, of every county of the demonstration, as the health office handed them over, and what
// was set for the year.
import type { JsonObject } from '../../shared/records/json-value.ts';
import type { UnitId } from '../../shared/records/record.ts';
import type { Month } from '../../shared/review/period-lock.ts';
import { countyRecord } from './demonstration-county-record.ts';
import { monthsBack } from './demonstration-months.ts';
import type { Plan, PlannedDocument } from './demonstration-plan.ts';

const [city, busyCounty] = ['4203', '420303'];
const firstSeq = 730_000;
/** The months that the city has locked, as counted back from today. */
const [oldest, newest] = [12, 2];

type Table = { readonly examined: number; readonly abnormal: number };
/** By quarter of the year. */
const cervical: readonly Table[] = [
  { examined: 820, abnormal: 41 },
  { examined: 1_140, abnormal: 58 },
  { examined: 1_320, abnormal: 64 },
  { examined: 1_060, abnormal: 52 },
];
const breast: readonly Table[] = [
  { examined: 810, abnormal: 36 },
  { examined: 1_150, abnormal: 49 },
  { examined: 1_310, abnormal: 57 },
  { examined: 1_070, abnormal: 45 },
];
const bases = [
  ['cervical-task', 4_500],
  ['breast-task', 4_500],
  ['screening-due', 5_600],
  ['screening-age', 6_300],
] as const;

type County = {
  readonly plan: Plan;
  readonly county: UnitId;
  readonly name: string;
  /** Of the numbers above. */
  readonly scale: number;
};

/** All in months that are locked. */
export function planScreening(plan: Plan): readonly PlannedDocument[] {
  return plan.tree.children(city).flatMap((county, index) => {
    const name = plan.tree.unit(county)?.shortName ?? county;
    // The busy county as it stands above, the others between two thirds and one and a third of it.
    const scale = county === busyCounty ? 1 : (66 + ((index * 17) % 67)) / 100;
    const of = { plan, county, name, scale };
    return [...basesOf(of), ...quarterEnds(plan.today).flatMap((month, place) => quarter(of, month, place))];
  });
}

/** Last months of quarters, the oldest first. */
function quarterEnds(today: string): readonly Month[] {
  return Array.from({ length: oldest - newest + 1 }, (_, index) => monthsBack(today, oldest - index)).filter(
    (month) => Number(month.slice(5)) % 3 === 0,
  );
}

/** Of this year and the one before: tables of both may lie within twelve months. */
function basesOf({ plan, county, name, scale }: County): readonly PlannedDocument[] {
  const day = `${monthsBack(plan.today, oldest)}-03`;
  const thisYear = Number(plan.today.slice(0, 4));
  return [thisYear - 1, thisYear].flatMap((year, yearPlace) =>
    bases.map(([item, value], place) =>
      countyRecord(plan, {
        ...{ type: 'baseline', occurredOn: day, seq: firstSeq + yearPlace * bases.length + place, county },
        name: `screening base ${county} ${yearPlace} ${place}`,
        changes: {
          ...{ item, year, value: Math.round(value * scale), asOf: day },
          source: `${name}妇幼保健院年度任务表`,
        },
      }),
    ),
  );
}

function quarter(of: County, month: Month, place: number): readonly PlannedDocument[] {
  const { plan, county, name, scale } = of;
  const [year = 0, number = 3] = month.split('-').map(Number);
  const occurredOn = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
  const scaled = ({ examined, abnormal }: Table = { examined: 0, abnormal: 0 }): Table => ({
    examined: Math.round(examined * scale),
    abnormal: Math.round(abnormal * scale),
  });
  const record = (which: number, changes: JsonObject): PlannedDocument =>
    countyRecord(plan, {
      ...{ type: 'screening-counts', occurredOn, seq: firstSeq + 10 + place * 2 + which, county },
      ...{ name: `screening ${county} ${place} ${which}`, isWhole: true },
      changes: { source: `${name}妇幼保健院季报`, ...changes },
    });
  const index = number / 3 - 1;
  return [record(0, cervicalTable(scaled(cervical[index]))), record(1, breastTable(scaled(breast[index])))];
}

function cervicalTable({ examined, abnormal }: Table): JsonObject {
  const done = abnormal - 2;
  const biopsies = Math.round(done / 2);
  return {
    ...{ cancer: 'cervical', examined, reported: examined, abnormal, notified: abnormal },
    withinCycle: examined * 4,
    ...{ referred: abnormal, arrived: done, colposcopyDue: abnormal, colposcopyDone: done },
    ...{ biopsyDue: biopsies, biopsyDone: biopsies, cin1: biopsies - 8, cin2: 4, cin3: 2, ais: 0 },
    ...{ microInvasive: 0, invasive: 0, benign: 2 },
    ...{ followUpDue: abnormal, followUpDone: done, treatmentDue: 6, treatmentDone: 6 },
  };
}

function breastTable({ examined, abnormal }: Table): JsonObject {
  return {
    ...{ cancer: 'breast', examined, reported: examined, abnormal, notified: abnormal },
    ...{ referred: abnormal, arrived: abnormal - 1, confirmed: 0 },
    ...{ followUpDue: abnormal, followUpDone: abnormal - 1, treatmentDue: 0, treatmentDone: 0 },
  };
}
