// What one record adds to each indicator, so that it can be added to a sum and taken out of it again.
import { isTrue } from '../forms/expression.ts';
import { scopeOf } from '../forms/relevance.ts';
import { eachForItself, type PersonIdOf } from '../people/merged-people.ts';
import type { Indicator, Source } from './define-indicator.ts';
import { isCounted, type CountedRecord, type IndicatorTally } from './evaluate-indicator.ts';
import { createTallying, tallyKind, type Tally } from './tally.ts';

/** `term`: the numerator or the denominator of an indicator (`termName`). People are named as they were written, unmerged. */
export type Contribution = { readonly term: string; readonly tally: Tally };

/** Sum of contributions. Counts instead of marks, people with how often they were named: whatever was added can be taken out. */
export type TermSum = {
  hundredths: number;
  /** Unknown amounts, or people who are not in the registry. */
  unknown: number;
  estimates: number;
  readonly people: Map<string, number>;
};

export function termName(indicatorId: string, term: 'numerator' | 'denominator'): string {
  return `${indicatorId} ${term}`;
}

/** Only terms that the record takes part in. */
export function createContributions(
  indicators: readonly Indicator[],
): (record: CountedRecord) => readonly Contribution[] {
  const byType = new Map<string, { term: string; kind: Tally['kind']; source: Source }[]>();
  for (const { id, numerator, denominator = [] } of indicators)
    for (const [term, sources] of [
      [termName(id, 'numerator'), numerator],
      [termName(id, 'denominator'), denominator],
    ] as const)
      for (const source of sources) {
        const kind = tallyKind(sources.map(({ measure }) => measure));
        byType.set(source.type, [...(byType.get(source.type) ?? []), { term, kind, source }]);
      }
  return (record) => {
    if (!isCounted(record)) return [];
    const scope = scopeOf(record, record.occurredOn);
    return (byType.get(record.type) ?? []).flatMap(({ term, kind, source }) => {
      if (source.where !== undefined && !isTrue(source.where, scope)) return [];
      const tallying = createTallying(kind, eachForItself);
      tallying.add(source.measure, scope);
      return [{ term, tally: tallying.read() }];
    });
  };
}

export function emptySum(): TermSum {
  return { hundredths: 0, unknown: 0, estimates: 0, people: new Map() };
}

/** `sign` -1 takes out what was added before. */
export function addTally(sum: TermSum, tally: Tally, sign: 1 | -1): void {
  if (tally.kind === 'sum') {
    sum.hundredths += sign * tally.hundredths;
    sum.unknown += sign * tally.unknown;
    sum.estimates += tally.isEstimate ? sign : 0;
    return;
  }
  sum.unknown += sign * tally.unidentified;
  for (const id of tally.ids) addPerson(sum, id, sign);
}

/** Sums of records that do not overlap. */
export function addSum(into: TermSum, sum: TermSum): void {
  into.hundredths += sum.hundredths;
  into.unknown += sum.unknown;
  into.estimates += sum.estimates;
  for (const [id, times] of sum.people) addPerson(into, id, times);
}

function addPerson({ people }: TermSum, id: string, times: number): void {
  const now = (people.get(id) ?? 0) + times;
  if (now === 0) people.delete(id);
  else people.set(id, now);
}

/** The partial result of an indicator out of the sums of its terms; a term without a sum is zero. */
export function tallyOf(
  { id, numerator, denominator }: Indicator,
  sums: ReadonlyMap<string, TermSum>,
  personIdOf: PersonIdOf,
): IndicatorTally {
  const read = (term: 'numerator' | 'denominator', sources: readonly Source[]): Tally => {
    const sum = sums.get(termName(id, term)) ?? emptySum();
    if (tallyKind(sources.map(({ measure }) => measure)) === 'set')
      return { kind: 'set', ids: standing(sum, personIdOf), unidentified: sum.unknown };
    const { hundredths, unknown, estimates } = sum;
    return { kind: 'sum', hundredths, unknown, isEstimate: estimates > 0 };
  };
  return {
    numerator: read('numerator', numerator),
    ...(denominator === undefined ? {} : { denominator: read('denominator', denominator) }),
  };
}

function standing({ people }: TermSum, personIdOf: PersonIdOf): ReadonlySet<string> {
  return new Set(
    personIdOf === eachForItself ? people.keys() : [...people.keys()].map((id) => personIdOf(id)),
  );
}
