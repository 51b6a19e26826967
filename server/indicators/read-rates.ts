// Rates of a unit as 数据统计 shows them: read one after another from the records that they are made of.
import { standingRates } from '../../shared/indicators/catalogue/standing-rates.ts';
import type { StandingQuestion, StandingReader } from '../../shared/indicators/count-standing.ts';
import type { RateFigure } from '../../shared/indicators/statistics-protocol.ts';
import type { Registry } from '../../shared/record-types/define-registry.ts';

/** Units whose names are worth saying; of more only how many there are. */
const mostNamed = 20;

/** By id; a rate over records of which there are none is left out, one whose base nobody entered is not: that is to be said. */
export function ratesOf(
  read: StandingReader,
  question: StandingQuestion,
  registry: Registry,
): Readonly<Record<string, RateFigure>> {
  const known = standingRates
    .filter(({ numerator }) => registry.get(numerator.type) !== undefined)
    .map((rate) => ({ rate, figure: read(rate, question) }))
    // Where nobody recorded anything, units of the tree are no base to say 0 of.
    .filter(
      ({ rate, figure: { records, of } }) =>
        records.length > 0 || (of !== 0 && !('unitsOfLevel' in rate.denominator)),
    )
    .map(({ rate, figure }) => [rate.id, figure] as const);
  return Object.fromEntries(
    known.map(([id, { records: _records, outside: _outside, lacking, ...figure }]) => [
      id,
      { ...figure, lacking: lacking.slice(0, mostNamed), lackingCount: lacking.length },
    ]),
  );
}
