// 对标定位: the grades of a unit and of those right below it, this period beside the last; in the order of the division code, never by a figure.
import { isWithin, type OrgTree } from '../org/org-unit.ts';
import { itemsOf } from '../records/json-value.ts';
import type { SyncedDocument, UnitId } from '../records/record.ts';
import { changeOf, countGrades, type GradeChange, type GradeCounts } from './count-grades.ts';
import { goods, type Good } from './grades.ts';
import { readScheme, schemeOf, type GradingScheme } from './grading-scheme.ts';
import { proposeGrade, type Proposal } from './propose-grade.ts';
import { isSaid, newestGrades, readGrade, type GradeEntry } from './read-grade.ts';

/** Types that it is read from. Schemes and what is recorded about them may be of any day. */
export const gradedTypes = ['grade-result', 'cadre-review'] as const;
export const schemeTypes = ['grading-scheme', 'status-change'] as const;

/** One organisation's grade with what is to be said of it. `lacking`: absent where the goods were not entered. */
export type GradeLine = Pick<
  GradeEntry,
  'recordId' | 'grade' | 'before' | 'documentNumber' | 'assessedOn' | 'isReviewed' | 'ballots' | 'gaps'
> & {
  readonly change: GradeChange;
  readonly lacking?: readonly Good[];
  /** The record of the last period says another grade than this one says of it. */
  readonly contradicts: boolean;
  readonly proposed?: Proposal;
};

/** `counts`: of the unit and all organisations below it. */
export type GradeRow = {
  readonly unitId: UnitId;
  readonly now?: GradeLine;
  readonly last?: GradeLine;
  readonly counts: GradeCounts;
  readonly countsBefore: GradeCounts;
};

/** Reviews of cadres (五带头), and how many of them say that she takes the lead in all five. */
export type Leads = { readonly value: number; readonly of: number };

export type GradeTable = {
  readonly year: number;
  /** The unit that was asked about, with all below it. */
  readonly whole: GradeRow;
  readonly rows: readonly GradeRow[];
  readonly leads: Leads;
  readonly leadsBefore: Leads;
  readonly schemes: readonly Pick<GradingScheme, 'id' | 'unitId' | 'documentNumber' | 'from'>[];
  /** Results without a document number: counted nowhere. */
  readonly undocumented: number;
};

export type GradeQuestion = { readonly unitId: UnitId; readonly year: number };

const leadsInAll = 5;

/** Takes records in any order; those of other units, years and types are passed over. */
export function createGradeTable(question: GradeQuestion, tree: OrgTree) {
  const [results, reviews]: [SyncedDocument[], SyncedDocument[]] = [[], []];
  const [schemes, changes]: [SyncedDocument[], SyncedDocument[]] = [[], []];
  const into = new Map([
    ['grade-result', results],
    ['cadre-review', reviews],
    ['grading-scheme', schemes],
    ['status-change', changes],
  ]);
  return {
    add: (record: SyncedDocument): void => {
      if (isSaid(record)) into.get(record.type)?.push(record);
    },
    read: (): GradeTable => {
      const known = schemes.flatMap((record) => readScheme(record, changes) ?? []);
      return { ...gradesOf(question, results, known, tree), ...leadsOf(question, reviews, tree) };
    },
  };
}

function gradesOf(
  { unitId, year }: GradeQuestion,
  records: readonly SyncedDocument[],
  schemes: readonly GradingScheme[],
  tree: OrgTree,
): Omit<GradeTable, 'leads' | 'leadsBefore'> {
  const mine = records.filter(({ values: { organisation } }) => isUnitWithin(organisation, unitId, tree));
  const entries = newestGrades(mine.flatMap((record) => readGrade(record) ?? []));
  const of = (wanted: number): readonly GradeEntry[] => entries.filter((entry) => entry.year === wanted);
  const [now, last] = [of(year), of(year - 1)];
  const rowOf = (id: UnitId, isIn: (entry: GradeEntry) => boolean): GradeRow => {
    const lineIn = (list: readonly GradeEntry[], earlier: readonly GradeEntry[]): GradeLine | undefined => {
      const entry = list.find(({ organisation }) => organisation === id);
      const before = earlier.find(({ organisation }) => organisation === id);
      return entry === undefined ? undefined : lineOf(entry, before, schemes, tree);
    };
    const [line, lastLine] = [lineIn(now, last), lineIn(last, of(year - 2))];
    return {
      unitId: id,
      ...(line === undefined ? {} : { now: line }),
      ...(lastLine === undefined ? {} : { last: lastLine }),
      counts: countGrades(now.filter(isIn)),
      countsBefore: countGrades(last.filter(isIn)),
    };
  };
  const below = [...tree.children(unitId)].sort();
  return {
    year,
    whole: rowOf(unitId, () => true),
    rows: below.map((id) => rowOf(id, ({ organisation }) => isWithin(tree, organisation, id))),
    schemes: schemes
      .filter(({ unitId: of }) => isWithin(tree, unitId, of) || isWithin(tree, of, unitId))
      .map(({ id, unitId: of, documentNumber, from }) => ({ id, unitId: of, documentNumber, from })),
    undocumented: mine.filter(({ values }) => values['year'] === year && isUndocumented(values)).length,
  };
}

function isUnitWithin(unit: unknown, above: UnitId, tree: OrgTree): boolean {
  return typeof unit === 'string' && isWithin(tree, unit, above);
}

function isUndocumented({ documentNumber }: SyncedDocument['values']): boolean {
  return typeof documentNumber !== 'string' || documentNumber.trim() === '';
}

function lineOf(
  entry: GradeEntry,
  earlier: GradeEntry | undefined,
  schemes: readonly GradingScheme[],
  tree: OrgTree,
): GradeLine {
  const { recordId, grade, before, documentNumber, assessedOn, isReviewed, ballots, gaps, reached } = entry;
  const proposed = proposeGrade(entry.scores, schemeOf(entry, schemes, tree));
  return {
    ...{ recordId, grade, documentNumber, assessedOn, isReviewed, ballots, gaps },
    ...(before === undefined ? {} : { before }),
    change: changeOf(entry),
    ...(reached === undefined ? {} : { lacking: goods.filter((good) => !reached.includes(good)) }),
    contradicts: earlier !== undefined && earlier.grade !== before,
    ...(proposed === undefined ? {} : { proposed }),
  };
}

/** Where she works, else who recorded it. A review that several units recorded counts once, as every record does. */
function leadsOf(
  { unitId, year }: GradeQuestion,
  records: readonly SyncedDocument[],
  tree: OrgTree,
): Pick<GradeTable, 'leads' | 'leadsBefore'> {
  const of = (wanted: number): Leads => {
    const found = records.filter(
      ({ values, orgUnitId }) =>
        values['year'] === wanted && isUnitWithin(values['unit'] ?? orgUnitId, unitId, tree),
    );
    return {
      value: found.filter(({ values }) => itemsOf(values['leads']).length === leadsInAll).length,
      of: found.length,
    };
  };
  return { leads: of(year), leadsBefore: of(year - 1) };
}
