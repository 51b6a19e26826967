// The file of a ledger for whoever asked for it, in the words of her language.
import type { Ledger } from '../../shared/ledgers/build-ledger.ts';
import type { LedgerPlan } from '../../shared/ledgers/define-ledger.ts';
import { mostIn, type LedgerFormat } from '../../shared/ledgers/ledger-protocol.ts';
import type { LedgerQuestion } from '../../shared/ledgers/ledger-question.ts';
import { dateText } from '../../shared/forms/describe-record.ts';
import { periodText } from '../../shared/org/reporting-period.ts';
import { stateWords } from '../../shared/review/state-words.ts';
import { localDateOf, localTimeOf, type Clock } from '../clock.ts';
import type { LedgerReader, ReadLedger } from './read-ledger.ts';
import type { LedgerSheet } from './ledger-sheet.ts';
import { renderDocx } from './render-docx.ts';
import { renderXlsx } from './render-xlsx.ts';

export type LedgerFile = {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Lines in the file, and all there are. */
  readonly held: number;
  readonly total: number;
};
export type MakeLedgerFile = (
  reader: LedgerReader,
  question: LedgerQuestion,
  wanted: { readonly locale: 'zh' | 'en'; readonly format?: LedgerFormat | undefined },
) => Promise<LedgerFile>;

const words = {
  zh: {
    total: '合计',
    signatures: ['填表人：', '审核人：', '填表日期：', '单位（盖章）：'],
    page: ['第', '页，共', '页'],
  },
  en: {
    total: 'Total',
    signatures: ['Filled in by:', 'Checked by:', 'Date:', 'Unit (seal):'],
    page: ['Page ', ' of ', ''],
  },
} as const;

export function createMakeLedgerFile(deps: {
  readonly readLedger: ReadLedger;
  readonly clock: Clock;
}): MakeLedgerFile {
  return async (reader, question, { locale, format = 'xlsx' }) => {
    const { plan, ledger } = await deps.readLedger(reader, question, locale);
    const [total, most] = [ledger.lines.length, mostIn[format]];
    const held = Math.min(total, most);
    const unit = reader.tree.unit(question.unitId)?.shortName ?? question.unitId;
    const sheet: LedgerSheet = {
      title: plan.label[locale],
      origin: originOf(plan, question, locale, [unit, reader, deps.clock.now()]),
      cut: total > held ? cutWords(held, total, locale) : '',
      ledger: withLines(ledger, held),
      ...{ words: words[locale], locale },
    };
    const bytes = await (format === 'xlsx' ? renderXlsx(sheet) : renderDocx(sheet));
    const days = plan.isRegister === true ? question.until : `${question.from} ${question.until}`;
    return { name: `${sheet.title} ${unit} ${days}.${format}`, bytes, held, total };
  };
}

/** The sums stay those of all lines. */
function withLines(ledger: Ledger, most: number): Ledger {
  return most === ledger.lines.length ? ledger : { ...ledger, lines: ledger.lines.slice(0, most) };
}

/** Unit, days, what narrows it, and who of which unit made it when: whoever finds a copy sees whose it was. */
function originOf(
  plan: LedgerPlan,
  question: LedgerQuestion,
  locale: 'zh' | 'en',
  [unit, reader, now]: readonly [string, Pick<LedgerReader, 'name' | 'unitName'>, Date],
): string {
  const [today, time] = [localDateOf(now), localTimeOf(now)];
  const isZh = locale === 'zh';
  const lastDay = dateText(question.until < today ? question.until : today, locale);
  const days =
    plan.isRegister === true
      ? isZh
        ? `截至${lastDay}`
        : `as of ${lastDay}`
      : periodText(question, today, locale);
  const { text = '', reviewState } = question;
  const narrowed = [
    ...(text.trim() === '' ? [] : [isZh ? `含“${text.trim()}”的` : `holding “${text.trim()}”`]),
    ...(reviewState === undefined ? [] : [stateWords[reviewState][locale]]),
    ...(question.lockedOnly === true ? [isZh ? '只含已审并锁定的' : 'reviewed and locked only'] : []),
  ];
  const by = `${reader.unitName} ${reader.name}`;
  const made = isZh ? `${today} ${time} 由 ${by} 导出` : `made ${today} ${time} by ${by}`;
  return [unit, days, ...narrowed, made].join(isZh ? '　' : ' · ');
}

function cutWords(held: number, total: number, locale: 'zh' | 'en'): string {
  return locale === 'zh'
    ? `注意：共 ${total} 条，本表只列前 ${held} 条（合计是全部的），其余请缩短时间分次导出。`
    : `Note: of ${total} lines these are the first ${held} (the totals are of all); choose shorter periods for the rest.`;
}
