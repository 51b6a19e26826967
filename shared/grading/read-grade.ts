// A result of grading as its record says it: only what a document decided.
import type { JsonObject } from '../records/json-value.ts';
import { itemsOf } from '../records/json-value.ts';
import type { DocumentId, LocalDate, SyncedDocument, UnitId } from '../records/record.ts';
import { goods, gradeOf, vetoes, type Good, type Grade, type Veto } from './grades.ts';

/** How the people were asked (群众评议): ballots handed out and collected, and the three opinions; absent where not entered. */
export type Ballots = {
  readonly out?: number;
  readonly back?: number;
  readonly satisfied?: number;
  readonly fairlySatisfied?: number;
  readonly dissatisfied?: number;
};

/** What a county's scheme calculates with; each out of a hundred. */
export type Scores = {
  readonly self?: number;
  readonly masses?: number;
  readonly assessment?: number;
  readonly vetoes: readonly Veto[];
  readonly schemeId?: DocumentId;
};

/** One organisation's grade for one year. `before`: absent at its first time; `reached`: absent where the goods were not entered. */
export type GradeEntry = {
  readonly recordId: DocumentId;
  readonly organisation: UnitId;
  readonly year: number;
  readonly grade: Grade;
  readonly before?: Grade;
  readonly reached?: readonly Good[];
  readonly documentNumber: string;
  readonly assessedOn: LocalDate;
  readonly isReviewed: boolean;
  readonly ballots: Ballots;
  readonly scores: Scores;
  /** What is lacking, in the words of who graded. */
  readonly gaps: string;
};

/** Undefined for what says no grade, and for a grade without its document: that is counted nowhere. */
export function readGrade(record: SyncedDocument): GradeEntry | undefined {
  const { values } = record;
  const { organisation, year } = values;
  const grade = gradeOf(values['grade']);
  const before = gradeOf(values['previousGrade']);
  const documentNumber = textIn(values, 'documentNumber').trim();
  if (record.type !== 'grade-result' || typeof organisation !== 'string' || typeof year !== 'number')
    return undefined;
  if (grade === undefined || documentNumber === '') return undefined;
  const reached = reachedIn(values);
  return {
    ...{ recordId: record.id, organisation, year, grade, documentNumber, assessedOn: record.occurredOn },
    ...(before === undefined ? {} : { before }),
    ...(reached === undefined ? {} : { reached }),
    isReviewed: record.reviewState === 'approved' || record.reviewState === 'archived',
    ballots: ballotsIn(values),
    scores: scoresIn(values),
    gaps: textIn(values, 'gaps'),
  };
}

/** Says something at all: not deleted, void, or with its author again. */
export function isSaid({ _deleted, reviewState }: SyncedDocument): boolean {
  return !_deleted && reviewState !== 'void' && reviewState !== 'returned';
}

/** One grade for an organisation and a year, whoever entered it again: the one assessed last, and of one day the later id. */
export function newestGrades(entries: Iterable<GradeEntry>): readonly GradeEntry[] {
  const newest = new Map<string, GradeEntry>();
  for (const entry of entries) {
    const key = `${entry.organisation} ${entry.year}`;
    const held = newest.get(key);
    if (held === undefined || orderOf(held) < orderOf(entry)) newest.set(key, entry);
  }
  return [...newest.values()];
}

function orderOf({ assessedOn, recordId }: GradeEntry): string {
  return `${assessedOn} ${recordId}`;
}

function textIn(values: JsonObject, field: string): string {
  const value = values[field];
  return typeof value === 'string' ? value : '';
}

function numberIn(values: JsonObject, field: string): number | undefined {
  const value = values[field];
  return typeof value === 'number' ? value : undefined;
}

/** With none of them chosen but a basis written down, none was reached; without a basis nobody looked. */
function reachedIn(values: JsonObject): readonly Good[] | undefined {
  const chosen = itemsOf(values['goods']);
  if (chosen.length === 0 && textIn(values, 'basis').trim() === '') return undefined;
  return goods.filter((good) => chosen.includes(good));
}

function ballotsIn(values: JsonObject): Ballots {
  const found = {
    out: numberIn(values, 'ballotsOut'),
    back: numberIn(values, 'ballotsBack'),
    satisfied: numberIn(values, 'satisfied'),
    fairlySatisfied: numberIn(values, 'fairlySatisfied'),
    dissatisfied: numberIn(values, 'dissatisfied'),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

function scoresIn(values: JsonObject): Scores {
  const [self, masses, assessment] = ['selfScore', 'massesScore', 'assessmentScore'].map((field) =>
    numberIn(values, field),
  );
  const schemeId = textIn(values, 'scheme');
  const happened = itemsOf(values['vetoes']);
  return {
    ...(self === undefined ? {} : { self }),
    ...(masses === undefined ? {} : { masses }),
    ...(assessment === undefined ? {} : { assessment }),
    ...(schemeId === '' ? {} : { schemeId }),
    vetoes: vetoes.filter((veto) => happened.includes(veto)),
  };
}
