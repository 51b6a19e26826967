// Four quarters of two-cancer screening of the demonstration's county, as the health office handed them over, and what was set for the year.
import type { JsonObject } from '../../shared/records/json-value.ts';
import { countyRecord } from './demonstration-county-record.ts';
import { monthsBack } from './demonstration-months.ts';
import type { Plan, PlannedDocument } from './demonstration-plan.ts';

const firstSeq = 730_000;
/** Months before today in which the table of the quarter before came. */
const tables = [11, 8, 5, 3];

type Table = { readonly examined: number; readonly abnormal: number };
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

/** All in months that are locked. */
export function planScreening(plan: Plan): readonly PlannedDocument[] {
  return [...bases(plan), ...tables.flatMap((back, index) => quarter(plan, back, index))];
}

/** Of this year and the one before: tables of both may lie within twelve months. */
function bases(plan: Plan): readonly PlannedDocument[] {
  const day = `${monthsBack(plan.today, tables[0] ?? 0)}-03`;
  const thisYear = Number(plan.today.slice(0, 4));
  return [thisYear - 1, thisYear].flatMap((year, yearPlace) =>
    (
      [
        ['cervical-task', 4_500],
        ['breast-task', 4_500],
        ['screening-due', 5_600],
      ] as const
    ).map(([item, value], place) =>
      countyRecord(plan, {
        ...{ type: 'baseline', occurredOn: day, seq: firstSeq + yearPlace * 3 + place },
        name: `screening base ${yearPlace} ${place}`,
        changes: { item, year, value, source: '张湾区妇幼保健院年度任务表', asOf: day },
      }),
    ),
  );
}

function quarter(plan: Plan, back: number, index: number): readonly PlannedDocument[] {
  const month = monthsBack(plan.today, back);
  const [year = 0, number = 1] = month.split('-').map(Number);
  const before = Math.ceil(number / 3) - 1;
  const told = before === 0 ? { year: year - 1, quarter: 'q4' } : { year, quarter: `q${before}` };
  const common = { ...told, source: '张湾区妇幼保健院季报', asOf: `${month}-05` };
  const record = (place: number, changes: JsonObject): PlannedDocument =>
    countyRecord(plan, {
      ...{ type: 'screening-counts', occurredOn: `${month}-08`, seq: firstSeq + 10 + index * 2 + place },
      ...{ name: `screening ${index} ${place}`, isWhole: true },
      changes: { ...common, ...changes },
    });
  return [record(0, cervicalTable(cervical[index])), record(1, breastTable(breast[index]))];
}

function cervicalTable({ examined, abnormal }: Table = { examined: 0, abnormal: 0 }): JsonObject {
  const [due, done] = [abnormal, abnormal - 2];
  const biopsies = Math.round(done / 2);
  return {
    ...{ cancer: 'cervical', examined, reported: examined, abnormal, notified: abnormal },
    ...{ referred: abnormal, arrived: done, colposcopyDue: due, colposcopyDone: done },
    ...{ biopsyDue: biopsies, biopsyDone: biopsies, cin1: biopsies - 8, cin2: 4, cin3: 2, ais: 0 },
    ...{ microInvasive: 0, invasive: 0, benign: 2 },
    ...{ followUpDue: abnormal, followUpDone: done, treatmentDue: 6, treatmentDone: 6 },
  };
}

function breastTable({ examined, abnormal }: Table = { examined: 0, abnormal: 0 }): JsonObject {
  return {
    ...{ cancer: 'breast', examined, reported: examined, abnormal, notified: abnormal },
    ...{ referred: abnormal, arrived: abnormal - 1, confirmed: 0 },
    ...{ followUpDue: abnormal, followUpDone: abnormal - 1, treatmentDue: 0, treatmentDone: 0 },
  };
}
