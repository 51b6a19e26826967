// What a pasted message seems to say about a record: offered to be taken over one by one, never filled in by itself.
import type { JsonValue } from '../records/json-value.ts';
import { readAmount } from '../import/written-amount.ts';
import type { RecordDefinition } from './define-record-type.ts';
import type { ChoiceField, Field, GroupField, Label } from './field-types.ts';
import { addDays, isLocalDate, parseTypedDate } from './local-date.ts';

/** A value for a field, and the words of the message that it was read from. */
export type Recognised = { readonly field: Field; readonly value: JsonValue; readonly words: string };
export type RecogniseContext = {
  readonly today: string;
  /** People who may be meant: those of the registry on this device. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
};

/** At most one value a field, in the order of the form. Each piece of a number is taken once. */
export function recogniseText(
  definition: RecordDefinition,
  message: string,
  context: RecogniseContext,
): readonly Recognised[] {
  const text = withDigits(message.normalize('NFKC').replaceAll(/[,，](?=\d{3}\b)/g, ''));
  const taken = new Set<number>();
  return definition.fields.flatMap((field) => {
    const found = recognise(field, text, context, taken);
    return found === undefined ? [] : [{ field, ...found }];
  });
}

type Found = { readonly value: JsonValue; readonly words: string };

function recognise(
  field: Field,
  text: string,
  context: RecogniseContext,
  taken: Set<number>,
): Found | undefined {
  switch (field.kind) {
    case 'date':
      return field.id === 'occurredOn' ? dayIn(text, context.today) : undefined;
    case 'choice':
    case 'choices':
      return choiceIn(field, text);
    case 'person':
      return personIn(text, context);
    case 'integer':
    case 'decimal':
    case 'estimate':
      return numberIn(field.kind, field.label, field.unit, text, taken);
    case 'money':
      return moneyIn(field.label, text, taken);
    case 'group':
      return rowIn(field, text, taken);
    case 'text':
    case 'longText':
      return lineIn(field.label, text) ?? (placeFields.has(field.id) ? placeIn(text) : undefined);
    default:
      return undefined;
  }
}

/** A whole date, a day of this year (of last year when it would be to come), today or yesterday. */
function dayIn(text: string, today: string): Found | undefined {
  const whole = /\d{4}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?/.exec(text);
  const day = whole === null ? null : parseTypedDate(whole[0]);
  if (whole !== null && day !== null) return { value: day, words: whole[0] };
  const short = /(\d{1,2})月(\d{1,2})[日号]/.exec(text);
  if (short !== null) {
    const rest = `${(short[1] ?? '').padStart(2, '0')}-${(short[2] ?? '').padStart(2, '0')}`;
    const year = Number(today.slice(0, 4));
    const near = [`${year}-${rest}`, `${year - 1}-${rest}`].find(
      (each) => isLocalDate(each) && each <= today,
    );
    return near === undefined ? undefined : { value: near, words: short[0] };
  }
  const word = ['昨天', '今天'].find((each) => text.includes(each));
  if (word === undefined) return undefined;
  return { value: word === '今天' ? today : addDays(today, -1), words: word };
}

function choiceIn(field: ChoiceField, text: string): Found | undefined {
  const named = field.options.filter(
    ({ label, retired }) => retired !== true && Array.from(label.zh).length > 1 && text.includes(label.zh),
  );
  const [first] = named;
  if (first === undefined) return undefined;
  const words = field.kind === 'choice' ? first.label.zh : named.map(({ label }) => label.zh).join('、');
  return { value: field.kind === 'choice' ? first.id : named.map(({ id }) => id), words };
}

/** The longest name first: 王示兰 is not 王示. */
function personIn(text: string, { people }: RecogniseContext): Found | undefined {
  const named = people
    .filter(({ name }) => Array.from(name).length > 1 && text.includes(name))
    .sort((a, b) => b.name.length - a.name.length)[0];
  return named === undefined ? undefined : { value: { id: named.id, name: named.name }, words: named.name };
}

/** After the field's own name, else before its unit; 余, 多, 约, 左右 say that it is rough. */
function numberIn(
  kind: 'integer' | 'decimal' | 'estimate',
  label: Label,
  unit: Label | undefined,
  text: string,
  taken: Set<number>,
): Found | undefined {
  const number = kind === 'decimal' ? String.raw`\d+(?:\.\d+)?` : String.raw`\d+(?![\d.]*\.\d)`;
  const patterns = [
    `${escaped(stemOf(label))}(?:人数|了|为|是|约|:|：|\\s)*(${number})\\s*(余|多)?`,
    ...(unit === undefined ? [] : [`(${number})\\s*(余|多)?\\s*(?:${unitWords(unit.zh)})`]),
  ];
  for (const pattern of patterns) {
    const found = firstFree(text, pattern, taken);
    if (found === undefined) continue;
    const count = Number(found[1]);
    const isEstimate = found[2] !== undefined || /[约近]\s*$/.test(text.slice(0, found.index));
    return { value: kind === 'estimate' ? { count, isEstimate } : count, words: found[0].trim() };
  }
  return undefined;
}

/** 应到人数 is 应到 in a message. */
function stemOf({ zh }: Label): string {
  const stem = zh.replace(/(?:人数|数量|数)$/, '');
  return stem === '' ? zh : stem;
}

/** 人, 名 and 位 say the same of people. */
function unitWords(unit: string): string {
  return ['人', '名', '位'].includes(unit) ? '人|名|位' : escaped(unit);
}

/** 五十余名 → 50余名: numerals of ten and more before what they count; 三八 and 七一 stay. */
function withDigits(text: string): string {
  const numeral = /[一二两三四五六七八九十百千万零〇]*[十百千][一二两三四五六七八九十百千万零〇]*/g;
  return text.replaceAll(numeral, (written, at: number) => {
    const isCount = /^\s*[余多来]?\s*(?:人|名|位|户|元|小时|场|次|件|份|册)/.test(
      text.slice(at + written.length),
    );
    return isCount ? String(readAmount(written)?.value ?? written) : written;
  });
}

/** Only an exact amount: what was 近千元 is for her to say. */
function moneyIn(label: Label, text: string, taken: Set<number>): Found | undefined {
  const amount = String.raw`(?<![近约上逾\d.])(\d+(?:\.\d{1,4})?)\s*(万)?元`;
  const found =
    firstFree(text, `${escaped(label.zh)}[^\\d]{0,4}${amount}`, taken) ?? firstFree(text, amount, taken);
  if (found === undefined) return undefined;
  const yuan = Number(found[1]) * (found[2] === undefined ? 1 : 10_000);
  return { value: Math.round(yuan * 100), words: found[0] };
}

/** One row of gifts and the like: 常用药物价值986元 is what and for how much. */
function rowIn(group: GroupField, text: string, taken: Set<number>): Found | undefined {
  const money = group.fields.find(({ kind }) => kind === 'money');
  const what = group.fields.find(({ kind }) => kind === 'text');
  const found = money === undefined ? undefined : moneyIn(money.label, text, taken);
  if (money === undefined || found === undefined) return undefined;
  const before = text
    .slice(0, text.indexOf(found.words))
    .replace(/(?:价值|折价|折合|合计|共计|共|计|[,，、：:\s])+$/, '');
  const item = /[\p{Script=Han}A-Za-z0-9、]{1,20}$/u
    .exec(before)?.[0]
    .replace(/^.*(?:送去|送上|送来|赠送|捐赠|带去|购买|购置|发放|发了|送了|送)/u, '');
  const isNamed = what !== undefined && item !== undefined && Array.from(item).length >= 2;
  const named = isNamed ? { [what.id]: item } : {};
  const words = text.slice(
    isNamed ? text.lastIndexOf(item, text.indexOf(found.words)) : text.indexOf(found.words),
  );
  const end = words.indexOf(found.words) + found.words.length;
  return { value: [{ key: 'pasted', ...named, [money.id]: found.value }], words: words.slice(0, end) };
}

/** Fields in which a place or an institution is written. */
const placeFields: ReadonlySet<string> = new Set(['place', 'whom']);
const places =
  '敬老院|福利院|妇女之家|文化广场|广场|村委会|居委会|社区|学校|小学|中学|会议室|文化室|服务中心|服务站|活动室|礼堂|卫生院';

/** 到花果敬老院, 在村委会: up to the word that says what kind of place it is. */
function placeIn(text: string): Found | undefined {
  const found = new RegExp(`(?:在|到|赴|前往|走进)([\\p{Script=Han}]{0,14}?(?:${places}))`, 'u').exec(text);
  return found?.[1] === undefined ? undefined : { value: found[1], words: found[0] };
}

/** `主题：…` up to the end of the sentence. */
function lineIn(label: Label, text: string): Found | undefined {
  const found = new RegExp(`${escaped(label.zh)}\\s*[:：]\\s*([^\\n。;；]+)`).exec(text);
  const value = found?.[1]?.trim() ?? '';
  return found === null || value === '' ? undefined : { value, words: found[0].trim() };
}

function firstFree(text: string, pattern: string, taken: Set<number>): RegExpExecArray | undefined {
  for (const found of text.matchAll(new RegExp(pattern, 'g'))) {
    const at = found.index + found[0].indexOf(found[1] ?? '');
    if (taken.has(at)) continue;
    taken.add(at);
    return found;
  }
  return undefined;
}

function escaped(words: string): string {
  return words.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
