// The person's definition: what a number tells, what a child needs, what an older app wrote.
import { describe, expect, it } from 'vitest';
import { checkEntry } from '../../../../shared/forms/check-entry.ts';
import { fillFromIdentity } from '../../../../shared/forms/fill-from-identity.ts';
import { normaliseEntry } from '../../../../shared/forms/normalise-entry.ts';
import { person } from '../../../../shared/people/person.ts';
import type { JsonObject } from '../../../../shared/records/json-value.ts';
import { readingOf, withSearchKeys } from '../../../../shared/people/search-keys.ts';

const today = '2026-11-23';
const entryOf = (values: JsonObject) => ({
  ...{ values, occurredOn: '2026-01-20', photos: [], hostUnitId: '420303001202', partnerUnitIds: [] },
});
const problems = (values: JsonObject) =>
  checkEntry(person, entryOf(values), { today }).map(({ fieldId, severity }) => `${fieldId} ${severity}`);
const idField = person.fields.find((field) => field.kind === 'identityNumber');
const fill = (values: JsonObject, before?: JsonObject): JsonObject => {
  if (idField?.kind !== 'identityNumber') throw new Error('a person has an identity number');
  return fillFromIdentity(person, idField, values, before);
};
const idNo = '420399197503080021';
const woman = { name: '王示兰', sex: 'female' };

describe('an identity number', () => {
  it('fills in birth date and sex where nobody wrote anything else', () => {
    expect(fill({ ...woman, idNo: '420399199012310055' })).toEqual({
      ...{ name: '王示兰', idNo: '420399199012310055', sex: 'male', birthDate: '1990-12-31' },
    });
    expect(fill({ name: '王示兰', idNo: `${idNo}0` })).toEqual({ name: '王示兰', idNo: `${idNo}0` });
  });

  it('leaves what was typed, and takes back what the number before told', () => {
    expect(fill({ ...woman, birthDate: '1975-03-09', idNo })).toMatchObject({ birthDate: '1975-03-09' });
    const before = fill({ ...woman, idNo: '420399196001010045' });
    expect(fill({ ...before, idNo }, before)).toMatchObject({ birthDate: '1975-03-08' });
  });

  it('blocks another birth date and warns of another sex', () => {
    expect(problems({ ...woman, idNo, birthDate: '1975-03-09' })).toEqual(['birthDate block']);
    const other = { ...woman, idNo: '420399199012310055' };
    expect(problems(other)).toEqual(['sex warn']);
  });
});

describe('a child', () => {
  const child = { ...woman, birthDate: '2016-01-01' };
  const guardian = { guardianName: '李示例', guardianPhone: '19900000001' };
  const consent = { key: 'k', purpose: 'care', signedOn: '2026-10-01', by: 'guardian' };

  it('under 18 needs a guardian with a telephone, on the day before the birthday still', () => {
    expect(problems(child)).toEqual(['guardianName block', 'guardianPhone block']);
    expect(problems({ ...child, ...guardian })).toEqual([]);
    expect(problems({ ...woman, birthDate: '2008-11-24' })).toContain('guardianName block');
    expect(problems({ ...woman, birthDate: '2008-11-23' })).toEqual([]);
  });

  it('under 14 is a care target only with the guardian’s consent, while it lasts', () => {
    const target = { ...child, ...guardian, categories: ['left-behind-child'] };
    expect(problems(target)).toEqual(['consents block']);
    expect(problems({ ...target, consents: [{ ...consent, by: 'herself' }] })).toEqual(['consents block']);
    expect(problems({ ...target, consents: [{ ...consent, withdrawnOn: '2026-11-01' }] })).toEqual([
      'consents block',
    ]);
    expect(problems({ ...target, consents: [consent] })).toEqual([]);
  });
});

it('what the first version wrote is still right', () => {
  expect(
    problems({ name: '王示兰', sex: 'female', categories: ['lone-elderly'], roles: ['knitter'] }),
  ).toEqual([]);
});

it('values that no form asks for survive a form', () => {
  const values = { ...woman, mergedInto: 'b', notSameAs: ['c'], searchKeys: ['王示兰=wang shi lan'] };
  expect(normaliseEntry(person, entryOf(values), today).values).toMatchObject(values);
});

it('keys of another name are no keys', () => {
  const keyed = withSearchKeys({ name: '吕示雪' }, '吕示雪', ['lü', 'shi', 'xue']);
  expect(keyed['searchKeys']).toEqual(['吕示雪=lv shi xue']);
  expect(readingOf(keyed)).toBe('lv shi xue');
  expect(readingOf({ ...keyed, name: '吕示雷' })).toBe('');
});
