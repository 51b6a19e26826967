// What the registry of people tells the forms, each in the form's words (`told-by-person.ts`).
import type { ToldByPerson } from '../forms/field-types.ts';

const same = (...ids: readonly string[]): readonly ToldByPerson[] => ids.map((id) => ({ from: id, to: id }));

/** Birth date and sex: those that must not contradict the registry. */
export const tellsBirthAndSex = same('birthDate', 'sex');

/** The roster's five steps of education, from the registry's six. */
export const tellsEducation: readonly ToldByPerson[] = [
  { from: 'education', to: 'education', as: { none: 'primary', bachelor: 'university' } },
];

/** Into the roster's words. */
export const tellsPolitical: readonly ToldByPerson[] = [
  { from: 'political', to: 'political', as: { 'party-member': 'party' } },
];

/** Into a plain yes or no. */
export const tellsPartyMember: readonly ToldByPerson[] = [
  { from: 'political', to: 'isPartyMember', as: { 'party-member': true, league: false, masses: false } },
];

/** A care file: of what kind she is, who looks after a child, how she is reached. */
export const tellsCare: readonly ToldByPerson[] = [
  ...same('categories', 'guardianName', 'guardianPhone', 'phone'),
  { from: 'addressDetail', to: 'address' },
];
