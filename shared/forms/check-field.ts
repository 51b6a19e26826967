// What is wrong with one value of one field kind, in words; null when nothing is.
import { isJsonObject, type JsonValue } from '../records/json-value.ts';
import { parseIdentityNumber, type IdentityNumberFault } from '../people/identity-number.ts';
import { checkText } from './check-text.ts';
import { checkDocumentNumber } from './document-number.ts';
import type {
  ChoiceField,
  DateField,
  EstimateField,
  LeafField,
  MoneyField,
  NumberField,
  PersonField,
  TextField,
} from './field-types.ts';
import type { Label } from './field-types.ts';
import { isLocalDate, isLocalMonth, isLocalTime } from './local-date.ts';

/** Settings of a check: today's local date, and whether unknown choices are a newer app's rather than wrong. */
export type FieldCheckContext = { readonly today: string; readonly isNewerDefinition: boolean };

/** The fault of a present value of a leaf field. Computed fields are never stored and have none. */
export function checkField(field: LeafField, value: JsonValue, context: FieldCheckContext): Label | null {
  switch (field.kind) {
    case 'text':
      return checkLine(field, value);
    case 'longText':
      return checkText(value, field.maxLength ?? 2000);
    case 'integer':
    case 'decimal':
      return checkNumber(field, value);
    case 'estimate':
      return checkEstimate(field, value);
    case 'money':
      return checkMoney(field, value);
    case 'percentage':
      return checkPercentage(value);
    case 'boolean':
      return typeof value === 'boolean' ? null : { zh: '要选是或否', en: 'Please choose yes or no' };
    case 'date':
    case 'time':
    case 'period':
      return checkDate(field, value, context.today);
    case 'choice':
    case 'choices':
      return checkChoice(field, value, context);
    case 'person':
      return checkPerson(field, value);
    default:
      return checkReference(field, value);
  }
}

function checkLine(field: TextField, value: JsonValue): Label | null {
  const fault = checkText(value, field.maxLength ?? 100);
  if (fault !== null || typeof value !== 'string' || field.format === undefined) return fault;
  return checkDocumentNumber(value);
}

function checkReference(field: LeafField, value: JsonValue): Label | null {
  if (field.kind === 'identityNumber') return checkIdentityNumber(value);
  if (field.kind === 'phone') return checkPhone(value);
  if (field.kind === 'orgUnit' && field.many === true) {
    return Array.isArray(value) && value.every((unit) => typeof unit === 'string') ? null : wrongChoice;
  }
  if (field.kind === 'record' || field.kind === 'orgUnit') return checkText(value, 64);
  if (field.kind === 'file' || field.kind === 'signature') return checkBlob(value);
  return null;
}

function checkNumber(field: NumberField, value: JsonValue): Label | null {
  if (typeof value !== 'number' || !Number.isFinite(value))
    return { zh: '要填数字', en: 'Please enter a number' };
  if (field.kind === 'integer' && !Number.isSafeInteger(value))
    return { zh: '要填整数', en: 'Please enter a whole number' };
  const step = field.step ?? (field.kind === 'decimal' ? 10 ** -(field.decimals ?? 2) : 1);
  if (Math.abs(value / step - Math.round(value / step)) > 1e-6) {
    return { zh: `要是${step}的倍数`, en: `It must be a multiple of ${step}` };
  }
  return checkRange(value, field.min ?? 0, field.max ?? 1_000_000_000);
}

function checkRange(value: number, min: number, max: number): Label | null {
  if (value < min) return { zh: `不能小于${min}`, en: `It cannot be less than ${min}` };
  if (value > max) return { zh: `不能大于${max}`, en: `It cannot be more than ${max}` };
  return null;
}

function checkEstimate(field: EstimateField, value: JsonValue): Label | null {
  if (!isJsonObject(value) || typeof value.isEstimate !== 'boolean')
    return { zh: '要填人数', en: 'Please enter a count' };
  const { count } = value;
  if (typeof count !== 'number' || !Number.isSafeInteger(count))
    return { zh: '要填整数', en: 'Please enter a whole number' };
  return checkRange(count, field.min ?? 0, field.max ?? 10_000_000);
}

