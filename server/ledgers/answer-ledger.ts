// One screen of a ledger: its first lines with the sums over all of them.
import { mostOnScreen, type LedgerReply } from '../../shared/ledgers/ledger-protocol.ts';
import type { LedgerQuestion } from '../../shared/ledgers/ledger-question.ts';
import type { LedgerReader, ReadLedger } from './read-ledger.ts';

export type AnswerLedger = (
  reader: LedgerReader,
  question: LedgerQuestion,
  locale: 'zh' | 'en',
) => Promise<LedgerReply>;

export function createAnswerLedger(deps: { readonly readLedger: ReadLedger }): AnswerLedger {
  return async (reader, question, locale) => {
    // The screen chooses columns by itself.
    const { ledger } = await deps.readLedger(reader, { ...question, columns: undefined }, locale);
    const { columns, lines, totals, late, notes } = ledger;
    return {
      lines: lines.slice(0, mostOnScreen),
      ...{ total: lines.length, late, notes },
      sums: Object.fromEntries(
        columns.flatMap(({ id, isTotal }, place) => (isTotal ? [[id, totals[place] ?? '']] : [])),
      ),
    };
  };
}
