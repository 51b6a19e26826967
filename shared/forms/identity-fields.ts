// What an identity number tells of other fields, held against what she typed herself.
import { parseIdentityNumber, type IdentityNumber } from '../people/identity-number.ts';
import type { JsonObject, JsonValue } from '../records/json-value.ts';
import type { RecordDefinition } from './define-record-type.ts';
import type { EntryProblem } from './entry-problem.ts';
import { isPresent } from './expression.ts';
import type { IdentityNumberField } from './field-types.ts';

/**
 * A typed birth date against the number blocks; the sex of its 17th digit warns, to be overridden with a reason. A check
 * digit that fails is saved with a reason only: such a number tells nothing and makes nobody the same as anybody.
 */
export function identityProblems(definition: RecordDefinition, values: JsonObject): EntryProblem[] {
  return definition.fields.flatMap((field) => {
    if (field.kind === 'identityNumber' && isUnverified(values[field.id]))
      return [{ fieldId: field.id, severity: 'warn', asks: 'reason', message: unverified } as const];
    const told = field.kind === 'identityNumber' ? numberIn(values[field.id]) : undefined;
    if (told === undefined || field.kind !== 'identityNumber' || field.tells === undefined) return [];
    return [...problemOfBirthDate(field.tells, told, values), ...problemOfSex(field.tells, told, values)];
  });
}

const unverified = {
  zh: '号码有误（校验位不符），请照证件核对；证件确实如此的，写明原因，按“未核实”保存',
  en: 'The check digit fails; please compare with the card. If the card says so, give the reason: it is kept as unverified',
};

/** A number of right form and date whose check digit fails. */
export function isUnverified(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && parseIdentityNumber(value) === 'checkDigit';
}

type Told = NonNullable<IdentityNumberField['tells']>;

function problemOfBirthDate({ birthDate }: Told, told: IdentityNumber, values: JsonObject): EntryProblem[] {
  const typed = values[birthDate];
  if (!isPresent(typed) || typed === told.birthDate) return [];
  const message = {
    zh: `与身份证号不符：号码里是${told.birthDate}，请核对`,
    en: `This contradicts the identity number, which says ${told.birthDate}; please check both`,
  };
  return [{ fieldId: birthDate, severity: 'block', message }];
}

function problemOfSex({ sex }: Told, told: IdentityNumber, values: JsonObject): EntryProblem[] {
  const typed = values[sex];
  if (!isPresent(typed) || typed === told.sex) return [];
  const isFemale = told.sex === 'female';
  const message = {
    zh: `与身份证号第17位不符（号码是${isFemale ? '女' : '男'}性），请核对；确实如此的，写明原因`,
    en: `The 17th digit of the number says ${told.sex}; please check, or say why it is right`,
  };
  return [{ fieldId: sex, severity: 'warn', message }];
}

/** What a right number tells; undefined for anything else. */
export function numberIn(value: JsonValue | undefined): IdentityNumber | undefined {
  const parsed = typeof value === 'string' ? parseIdentityNumber(value) : 'form';
  return typeof parsed === 'string' ? undefined : parsed;
}
