// To whom a record goes by what its author named in it, and how a matter stands with each of them.
import { describe, expect, it } from 'vitest';
import { audienceOf } from '../../../../shared/access/audience-of.ts';
import { createOrgTree } from '../../../../shared/org/org-unit.ts';
import { defineRegistry } from '../../../../shared/record-types/define-registry.ts';
import { isAddressedTo, standingStateFor } from '../../../../shared/records/standing-state.ts';
import { countedRecord } from '../../../support/counted-records.ts';
import { gathering } from '../../../support/server/test-registry.ts';

const [county, township, village] = ['420303', '420303001', '420303001202'];
const unit = (id: string, parentId: string | null, level: 'county' | 'township' | 'village') => ({
  ...{ id, parentId, level, name: id, shortName: id },
});
const tree = createOrgTree([
  unit(county, null, 'county'),
  unit(township, county, 'township'),
  unit(village, township, 'village'),
]);
const values = {
  units: [township, township],
  targets: [{ key: 'a', unit: village }, { key: 'b' }],
  all: true,
};
const entry = { values, occurredOn: '2026-10-01' };

describe('the audience', () => {
  it('is nobody unless the definition says so', () => {
    expect(audienceOf(gathering, entry)).toBeUndefined();
  });

  it('is each unit of the field once, of a field in rows too, and those below where the record says so', () => {
    expect(audienceOf({ ...gathering, addressedTo: { field: 'units' } }, entry)).toEqual([
      { unit: township, reach: 'this' },
    ]);
    expect(audienceOf({ ...gathering, addressedTo: { field: 'targets.unit' } }, entry)).toEqual([
      { unit: village, reach: 'this' },
    ]);
    const below = { field: 'all' };
    expect(audienceOf({ ...gathering, addressedTo: { field: 'units', below } }, entry)).toEqual([
      { unit: township, reach: 'below' },
    ]);
  });

  it('reaches a village through a unit above it only when it reaches below', () => {
    const addressed = (reach: 'this' | 'below') =>
      isAddressedTo({ audience: [{ unit: township, reach }] }, village, tree);
    expect([addressed('this'), addressed('below')]).toEqual([false, true]);
  });
});

describe('a matter that each unit goes on with for itself', () => {
  const task = { ...gathering, id: 'task', life: 'standing' as const, answeredByEach: true as const };
  const answer = {
    ...gathering,
    id: 'answer',
    continues: ['task'],
    closes: { eq: [{ field: 'done' }, true] } as const,
  };
  const registry = defineRegistry([task, answer]);
  const matter = countedRecord('task', {}, { orgUnitId: county });
  const done = countedRecord('answer', { done: true }, { orgUnitId: township, aboutId: matter.id });

  it('is closed for the unit that did it, and open for its neighbour and its author', () => {
    const isClosed = (id: string): boolean => standingStateFor(id, matter, [done], registry).isClosed;
    expect([isClosed(township), isClosed(village), isClosed(county)]).toEqual([true, false, false]);
  });

  it('is closed for all by its author', () => {
    const byAuthor = { ...done, orgUnitId: county };
    expect(standingStateFor(village, matter, [byAuthor], registry).isClosed).toBe(true);
  });
});
