// Turns the facts that an outline defines into facts with values, texts and bindings, or with the reason why they have none.
import type { Label } from '../forms/field-types.ts';
import { dateText } from '../forms/describe-record.ts';
import { words } from '../forms/shorthand.ts';
import type { OutsideCounts } from '../indicators/count-figures.ts';
import { standingFigure } from '../indicators/count-standing.ts';
import { aYearBefore, periodText } from '../org/reporting-period.ts';
import type { StandingRate } from '../indicators/define-standing-rate.ts';
import type { DocumentId, UnitId } from '../records/record.ts';
import type { Locale } from './approximate-number.ts';
import type { FactDefinition, Outline } from './define-outline.ts';
import { exampleValue } from './example-facts.ts';
import {
  countText,
  fewestForRate,
  pointsBetween,
  pointsText,
  rateText,
  roughText,
  wanText,
} from './number-text.ts';
import { pickedValue } from './picked-facts.ts';
import {
  isWhollyLocked,
  type MaterialDeps,
  type ReportMaterial,
  type ReportQuestion,
} from './report-material.ts';
import type { Fact, Gap } from './report-model.ts';
import { unitWords } from './unit-words.ts';

export type FactContext = {
  readonly question: ReportQuestion;
  readonly material: ReportMaterial;
  readonly deps: MaterialDeps;
  readonly locale: Locale;
};

/** What was found for a fact, before it is written. */
export type Found = {
  readonly value?: number | string;
  readonly of?: number | undefined;
  readonly isEstimate?: boolean;
  readonly unknown?: number;
  readonly gap?: Gap;
  readonly records?: readonly DocumentId[];
  readonly outside?: OutsideCounts;
};

/** Fewer people than this are not written in matters of health or rights (rule 6). */
const fewestSensitive = 5;

const gaps = {
  none: words('没有已审核、已锁期的记录', 'no reviewed record of a locked month'),
  nonePreview: words('没有记录', 'no record'),
  zero: words('数为零，不写', 'nothing happened'),
  few: words('基数不足20，不写百分比', 'a base under 20 is no rate'),
  small: words('不足5人，不写', 'fewer than five people are not written'),
  noBase: words(
    '上年同期没有全部锁期，或没有数据，不能比较',
    'the year before is not wholly locked, or has nothing',
  ),
} as const;

/** By id, in the order of the outline. Throws when a fact names an indicator that there is not. */
export function readFacts(outline: Outline, context: FactContext): ReadonlyMap<string, Fact> {
  return new Map(outline.facts.map((definition) => [definition.id, factOf(definition, context)]));
}

function factOf(definition: FactDefinition, context: FactContext): Fact {
  const { question, locale } = context;
  const found = find(definition, context);
  const gap = found.gap ?? gapOf(definition, found, context);
  const { value } = found;
  const text =
    value === undefined || gap !== undefined ? undefined : factText(definition, found, value, locale);
  const { id, label, unit, format, source } = definition;
  return {
    ...{ id, label, format, source, unitId: question.unitId, from: question.from, until: question.until },
    ...(unit === undefined ? {} : { unit }),
    ...(definition.decimals === undefined ? {} : { decimals: definition.decimals }),
    ...(value === undefined ? {} : { value }),
    ...(found.of === undefined ? {} : { of: found.of }),
    isEstimate: found.isEstimate ?? false,
    ...(text === undefined ? {} : { text }),
    ...(gap === undefined ? {} : { gap }),
    records: found.records ?? [],
    ...(found.outside === undefined ? {} : { outside: found.outside }),
  };
}

