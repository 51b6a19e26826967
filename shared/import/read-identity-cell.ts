// Identity numbers and telephones as tables hold them: lost digits are never guessed, old numbers are proposed as new.
import { isLocalDate } from '../forms/local-date.ts';
import {
  checkCharacter,
  normaliseIdentityNumber,
  parseIdentityNumber,
  type IdentityNumberFault,
} from '../people/identity-number.ts';
import { doubt, isNothing, nothing, read, type Reading } from './reading.ts';
import type { GridCell } from './workbook-grid.ts';

/** Numbers keep fifteen digits in a workbook: the last three of eighteen are gone. */
const digitsKept = 15;

export function readIdentity(cell: GridCell): Reading {
  const plain = normaliseIdentityNumber(cell.text).replaceAll(/['’‘"]/g, '');
  const number = plain.replaceAll(/[·.-]/g, '');
  if (isNothing(cell.text) || number === '') return nothing;
  if (isDamagedNumber(cell, plain))
    return doubt(
      'lostDigits',
      '这个号码在表里存成了数字，后三位已经丢失，请照证件填18位，或先空着',
      'This was stored as a number and lost its last three digits: please type all 18, or leave it empty',
    );
  const parsed = parseIdentityNumber(number);
  if (typeof parsed !== 'string') return read(parsed.number);
  return parsed === 'legacy' ? oldNumber(number) : wrongNumber(number, parsed);
}

function isDamagedNumber(cell: GridCell, number: string): boolean {
  if (/^\d(\.\d+)?E\+?\d+$/i.test(number)) return true;
  return cell.kind === 'number' && number.replace(/\D/g, '').length > digitsKept;
}

/** 15 digits of before 1999: the century is put in and the check digit added (`domain.md` §8). */
function oldNumber(number: string): Reading {
  const longer = `${number.slice(0, 6)}19${number.slice(6)}`;
  const birth = `${longer.slice(6, 10)}-${longer.slice(10, 12)}-${longer.slice(12, 14)}`;
  if (!isLocalDate(birth)) return wrongNumber(number, 'birthDate');
  const converted = `${longer}${checkCharacter(longer)}`;
  return doubt(
    'oldIdentity',
    `这是15位旧号，换成18位是${converted}？请与证件核对`,
    `An old number of 15 digits; as 18 it is ${converted}? Please compare with the card`,
    converted,
  );
}

function wrongNumber(number: string, fault: IdentityNumberFault): Reading {
  const length = Array.from(number).length;
  if (fault === 'form')
    return doubt(
      'wrongIdentity',
      `身份证号应为18位，表里是${length}位，请核对`,
      `An identity number has 18 characters, this one ${length}`,
    );
  return fault === 'birthDate'
    ? doubt('wrongIdentity', '号码里的出生日期不存在，请核对', 'The birth date in the number does not exist')
    : doubt(
        'wrongIdentity',
        '号码有误：最后一位（校验位）与前面不符，请照证件核对',
        'The number is mistyped: its check digit does not fit',
      );
}

export function readPhone(cell: GridCell): Reading {
  const written = cell.text.normalize('NFKC').trim();
  if (isNothing(written)) return nothing;
  const plain = written.replaceAll(/[\s()]/g, '').replace(/^\+?86(?=1\d{10}$)/, '');
  if (/^1[3-9]\d{9}$/.test(plain) || /^0\d{2,3}-?\d{7,8}$/.test(plain)) return read(plain);
  const digits = plain.replaceAll(/\D/g, '').replace(/^86(?=1\d{10}$)/, '');
  if (/^1[3-9]\d{9}$/.test(digits) && /^[\d\-–—.+]+$/.test(plain))
    return doubt('oddPhone', `“${written}”是${digits}？`, `“${written}” is ${digits}?`, digits);
  return doubt(
    'notPhone',
    `“${written}”不是完整的电话号码，请核对`,
    `“${written}” is not a whole telephone number`,
  );
}
