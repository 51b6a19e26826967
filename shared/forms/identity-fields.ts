// What an identity number tells of other fields: filled in for her, and held against what she typed herself.
import { parseIdentityNumber, type IdentityNumber } from '../people/identity-number.ts';
import type { JsonObject, JsonValue } from '../records/json-value.ts';
import type { RecordDefinition } from './define-record-type.ts';
import type { EntryProblem } from './entry-problem.ts';
import { isPresent } from './expression.ts';
import type { Field, IdentityNumberField } from './field-types.ts';

/**
 * The values with birth date and sex as the newly typed number tells them. What somebody wrote by hand stays: replaced is
 * only what is empty, stands there from the start, or came from the number before. For a form and for an import alike.
 * `before`: the values before the number changed; none for an import.
 */
export function fillFromIdentity(
  definition: RecordDefinition,
  field: IdentityNumberField,
  values: JsonObject,
  before: JsonObject = {},
): JsonObject {
  const told = numberIn(values[field.id]);
  if (field.tells === undefined || told === undefined) return values;
  const toldBefore = numberIn(before[field.id]);
  const filled: Record<string, JsonValue> = { ...values };
  for (const key of ['birthDate', 'sex'] as const) {
    const id = field.tells[key];
    const now = values[id];
    if (!isPresent(now) || now === toldBefore?.[key] || now === initialOf(definition, id))
      filled[id] = told[key];
  }
  return filled;
}

/** A typed birth date against the number blocks; the sex of its 17th digit warns, to be overridden with a reason. */
export function identityProblems(definition: RecordDefinition, values: JsonObject): EntryProblem[] {
  return definition.fields.flatMap((field) => {
    const told = field.kind === 'identityNumber' ? numberIn(values[field.id]) : undefined;
    if (told === undefined || field.kind !== 'identityNumber' || field.tells === undefined) return [];
    return [...problemOfBirthDate(field.tells, told, values), ...problemOfSex(field.tells, told, values)];
  });
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

function numberIn(value: JsonValue | undefined): IdentityNumber | undefined {
  const parsed = typeof value === 'string' ? parseIdentityNumber(value) : 'form';
  return typeof parsed === 'string' ? undefined : parsed;
}

function initialOf(definition: RecordDefinition, id: string): JsonValue | undefined {
  const initial = definition.fields.find((field: Field) => field.id === id)?.initial;
  return initial !== undefined && 'value' in initial ? initial.value : undefined;
}
