// What is attached to a report: its figures as a table, how each is counted, and what is missing. All from the same facts.
import type { Label } from '../forms/field-types.ts';
import type { Expression } from '../forms/expression.ts';
import { fieldsIn } from '../forms/expression-fields.ts';
import { words } from '../forms/shorthand.ts';
import type { Indicator, Measure, Source } from '../indicators/define-indicator.ts';
import type { StandingRate, StandingTerm } from '../indicators/define-standing-rate.ts';
import type { Registry } from '../record-types/define-registry.ts';
import type { Locale } from './approximate-number.ts';
import { tableText } from './read-facts.ts';
import type { Fact, Report } from './report-model.ts';

export type Annex = {
  readonly title: string;
  readonly head: readonly string[];
  /** Relative widths of the columns. */
  readonly widths: readonly number[];
  readonly rows: readonly (readonly string[])[];
};

export type AnnexDeps = {
  readonly registry: Registry;
  readonly indicators: readonly Indicator[];
  readonly rates: readonly StandingRate[];
};

/** 数据表, 口径说明 and, in a draft, 待补清单; one without rows is left out. */
export function annexesOf(report: Report, deps: AnnexDeps): readonly Annex[] {
  const { locale } = report;
  const numbers = report.facts.filter(isNumber);
  const annexes: readonly Annex[] = [
    {
      title: { zh: '数据表', en: 'Figures' }[locale],
      head: {
        zh: ['序号', '指标', '数值', '单位', '记录数'],
        en: ['No.', 'Figure', 'Value', 'Unit', 'Records'],
      }[locale],
      widths: [8, 36, 36, 10, 10],
      rows: numbers.map((fact, index) => [
        String(index + 1),
        fact.label[locale],
        tableText(fact, locale),
        unitOf(fact, locale),
        String(fact.records.length),
      ]),
    },
    {
      title: { zh: '口径说明', en: 'How it is counted' }[locale],
      head: { zh: ['序号', '指标', '口径'], en: ['No.', 'Figure', 'Counted as'] }[locale],
      widths: [8, 32, 60],
      rows: numbers.map((fact, index) => [
        String(index + 1),
        fact.label[locale],
        `${definitionText(fact, deps, locale)}${leftOutText(fact, locale)}`,
      ]),
    },
    {
      title: { zh: '待补清单', en: 'To be added' }[locale],
      head: { zh: ['序号', '事项', '原因或来源'], en: ['No.', 'What', 'Why, or from whom'] }[locale],
      widths: [8, 46, 46],
      rows: report.missing.map(({ asked, reasons }, index) => [
        String(index + 1),
        asked,
        reasons.join(locale === 'zh' ? '；' : '; '),
      ]),
    },
  ];
  return annexes.filter(({ rows }) => rows.length > 0);
}

/** Records of its kinds that a figure of locked months leaves out; '' when there are none. */
function leftOutText({ outside }: Fact, locale: Locale): string {
  const count = outside === undefined ? 0 : outside.late + outside.unreviewed + outside.open;
  if (count === 0) return '';
  return locale === 'zh'
    ? `；另有${count}条未锁期、未审核或锁期后补报，未计`
    : `; ${count} more not locked, not reviewed or late, not counted`;
}

function isNumber({ source, format }: Fact): boolean {
  return ('indicator' in source || 'standing' in source || 'change' in source) && format !== 'text';
}

function unitOf({ unit, format }: Fact, locale: Locale): string {
  if (format === 'points') return locale === 'zh' ? '百分点' : 'percentage points';
  return unit?.[locale] ?? '';
}

/** How a fact is counted, in words, out of the definition that counted it. */
export function definitionText({ source }: Pick<Fact, 'source'>, deps: AnnexDeps, locale: Locale): string {
  const id = 'indicator' in source ? source.indicator : 'change' in source ? source.change : undefined;
  const indicator = deps.indicators.find((each) => each.id === id);
  const note =
    'change' in source
      ? { zh: '，与上年同期相比', en: ', against the same days of the year before' }[locale]
      : '';
  if (indicator !== undefined) return `${ofIndicator(indicator, deps, locale)}${note}`;
  const rate = 'standing' in source ? deps.rates.find((each) => each.id === source.standing) : undefined;
  return rate === undefined ? '' : ofRate(rate, deps, locale);
}

function ofIndicator({ numerator, denominator }: Indicator, deps: AnnexDeps, locale: Locale): string {
  const sumOf = (sources: readonly Source[]): string =>
    sources.length > mostNamed
      ? ofManyKinds(sources, deps, locale)
      : sources.map((source) => sourceText(source, deps, locale)).join(locale === 'zh' ? '＋' : ' + ');
  if (denominator === undefined) return sumOf(numerator);
  return locale === 'zh'
    ? `${sumOf(numerator)}，除以${sumOf(denominator)}`
    : `${sumOf(numerator)}, over ${sumOf(denominator)}`;
}

/** More kinds than this are not named one by one; what they count is the same. */
const mostNamed = 4;

function ofManyKinds(sources: readonly Source[], deps: AnnexDeps, locale: Locale): string {
  const [first] = sources;
  if (first === undefined) return '';
  const condition = conditionText(first.type, first.where, deps, locale);
  const measure = measureText(first.type, first.measure, deps, locale);
  return locale === 'zh'
    ? `${sources.length}类活动${condition}${measure}`
    : `${sources.length} kinds of activities${condition}: ${measure}`;
}

