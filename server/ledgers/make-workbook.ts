// The workbook of a ledger for whoever asked for it, in the words of her language.
import { buildLedger, type LedgerQuestion } from '../../shared/ledgers/build-ledger.ts';
import { mostInWorkbook } from '../../shared/ledgers/ledger-protocol.ts';
import { periodText } from '../../shared/org/reporting-period.ts';
import type { Registry } from '../../shared/record-types/define-registry.ts';
import { localDateOf, type Clock } from '../clock.ts';
import type { LedgerReader, ReadLedger } from './read-ledger.ts';
import { renderXlsx } from './render-xlsx.ts';

export type Workbook = { readonly name: string; readonly bytes: Uint8Array };
export type MakeWorkbook = (
  reader: LedgerReader,
  question: LedgerQuestion,
  locale: 'zh' | 'en',
) => Promise<Workbook>;

const signatures = {
  zh: ['填表人：', '审核人：', '填表日期：', '单位（盖章）：'],
  en: ['Filled in by:', 'Checked by:', 'Date:', 'Unit (seal):'],
} as const;

export function createMakeWorkbook(deps: {
  readonly readLedger: ReadLedger;
  readonly registry: Registry;
  readonly clock: Clock;
}): MakeWorkbook {
  return async (reader, question, locale) => {
    const { documents, continuations, total } = await deps.readLedger(reader, question, mostInWorkbook);
    const definition = deps.registry.get(question.type);
    if (definition === undefined) throw new Error(`there is no type ${question.type}`);
    const unitName = (id: string): string => reader.tree.unit(id)?.shortName ?? id;
    const now = deps.clock.now();
    const today = localDateOf(now);
    const title = locale === 'zh' ? `${definition.label.zh}台账` : `Ledger: ${definition.label.en}`;
    const made =
      locale === 'zh' ? `${today} 由 ${reader.account.name} 导出` : `made ${today} by ${reader.account.name}`;
    const period = periodText(question, today, locale);
    const which = question.lockedOnly === true ? onlyLocked[locale] : '';
    const bytes = await renderXlsx({
      title,
      origin: [unitName(question.unitId), `${period}${which}`, made].join(locale === 'zh' ? '　' : ' · '),
      cut: total > documents.length ? cutWords(documents.length, total, locale) : '',
      ledger: buildLedger(definition, documents, {
        ...{ locale, unitName, continuations },
        registry: deps.registry,
      }),
      words: { total: locale === 'zh' ? '合计' : 'Total', signatures: signatures[locale] },
    });
    return { name: `${title} ${unitName(question.unitId)} ${question.from} ${question.until}.xlsx`, bytes };
  };
}

const onlyLocked = { zh: '（只含已审并锁定的）', en: ' (reviewed and locked only)' } as const;

function cutWords(held: number, total: number, locale: 'zh' | 'en'): string {
  return locale === 'zh'
    ? `注意：共 ${total} 条，本表只含最早的 ${held} 条，请缩短时间分次导出。`
    : `Note: of ${total} records this holds the oldest ${held}; choose shorter periods for the rest.`;
}
