// A ledger that leaves as a file: who took which away is written down before it goes.
import type { LedgerFormat } from '../../shared/ledgers/ledger-protocol.ts';
import type { LedgerQuestion } from '../../shared/ledgers/ledger-question.ts';
import type { UnitId } from '../../shared/records/record.ts';
import type { Clock } from '../clock.ts';
import type { LedgerFile, MakeLedgerFile } from '../ledgers/make-ledger-file.ts';
import type { LedgerReader } from '../ledgers/read-ledger.ts';
import type { Store } from '../store/store.ts';

export type ExportLedger = (
  by: { readonly account: string; readonly unitId: UnitId },
  reader: LedgerReader,
  question: LedgerQuestion,
  wanted: { readonly locale: 'zh' | 'en'; readonly format?: LedgerFormat | undefined },
) => Promise<LedgerFile>;

/** The words that narrowed it are left out: they may be a name. */
export function createExportLedger(deps: {
  readonly store: Store;
  readonly clock: Clock;
  readonly makeLedgerFile: MakeLedgerFile;
}): ExportLedger {
  return async (by, reader, question, { locale, format = 'xlsx' }) => {
    const file = await deps.makeLedgerFile(reader, question, { locale, format });
    await deps.store.write((tx) =>
      tx.audit.append({
        ...{ at: deps.clock.now().toISOString(), account: by.account, accountUnit: by.unitId },
        ...{ act: 'export', subject: question.type, reason: '', unit: question.unitId },
        ...{ from: question.from, until: question.until, lines: file.held, format },
      }),
    );
    return file;
  };
}