function checkMoney(field: MoneyField, value: JsonValue): Label | null {
  if (typeof value !== 'number' || !Number.isSafeInteger(value))
    return { zh: '金额不对', en: 'This is not an amount of money' };
  if (value < 0) return { zh: '金额不能是负数', en: 'An amount cannot be negative' };
  const max = field.maxFen ?? 100_000_000_000;
  return value > max ? { zh: `金额不能超过${max / 100}元`, en: `At most ${max / 100} yuan` } : null;
}

function checkPercentage(value: JsonValue): Label | null {
  if (typeof value !== 'number' || !Number.isFinite(value))
    return { zh: '要填数字', en: 'Please enter a number' };
  return checkRange(value, 0, 100);
}

function checkDate(field: DateField, value: JsonValue, today: string): Label | null {
  if (typeof value !== 'string') return wrongDate;
  if (field.kind === 'time')
    return isLocalTime(value) ? null : { zh: '时间不对', en: 'This is not a time of day' };
  if (field.kind === 'period')
    return isLocalMonth(value) ? null : { zh: '月份不对', en: 'This is not a month' };
  if (!isLocalDate(value)) return wrongDate;
  return field.notFuture === true && value > today
    ? { zh: '不能晚于今天', en: 'It cannot be after today' }
    : null;
}

function checkChoice(field: ChoiceField, value: JsonValue, context: FieldCheckContext): Label | null {
  const isKnown = (id: JsonValue): boolean =>
    typeof id === 'string' && (context.isNewerDefinition || field.options.some((option) => option.id === id));
  if (field.kind === 'choice') return isKnown(value) ? null : wrongChoice;
  if (!Array.isArray(value) || !value.every(isKnown)) return wrongChoice;
  return new Set(value).size === value.length ? null : { zh: '选项重复了', en: 'An option is chosen twice' };
}

function checkPerson(field: PersonField, value: JsonValue): Label | null {
  if (!isJsonObject(value)) return { zh: '请选择人员', en: 'Please choose a person' };
  const name = checkText(value.name ?? null, 60);
  if (name !== null) return name;
  if (value.id === undefined)
    return field.allowTyped === true ? null : { zh: '请从人员中选择', en: 'Please choose from the registry' };
  return checkText(value.id, 64);
}

function checkIdentityNumber(value: JsonValue): Label | null {
  if (typeof value !== 'string') return identityFaults.form;
  const parsed = parseIdentityNumber(value);
  // A check digit that fails is asked about: it may be saved with a reason (`identity-fields.ts`).
  return typeof parsed === 'string' && parsed !== 'checkDigit' ? identityFaults[parsed] : null;
}

const identityFaults: Readonly<Record<Exclude<IdentityNumberFault, 'checkDigit'>, Label>> = {
  form: { zh: '身份证号应为18位', en: 'An identity number has 18 characters' },
  legacy: {
    zh: '这是15位旧号，请填18位新号',
    en: 'This is an old number of 15 digits; please enter the one of 18',
  },
  birthDate: { zh: '身份证号里的出生日期不对', en: 'The birth date in the number does not exist' },
};

function checkPhone(value: JsonValue): Label | null {
  const isMobile = typeof value === 'string' && /^1[3-9]\d{9}$/.test(value);
  const isLandline = typeof value === 'string' && /^0\d{2,3}-?\d{7,8}$/.test(value);
  return isMobile || isLandline ? null : { zh: '电话号码不对', en: 'This is not a telephone number' };
}

function checkBlob(value: JsonValue): Label | null {
  const isBlob =
    isJsonObject(value) && typeof value.sha256 === 'string' && /^[0-9a-f]{64}$/.test(value.sha256);
  return isBlob ? null : { zh: '附件不完整', en: 'The file is not complete' };
}

const wrongChoice: Label = { zh: '请从选项中选择', en: 'Please choose one of the options' };
const wrongDate: Label = { zh: '日期不对', en: 'This is not a date' };
