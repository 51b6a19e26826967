// Counting in parts and combining gives what counting at once gives, for every indicator, split and order.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { briefingIndicators } from '../../shared/indicators/catalogue/of-briefing.ts';
import { indicatorsOf } from '../../shared/indicators/catalogue/indicators-of.ts';
import {
  combineIndicatorTallies,
  createIndicatorCount,
  figureOf,
  type Figure,
  type IndicatorTally,
} from '../../shared/indicators/evaluate-indicator.ts';
import { standingRates } from '../../shared/indicators/catalogue/standing-rates.ts';
import { standingFigure } from '../../shared/indicators/count-standing.ts';
import {
  combineStandingTallies,
  createStandingCount,
  standingTypes,
  type StandingTally,
} from '../../shared/indicators/standing-tally.ts';
import { createOrgTree, type OrgUnit } from '../../shared/org/org-unit.ts';
import type { JsonObject } from '../../shared/records/json-value.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { recordTypes } from '../../shared/record-types/registry.ts';
import { countedRecord } from '../support/counted-records.ts';
import { seedOf } from '../support/scale.ts';

const settings = {
  numRuns: process.env.TEST_SCALE === 'full' ? 3_000 : 300,
  seed: seedOf(20261124),
};
const indicators = [...indicatorsOf(recordTypes), ...briefingIndicators];

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

const placeOf = (id: string, parentId: string | null, level: OrgUnit['level']): OrgUnit => ({
  ...{ id, parentId, level },
  ...{ name: id, shortName: id },
});
const counties = createOrgTree([
  placeOf('4203', null, 'city'),
  placeOf('420303', '4203', 'county'),
  placeOf('420304', '4203', 'county'),
]);
const standingRecord = fc
  .record({
    type: fc.constantFrom(...standingTypes(standingRates, recordTypes)),
    unit: fc.constantFrom('4203', '420303', '420304'),
    day: fc.constantFrom('2025-12-01', '2026-03-05', '2026-09-09'),
    about: fc.constantFrom(undefined, 'record-1', 'record-2'),
    values: fc.record(
      {
        sex: fc.constantFrom('female', 'male'),
        state: fc.constantFrom('done', 'cancelled', 'ended', 'changed'),
        cadre: person,
        units: fc.array(fc.constantFrom('420303', '420304')),
        targets: fc.array(fc.record({ unit: fc.constantFrom('420303', '420304') }), { maxLength: 2 }),
        item: fc.constantFrom('orgs-due', 'homes-due', 'cadres'),
        year: fc.constantFrom(2025, 2026),
        value: whole,
        asOf: fc.constantFrom('2026-01-01', '2026-06-30'),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ type, unit, day, about, values }) =>
    countedRecord(type, plain(values), {
      ...{ orgUnitId: unit, occurredOn: day, reviewState: 'approved' as const },
      ...(about === undefined ? {} : { aboutId: about }),
    }),
  );

describe('every rate on a day', () => {
  const question = { unitId: '4203', from: '2026-01-01', until: '2026-12-31' };
  const tallyOf = (records: readonly SyncedDocument[]): StandingTally => {
    const count = createStandingCount(standingRates, recordTypes);
    for (const each of records) count.add(each);
    return count.read();
  };
  const read = (tally: StandingTally) =>
    standingRates.map((rate) =>
      standingFigure(rate, tally, question, { registry: recordTypes, tree: counties }),
    );

  it('combines over disjoint units as sets of ids, in any order', () => {
    fc.assert(
      fc.property(fc.array(standingRecord, { maxLength: 24 }), (records) => {
        const atOnce = read(tallyOf(records));
        const units = ['4203', '420303', '420304'].map((id) =>
          tallyOf(records.filter(({ hostUnitId }) => hostUnitId === id)),
        );
        const [city = new Map(), one = new Map(), two = new Map()] = units;
        expect(read(combineStandingTallies(combineStandingTallies(city, one), two))).toEqual(atOnce);
        expect(read(combineStandingTallies(two, combineStandingTallies(one, city)))).toEqual(atOnce);
      }),
      settings,
    );
  });

  it('never divides by a base that was not entered', () => {
    fc.assert(
      fc.property(fc.array(standingRecord, { maxLength: 24 }), (records) => {
        const hasBases = records.some(({ type }) => type === 'baseline');
        for (const { of, lacking, value } of read(tallyOf(records))) {
          expect(of === undefined).toBe(lacking.length > 0);
          expect(Number.isInteger(value)).toBe(true);
        }
        if (!hasBases) {
          const bases = read(tallyOf(records)).filter(({ lacking }) => lacking.length > 0);
          const based = standingRates.filter(({ denominator }) => 'baseline' in denominator);
          expect(bases).toHaveLength(based.length);
        }
      }),
      settings,
    );
  });
});
