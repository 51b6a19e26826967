// Identity numbers: the standard's own samples, ours, and each way to be wrong.
import { describe, expect, it } from 'vitest';
import {
  maskIdentityNumber,
  maskPhone,
  parseIdentityNumber,
} from '../../../../shared/people/identity-number.ts';

const valid = [
  '11010519491231002X',
  '440524188001010014',
  '420399197503080021',
  '420399196001010045',
  '420399197005200086',
  '420399198808080166',
  '420399196603120241',
  '42039919750308038X',
  '420399199012310063',
];

describe('parseIdentityNumber', () => {
  it.each(valid)('reads %s', (number) => {
    expect(parseIdentityNumber(number)).toMatchObject({ number });
  });

  it('tells birth date and sex', () => {
    expect(parseIdentityNumber('420399197503080021')).toEqual({
      number: '420399197503080021',
      birthDate: '1975-03-08',
      sex: 'female',
    });
    expect(parseIdentityNumber('420399199012310055')).toMatchObject({ sex: 'male' });
  });

  it('takes full-width digits, spaces and a small x', () => {
    expect(parseIdentityNumber('４２０３９９ 19750308 038x')).toMatchObject({ number: '42039919750308038X' });
  });

  it.each([
    ['42039919820229002X', 'birthDate'],
    ['420399198302290027', 'birthDate'],
    ['420399197503080022', 'checkDigit'],
    ['420399750308002', 'legacy'],
    ['42039919750308002', 'form'],
  ])('says of %s: %s', (number, fault) => {
    expect(parseIdentityNumber(number)).toBe(fault);
  });

  it('notices every other last character', () => {
    for (const number of valid) {
      for (const last of '0123456789X') {
        const changed = number.slice(0, 17) + last;
        expect(typeof parseIdentityNumber(changed) === 'object').toBe(changed === number);
      }
    }
  });
});

describe('masking', () => {
  it('keeps area and last four', () => {
    expect(maskIdentityNumber('420399197503080021')).toBe('420399********0021');
    expect(maskPhone('19900005678')).toBe('199****5678');
  });
});
