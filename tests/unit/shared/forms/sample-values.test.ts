// A sample told of any day: still right, with its due days moved along and its birth dates where they were.
import { describe, expect, it } from 'vitest';
import { createSeededRandom } from '../../../../server/demo/seeded-random.ts';
import { variedValues } from '../../../../server/demo/varied-values.ts';
import { checkEntry } from '../../../../shared/forms/check-entry.ts';
import type { RecordDefinition } from '../../../../shared/forms/define-record-type.ts';
import { addDays } from '../../../../shared/forms/local-date.ts';
import { sampleDay, sampleValues } from '../../../../shared/forms/sample-values.ts';
import type { JsonObject } from '../../../../shared/records/json-value.ts';
import { careTarget } from '../../../../shared/record-types/care-target.ts';
import { livelihoodIssue } from '../../../../shared/record-types/livelihood-issue.ts';
import { recordTypes } from '../../../../shared/record-types/registry.ts';

const unitId = '420303001202';
const blocked = (definition: RecordDefinition, values: JsonObject, occurredOn: string) =>
  checkEntry(
    definition,
    { values, occurredOn, photos: [], hostUnitId: unitId, partnerUnitIds: [] },
    { today: occurredOn },
  ).filter(({ severity }) => severity === 'block');

describe('sampleValues', () => {
  it('is the sample itself on its own day', () => {
    expect(sampleValues(livelihoodIssue, sampleDay)).toEqual(livelihoodIssue.sample);
  });

  it('moves what is due, and leaves a birth date', () => {
    expect(sampleValues(livelihoodIssue, addDays(sampleDay, 10))['dueOn']).toBe('2026-12-30');
    expect(sampleValues(careTarget, addDays(sampleDay, 10))).toMatchObject({
      consentOn: '2026-11-28',
      birthDate: '2016-05-04',
    });
  });
});

describe.each(recordTypes.all)('the sample of $id', (definition) => {
  it('is right on any day', () => {
    for (const days of [-400, -31, 0, 30, 400]) {
      const occurredOn = addDays(sampleDay, days);
      expect(blocked(definition, sampleValues(definition, occurredOn), occurredOn)).toEqual([]);
    }
  });

  it('can be told again with other numbers', () => {
    const random = createSeededRandom(7);
    for (const days of Array.from({ length: 60 }, (_, index) => index * 7 - 330)) {
      const occurredOn = addDays(sampleDay, days);
      const values = variedValues({ definition, random, occurredOn, unitId, people: [] });
      expect(blocked(definition, values, occurredOn)).toEqual([]);
    }
  });
});
