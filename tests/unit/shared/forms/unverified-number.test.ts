// An identity number whose check digit fails is kept with a reason, as unverified; any other fault is none of that.
import { describe, expect, it } from 'vitest';
import { checkEntry, refusing } from '../../../../shared/forms/check-entry.ts';
import { wantsReason } from '../../../../shared/forms/override-reason.ts';
import { samenessKeys } from '../../../../shared/import/find-duplicates.ts';
import { proposeMatches } from '../../../../shared/people/match-person.ts';
import { person } from '../../../../shared/people/person.ts';
import type { JsonObject } from '../../../../shared/records/json-value.ts';

const mistyped = '420399197503080022';
const entryOf = (idNo: string, more: JsonObject = {}) => ({
  ...{ values: { name: '王示兰', sex: 'female', idNo, ...more }, occurredOn: '2026-11-20', photos: [] },
  ...{ hostUnitId: '420303001202', partnerUnitIds: [] },
});
const problemsOf = (idNo: string, more: JsonObject = {}) =>
  checkEntry(person, entryOf(idNo, more), { today: '2026-11-23' });

describe('a check digit that fails', () => {
  it('is refused without a reason, on device and server alike, and kept with one', () => {
    const problems = problemsOf(mistyped);
    expect(problems).toMatchObject([{ fieldId: 'idNo', severity: 'warn', asks: 'reason' }]);
    expect(wantsReason(problems)).toBe(true);
    expect(refusing(problems, entryOf(mistyped).values)).toHaveLength(1);
    const reason = { overrideReason: '证件上就是这个号' };
    expect(refusing(problemsOf(mistyped, reason), entryOf(mistyped, reason).values)).toEqual([]);
  });

  it('excuses no wrong length and no impossible date', () => {
    for (const idNo of ['42039919750308002', '42039919820229002X', '420399750308002'])
      expect(problemsOf(idNo, { overrideReason: '属实' })).toMatchObject([{ severity: 'block' }]);
  });

  it('tells no birth date and no sex', () => {
    const fields = problemsOf(mistyped, { birthDate: '1980-01-01', sex: 'male' }).map(
      ({ fieldId }) => fieldId,
    );
    expect(fields).toEqual(['idNo']);
  });

  it('makes nobody the same as anybody', () => {
    const people = ['a', 'b'].map((id) => ({
      ...{ id, orgUnitId: '420303001202', values: { name: `王示${id}`, idNo: mistyped } },
    }));
    expect(proposeMatches(people)).toEqual([]);
    expect(samenessKeys(person, entryOf(mistyped))).toEqual([]);
    expect(samenessKeys(person, entryOf('420399197503080021'))).toEqual(['id|420399197503080021']);
  });
});