function sourceText({ type, where, measure }: Source, deps: AnnexDeps, locale: Locale): string {
  const definition = deps.registry.get(type);
  const name = inner(definition?.label[locale] ?? type);
  const condition = conditionText(type, where, deps, locale);
  return locale === 'zh'
    ? `“${name}”${condition}${measureText(type, measure, deps, locale)}`
    : `${name}${condition}: ${measureText(type, measure, deps, locale)}`;
}

function measureText(type: string, measure: Measure, deps: AnnexDeps, locale: Locale): string {
  if ('events' in measure) return { zh: '的条数', en: 'records' }[locale];
  if ('people' in measure) return { zh: '所记人员（同一人只计一次）', en: 'people named, each once' }[locale];
  const counted = countedWhere(measure.sum);
  if (counted !== undefined)
    return `${conditionText(type, counted, deps, locale)}${{ zh: '的条数', en: ' records' }[locale]}`;
  const fields = fieldNames(type, measure.sum, deps, locale);
  return locale === 'zh' ? `按“${fields}”合计` : `sum by ${fields}`;
}

/** A sum of ones where something holds is a count of what it holds for. */
function countedWhere(sum: Expression): Expression | undefined {
  if (typeof sum !== 'object' || sum === null || !('if' in sum)) return undefined;
  const [condition, one, none] = sum.if;
  return one === 1 && none === 0 ? condition : undefined;
}

/** Which fields decide what takes part. */
function conditionText(type: string, where: Expression | undefined, deps: AnnexDeps, locale: Locale): string {
  if (where === undefined) return '';
  const fields = fieldNames(type, where, deps, locale);
  return locale === 'zh' ? `中符合条件（${fields}）` : `, by ${fields}`;
}

/** Quotation marks within quotation marks. */
function inner(text: string): string {
  return text.replaceAll('“', '‘').replaceAll('”', '’');
}

function fieldNames(type: string, expression: Expression, { registry }: AnnexDeps, locale: Locale): string {
  const definition = registry.get(type);
  const labels = [...new Set(fieldsIn(expression))].map(
    (id) => definition?.fields.find((field) => field.id === id)?.label[locale] ?? id,
  );
  return inner(labels.join(locale === 'zh' ? '、' : ', '));
}

const over: Readonly<Record<StandingRate['over'], Label>> = {
  day: words('截止日仍有效的', 'standing on the last day: '),
  period: words('期内', 'in the period: '),
};

function ofRate(
  { over: when, numerator, also, denominator }: StandingRate,
  deps: AnnexDeps,
  locale: Locale,
): string {
  const first = numerator.state === undefined ? over[when][locale] : '';
  const base =
    'baseline' in denominator
      ? baselineText(denominator.baseline, deps, locale)
      : 'type' in denominator
        ? termText(denominator, deps, locale)
        : { zh: '辖区内的村（社区）数', en: 'the villages of the area' }[locale];
  const terms = [numerator, ...(also === undefined ? [] : [also])];
  const term = terms.map((each) => termText(each, deps, locale)).join(locale === 'zh' ? '及' : ' and ');
  return locale === 'zh' ? `${first}${term}，除以${base}` : `${first}${term}, over ${base}`;
}

function termText(term: StandingTerm, deps: AnnexDeps, locale: Locale): string {
  const name = inner(deps.registry.get(term.type)?.label[locale] ?? term.type);
  const condition = conditionText(term.type, term.where, deps, locale);
  const state = `${term.isNewestOfUnit === true ? newestText[locale] : ''}${stateText(term, deps, locale)}`;
  return locale === 'zh' ? `“${name}”${condition}${state}` : `${name}${condition}${state}`;
}

const newestText = words(
  '（各单位最新一份，上级报过的以上级为准）',
  ', the newest of each unit, of the upper one where both have one',
);

/** By unit, as the newest record about it says. */
function stateText({ type, state }: StandingTerm, { registry }: AnnexDeps, locale: Locale): string {
  if (state === undefined) return '';
  const id = 'is' in state ? state.is : state.isNot;
  const labels = registry.all
    .filter(({ continues }) => continues?.includes(type))
    .flatMap(({ fields, stateField }) => fields.filter((field) => field.id === stateField))
    .flatMap((field) => (field.kind === 'choice' ? field.options : []))
    .filter((option) => option.id === id);
  const said = labels[0]?.label[locale] ?? id;
  if ('is' in state) return locale === 'zh' ? `中“${said}”的（按责任单位计）` : `, by unit, ${said}`;
  return locale === 'zh' ? `中除“${said}”外的（按责任单位计）` : `, by unit, other than ${said}`;
}

function baselineText(item: string, { registry }: AnnexDeps, locale: Locale): string {
  const field = registry.get('baseline')?.fields.find(({ id }) => id === 'item');
  const option = field?.kind === 'choice' ? field.options.find(({ id }) => id === item) : undefined;
  return locale === 'zh'
    ? `年度基数“${option?.label.zh ?? item}”`
    : `the baseline “${option?.label.en ?? item}”`;
}
