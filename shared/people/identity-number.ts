// Resident identity numbers (GB 11643-1999): form, check digit, and what they tell.
import { isLocalDate } from '../forms/local-date.ts';

export type IdentityNumber = {
  /** 18 characters, the last a digit or `X`. */
  readonly number: string;
  readonly birthDate: string;
  readonly sex: 'female' | 'male';
};

/** `form`: not 18 characters · `legacy`: an old number of 15 digits · `birthDate`: no such day · `checkDigit`: mistyped. */
export type IdentityNumberFault = 'form' | 'legacy' | 'birthDate' | 'checkDigit';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkCharacters = '10X98765432';

/** Full-width characters, spaces and a small x as people type them, made plain. */
export function normaliseIdentityNumber(typed: string): string {
  return typed.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();
}

/** The number with what it tells, or why it is none. The area prefix need not exist today (`domain.md` §8). */
export function parseIdentityNumber(typed: string): IdentityNumber | IdentityNumberFault {
  const number = normaliseIdentityNumber(typed);
  if (/^\d{15}$/.test(number)) return 'legacy';
  if (!/^\d{17}[\dX]$/.test(number)) return 'form';
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (!isLocalDate(birthDate)) return 'birthDate';
  if (checkCharacter(number) !== number[17]) return 'checkDigit';
  return { number, birthDate, sex: Number(number[16]) % 2 === 0 ? 'female' : 'male' };
}

/** `420303********0021`: area, eight stars, last four. */
export function maskIdentityNumber(number: string): string {
  return number.length === 18
    ? `${number.slice(0, 6)}********${number.slice(14)}`
    : '*'.repeat(number.length);
}

/** `138****5678`. */
export function maskPhone(phone: string): string {
  return phone.length === 11 ? `${phone.slice(0, 3)}****${phone.slice(7)}` : '*'.repeat(phone.length);
}

/** The check character of the first 17 digits. */
export function checkCharacter(number: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  return checkCharacters[sum % 11] ?? '';
}
