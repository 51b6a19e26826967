// Cells of numbers, counts and money: exact ones are taken, everything rough or in other words is asked about.
import type { EstimateField, MoneyField, NumberField, PercentageField } from '../forms/field-types.ts';
import type { JsonValue } from '../records/json-value.ts';
import { doubt, isNothing, nothing, read, type ReadContext, type Reading } from './reading.ts';
import { readAmount, type WrittenAmount } from './written-amount.ts';

/** Words after a number that add nothing: it counts what every such column counts. */
const plainCounters: ReadonlySet<string> = new Set([
  '',
  '人',
  '名',
  '位',
  '个',
  '次',
  '人次',
  '场',
  '小时',
  '时',
  '件',
]);

export function readNumber(field: NumberField | PercentageField, written: string): Reading {
  const hours = field.kind === 'decimal' ? hoursInWords(written, field.unit?.zh ?? '') : undefined;
  if (hours !== undefined)
    return doubt(
      'otherCounter',
      `写的是“${written}”，按${hours}小时？`,
      `“${written}” as ${hours} hours?`,
      hours,
    );
  return readCounted(written, field.kind === 'percentage' ? '%' : (field.unit?.zh ?? ''), (amount) => amount);
}

export function readEstimate(field: EstimateField, written: string): Reading {
  return readCounted(written, field.unit?.zh ?? '', (count, isEstimate) => ({ count, isEstimate }));
}

function hoursInWords(written: string, unit: string): number | undefined {
  if (!unit.includes('时')) return undefined;
  const days = new Map([
    ['半天', 4],
    ['一天', 8],
    ['1天', 8],
    ['两天', 16],
  ]);
  return days.get(written.trim());
}

function readCounted(
  written: string,
  unit: string,
  valueOf: (amount: number, isEstimate: boolean) => JsonValue,
): Reading {
  if (isNothing(written)) return nothing;
  const amount = readAmount(written);
  if (amount === undefined)
    return doubt('notNumber', `“${written}”不是数字，请填准数`, `“${written}” is not a number`);
  const { value, isRough, counter, isInWords } = amount;
  if (isRough)
    return doubt(
      'rough',
      `写的是大概数“${written}”，按${value}、注明大概数？`,
      `“${written}” is rough: take ${value} as an estimate?`,
      valueOf(value, true),
    );
  if (counter === '户' && unit !== '户')
    return doubt(
      'otherCounter',
      `写的是“${written}”，户数不是${unit === '' ? '这一项' : `多少${unit}`}，按${value}${unit}，还是填准数？`,
      `“${written}” counts households: take ${value}, or type the number?`,
      valueOf(value, false),
    );
  const isPlain = plainCounters.has(counter) || counter === unit;
  if (isPlain && !isInWords) return read(valueOf(value, false));
  return doubt(
    'otherCounter',
    `写的是“${written}”，按${value}${unit}？`,
    `“${written}”: take ${value}?`,
    valueOf(value, false),
  );
}

/** In fen. 元 is taken, 万元 and rough amounts are asked about; a head or title that says 万元 is believed. */
export function readMoney(_field: MoneyField, written: string, context: ReadContext): Reading {
  if (isNothing(written)) return nothing;
  const amount = readAmount(written) ?? roundWord(written);
  if (amount === undefined || !/^(元|块|块钱|元整|圆|人民币)?$/.test(amount.counter))
    return doubt('notNumber', `“${written}”不是金额，请填金额`, `“${written}” is not an amount of money`);
  const scale = context.isTenThousands && !amount.isInWords ? 10_000 : 1;
  const fen = Math.round(amount.value * scale * 100);
  const yuan = String(fen / 100);
  if (amount.isRough)
    return doubt(
      'roughMoney',
      `写的是大概数“${written}”，没有准数。按${yuan}元？`,
      `“${written}” is rough: take ${yuan} yuan?`,
      fen,
    );
  return amount.isInWords
    ? doubt('tenThousands', `“${written}”是${yuan}元？`, `“${written}” is ${yuan} yuan?`, fen)
    : read(fen);
}

/** 近千元, 上万元: a round word with no digit before it. */
function roundWord(written: string): WrittenAmount | undefined {
  const found = /^(近|约|上|将近|大约)([百千万])元?$/.exec(written.normalize('NFKC').trim());
  if (found === null) return undefined;
  const value = { 百: 100, 千: 1000, 万: 10_000 }[found[2] ?? ''] ?? 0;
  return { value, isRough: true, counter: '元', isInWords: true };
}
