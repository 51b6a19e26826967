// What the grades of many organisations come to: how many of each, who rose and who fell, who reached the five goods.
import { goods, grades, placeOfGrade, type Grade } from './grades.ts';
import type { GradeEntry } from './read-grade.ts';

/** Against the grade before, as the record says it. `first`: there was none. */
export type GradeChange = 'rose' | 'fell' | 'same' | 'first';

/**
 * Counts of disjoint organisations add up. Rates are made of them: share of a grade = `byGrade[grade]` / `graded` · 五好率 =
 * `fiveGoods` / `graded` · 晋档率 = `rose` / `couldRise` · 后进转化率 = `recovered` / `wasLast`.
 */
export type GradeCounts = {
  readonly graded: number;
  readonly byGrade: Readonly<Record<Grade, number>>;
  readonly fiveGoods: number;
  readonly rose: number;
  /** Said as it is: a fall is no smaller rise. */
  readonly fell: number;
  readonly same: number;
  /** Without a grade in the last period: neither risen nor fallen, and in no base of a rate of promotion. */
  readonly first: number;
  /** Not at the top in the last period. */
  readonly couldRise: number;
  readonly wasLast: number;
  readonly recovered: number;
  readonly unreviewed: number;
};

export const noGrades: GradeCounts = {
  ...{ graded: 0, fiveGoods: 0, rose: 0, fell: 0, same: 0, first: 0 },
  ...{ couldRise: 0, wasLast: 0, recovered: 0, unreviewed: 0 },
  byGrade: { good: 0, 'fairly-good': 0, average: 0, poor: 0 },
};

export function changeOf({ grade, before }: Pick<GradeEntry, 'grade' | 'before'>): GradeChange {
  if (before === undefined) return 'first';
  const step = placeOfGrade(before) - placeOfGrade(grade);
  return step > 0 ? 'rose' : step < 0 ? 'fell' : 'same';
}

/** All five, and somebody looked at them. */
export function hasFiveGoods({ reached }: Pick<GradeEntry, 'reached'>): boolean {
  return reached?.length === goods.length;
}

/** Each entry counts: one for an organisation and a year (`newestGrades`). */
export function countGrades(entries: readonly GradeEntry[]): GradeCounts {
  return entries.map(countOne).reduce(addCounts, noGrades);
}

function countOne(entry: GradeEntry): GradeCounts {
  const change = changeOf(entry);
  const one = (holds: boolean): number => (holds ? 1 : 0);
  const { before } = entry;
  return {
    graded: 1,
    byGrade: { ...noGrades.byGrade, [entry.grade]: 1 },
    fiveGoods: one(hasFiveGoods(entry)),
    ...{ rose: one(change === 'rose'), fell: one(change === 'fell') },
    ...{ same: one(change === 'same'), first: one(change === 'first') },
    couldRise: one(before !== undefined && before !== 'good'),
    wasLast: one(before === 'poor'),
    recovered: one(before === 'poor' && change === 'rose'),
    unreviewed: one(!entry.isReviewed),
  };
}

/** Of organisations of which none stands in both. */
export function addCounts(a: GradeCounts, b: GradeCounts): GradeCounts {
  const byGrade = { ...a.byGrade };
  for (const grade of grades) byGrade[grade] += b.byGrade[grade];
  return {
    byGrade,
    graded: a.graded + b.graded,
    fiveGoods: a.fiveGoods + b.fiveGoods,
    ...{ rose: a.rose + b.rose, fell: a.fell + b.fell, same: a.same + b.same, first: a.first + b.first },
    ...{ couldRise: a.couldRise + b.couldRise, wasLast: a.wasLast + b.wasLast },
    ...{ recovered: a.recovered + b.recovered, unreviewed: a.unreviewed + b.unreviewed },
  };
}

/** In per cent with two decimals, as the published tables of grades give them: 306 of 528 → 57.95. Undefined without a base. */
export function sharePercent(count: number, of: number): number | undefined {
  return of === 0 ? undefined : Math.round((count / of) * 10_000) / 100;
}
