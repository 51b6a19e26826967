// The one evaluation of indicators: device and server call it with the same records and get the same figure.
import { isTrue } from '../forms/expression.ts';
import { scopeOf } from '../forms/relevance.ts';
import { eachForItself, type PersonIdOf } from '../people/merged-people.ts';
import type { SyncedDocument } from '../records/record.ts';
import type { Indicator, Source } from './define-indicator.ts';
import { combineTallies, createTallying, tallyKind, type Tally, type Tallying } from './tally.ts';

/** What an indicator reads of a record. Values are of the definition's newest version (`upgrade-record.ts`). */
export type CountedRecord = Pick<SyncedDocument, 'id' | 'type' | 'occurredOn' | 'values' | 'sameEventAs'> &
  Partial<Pick<SyncedDocument, 'tags'>>;

/** Partial result of an indicator. */
export type IndicatorTally = { readonly numerator: Tally; readonly denominator?: Tally };

/** A finished figure. `of`: the base of a rate, in the same unit as `value`. */
export type Figure = {
  readonly value: number;
  readonly of?: number | undefined;
  /** Something in it is a rough count. */
  readonly isEstimate: boolean;
  /** Records, or named people, that could not be counted. */
  readonly unknown: number;
};

/** Adds records of any type; reads the partial results by indicator id. */
export type IndicatorCount = {
  readonly add: (record: CountedRecord) => void;
  readonly tallies: () => ReadonlyMap<string, IndicatorTally>;
};

/** An event recorded by several units counts once, by its host's record: one linked to another adds nothing. */
export function isCounted(record: Pick<CountedRecord, 'id' | 'sameEventAs'>): boolean {
  return record.sameEventAs === undefined || record.sameEventAs === record.id;
}

export function createIndicatorCount(
  indicators: readonly Indicator[],
  personIdOf: PersonIdOf = eachForItself,
): IndicatorCount {
  const termOf = (sources: readonly Source[]) => ({
    sources,
    tallying: createTallying(tallyKind(sources.map((source) => source.measure)), personIdOf),
  });
  const counting = indicators.map((indicator) => ({
    id: indicator.id,
    numerator: termOf(indicator.numerator),
    denominator: indicator.denominator === undefined ? undefined : termOf(indicator.denominator),
  }));
  const terms = counting.flatMap(({ numerator, denominator }) =>
    denominator === undefined ? [numerator] : [numerator, denominator],
  );
  const sourcesByType = new Map<string, (readonly [Source, Tallying])[]>();
  for (const { sources, tallying } of terms)
    for (const source of sources)
      sourcesByType.set(source.type, [...(sourcesByType.get(source.type) ?? []), [source, tallying]]);
  return {
    add: (record) => {
      const sources = sourcesByType.get(record.type);
      if (sources === undefined || !isCounted(record)) return;
      const scope = scopeOf(record, record.occurredOn);
      for (const [{ where, measure }, tallying] of sources)
        if (where === undefined || isTrue(where, scope)) tallying.add(measure, scope);
    },
    tallies: () =>
      new Map(
        counting.map(({ id, numerator, denominator }) => [
          id,
          {
            numerator: numerator.tallying.read(),
            ...(denominator === undefined ? {} : { denominator: denominator.tallying.read() }),
          },
        ]),
      ),
  };
}

/** Of records that do not overlap: of disjoint units, of disjoint periods. */
export function combineIndicatorTallies(a: IndicatorTally, b: IndicatorTally): IndicatorTally {
  return {
    numerator: combineTallies(a.numerator, b.numerator),
    ...(a.denominator === undefined || b.denominator === undefined
      ? {}
      : { denominator: combineTallies(a.denominator, b.denominator) }),
  };
}

/** The figure that a partial result stands for. */
export function figureOf({ numerator, denominator }: IndicatorTally): Figure {
  const parts = denominator === undefined ? [numerator] : [numerator, denominator];
  return {
    value: amount(numerator),
    ...(denominator === undefined ? {} : { of: amount(denominator) }),
    isEstimate: parts.some((part) => part.kind === 'sum' && part.isEstimate),
    unknown: unknownIn(numerator, denominator),
  };
}

/** Of what is counted; and of a set of people that it is divided by. */
function unknownIn(numerator: Tally, denominator: Tally | undefined): number {
  const own = numerator.kind === 'sum' ? numerator.unknown : numerator.unidentified;
  return denominator?.kind === 'set' ? Math.max(own, denominator.unidentified) : own;
}

function amount(tally: Tally): number {
  return tally.kind === 'sum' ? tally.hundredths / 100 : tally.ids.size;
}
