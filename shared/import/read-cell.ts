// One cell read as one kind of field: the value, nothing, or a doubt in words.
import { hasUnsafeCharacters, lengthOf } from '../forms/check-text.ts';
import type { LeafField, TextField } from '../forms/field-types.ts';
import { isLocalTime } from '../forms/local-date.ts';
import { readEstimate, readMoney, readNumber } from './read-amount-cell.ts';
import { readDay, readMonth } from './read-day-cell.ts';
import { readIdentity, readPhone } from './read-identity-cell.ts';
import { readBoolean, readChoice, readUnit } from './read-named-cell.ts';
import { readPerson } from './read-person-cell.ts';
import { doubt, isNothing, nothing, read, type ReadContext, type Reading } from './reading.ts';
import type { GridCell } from './workbook-grid.ts';

/** Total: every cell gives an answer for every field. */
export function readCell(cell: GridCell | undefined, field: LeafField, context: ReadContext): Reading {
  if (cell === undefined) return nothing;
  if (cell.kind === 'noValue')
    return doubt(
      'noValue',
      '这一格是公式，文件里没有存结果，请填数',
      'A formula whose result the file does not hold: please fill it in',
    );
  if (cell.kind === 'error')
    return doubt('cellError', `这一格是错误值“${cell.text}”，请填`, `This cell is an error, “${cell.text}”`);
  return readKind({ ...cell, text: cell.text.trim() }, field, context);
}

function readKind(cell: GridCell, field: LeafField, context: ReadContext): Reading {
  switch (field.kind) {
    case 'text':
    case 'longText':
      return readText(field, cell.text);
    case 'integer':
    case 'decimal':
    case 'percentage':
      return readNumber(field, cell.text);
    case 'estimate':
      return readEstimate(field, cell.text);
    case 'money':
      return readMoney(field, cell.text, context);
    case 'boolean':
      return readBoolean(cell.text);
    case 'date':
      return readDay(cell, context, field.id === 'occurredOn');
    case 'period':
      return readMonth(cell, context);
    case 'choice':
    case 'choices':
      return readChoice(field, cell.text);
    default:
      return readNamed(cell, field, context);
  }
}

function readNamed(cell: GridCell, field: LeafField, context: ReadContext): Reading {
  if (field.kind === 'identityNumber') return readIdentity(cell);
  if (field.kind === 'phone') return readPhone(cell);
  if (field.kind === 'orgUnit') return readUnit(field, cell.text, context);
  if (field.kind === 'person') return readPerson(field, cell.text, context);
  return field.kind === 'time' ? readTime(cell.text) : nothing;
}

function readText(field: TextField, written: string): Reading {
  if (field.required !== true && isNothing(written)) return nothing;
  const text = spacedName(written.normalize('NFC')).trim();
  if (text === '') return nothing;
  const most = field.maxLength ?? (field.kind === 'text' ? 100 : 2000);
  if (lengthOf(text) > most)
    return doubt('tooLong', `有${lengthOf(text)}个字，最多${most}个字`, `More than ${most} characters`);
  if (hasUnsafeCharacters(text))
    return doubt('tooLong', '有无法保存的字符，请重填', 'It holds characters that cannot be stored');
  return read(text);
}

/** 王 示 兰 → 王示兰: single characters spaced out for the looks of the table. */
function spacedName(text: string): string {
  return /^\p{Script=Han}(\s+\p{Script=Han}){1,4}$/u.test(text.trim()) ? text.replaceAll(/\s/g, '') : text;
}

function readTime(written: string): Reading {
  const parts = /^(\d{1,2})[:：时点](\d{1,2})?分?$/.exec(written.normalize('NFKC'));
  const time = `${(parts?.[1] ?? '').padStart(2, '0')}:${(parts?.[2] ?? '0').padStart(2, '0')}`;
  if (isLocalTime(time)) return read(time);
  return isNothing(written)
    ? nothing
    : doubt('notNumber', `“${written}”不是时间`, `“${written}” is not a time of day`);
}
