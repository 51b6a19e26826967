// Figures as the sentence that somebody at the other end of the telephone wants: 志愿服务6场、87人次、261小时（含待审2场）.
import type { RecordDefinition } from '../forms/define-record-type.ts';
import { moneyText } from '../forms/describe-record.ts';
import type { Label } from '../forms/field-types.ts';
import { exactCount, type Locale } from '../reports/approximate-number.ts';
import { fewestForRate, rateText } from '../reports/number-text.ts';
import { indicatorsOfDefinition } from './catalogue/indicators-of.ts';
import type { FigureSheet, KindCounts } from './count-figures.ts';
import type { Indicator, Wording } from './define-indicator.ts';
import type { Figure } from './evaluate-indicator.ts';

/** All that is said of one kind of work; '' when there is nothing. */
export function kindSentence(definition: RecordDefinition, sheet: FigureSheet, locale: Locale): string {
  const counts = sheet.kinds[definition.id];
  const unit = definition.countedAs?.[locale];
  if (counts === undefined || unit === undefined) return '';
  const events = counts.reviewed + counts.awaiting;
  const indicators = indicatorsOfDefinition(definition);
  const phrases = indicators.map((indicator) => figurePhrase(indicator, sheet.figures[indicator.id], locale));
  const unknown = indicators.map((indicator) => unknownText(indicator, sheet.figures[indicator.id], locale));
  const notes = [...countNotes(counts, unit, locale), ...unknown].filter((note) => note !== '');
  const first = withUnit(events, unit, locale);
  const said = [first, ...phrases.filter((phrase) => phrase !== '')];
  if (locale === 'en')
    return `${definition.label.en}: ${said.join(', ')}${notes.length === 0 ? '' : ` (${notes.join('; ')})`}`;
  return `${definition.label.zh}${said.join('、')}${notes.length === 0 ? '' : `（${notes.join('；')}）`}`;
}

/** The phrase of one figure; '' for nothing: no record, a zero, a rate without a base. */
export function figurePhrase(
  wording: Wording & Pick<Indicator, 'denominator'>,
  figure: Figure | undefined,
  locale: Locale,
): string {
  if (figure === undefined || figure.value === 0) return '';
  const phrase = wording.phrase ?? { zh: `{n}${wording.unit.zh}`, en: `{n} ${wording.unit.en}` };
  if (figure.of === undefined) return filled(phrase, locale, { n: amountText(wording, figure, locale) });
  if (figure.of === 0) return '';
  if (isAverage(wording)) return filled(phrase, locale, { n: averageText(wording, figure, locale) });
  if (figure.of < fewestForRate && wording.phraseOfFew !== undefined)
    return filled(wording.phraseOfFew, locale, { n: String(figure.value), of: String(figure.of) });
  return filled(phrase, locale, { n: rateText(figure.value / figure.of, wording.decimals) });
}

/** A figure alone, as a table shows it: 约93, 986 元, 92.3%. */
export function figureText(wording: Wording, figure: Figure | undefined, locale: Locale): string {
  if (figure === undefined) return '';
  if (figure.of === undefined) return amountText(wording, figure, locale);
  if (figure.of === 0) return '';
  if (isAverage(wording)) return averageText(wording, figure, locale);
  if (figure.of < fewestForRate) return `${figure.value}/${figure.of}`;
  return rateText(figure.value / figure.of, wording.decimals);
}

function isAverage({ format }: Wording): boolean {
  return format === 'average' || format === 'fenAverage' || format === 'perHundredThousand';
}

/** One decimal; yuan, and cases for each hundred thousand, with two. */
function averageText({ format }: Wording, { value, of = 1 }: Figure, locale: Locale): string {
  if (format === 'fenAverage') return moneyText(Math.round(value / of), locale).replace(' 元', '元');
  if (format === 'perHundredThousand') return ((value / of) * 100_000).toFixed(2);
  return String(Math.round((value / of) * 10) / 10);
}

function amountText({ format }: Wording, figure: Figure, locale: Locale): string {
  const amount =
    format === 'fen'
      ? moneyText(figure.value, locale).replace(' 元', '元')
      : exactCount(figure.value, locale);
  if (!figure.isEstimate) return amount;
  return locale === 'zh' ? `约${amount}` : `about ${amount}`;
}

function unknownText(wording: Wording, figure: Figure | undefined, locale: Locale): string {
  if (figure === undefined || figure.unknown === 0 || wording.unknownPhrase === undefined) return '';
  return filled(wording.unknownPhrase, locale, { n: String(figure.unknown) });
}

function countNotes(counts: KindCounts, unit: string, locale: Locale): readonly string[] {
  const note = (count: number, words: Label): string =>
    count === 0 ? '' : filled(words, locale, { n: withUnit(count, unit, locale) });
  return [
    note(counts.awaiting, { zh: '含待审{n}', en: '{n} awaiting review' }),
    note(counts.returned, { zh: '退回{n}未计', en: '{n} returned, not counted' }),
    note(counts.tookPart, { zh: '另参与{n}', en: 'took part in {n} more' }),
  ];
}

function withUnit(count: number, unit: string, locale: Locale): string {
  return locale === 'zh' ? `${count}${unit}` : `${exactCount(count, locale)} ${unit}`;
}

function filled(words: Label, locale: Locale, named: Readonly<Record<string, string>>): string {
  return words[locale].replace(/\{(\w+)\}/g, (_whole, name: string) => named[name] ?? '');
}
