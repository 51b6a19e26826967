// Counting in parts and combining gives what counting at once gives, for every indicator, split and order.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indicatorsOf } from '../../shared/indicators/catalogue/indicators-of.ts';
import {
  combineIndicatorTallies,
  createIndicatorCount,
  figureOf,
  type Figure,
  type IndicatorTally,
} from '../../shared/indicators/evaluate-indicator.ts';
import type { JsonObject } from '../../shared/records/json-value.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { recordTypes } from '../../shared/record-types/registry.ts';
import { countedRecord } from '../support/counted-records.ts';

const settings = {
  numRuns: process.env.TEST_SCALE === 'full' ? 3_000 : 300,
  seed: Number(process.env.SEED ?? 20261124),
};
const indicators = indicatorsOf(recordTypes);

const whole = fc.integer({ min: 0, max: 500 });
const number = fc.oneof(
  whole,
  whole.map((n) => n / 10),
  fc.constant(null),
  fc.constant('many'),
);
const estimate = fc.record({ count: whole, isEstimate: fc.boolean() });
const person = fc.record(
  { id: fc.constantFrom('p1', 'p2', 'p3', 'p4'), name: fc.constant('示例') },
  { requiredKeys: ['name'] },
);
const anyValues = fc.record(
  {
    volunteers: number,
    hoursEach: number,
    peopleServed: estimate,
    attended: fc.oneof(number, estimate),
    expected: number,
    partyMembers: number,
    beneficiaryCount: estimate,
    situation: fc.constantFrom('well', 'quarrel'),
    way: fc.constantFrom('goods', 'money', 'service'),
    materials: number,
    person,
    gifts: fc.array(fc.record({ key: fc.constant('a'), valueFen: number, valueUnknown: fc.boolean() }), {
      maxLength: 3,
    }),
  },
  { requiredKeys: [] },
);
const plain = (values: unknown): JsonObject => JSON.parse(JSON.stringify(values));
const record = fc
  .tuple(fc.constantFrom(...recordTypes.all.map((definition) => definition.id)), anyValues, fc.boolean())
  .map(([type, values, isLinked]) =>
    countedRecord(type, plain(values), isLinked ? { sameEventAs: 'another' } : {}),
  );
const parts = fc.array(fc.array(record, { maxLength: 8 }), { minLength: 1, maxLength: 5 });

function tally(records: readonly SyncedDocument[]): ReadonlyMap<string, IndicatorTally> {
  const count = createIndicatorCount(indicators);
  for (const each of records) count.add(each);
  return count.tallies();
}

function figures(tallies: ReadonlyMap<string, IndicatorTally>): ReadonlyMap<string, Figure> {
  return new Map([...tallies].map(([id, partial]) => [id, figureOf(partial)]));
}

function combined(all: readonly ReadonlyMap<string, IndicatorTally>[]): ReadonlyMap<string, IndicatorTally> {
  return all.reduce(
    (sum, next) =>
      new Map(
        [...sum].map(([id, partial]) => {
          const other = next.get(id);
          if (other === undefined) throw new Error(`${id} was not counted`);
          return [id, combineIndicatorTallies(partial, other)];
        }),
      ),
  );
}

describe('every indicator', () => {
  it('combines over disjoint parts, in any order', () => {
    fc.assert(
      fc.property(parts, (split) => {
        const atOnce = figures(tally(split.flat()));
        expect(figures(combined(split.map(tally)))).toEqual(atOnce);
        expect(figures(combined(split.map(tally).toReversed()))).toEqual(atOnce);
        expect(figures(tally(split.flat().toReversed()))).toEqual(atOnce);
      }),
      settings,
    );
  });

  it('is a number, whatever stands in the records', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 20 }), (records) => {
        for (const { value, of = 0, unknown } of figures(tally(records)).values())
          for (const each of [value, of, unknown]) expect(Number.isFinite(each) && each >= 0).toBe(true);
      }),
      settings,
    );
  });
});
