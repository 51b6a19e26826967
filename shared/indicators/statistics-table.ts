// 数据统计 as a table in words: each figure with what it was before, what a task plans, and why it is missing where it is.
import { dateText } from '../forms/describe-record.ts';
import type { Label } from '../forms/field-types.ts';
import { words } from '../forms/shorthand.ts';
import { periodText } from '../org/reporting-period.ts';
import type { Registry } from '../record-types/define-registry.ts';
import type { Locale } from '../reports/approximate-number.ts';
import { fewestForRate } from '../reports/number-text.ts';
import type { FigureSheet } from './count-figures.ts';
import type { Indicator, Wording } from './define-indicator.ts';
import type { Figure } from './evaluate-indicator.ts';
import { changeText, type Comparison } from './figure-change.ts';
import { figureText } from './figure-sentence.ts';
import { statisticsGroups, type StatisticsLine } from './statistics-lines.ts';
import type { RateFigure, StatisticsReply, WholeSheet } from './statistics-protocol.ts';

/** One line in words; '' where there is nothing to say. `hasNothing`: neither a figure, now or before, nor a reason, nor a plan. */
export type StatisticsRow = {
  readonly line: StatisticsLine;
  readonly label: string;
  readonly figure: Figure | undefined;
  readonly value: string;
  readonly unit: string;
  /** Of a rate: what stands over what. */
  readonly terms: string;
  readonly past: string;
  readonly change: string;
  readonly targets: readonly string[];
  readonly notes: readonly string[];
  /** Units that have not entered the base of the rate. */
  readonly lacking: readonly string[];
  readonly hasNothing: boolean;
};
export type StatisticsTable = readonly {
  readonly id: string;
  readonly label: string;
  readonly rows: readonly StatisticsRow[];
}[];

export type TableDeps = {
  readonly registry: Registry;
  readonly locale: Locale;
  readonly unitName: (id: string) => string;
};

/** In the order of `statistics-lines.ts`. */
export function statisticsTable(
  reply: StatisticsReply,
  comparison: Comparison,
  deps: TableDeps,
): StatisticsTable {
  return statisticsGroups(deps.registry).map(({ id, label, lines }) => ({
    ...{ id, label: label[deps.locale] },
    rows: lines.map((line) => rowOf(line, reply, comparison, deps)),
  }));
}

/** How the figure of a line is worded. */
export function wordingOf(line: StatisticsLine): Wording & Pick<Indicator, 'denominator'> {
  return 'rate' in line ? withoutTerms(line.rate) : line.indicator;
}

/** Undefined where there is no record of it. */
export function figureOfLine(line: StatisticsLine, { total, rates }: WholeSheet): Figure | undefined {
  if ('rate' in line) return rates[line.id];
  const counts = total.kinds[line.id];
  if (line.id.includes('.') || counts === undefined) return total.figures[line.id];
  const value = counts.reviewed + counts.awaiting;
  return value === 0 ? undefined : { value, isEstimate: false, unknown: 0 };
}

/** The figure as a table shows it: 约93, 986元, 92.3%, 8/9; '' for none, and for a rate without a base. */
export function valueText(line: StatisticsLine, figure: Figure | undefined, locale: Locale): string {
  if (figure === undefined || isWithoutBase(line, figure)) return '';
  return figureText(wordingOf(line), figure, locale);
}

/** Of the change that a comparison finds: 较上期, 较上年同期. */
export const comparisonWords: Readonly<Record<Comparison, Label>> = {
  before: words('较上期', 'against the period before'),
  lastYear: words('较上年同期', 'against the same days a year before'),
};

function rowOf(
  line: StatisticsLine,
  reply: StatisticsReply,
  comparison: Comparison,
  { locale, unitName }: TableDeps,
): StatisticsRow {
  const figure = figureOfLine(line, reply);
  const past = reply.before === undefined ? undefined : figureOfLine(line, reply.before);
  const value = valueText(line, figure, locale);
  const pastText = valueText(line, past, locale);
  const rate = 'rate' in line ? reply.rates[line.id] : undefined;
  const targets = reply.targets
    .filter(({ indicator }) => indicator === line.id)
    .map((target) => targetText(target, wordingOf(line), locale));
  const notes = [
    ...(rate === undefined ? [] : baseNotes(rate, wordingOf(line), locale, unitName)),
    ...stateNotes(line, reply.total, locale),
    ...unknownNotes(line, figure, locale),
  ];
  return {
    ...{ line, label: line.label[locale], figure, value, past: pastText, targets, notes },
    unit: unitText(line, figure, locale),
    terms: termsText(line, figure, locale),
    change:
      reply.before === undefined
        ? ''
        : changeText(known(line, figure), known(line, past), comparison, locale),
    lacking: rate?.lacking ?? [],
    hasNothing: value === '' && pastText === '' && targets.length === 0 && notes.length === 0,
  };
}

