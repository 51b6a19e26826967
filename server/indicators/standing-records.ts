// How a record stands among those that rates are read from, and all of a scope's read at once.
import { upgradeRecord } from '../../shared/forms/upgrade-record.ts';
import { standingRates } from '../../shared/indicators/catalogue/standing-rates.ts';
import {
  isHeldEvent,
  reasonOutside,
  type FigureDeps,
  type FigureQuestion,
} from '../../shared/indicators/count-figures.ts';
import { isCounted } from '../../shared/indicators/evaluate-indicator.ts';
import {
  createStandingCount,
  standingTypes,
  type HeldRecord,
  type StandingTally,
} from '../../shared/indicators/standing-tally.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { monthOf } from '../../shared/review/period-lock.ts';
import { parseStored } from '../store/stored-document.ts';
import type { StoreView } from '../store/store.ts';
import { allDays, type CountScope } from './count-scope.ts';

type Judging = Pick<FigureDeps, 'registry' | 'tree' | 'words'>;
/** Which records may count: all that are held, or only what stands in confirmed months. */
export type StandingChoice = Pick<FigureQuestion, 'lockedOnly'>;

/** Undefined for one that counts nowhere: deleted, returned, void, or the same event as another. */
export function heldAs(
  written: SyncedDocument,
  { lockedOnly }: StandingChoice,
  deps: Judging,
): HeldRecord | undefined {
  const definition = deps.registry.get(written.type);
  if (definition === undefined || written._deleted || !isCounted(written)) return undefined;
  const record = upgradeRecord(definition, written);
  const outside = lockedOnly === true ? reasonOutside(record, deps) : undefined;
  if (outside !== undefined) return { record, outside };
  return isHeldEvent(record) ? { record } : undefined;
}

/** Of all days: a rate on a day is made of what began long before. */
export async function readStandingTally(
  view: StoreView,
  { keys, tree }: CountScope,
  choice: StandingChoice,
  registry: FigureDeps['registry'],
): Promise<StandingTally> {
  const words = await view.periods.wordsBetween(monthOf(allDays.from), monthOf(allDays.until));
  const count = createStandingCount(standingRates, registry);
  const types = standingTypes(standingRates, registry);
  await view.query.between({ collection: 'records', keys, ...allDays, types }, (json) => {
    const held = heldAs(parseStored(json), choice, { registry, tree, words });
    if (held !== undefined) count.add(held.record, held.outside);
  });
  return count.read();
}