function find(definition: FactDefinition, context: FactContext): Found {
  const { source } = definition;
  const { material } = context;
  if ('indicator' in source || 'change' in source)
    checkKnown(definition.id, 'indicator' in source ? source.indicator : source.change, context);
  if ('indicator' in source)
    return {
      ...material.figures.total.figures[source.indicator],
      records: [...(material.traced.get(source.indicator) ?? [])],
    };
  if ('standing' in source) return findStanding(source.standing, context);
  if ('change' in source) return findChange(source.change, context);
  if ('pick' in source) return pickedValue(source.pick, context);
  if ('choices' in source) return findChoices(source.choices, context);
  if ('given' in source) return findGiven(source.given, context);
  if ('example' in source) return exampleValue(source.example, context);
  const { zh, en } = source.elsewhere;
  return {
    gap: { kind: 'elsewhere', words: words(`由${zh}提供，须注明截至日`, `from ${en}, with its day`) },
  };
}

function checkKnown(factId: string, indicatorId: string, { deps }: FactContext): void {
  if (!deps.indicators.some(({ id }) => id === indicatorId))
    throw new Error(`the fact ${factId} names the indicator ${indicatorId}, which there is not`);
}

function findStanding(id: string, { material, question, deps }: FactContext): Found {
  const rate = deps.rates.find((each) => each.id === id);
  if (rate === undefined) throw new Error(`a fact names the rate ${id}, which there is not`);
  const figure = standingFigure(rate, material.standing, { ...question, until: material.cutOff }, deps);
  if (figure.of !== undefined) return figure.of === 0 ? { records: [], outside: figure.outside } : figure;
  return {
    ...{ records: figure.records, value: figure.value, outside: figure.outside },
    gap: { kind: 'noBaseline', words: baselineGap(rate, figure.lacking, { question, deps }) },
  };
}

/** Who has to enter it: the unit itself, or all those below that have not. */
function baselineGap(
  { label }: StandingRate,
  lacking: readonly UnitId[],
  { question, deps }: Pick<FactContext, 'question' | 'deps'>,
): Label {
  const year = question.until.slice(0, 4);
  const others = lacking.filter((unit) => unit !== question.unitId);
  const [first = ''] = others;
  const name = deps.tree.unit(first)?.shortName ?? first;
  if (others.length === 0)
    return words(
      `缺${year}年${label.zh}的“年度基数”，本级未填报`,
      `no baseline of ${year} was entered for it`,
    );
  return words(
    `缺${year}年${label.zh}的“年度基数”：本级未填报，下级有${others.length}个单位未填报（如${name}）`,
    `no baseline of ${year} for it: neither the unit entered one nor ${others.length} of those below (such as ${name})`,
  );
}

/** In percentage points, of rates whose bases are large enough to be rates, over periods that are both locked. */
function findChange(id: string, { material, question, deps }: FactContext): Found {
  const [now, then] = [material.figures.total.figures[id], material.before.figures[id]];
  const records = [...(material.traced.get(id) ?? [])];
  if (now === undefined) return { records };
  const year = { ...question, from: aYearBefore(question.from), until: aYearBefore(question.until) };
  const isLocked = question.isPreview || isWhollyLocked(year, deps);
  if (then === undefined || !isLocked || material.strays > 0)
    return { records, gap: { kind: 'noBase', words: gaps.noBase } };
  if ((now.of ?? 0) < fewestForRate || (then.of ?? 0) < fewestForRate)
    return { records, gap: { kind: 'few', words: gaps.few } };
  return { records, value: pointsBetween(now.value / (now.of ?? 1), then.value / (then.of ?? 1)) };
}

function findChoices(
  { type, field }: { readonly type: string; readonly field: string },
  context: FactContext,
): Found {
  const { material, deps, locale } = context;
  const chosen = material.chosen.get(`${type}.${field}`);
  const known = deps.registry.get(type)?.fields.find(({ id }) => id === field);
  if (chosen === undefined || known?.kind !== 'choice') return {};
  const labels = known.options.filter(({ id }) => chosen.has(id)).map(({ label }) => label[locale]);
  return { value: labels.slice(0, 3).join(locale === 'zh' ? '、' : ', ') };
}

