// What rates on a day are read from: the records that they are made of, by type and id.
import type { DocumentId, SyncedDocument } from '../records/record.ts';
import type { Registry } from '../record-types/define-registry.ts';
import type { OutsideCounts } from './count-figures.ts';
import type { StandingRate, StandingTerm } from './define-standing-rate.ts';
import { isCounted } from './evaluate-indicator.ts';

/** A record that rates are read from; `outside`: why an answer of locked months leaves it out. */
export type HeldRecord = { readonly record: SyncedDocument; readonly outside?: keyof OutsideCounts };
/** Of one type; never changed once it is in a tally, so that what was made of it can be kept. */
export type HeldOfType = ReadonlyMap<DocumentId, HeldRecord>;

/** Partial result of all rates, by type. Of disjoint units and periods, the union stands for the whole. */
export type StandingTally = ReadonlyMap<string, HeldOfType>;

/** Types whose records the rates are made of, with what continues them: what a reader hands over from the beginning of time. */
export function standingTypes(rates: readonly StandingRate[], registry: Registry): readonly string[] {
  return [...new Set([...rates.flatMap((rate) => typesOfRate(rate, registry)), 'baseline'])];
}

function termsOf({ numerator, also, denominator }: StandingRate): readonly StandingTerm[] {
  return [numerator, ...(also === undefined ? [] : [also]), ...('type' in denominator ? [denominator] : [])];
}

/** Of these alone a rate is read. */
export function typesOfRate(rate: StandingRate, registry: Registry): readonly string[] {
  const begun = new Set(termsOf(rate).map(({ type }) => type));
  const following = registry.all.filter(({ continues }) => continues?.some((type) => begun.has(type)));
  return [
    ...begun,
    ...following.map(({ id }) => id),
    ...('baseline' in rate.denominator ? ['baseline'] : []),
  ];
}

/** Takes records in any order; those of other types are passed over. What may not count is handed over with the reason. */
export function createStandingCount(rates: readonly StandingRate[], registry: Registry) {
  const held = new Map<string, Map<DocumentId, HeldRecord>>(
    standingTypes(rates, registry).map((type) => [type, new Map()]),
  );
  return {
    /** True when rates are read from it. */
    add: (record: SyncedDocument, outside?: keyof OutsideCounts): boolean => {
      const ofType = held.get(record.type);
      if (ofType === undefined || !isCounted(record)) return false;
      ofType.set(record.id, outside === undefined ? { record } : { record, outside });
      return outside === undefined;
    },
    read: (): StandingTally => new Map([...held].map(([type, ofType]) => [type, new Map(ofType)])),
  };
}

/** Of records that do not overlap: of disjoint units, of disjoint periods. */
export function combineStandingTallies(a: StandingTally, b: StandingTally): StandingTally {
  const types = new Set([...a.keys(), ...b.keys()]);
  return new Map([...types].map((type) => [type, new Map([...(a.get(type) ?? []), ...(b.get(type) ?? [])])]));
}

/** Those that count: none that is left out. */
export function recordsHeld(tally: StandingTally): readonly SyncedDocument[] {
  return [...tally.values()].flatMap((ofType) =>
    [...ofType.values()].flatMap(({ record, outside }) => (outside === undefined ? [record] : [])),
  );
}
