// Enter once: what the registry knows goes into the form, what she typed stays, what contradicts is said.
import { describe, expect, it } from 'vitest';
import type { RecordDefinition } from '../../../../shared/forms/define-record-type.ts';
import { contradictions, fillFromPerson } from '../../../../shared/people/told-by-person.ts';
import { careTarget } from '../../../../shared/record-types/care-target.ts';
import { committeeSeat } from '../../../../shared/record-types/committee-seat.ts';
import { orgMember } from '../../../../shared/record-types/org-member.ts';
import { pairSupport } from '../../../../shared/record-types/pair-support.ts';
import { recordTypes } from '../../../../shared/record-types/registry.ts';
import { person } from '../../../../shared/people/person.ts';
import type { JsonObject } from '../../../../shared/records/json-value.ts';

const lan = { id: 'p1', name: '王示兰' };
const registered: JsonObject = {
  ...{ name: '王示兰', sex: 'female', birthDate: '1975-03-08', categories: ['lone-elderly'] },
  ...{ education: 'bachelor', political: 'party-member', phone: '19900001234', addressDetail: '3组' },
};
const filled = (definition: RecordDefinition, values: JsonObject, before?: JsonObject): JsonObject => {
  const field = definition.fields.find(({ id }) => id === 'person');
  if (field?.kind !== 'person') throw new Error('it names nobody');
  return fillFromPerson(definition, field, values, registered, before);
};

describe('choosing somebody of the registry', () => {
  it('fills what is empty, in the words of the form', () => {
    expect(filled(careTarget, { person: lan })).toEqual({
      ...{ person: lan, sex: 'female', birthDate: '1975-03-08', categories: ['lone-elderly'] },
      ...{ phone: '19900001234', address: '3组' },
    });
    expect(filled(orgMember, {})).toMatchObject({ political: 'party', education: 'university' });
    expect(filled(committeeSeat, {})).toMatchObject({ isPartyMember: true, sex: 'female' });
    expect(filled(pairSupport, {})).toMatchObject({ category: 'lone-elderly' });
  });

  it('leaves what was typed, and takes along what the person before had told', () => {
    expect(filled(committeeSeat, { birthDate: '1980-01-01' })).toMatchObject({ birthDate: '1980-01-01' });
    const before = { birthDate: '1980-01-01', education: 'senior' };
    expect(filled(committeeSeat, { birthDate: '1980-01-01', education: 'senior' }, before)).toMatchObject({
      birthDate: '1975-03-08',
      education: 'university',
    });
    const careOfSomebodyElse = { guardianName: '孙示玉', categories: ['lone-elderly'] };
    expect(filled(careTarget, careOfSomebodyElse, { guardianName: '孙示玉' })).not.toHaveProperty(
      'guardianName',
    );
  });

  it('offers only what the form can hold', () => {
    const field = pairSupport.fields.find(({ id }) => id === 'person');
    if (field?.kind !== 'person') throw new Error('it names nobody');
    const told = (categories: string[]) => fillFromPerson(pairSupport, field, {}, { categories });
    expect(told(['disabled', 'minimum-allowance'])).toEqual({});
    expect(told(['poverty-relapse'])).toEqual({});
  });

  it('asks the registry only for fields that it has', () => {
    const known = new Set(person.fields.map(({ id }) => id));
    const asked = recordTypes.all.flatMap(({ fields }) =>
      fields.flatMap((field) => (field.kind === 'person' ? (field.tells ?? []).map(({ from }) => from) : [])),
    );
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((id) => !known.has(id))).toEqual([]);
  });
});

describe('a contradiction', () => {
  const said = (values: JsonObject) =>
    contradictions(committeeSeat, values, (id) => (id === 'p1' ? registered : undefined)).map(
      ({ fieldId, severity, asks }) => [fieldId, severity, asks],
    );
  it('of birth date or sex is asked about, nothing else is', () => {
    const right = { person: lan, birthDate: '1975-03-08', sex: 'female' };
    expect(said(right)).toEqual([]);
    expect(said({ ...right, education: 'primary' })).toEqual([]);
    expect(said({ ...right, birthDate: '1975-03-09' })).toEqual([['birthDate', 'warn', 'again']]);
    expect(said({ ...right, sex: 'male' })).toEqual([['sex', 'warn', 'again']]);
  });
  it('needs two that can be compared', () => {
    expect(said({ person: { name: '王示兰' }, birthDate: '1975-03-09' })).toEqual([]);
    expect(said({ person: { id: 'p2', name: '王示兰' }, birthDate: '1975-03-09' })).toEqual([]);
    expect(said({ person: lan })).toEqual([]);
  });
});
