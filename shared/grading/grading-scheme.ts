// A county's scheme of scoring (评分办法), as its record says it: off until there is one, with its document, and only from its day.
import { itemsOf } from '../records/json-value.ts';
import type { DocumentId, LocalDate, SyncedDocument, UnitId } from '../records/record.ts';
import { isWithin, type OrgTree } from '../org/org-unit.ts';
import { vetoes, type Veto } from './grades.ts';
import { isSaid, type GradeEntry } from './read-grade.ts';

/** Weights in per cent, a hundred in all; from which total each grade is reached; what moves to the last one. */
export type GradingScheme = {
  readonly id: DocumentId;
  readonly unitId: UnitId;
  readonly documentNumber: string;
  readonly from: LocalDate;
  /** The day on which it was ended; then it is off again. */
  readonly endedOn?: LocalDate;
  readonly weights: { readonly self: number; readonly masses: number; readonly assessment: number };
  readonly thresholds: { readonly good: number; readonly fairlyGood: number; readonly average: number };
  readonly vetoes: readonly Veto[];
};

/** Undefined for what is no whole scheme: weights that are no hundred, thresholds that do not fall, no document. `changes`: what was recorded about it. */
export function readScheme(
  record: SyncedDocument,
  changes: readonly SyncedDocument[],
): GradingScheme | undefined {
  if (record.type !== 'grading-scheme' || !isSaid(record)) return undefined;
  const number = (field: string): number => {
    const value = record.values[field];
    return typeof value === 'number' ? value : Number.NaN;
  };
  const { documentNumber } = record.values;
  const [self, masses, assessment] = [
    number('selfWeight'),
    number('massesWeight'),
    number('assessmentWeight'),
  ];
  const [good, fairlyGood, average] = [number('goodFrom'), number('fairlyGoodFrom'), number('averageFrom')];
  if (typeof documentNumber !== 'string' || documentNumber.trim() === '') return undefined;
  // A NaN makes every comparison false.
  if (!(self + masses + assessment === 100 && good > fairlyGood && fairlyGood > average && average > 0))
    return undefined;
  const chosen = itemsOf(record.values['vetoes']);
  const endedOn = changes
    .filter((each) => each.aboutId === record.id && isSaid(each) && each.values['state'] === 'ended')
    .map(({ occurredOn }) => occurredOn)
    .sort()[0];
  return {
    ...{ id: record.id, unitId: record.orgUnitId, documentNumber, from: record.occurredOn },
    ...(endedOn === undefined ? {} : { endedOn }),
    weights: { self, masses, assessment },
    thresholds: { good, fairlyGood, average },
    vetoes: vetoes.filter((veto) => chosen.includes(veto)),
  };
}

/** In force for organisations of its unit, from its day until it was ended. */
export function isInForce(
  { unitId, from, endedOn = '9999-12-31' }: Pick<GradingScheme, 'unitId' | 'from' | 'endedOn'>,
  organisation: UnitId,
  day: LocalDate,
  tree: OrgTree,
): boolean {
  return from <= day && day < endedOn && isWithin(tree, organisation, unitId);
}

/** The scheme that the result itself names, where it is in force for that organisation on that day; else scoring is off. */
export function schemeOf(
  { scores, organisation, assessedOn }: GradeEntry,
  schemes: readonly GradingScheme[],
  tree: OrgTree,
): GradingScheme | undefined {
  return schemes.find(
    (scheme) => scheme.id === scores.schemeId && isInForce(scheme, organisation, assessedOn, tree),
  );
}
