// A record in words: each value as people write it, and the lines of lists, details and messages.
import { isJsonObject, itemsOf, type JsonObject, type JsonValue } from '../records/json-value.ts';
import {
  approximateCount,
  approximateFen,
  exactCount,
  roughMark,
  type Locale,
} from '../reports/approximate-number.ts';
import type { LinePart, RecordDefinition } from './define-record-type.ts';
import { evaluate, isPresent } from './expression.ts';
import type { Field, GroupField, Label, LeafField } from './field-types.ts';
import { scopeOf, type EntryContent } from './relevance.ts';

/** Names of units for fields that hold a unit; the id stands when the name is not known. */
export type DescribeOptions = {
  readonly locale: Locale;
  readonly unitName?: (id: string) => string | undefined;
  /** The present name of somebody who was merged; undefined for the others, whose name stands as it was written. */
  readonly personName?: (id: string) => string | undefined;
  /** For what changes with time, such as an age; without it the day of the record counts. */
  readonly today?: string;
};

/** The words of a line; parts without a value leave no trace, not even the words between them. */
export function lineText(
  parts: readonly LinePart[],
  definition: RecordDefinition,
  entry: EntryContent,
  options: DescribeOptions,
): string {
  const texts = parts.map((part) => {
    if (!('field' in part)) return { words: part[options.locale], isField: false };
    if (part.counted !== undefined)
      return { words: countText(entry.values[part.field], part.counted, options.locale), isField: true };
    const approximate =
      part.approximate === true ? approximateText(definition, part.field, entry, options.locale) : null;
    const own = approximate ?? valueText(definition, part.field, entry, options);
    return { words: own || valueText(definition, part.or ?? '', entry, options), isField: true };
  });
  const kept = texts.filter(
    (text, index) => text.words !== '' && (text.isField || neighbourSpeaks(texts, index)),
  );
  return kept
    .map((text) => text.words)
    .join('')
    .trim();
}

function countText(rows: JsonValue | undefined, unit: Label, locale: Locale): string {
  const count = itemsOf(rows).length;
  return count === 0 ? '' : withUnit(String(count), unit[locale], locale);
}

/** Fixed words stand only beside a field that says something: a label before it, a unit after it. */
function neighbourSpeaks(texts: readonly { words: string; isField: boolean }[], index: number): boolean {
  const [before, after] = [texts[index - 1], texts[index + 1]];
  const speaks = (text: { words: string; isField: boolean } | undefined): boolean =>
    text === undefined || text.words !== '';
  return speaks(before) && speaks(after);
}

/** The value of a field, envelope fields included, as people write it; '' when there is none. */
export function valueText(
  definition: RecordDefinition,
  fieldId: string,
  entry: EntryContent,
  options: DescribeOptions,
): string {
  if (fieldId === 'occurredOn') return dateText(entry.occurredOn, options.locale);
  if (fieldId === 'hostUnitId') return unitText(entry.hostUnitId, options);
  if (fieldId === 'partnerUnitIds')
    return joined(
      entry.partnerUnitIds.map((id) => unitText(id, options)),
      options.locale,
    );
  const field = definition.fields.find((candidate) => candidate.id === fieldId);
  if (field === undefined) return '';
  if (field.kind === 'photos')
    return entry.photos.length === 0 ? '' : photosText(entry.photos.length, options.locale);
  if (field.kind === 'computed') return computedText(field, entry, options);
  if (fieldId === 'tags') return fieldText(field, entry.tags ?? [], options);
  return fieldText(field, entry.values[field.id] ?? null, options);
}

/** How a report's example sentence will write a count or an amount, or null for other kinds and exact values. */
export function approximateText(
  definition: RecordDefinition,
  fieldId: string,
  entry: EntryContent,
  locale: Locale,
): string | null {
  const field = definition.fields.find((candidate) => candidate.id === fieldId);
  return field === undefined ? null : approximateValueText(field, entry.values[fieldId] ?? null, locale);
}

/** The same for one value, of a row in a group too; null when it is what stands there anyway. */
export function approximateValueText(field: Field, value: JsonValue, locale: Locale): string | null {
  if (field.kind === 'money' && typeof value === 'number')
    return approximateCount(value / 100, locale) === exactCount(value / 100, locale)
      ? null
      : approximateFen(value, locale);
  if (field.kind !== 'estimate' || !isJsonObject(value) || typeof value.count !== 'number') return null;
  const words = approximateCount(value.count, locale);
  if (value.isEstimate !== true || words === exactCount(value.count, locale)) return null;
  return withUnit(words, field.unit?.[locale], locale);
}

