// 数据统计 that leaves as a workbook: who took which unit's and which days' away is written down before it goes.
import type { StatisticsQuestion } from '../../shared/indicators/statistics-protocol.ts';
import type { Registry } from '../../shared/record-types/define-registry.ts';
import type { Locale } from '../../shared/reports/approximate-number.ts';
import type { Asker } from '../access/require-unit-within.ts';
import { localDateOf, localTimeOf, type Clock } from '../clock.ts';
import type { AnswerStatistics } from '../indicators/answer-statistics.ts';
import { statisticsSheets } from '../indicators/statistics-sheets.ts';
import { renderWorkbook } from '../ledgers/render-xlsx.ts';
import type { Store } from '../store/store.ts';

/** Refused as the question itself is. */
export type ExportStatistics = (
  caller: Asker,
  question: StatisticsQuestion,
  locale: Locale,
) => Promise<{ readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }>;

export function createExportStatistics(deps: {
  readonly store: Store;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly answerStatistics: AnswerStatistics;
}): ExportStatistics {
  const { store, registry, clock, answerStatistics } = deps;
  return async (caller, question, locale) => {
    const reply = await answerStatistics(caller, question);
    const { account, tree } = caller;
    const unitName = (id: string): string => tree.unit(id)?.shortName ?? id;
    const now = clock.now();
    const sheets = statisticsSheets(
      question,
      reply,
      { registry, locale, unitName },
      {
        madeBy: `${unitName(account.orgUnitId)} ${account.name}`,
        ...{ today: localDateOf(now), time: localTimeOf(now) },
      },
    );
    const bytes = await renderWorkbook(sheets);
    await store.write((tx) =>
      tx.audit.append({
        ...{ at: now.toISOString(), account: account.id, accountUnit: account.orgUnitId },
        ...{ act: 'export', subject: 'statistics', reason: '', unit: question.unitId, format: 'xlsx' },
        ...{ from: question.from, until: question.until, lines: sheets[0]?.ledger.lines.length ?? 0 },
      }),
    );
    const { from, until } = question;
    return { name: `${sheets[0]?.title ?? ''} ${unitName(question.unitId)} ${from} ${until}.xlsx`, bytes };
  };
}
