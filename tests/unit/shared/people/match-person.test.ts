// 查重: which pairs are proposed, for which reason, and which are left alone.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../shared/records/json-value.ts';
import { proposeMatches } from '../../../../shared/people/match-person.ts';
import { personDocument } from '../../../support/person-documents.ts';

const propose = (...people: readonly JsonObject[]) =>
  proposeMatches(people.map((values, index) => personDocument(`p${index}`, values))).map(
    ({ first, second, reason }) => `${first} ${second} ${reason}`,
  );
const lan = { name: '王示兰', birthDate: '1975-03-08', searchKeys: ['王示兰=wang shi lan'] };

describe('pairs that may be one person', () => {
  it('share an identity number, wherever they live and whatever they are called', () => {
    expect(
      propose(
        { name: '王示兰', idNo: '420399197503080021' },
        { name: '王示', idNo: '420399197503080021', residenceUnitId: '420303001203' },
      ),
    ).toEqual(['p0 p1 sameNumber']);
  });

  it('share name, birth date and village, with any dot in the name', () => {
    expect(
      propose({ name: '古丽·示例', birthDate: '1980-01-02' }, { name: '古丽•示例', birthDate: '1980-01-02' }),
    ).toEqual(['p0 p1 sameNameAndBirth']);
  });

  it('take the birth date out of the number when it was not typed', () => {
    expect(propose(lan, { name: '王示兰', idNo: '420399197503080021' })).toEqual(['p0 p1 sameNameAndBirth']);
  });

  it('sound alike, or differ in one character, and were born in the same year in the same village', () => {
    const alike = { name: '汪示兰', birthDate: '1975-06-01', searchKeys: ['汪示兰=wang shi lan'] };
    const near = { name: '王示芳', birthDate: '1975-01-01', searchKeys: ['王示芳=wang shi fang'] };
    expect(propose(lan, alike)).toEqual(['p0 p1 sameReading']);
    expect(propose(lan, near)).toEqual(['p0 p1 oneCharacter']);
    expect(propose(lan, { ...near, birthDate: '1976-01-01' })).toEqual([]);
    expect(propose(lan, { ...near, residenceUnitId: '420303001203' })).toEqual([]);
  });

  it('of two characters differ in one only on the same birthday', () => {
    const short = { name: '示兰', birthDate: '1975-03-08' };
    expect(propose(short, { name: '示芳', birthDate: '1975-09-08' })).toEqual([]);
    expect(propose(short, { name: '示芳', birthDate: '1975-03-08' })).toEqual(['p0 p1 oneCharacter']);
  });
});

describe('pairs that are left alone', () => {
  it('have two right numbers that differ', () => {
    const first = { ...lan, idNo: '420399197503080021' };
    expect(propose(first, { ...lan, idNo: '420399196001010045' })).toEqual([]);
  });

  it('were merged or told apart', () => {
    expect(propose(lan, { ...lan, mergedInto: 'p0' })).toEqual([]);
    expect(propose(lan, { ...lan, notSameAs: ['p0'] })).toEqual([]);
  });

  it('were merged into each other: one of them is still compared with others', () => {
    const circle = [
      { ...lan, mergedInto: 'p1' },
      { ...lan, mergedInto: 'p0' },
    ];
    expect(propose(...circle)).toEqual([]);
    expect(propose(...circle, lan)).toEqual(['p0 p2 sameNameAndBirth']);
  });

  it('have no birth date and no number in common', () => {
    expect(propose({ name: '王示兰' }, { name: '王示兰' })).toEqual([]);
  });
});

it('proposes each pair once, the surest first', () => {
  const numbered = { ...lan, idNo: '420399197503080021' };
  expect(propose(lan, lan, numbered, numbered)).toEqual([
    'p2 p3 sameNumber',
    'p0 p1 sameNameAndBirth',
    'p0 p2 sameNameAndBirth',
    'p0 p3 sameNameAndBirth',
    'p1 p2 sameNameAndBirth',
    'p1 p3 sameNameAndBirth',
  ]);
});