/** One value of one field in words; '' when it is empty. The id of another record tells nobody anything. */
export function fieldText(field: Field, value: JsonValue, options: DescribeOptions): string {
  if (!isPresent(value) || field.kind === 'record') return '';
  if (field.kind === 'group') return rowsText(field, value, options);
  if (typeof value === 'number') return numberText(field, value, options.locale);
  if (typeof value === 'boolean') return booleanText(value, options.locale);
  if (field.kind === 'choice' || field.kind === 'choices')
    return choiceText(field.options, value, options.locale);
  if (field.kind === 'estimate') return estimateText(field, value, options.locale);
  if (isJsonObject(value)) return personText(value, options);
  if (Array.isArray(value))
    return joined(
      value.map((unit) => (typeof unit === 'string' ? unitText(unit, options) : '')),
      options.locale,
    );
  if (typeof value !== 'string') return '';
  if (field.kind === 'date') return dateText(value, options.locale);
  if (field.kind === 'period') return monthText(value, options.locale);
  return field.kind === 'orgUnit' ? unitText(value, options) : value;
}

function personText({ id, name }: JsonObject, { personName }: DescribeOptions): string {
  const present = typeof id === 'string' ? personName?.(id) : undefined;
  return present ?? (typeof name === 'string' ? name : '');
}

/** 2026年10月18日 · 18 Oct 2026. */
export function dateText(date: string, locale: Locale): string {
  const [year, month, day] = date.split('-').map(Number);
  if (year === undefined || month === undefined || day === undefined) return date;
  return locale === 'zh' ? `${year}年${month}月${day}日` : `${day} ${months[month - 1] ?? ''} ${year}`;
}

/** 986 元 · 986.50 yuan; whole yuan without decimals. */
export function moneyText(fen: number, locale: Locale): string {
  const yuan = fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2);
  return locale === 'zh' ? `${yuan} 元` : `${yuan} yuan`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** 2026年10月 · Oct 2026. */
export function monthText(month: string, locale: Locale): string {
  const [year, number] = month.split('-').map(Number);
  return locale === 'zh'
    ? `${year ?? ''}年${number ?? ''}月`
    : `${months[(number ?? 1) - 1] ?? ''} ${year ?? ''}`;
}

function estimateText(field: LeafField, value: JsonValue, locale: Locale): string {
  if (field.kind !== 'estimate' || !isJsonObject(value) || typeof value.count !== 'number') return '';
  const count = withUnit(String(value.count), field.unit?.[locale], locale);
  return value.isEstimate === true ? `${count}${roughMark[locale]}` : count;
}

function numberText(field: Field, value: number, locale: Locale): string {
  if (field.kind === 'money') return moneyText(value, locale);
  if (field.kind === 'percentage') return `${value}%`;
  const unit = 'unit' in field ? field.unit?.[locale] : undefined;
  return withUnit(String(value), unit, locale);
}

function withUnit(text: string, unit: string | undefined, locale: Locale): string {
  if (unit === undefined) return text;
  return locale === 'zh' ? `${text}${unit}` : `${text} ${unit}`;
}

function booleanText(value: boolean, locale: Locale): string {
  if (locale === 'zh') return value ? '是' : '否';
  return value ? 'yes' : 'no';
}

function choiceText(
  options: readonly { readonly id: string; readonly label: Readonly<Record<Locale, string>> }[],
  value: JsonValue,
  locale: Locale,
): string {
  const ids: readonly JsonValue[] = Array.isArray(value) ? value : [value];
  const words = ids.map(
    (id) => options.find((option) => option.id === id)?.label[locale] ?? (typeof id === 'string' ? id : ''),
  );
  return joined(words, locale);
}

function rowsText(group: GroupField, value: JsonValue, options: DescribeOptions): string {
  if (!Array.isArray(value)) return '';
  const rows = value.filter((row): row is JsonObject => isJsonObject(row));
  return rows.map((row) => rowText(group, row, options)).join(options.locale === 'zh' ? '；' : '; ');
}

/** The values of one row, joined: 常用药物 · 986 元 · 干部职工捐款. */
export function rowText(group: GroupField, row: JsonObject, options: DescribeOptions): string {
  const textOf = (field: LeafField): string => {
    const unit = 'unitField' in field ? row[field.unitField ?? ''] : undefined;
    const text = fieldText(field, row[field.id] ?? null, options);
    return text === '' || typeof unit !== 'string' ? text : withUnit(text, unit, options.locale);
  };
  const units = group.fields.map((field) => ('unitField' in field ? field.unitField : undefined));
  return group.fields
    .filter(({ id }) => !units.includes(id))
    .map(textOf)
    .filter((text) => text !== '')
    .join(' · ');
}

function computedText(field: LeafField, entry: EntryContent, options: DescribeOptions): string {
  if (field.kind !== 'computed') return '';
  const value = evaluate(field.value, scopeOf(entry, options.today ?? entry.occurredOn));
  if (typeof value === 'number')
    return withUnit(String(Math.round(value * 100) / 100), field.unit?.[options.locale], options.locale);
  return typeof value === 'string' ? value : '';
}

function photosText(count: number, locale: Locale): string {
  return locale === 'zh' ? `${count}张照片` : `${count} photos`;
}

function unitText(id: string, options: DescribeOptions): string {
  return options.unitName?.(id) ?? id;
}

function joined(words: readonly string[], locale: Locale): string {
  return words.filter((word) => word !== '').join(locale === 'zh' ? '、' : ', ');
}