function findGiven(word: string, { question, material, deps, locale }: FactContext): Found {
  if (word === 'cut-off') return { value: material.cutOff };
  if (word === 'period') return { value: periodText(question, '', locale) };
  if (word === 'base-period') {
    const year = { from: aYearBefore(question.from), until: aYearBefore(question.until) };
    return { value: periodText(year, '', locale) };
  }
  const unit = deps.tree.unit(question.unitId);
  if (unit === undefined) throw new Error(`there is no unit ${question.unitId}`);
  const said = unitWords(unit);
  return { value: (word === 'unit' ? said.unit : word === 'self' ? said.self : said.place)[locale] };
}

function gapOf(definition: FactDefinition, found: Found, { question }: FactContext): Gap | undefined {
  const { value, of, unknown = 0 } = found;
  const none: Label = question.isPreview ? gaps.nonePreview : gaps.none;
  if (value === undefined || value === '') return { kind: 'none', words: none };
  if (isSmall(definition, found)) return { kind: 'small', words: gaps.small };
  if (definition.format === 'rate' && of === 0) return { kind: 'none', words: none };
  if (definition.format === 'rate' && of !== undefined && of < fewestForRate)
    return { kind: 'few', words: gaps.few };
  if ((isDistinctPeople(definition) || 'standing' in definition.source) && unknown > 0)
    return {
      kind: 'unidentified',
      words: words(
        `有${unknown}人次未在人员库登记，不能确定人数`,
        `${unknown} entries name nobody of the registry: people cannot be counted`,
      ),
    };
  if (definition.format === 'rate' && of !== undefined) return undefined;
  return value === 0 && definition.format !== 'points' ? { kind: 'zero', words: gaps.zero } : undefined;
}

/** Of health or rights: fewer than five, or so few left over that they could be told from the whole. None at all tells of nobody. */
function isSmall({ isSensitive }: FactDefinition, { value, of }: Found): boolean {
  if (isSensitive === undefined || typeof value !== 'number') return false;
  const isFew = (count: number): boolean => count > 0 && count < fewestSensitive;
  if (isSensitive === 'base') return isFew(of ?? value);
  return isFew(value) || (of !== undefined && isFew(of - value));
}

/** 人 and 名 are distinct people; 人次 are not. */
function isDistinctPeople({ unit, source }: FactDefinition): boolean {
  return 'indicator' in source && (unit?.zh === '人' || unit?.zh === '名');
}

function factText(definition: FactDefinition, found: Found, value: number | string, locale: Locale): string {
  if (typeof value === 'string') return dayText(definition.format, value, locale);
  switch (definition.format) {
    case 'rate':
      return rateText(value / (found.of ?? 1), definition.decimals);
    case 'points':
      return pointsText(value, locale);
    case 'wan':
      return wanText(value, locale);
    case 'rough':
    case 'roughYuan':
      return roughText(value, definition.format, locale);
    default:
      return countText(value, found.isEstimate ?? false, locale);
  }
}

/** 2026年10月31日; within the year that the report is of, 10月31日. */
function dayText(format: FactDefinition['format'], value: string, locale: Locale): string {
  if (format !== 'day' && format !== 'monthDay') return value;
  const day = dateText(value, locale);
  return format === 'monthDay' && locale === 'zh' ? day.slice(5) : day;
}

/** A figure's value with its base, as a table of figures shows it. */
export function tableText(fact: Fact, locale: Locale): string {
  if (fact.gap?.kind === 'small') return { zh: '—（不足5人，不写）', en: '— (fewer than five)' }[locale];
  if (fact.format === 'rate' && typeof fact.value === 'number' && fact.of !== undefined && fact.of > 0)
    return fact.of < fewestForRate
      ? `${fact.value}/${fact.of}`
      : `${rateText(fact.value / fact.of, fact.decimals)}（${fact.value}/${fact.of}）`;
  if (fact.of !== undefined && fact.of > 0 && typeof fact.value === 'number')
    return `${fact.value}/${fact.of}`;
  if (fact.of === 0) return '—';
  if (fact.gap?.kind === 'zero') return '0';
  return fact.text ?? (locale === 'zh' ? '—（见待补清单）' : '—');
}
