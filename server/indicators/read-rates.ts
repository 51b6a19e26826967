// Rates on a day: the records that they are made of, read once for any number of units and days.
import type { FeedKey } from '../../shared/access/feed-keys.ts';
import { upgradeRecord } from '../../shared/forms/upgrade-record.ts';
import { standingRates } from '../../shared/indicators/catalogue/standing-rates.ts';
import { reasonOutside, reviewColumn } from '../../shared/indicators/count-figures.ts';
import {
  createStandingCount,
  standingFigure,
  standingTypes,
  type StandingDeps,
  type StandingQuestion,
  type StandingTally,
} from '../../shared/indicators/count-standing.ts';
import type { RateFigure } from '../../shared/indicators/statistics-protocol.ts';
import type { LocalDate } from '../../shared/records/record.ts';
import { monthOf } from '../../shared/review/period-lock.ts';
import { parseStored } from '../store/stored-document.ts';
import type { StoreView } from '../store/store.ts';

const firstOfTime = '0000-01-01';
/** Units whose names are worth saying; of more only how many there are. */
const mostNamed = 20;

/** What may count on the day: present, neither void nor returned; `lockedOnly` leaves out what nobody has confirmed. */
export async function readStandingTally(
  view: StoreView,
  keys: readonly FeedKey[],
  { registry, tree }: StandingDeps,
  { until, lockedOnly = false }: { readonly until: LocalDate; readonly lockedOnly?: boolean | undefined },
): Promise<StandingTally> {
  const words = await view.periods.wordsBetween(monthOf(firstOfTime), monthOf(until));
  const standing = createStandingCount(standingRates, registry);
  const types = standingTypes(standingRates, registry);
  await view.query.between({ collection: 'records', keys, from: firstOfTime, until, types }, (json) => {
    const written = parseStored(json);
    const definition = registry.get(written.type);
    const column = reviewColumn(written.reviewState);
    if (definition === undefined || (column !== 'reviewed' && column !== 'awaiting')) return;
    const record = upgradeRecord(definition, written);
    if (!lockedOnly || reasonOutside(record, { tree, words }) === undefined) standing.add(record);
  });
  return standing.read();
}

/** By id; a rate over records of which there are none is left out, one whose base nobody entered is not: that is to be said. */
export function ratesOf(
  tally: StandingTally,
  question: StandingQuestion,
  deps: StandingDeps,
): Readonly<Record<string, RateFigure>> {
  const known = standingRates
    .filter(({ numerator }) => deps.registry.get(numerator.type) !== undefined)
    .map((rate) => ({ rate, figure: standingFigure(rate, tally, question, deps) }))
    // Where nobody recorded anything, units of the tree are no base to say 0 of.
    .filter(
      ({ rate, figure: { records, of } }) =>
        records.length > 0 || (of !== 0 && !('unitsOfLevel' in rate.denominator)),
    )
    .map(({ rate, figure }) => [rate.id, figure] as const);
  return Object.fromEntries(
    known.map(([id, { records: _records, lacking, ...figure }]) => [
      id,
      { ...figure, lacking: lacking.slice(0, mostNamed), lackingCount: lacking.length },
    ]),
  );
}
