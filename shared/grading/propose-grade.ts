// A grade proposed by a scheme: shown beside the one that the document decided, never instead of it.
import type { DocumentId } from '../records/record.ts';
import type { Grade, Veto } from './grades.ts';
import type { GradingScheme } from './grading-scheme.ts';
import type { Scores } from './read-grade.ts';

/** `total` out of a hundred, three decimals at most; absent while a score is, and then only a veto proposes. */
export type Proposal = {
  readonly grade: Grade;
  readonly total?: number;
  /** Those of the scheme that happened: the last grade, whatever the total. */
  readonly vetoes: readonly Veto[];
  readonly schemeId: DocumentId;
  readonly documentNumber: string;
};

/** total = weights × scores, calculated in whole thousandths so that it is the same everywhere: 20/30/50 of 90, 80, 95 → 89.5. */
export function totalOf(
  { self, masses, assessment }: Scores,
  { weights }: Pick<GradingScheme, 'weights'>,
): number | undefined {
  if (self === undefined || masses === undefined || assessment === undefined) return undefined;
  const tenths = (score: number): number => Math.round(Math.min(100, Math.max(0, score)) * 10);
  const sum =
    weights.self * tenths(self) + weights.masses * tenths(masses) + weights.assessment * tenths(assessment);
  return sum / 1000;
}

/** A threshold belongs to the grade that it opens: 90 is good. */
export function gradeAt(total: number, { thresholds }: Pick<GradingScheme, 'thresholds'>): Grade {
  if (total >= thresholds.good) return 'good';
  if (total >= thresholds.fairlyGood) return 'fairly-good';
  return total >= thresholds.average ? 'average' : 'poor';
}

/** Undefined without a scheme in force, or with neither every score nor a veto. */
export function proposeGrade(scores: Scores, scheme: GradingScheme | undefined): Proposal | undefined {
  if (scheme === undefined) return undefined;
  const happened = scores.vetoes.filter((veto) => scheme.vetoes.includes(veto));
  const total = totalOf(scores, scheme);
  if (total === undefined && happened.length === 0) return undefined;
  return {
    grade: happened.length > 0 || total === undefined ? 'poor' : gradeAt(total, scheme),
    ...(total === undefined ? {} : { total }),
    vetoes: happened,
    schemeId: scheme.id,
    documentNumber: scheme.documentNumber,
  };
}