/** A rate whose base is not known is no figure. */
function known(line: StatisticsLine, figure: Figure | undefined): Figure | undefined {
  return figure !== undefined && isWithoutBase(line, figure) ? undefined : figure;
}

function isWithoutBase(line: StatisticsLine, { of }: Figure): boolean {
  const isRate = 'rate' in line || line.indicator.denominator !== undefined;
  return isRate && (of === undefined || of === 0);
}

/** Percentages carry their own; money too. */
function unitText(line: StatisticsLine, figure: Figure | undefined, locale: Locale): string {
  const wording = wordingOf(line);
  if (figure === undefined || wording.format === 'fen') return '';
  const isPercentage = figure.of !== undefined && figure.of >= fewestForRate;
  return isPercentage || isWithoutBase(line, figure) ? '' : wording.unit[locale];
}

function termsText(line: StatisticsLine, figure: Figure | undefined, locale: Locale): string {
  if (figure?.of === undefined || figure.of < fewestForRate) return '';
  const { unit } = wordingOf(line);
  return locale === 'zh'
    ? `${figure.value}/${figure.of}${unit.zh}`
    : `${figure.value}/${figure.of} ${unit.en}`;
}

/** Of the numerator, whatever the line is: a plan counts what was reached. */
function targetText(
  { planned, reached, from, dueOn }: StatisticsReply['targets'][number],
  { unit }: Wording,
  locale: Locale,
): string {
  const days =
    dueOn === undefined ? dateText(from, locale) : periodText({ from, until: dueOn }, endOfTime, locale);
  return words(
    `任务计划${planned}${unit.zh}，已完成${reached}${unit.zh}（${days}）`,
    `planned ${planned} ${unit.en}, reached ${reached} (${days})`,
  )[locale];
}

/** As seen from a day on which all is over: a plan has no “until now”. */
const endOfTime = '9999-12-31';

function baseNotes(
  { value, of, lacking, lackingCount }: RateFigure,
  { unit }: Wording,
  locale: Locale,
  unitName: (id: string) => string,
): readonly string[] {
  if (of === 0) return [words('基数为0，没有比率', 'The base is 0: no rate')[locale]];
  if (of !== undefined) return [];
  const named = lacking
    .slice(0, 3)
    .map(unitName)
    .join(locale === 'zh' ? '、' : ', ');
  const more =
    lackingCount > 3 ? words(`等${lackingCount}个单位`, ` and others, ${lackingCount} units`) : words('', '');
  return [
    words(
      `现有${value}${unit.zh}；没有比率：${named}${more.zh}未填年度基数`,
      `${value} ${unit.en} so far; no rate: the yearly base was not entered by ${named}${more.en}`,
    )[locale],
  ];
}

/** How many of a kind nobody has reviewed yet, and how many were returned and do not count. */
function stateNotes(line: StatisticsLine, total: FigureSheet, locale: Locale): readonly string[] {
  const counts = 'rate' in line || line.id.includes('.') ? undefined : total.kinds[line.id];
  if (counts === undefined) return [];
  return [
    ...(counts.awaiting === 0
      ? []
      : [words(`含待审${counts.awaiting}`, `${counts.awaiting} awaiting review`)[locale]]),
    ...(counts.returned === 0
      ? []
      : [words(`退回${counts.returned}，未计`, `${counts.returned} returned, not counted`)[locale]]),
  ];
}

function unknownNotes(line: StatisticsLine, figure: Figure | undefined, locale: Locale): readonly string[] {
  if (figure === undefined || figure.unknown === 0) return [];
  const said = wordingOf(line).unknownPhrase ?? (countsPeople(line) ? notRegistered : notTold);
  return [said[locale].replace('{n}', String(figure.unknown))];
}

const notRegistered = words('另有{n}人不在人员库，未计', '{n} more are not in the registry: not counted');
const notTold = words('{n}条没写这个数', '{n} records do not tell');

function countsPeople(line: StatisticsLine): boolean {
  if ('rate' in line)
    return typeof line.rate.numerator.counts === 'object' && 'people' in line.rate.numerator.counts;
  return line.indicator.numerator.some(({ measure }) => 'people' in measure);
}

/** The wording of a rate without what it is made of. */
function withoutTerms({ label, unit, phrase, phraseOfFew }: Wording): Wording {
  return {
    ...{ label, unit },
    ...(phrase === undefined ? {} : { phrase }),
    ...(phraseOfFew === undefined ? {} : { phraseOfFew }),
  };
}
